"""What a sync works with: the profile's log, the vault that keeps the key, and the way to the repository."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.errors import StorageLocked, SyncKeyWrong, SyncNotSetUp
from yogaflow_cli.paths import make_private_folder, storage_failure
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.file_lock import held
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.sync.git import Git
from yogaflow_cli.sync.mirror import Mirror
from yogaflow_cli.sync.sealing import Seal
from yogaflow_cli.vault.vault import Vault

REPOSITORY = "repository.git"
PATIENCE_SECONDS = 30.0
"""How long a sync waits for another of the same profile on this machine."""


class Means(NamedTuple):
    """What a sync works with."""

    log: PracticeLog
    vault: Vault
    git: Git
    sequences_folder: Path
    machine_name: str
    now: datetime

    @property
    def own_folder(self) -> Path:
        """Where this machine's copy of the repository is, and what keeps two syncs apart."""
        return synced.folder_of(self.log.database.path, self.log.profile)

    def mirror(self, url: str) -> Mirror:
        """This machine's copy of the repository, made when it is missing."""
        mirror = Mirror(self.own_folder / REPOSITORY, url, self.git)
        mirror.make()
        return mirror

    def new_mirror(self, url: str) -> Mirror:
        """The same for a profile that does not sync yet: what is left of an earlier repository is none of this one's.

        Raises:
            StorageError: that cannot be removed.
        """
        self.remove_mirror()
        return self.mirror(url)

    def remove_mirror(self) -> None:
        """Removes this machine's copy of the repository. Raises StorageError."""
        try:
            shutil.rmtree(self.own_folder / REPOSITORY)
        except FileNotFoundError:
            return
        except OSError as error:
            raise storage_failure(error, self.own_folder) from error

    def entry(self) -> Synced:
        """How the profile syncs.

        Raises:
            SyncNotSetUp: it does not.
        """
        entry = synced.read(self.log.connection, self.log.profile)
        if entry is None:
            raise SyncNotSetUp(
                "This profile does not sync.",
                "Begin: yogaflow sync init URL - or on a second machine: yogaflow sync join URL",
            )
        return entry

    def key(self, entry: Synced) -> bytes:
        """The key of the repository.

        Raises:
            SyncKeyWrong: the store has none.
            KeyringUnavailable, TokenMissing: the store cannot be asked.
        """
        kept = self.vault.store(entry.key_store, entry.keyring_backend).read(entry.key_account)
        if kept is None or len(kept) != 64:
            where = "The keyring" if entry.key_store == "keyring" else "The file"
            raise SyncKeyWrong(f"{where} has no key for the repository.", "Give it again: yogaflow sync join URL")
        return bytes.fromhex(kept)

    def seal(self, entry: Synced) -> Seal:
        """The seal of the repository that was joined. Raises as `key`."""
        return Seal(self.key(entry), entry.repository_id)

    @contextmanager
    def next_in_turn(self) -> Iterator[bool]:
        """Whether no other sync waits already for the one that goes on."""
        make_private_folder(self.own_folder)
        with held(self.own_folder / ".next", 0) as is_next:
            yield is_next

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps other syncs of the profile on this machine away.

        Raises:
            StorageLocked: another one takes too long.
        """
        make_private_folder(self.own_folder)
        with held(self.own_folder / ".lock", PATIENCE_SECONDS) as is_alone:
            if not is_alone:
                raise StorageLocked("Another sync of this profile goes on.", "Wait until it is done, and try again.")
            yield
