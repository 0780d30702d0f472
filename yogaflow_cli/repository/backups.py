"""The folder `backups/` beside the database: which are there, how one is made, which are not needed any more."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.errors import StorageDamaged, StorageError, StorageLocked
from yogaflow_cli.paths import make_private_folder, storage_failure
from yogaflow_cli.repository.backup_names import DAILY, folder_of, name_of, names_in, reason_of, stamp_of
from yogaflow_cli.repository.connection import connection_to
from yogaflow_cli.repository.database import has_content, is_marked_ours, refuse_unreadable
from yogaflow_cli.repository.failures import translated
from yogaflow_cli.repository.file_lock import held
from yogaflow_cli.repository.whole_copy import copy_bytes, first_fault, remove_drafts_in, write_whole_copy

if TYPE_CHECKING:
    import sqlite3

    from yogaflow_cli.repository.whole_copy import Advance

BY_HAND = "by-hand"
BEFORE_RESTORE, BEFORE_MENDING = "before-restore", "before-doctor"
AS_IT_WAS = (BEFORE_RESTORE, BEFORE_MENDING)
"""The reasons of backups that may hold damage: of what was put right after it."""

KEPT_DAYS, KEPT_WEEKS = 7, 4
PATIENCE_SECONDS = 60.0
"""How long a backup waits for another process that makes one; a large one takes a while."""

COUNT_SESSIONS = "SELECT count(*) FROM sessions"


class Backup(NamedTuple):
    """A backup: its file, when it was made, and why, as its name tells; no reason for a copy that somebody named."""

    path: Path
    made_at: datetime
    reason: str
    size_bytes: int


class Backups:
    """The backups of the database at a path."""

    def __init__(self, database_path: Path) -> None:
        self.database_path = database_path
        self.folder = folder_of(database_path)

    def all(self) -> list[Backup]:
        """All backups, the latest first.

        Raises:
            StorageError: the folder cannot be read.
        """
        try:
            files = [path for path in map(self.folder.joinpath, names_in(self.folder)) if path.is_file()]
            # Two that say the same instant are told apart by the file system.
            files.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
            return sorted(map(backup_of, files), key=lambda backup: backup.made_at, reverse=True)
        except OSError as error:
            raise storage_failure(error, self.folder) from error

    def are_there(self) -> bool:
        """Whether there is any. Raises StorageError where the folder cannot be read."""
        return bool(self.all())

    @contextmanager
    def held(self, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[bool]:
        """Whether this process alone makes backups or restores one now; what another one left unfinished is gone then.

        Raises:
            StorageError: the folder cannot be made or used.
        """
        make_private_folder(self.folder)
        with held(self.folder / ".lock", patience_seconds) as alone:
            if alone:
                # Whoever was killed while it made one left what it had.
                remove_drafts_in(self.folder)
            yield alone

    def make(
        self, connection: "sqlite3.Connection", reason: str, at: datetime, written: "Advance | None" = None
    ) -> Path:
        """Makes a backup of the database behind the connection; its file. Raises as `write_whole_copy`."""
        with self.held() as alone:
            if not alone:
                raise StorageLocked(
                    f"Another yogaflow is busy with {self.folder}.", "Wait until it is done, and try again."
                )
            path = self.free_name(reason, at)
            write_whole_copy(connection, self.database_path, path, written)
        return path

    def keep(self, connection: "sqlite3.Connection", reason: str, at: datetime) -> Path:
        """Keeps the database as it is: a backup, or where it is damaged its bytes. Raises StorageError."""
        try:
            return self.make(connection, reason, at)
        except StorageDamaged:
            kept = self.free_name(reason, at)
            copy_bytes(self.database_path, kept)
            return kept

    def free_name(self, reason: str, at: datetime) -> Path:
        """The name of a new backup: two of one instant differ by a microsecond."""
        while (path := self.file_of(reason, at)).exists():
            at += timedelta(microseconds=1)
        return path

    def file_of(self, reason: str, at: datetime) -> Path:
        """The file of a backup of that instant."""
        return self.folder / name_of(at, reason)

    def rotate(self, live_sessions: int, now: datetime) -> None:
        """Removes daily backups that are not needed any more: 7 are kept, then one a week, 4 times.

        One that holds more sessions than the database, or whose sessions cannot be counted, stays, and so does one that
        a wrong clock dated after `now`: it takes no other's place.
        """
        for backup in not_needed([each for each in self.all() if each.reason == DAILY and each.made_at <= now]):
            sessions = sessions_in(backup.path)
            if sessions is not None and sessions <= live_sessions:
                with suppress(OSError):
                    backup.path.unlink()


def not_needed(dailies: list[Backup]) -> list[Backup]:
    """Which of the daily backups, the latest first, nobody keeps: not of the last 7, nor the last of its week."""
    last_of_week: dict[tuple[int, int], Backup] = {}
    for backup in dailies[KEPT_DAYS:]:
        last_of_week.setdefault(backup.made_at.astimezone().isocalendar()[:2], backup)
    kept = {*dailies[:KEPT_DAYS], *list(last_of_week.values())[:KEPT_WEEKS]}
    return [backup for backup in dailies if backup not in kept]


def fault_of(path: Path) -> str | None:
    """What keeps a file from being restored, in words; None for a sound database of this or an earlier version."""
    try:
        if not has_content(path):
            return f"{path} is empty"
        with translated(path), closing(connection_to(path)) as connection:
            refuse_unreadable(connection, path)
            if not is_marked_ours(connection):
                return f"{path} is no database of yogaflow"
    except StorageError as error:
        return error.message.rstrip(".")
    return first_fault(path)


def backup_of(path: Path) -> Backup:
    """What a backup's name and file tell. Raises OSError."""
    status = path.stat()
    made_at = stamp_of(path.name) or datetime.fromtimestamp(status.st_mtime, UTC)
    return Backup(path, made_at, reason_of(path.name), status.st_size)


def sessions_in(path: Path) -> int | None:
    """How many sessions a database holds, ended or open; None where that cannot be read. Only reads."""
    try:
        with translated(path), closing(connection_to(path, reads_only=True)) as connection:
            return session_count(connection)
    except StorageError:
        return None


def session_count(connection: "sqlite3.Connection") -> int:
    """How many sessions there are, of all profiles."""
    return int(connection.execute(COUNT_SESSIONS).fetchone()[0])
