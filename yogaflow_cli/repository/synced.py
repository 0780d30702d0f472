"""How a profile syncs: with which repository, as which device, and how the last try ended. Only who syncs has a row."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.milliseconds import optional_from_milliseconds, to_milliseconds

READ = (
    "SELECT repository_id, url, device, key_store, keyring_backend, synced_at_ms, failed_at_ms,"
    " failure FROM synced WHERE profile_id = ?"
)
STORE = """
INSERT INTO synced (profile_id, repository_id, url, device, key_store, keyring_backend) VALUES (?, ?, ?, ?, ?, ?)
"""
REMOVE = "DELETE FROM synced WHERE profile_id = ?"
OTHER_OF_REPOSITORY = (
    "SELECT name FROM synced JOIN profiles USING (profile_id) WHERE repository_id = ? AND profile_id <> ?"
)
SET_URL = "UPDATE synced SET url = ? WHERE profile_id = ?"
SET_GATHERED = (
    "UPDATE synced SET gathered_change_id = (SELECT coalesce(max(change_id), 0) FROM changes) WHERE profile_id = ?"
)
SET_DONE = "UPDATE synced SET synced_at_ms = ?, failed_at_ms = NULL, failure = NULL WHERE profile_id = ?"
SET_FAILED = "UPDATE synced SET failed_at_ms = ?, failure = ? WHERE profile_id = ?"
IS_UNGATHERED = (
    "SELECT 1 FROM changes WHERE +profile_id = ?1 AND action <> 'sync'"
    " AND change_id > (SELECT gathered_change_id FROM synced WHERE profile_id = ?1) LIMIT 1"
)


class Synced(NamedTuple):
    """With what a profile syncs; `device` is this machine's random id there. `failure` is what the last try said."""

    repository_id: str
    url: str
    device: str
    key_store: str
    keyring_backend: str | None
    synced_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str | None = None

    @property
    def key_account(self) -> str:
        """The name under which a store keeps the key."""
        return f"sync-{self.repository_id}"


def folder_of(database_path: Path, profile: ProvenProfile) -> Path:
    """Where a profile's copy of its repository is; the name says nothing, and stays when the profile is renamed."""
    return database_path.with_name("sync") / profile.profile.uuid


def read(connection: sqlite3.Connection, profile: ProvenProfile) -> Synced | None:
    """How the profile syncs, None when it does not."""
    row = connection.execute(READ, [profile.profile_id]).fetchone()
    if row is None:
        return None
    repository_id, url, device, key_store, keyring_backend, synced_at_ms, failed_at_ms, failure = row
    ends = (optional_from_milliseconds(synced_at_ms), optional_from_milliseconds(failed_at_ms), failure)
    return Synced(repository_id, url, device, key_store, keyring_backend, *ends)


def store(connection: sqlite3.Connection, profile: ProvenProfile, synced: Synced) -> None:
    """Lets a profile that does not sync do so, inside the caller's transaction."""
    connection.execute(STORE, [profile.profile_id, *synced[:5]])


def remove(connection: sqlite3.Connection, profile: ProvenProfile) -> None:
    """Forgets all that the profile knows of other machines; its practice stays."""
    connection.execute(REMOVE, [profile.profile_id])


def other_profile_of(connection: sqlite3.Connection, profile: ProvenProfile, repository_id: str) -> str | None:
    """The name of another profile here that syncs with the repository."""
    row = connection.execute(OTHER_OF_REPOSITORY, [repository_id, profile.profile_id]).fetchone()
    return None if row is None else str(row[0])


def set_url(connection: sqlite3.Connection, profile: ProvenProfile, url: str) -> None:
    """Notes where the repository is now."""
    connection.execute(SET_URL, [url, profile.profile_id])


def set_gathered(connection: sqlite3.Connection, profile: ProvenProfile) -> None:
    """Notes that all of the change log, as it is now, was gathered."""
    connection.execute(SET_GATHERED, [profile.profile_id])


def note_done(connection: sqlite3.Connection, profile: ProvenProfile, at: datetime) -> None:
    """Notes that a sync came to its end."""
    connection.execute(SET_DONE, [to_milliseconds(at), profile.profile_id])


def note_failed(connection: sqlite3.Connection, profile: ProvenProfile, at: datetime, failure: str) -> None:
    """Notes that a sync did not come to its end, and why."""
    connection.execute(SET_FAILED, [to_milliseconds(at), failure, profile.profile_id])


def is_ungathered(connection: sqlite3.Connection, profile: ProvenProfile) -> bool:
    """Whether a change was made here that no segment holds yet."""
    return connection.execute(IS_UNGATHERED, [profile.profile_id]).fetchone() is not None
