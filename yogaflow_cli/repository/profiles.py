"""The profiles of the database: who is here. Proving who one is, is the services' business."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.repository import installation
from yogaflow_cli.repository.access import end_access
from yogaflow_cli.repository.milliseconds import from_milliseconds, to_milliseconds

SELECT_PROFILES = """
SELECT profile_id, uuid, name, display_name, token_hash, token_store, keyring_backend, created_at_ms FROM profiles
"""
BY_NAME = f"{SELECT_PROFILES} WHERE name = ?"
BY_ID = f"{SELECT_PROFILES} WHERE profile_id = ?"
BY_UUID = f"{SELECT_PROFILES} WHERE uuid = ?"
ALL = f"{SELECT_PROFILES} ORDER BY name"
INSERT_PROFILE = (
    "INSERT INTO profiles (uuid, name, display_name, token_hash, token_store, keyring_backend, created_at_ms)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
RENAME = "UPDATE profiles SET name = ? WHERE profile_id = ?"
SET_TOKEN = "UPDATE profiles SET token_hash = ?, token_store = ?, keyring_backend = ? WHERE profile_id = ?"
DELETE = "DELETE FROM profiles WHERE profile_id = ?"


class Profiles:
    """Everybody who practises on this database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self) -> list[Profile]:
        """Every profile, by name."""
        return [profile_of_row(row) for row in self.connection.execute(ALL)]

    def by_name(self, name: str) -> Profile | None:
        """The profile with that name."""
        return self.one(BY_NAME, [name])

    def by_uuid(self, uuid: str) -> Profile | None:
        """The profile with that UUID."""
        return self.one(BY_UUID, [uuid])

    def chosen(self) -> Profile | None:
        """The profile that `profile use` chose."""
        chosen = installation.value(self.connection, installation.CHOSEN_PROFILE)
        return None if chosen is None else self.one(BY_ID, [int(chosen)])

    def meant(self) -> Profile | None:
        """The profile that is meant where none is named: the chosen one, else the only one."""
        chosen = self.chosen()
        if chosen is None:
            everybody = self.all()
            return everybody[0] if len(everybody) == 1 else None
        return chosen

    def choose(self, profile: Profile) -> None:
        """Makes a profile the one that commands use."""
        installation.keep(self.connection, installation.CHOSEN_PROFILE, str(profile.profile_id))

    def add(
        self,
        name: str,
        display_name: str | None,
        token_hash: str,
        token_store: str,
        keyring_backend: str | None,
        at: datetime,
    ) -> Profile:
        """Stores a new profile; its name must be free."""
        cells = [str(uuid4()), name, display_name, token_hash, token_store, keyring_backend, to_milliseconds(at)]
        self.connection.execute(INSERT_PROFILE, cells)
        added = self.by_name(name)
        if added is None:
            raise LookupError("the profile that was just stored")
        end_access(self.connection, added.profile_id)
        return added

    def rename(self, profile: Profile, name: str) -> None:
        """Gives a profile another name, which must be free."""
        self.connection.execute(RENAME, [name, profile.profile_id])

    def set_token(self, profile: Profile, token_hash: str, token_store: str, keyring_backend: str | None) -> None:
        """Keeps the hash of a profile's token and where the token lives; what was proven before holds no longer."""
        self.connection.execute(SET_TOKEN, [token_hash, token_store, keyring_backend, profile.profile_id])
        end_access(self.connection, profile.profile_id)

    def delete(self, profile: Profile) -> None:
        """Removes a profile with all that it owns."""
        if self.chosen() == profile:
            installation.keep(self.connection, installation.CHOSEN_PROFILE, None)
        self.connection.execute(DELETE_SESSIONS, [profile.profile_id])
        self.connection.execute(DELETE, [profile.profile_id])

    def one(self, query: str, parameters: Sequence[object]) -> Profile | None:
        """The profile that a query finds."""
        row = self.connection.execute(query, parameters).fetchone()
        return None if row is None else profile_of_row(row)


DELETE_SESSIONS = "DELETE FROM sessions WHERE profile_id = ?"
"""First, because a frozen sequence may not go before the sessions that hold it."""


def profile_of_row(row: tuple[object, ...]) -> Profile:
    """The profile of one row of SELECT_PROFILES."""
    profile_id, uuid, name, display_name, token_hash, token_store, keyring_backend, created_at_ms = row
    return Profile(
        profile_id=int(str(profile_id)),
        uuid=str(uuid),
        name=str(name),
        display_name=None if display_name is None else str(display_name),
        token_hash=str(token_hash),
        token_store=str(token_store),
        keyring_backend=None if keyring_backend is None else str(keyring_backend),
        created_at=from_milliseconds(int(str(created_at_ms))),
    )
