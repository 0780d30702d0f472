"""The file: opening it, its settings, its transactions, and the gate that refuses a newer one."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from yogaflow_cli.errors import StorageDamaged, StorageMissing, StorageNewer
from yogaflow_cli.paths import create_private_file, make_private_folder, storage_failure
from yogaflow_cli.repository.connection import BUSY_TIMEOUT_SECONDS, connection_to, one_state

SCHEMA_VERSION = 6
"""The number of migrations; a test compares it with `migrations.py`, which costs six times `import sqlite3`."""

APPLICATION_ID = 0x594F4741
"""Marks the file as ours ("YOGA"), so that another program's database is never taken for an empty one."""


class Database:
    """An open yogaflow.db of the current schema."""

    def __init__(self, path: Path, connection: sqlite3.Connection, after_write: "AfterWrite | None" = None) -> None:
        self.path = path
        self.connection = connection
        self.after_write = after_write
        self.file = identity_of(path)
        self.has_written = False
        self.is_together = False

    @classmethod
    def existing(
        cls,
        path: Path,
        after_write: "AfterWrite | None" = None,
        patience_seconds: float = BUSY_TIMEOUT_SECONDS,
        *,
        one_thread: bool = True,
    ) -> "Database | None":
        """The database to read from, None when nothing was recorded yet; only a pending migration writes.

        `after_write` is called when a write is on disk; `patience_seconds` is how long another program is waited for;
        what is not of `one_thread` may be handed from one to another, and is used by one at a time.

        Raises:
            StorageError: the file cannot be read, is lost, damaged, or comes from a newer version.
        """
        # A file without content is one that another process is creating at this moment, unless it has backups.
        if not has_content(path) and not was_lost(path):
            return None
        return cls.opened(path, after_write, patience_seconds, one_thread=one_thread)

    @classmethod
    def created(cls, path: Path, after_write: "AfterWrite | None" = None) -> "Database":
        """The database to write to, made when it is missing: its folder 0700, the file 0600.

        Raises:
            StorageError: the file cannot be made, written or read, is lost, damaged, or comes from a newer version.
        """
        make_private_folder(path.parent)
        if not has_content(path) and not was_lost(path) and not path.exists():
            with_contents_of_another_process_kept(path)
        return cls.opened(path, after_write)

    @classmethod
    def opened(
        cls,
        path: Path,
        after_write: "AfterWrite | None" = None,
        patience_seconds: float = BUSY_TIMEOUT_SECONDS,
        *,
        has_backup: bool = False,
        one_thread: bool = True,
    ) -> "Database":
        """The database at `path`, which exists, brought to the current schema, after a backup unless it has one."""
        connection = connection_to(path, patience_seconds, one_thread=one_thread)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # What is deleted or replaced is overwritten in the file, so that `delete --forever` keeps its word.
            connection.execute("PRAGMA secure_delete = ON")
            # EXTRA also syncs the folder after the journal is unlinked: without it a power cut can bring the journal
            # back and roll an acknowledged write away. It costs 0.05 ms on 1.6 ms.
            connection.execute("PRAGMA synchronous = EXTRA")
            is_changed = bring_up_to_date(connection, path, has_backup)
        except BaseException:
            connection.close()
            raise
        database = cls(path, connection, after_write)
        if is_changed:
            database.tell_of_write()
        return database

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One write: everything in it is on disk when it ends, or nothing is.

        It takes the write lock at once: a transaction that reads first and then writes fails under load, whatever the
        timeout.

        Raises:
            StorageMissing: the file is not the one that was opened any more; what is written now would be lost.
        """
        if self.is_together:
            with self.part() as connection:
                yield connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            self.refuse_other_file()
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.has_written = True
        self.tell_of_write()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Several writes of several people that reach the disk at once: each is still whole, and can fail by itself.

        Half of what a short write takes is the disk's. Raises as `transaction`; then none of them is there.
        """
        with self.transaction():
            self.is_together = True
            try:
                yield
            finally:
                self.is_together = False

    @contextmanager
    def part(self) -> Iterator[sqlite3.Connection]:
        """One of several writes: what it did is taken back when it fails, and the others stay."""
        self.connection.execute("SAVEPOINT part")
        try:
            yield self.connection
        except BaseException:
            # A full disk ends the whole transaction, and nothing is left to go back to.
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO part")
                self.connection.execute("RELEASE part")
            raise
        self.connection.execute("RELEASE part")

    def refuse_other_file(self) -> None:
        """Raises StorageMissing when the file was removed, moved or replaced since it was opened."""
        if identity_of(self.path) != self.file:
            raise StorageMissing(
                f"{self.path} was moved or replaced while this call went on.",
                "Nothing was written. See what is there now: yogaflow history",
            )

    def tell_of_write(self) -> None:
        """Calls whoever wants to know that something was written."""
        if self.after_write is not None:
            self.after_write(self)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one state of the file; inside others that do, the same one."""
        with one_state(self.connection):
            yield self.connection

    def data_version(self) -> int:
        """A number that changes when another connection has written."""
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def wait_at_most(self, seconds: float) -> None:
        """How long a call waits while another program writes, from now on."""
        self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()


AfterWrite = Callable[[Database], None]


def identity_of(path: Path) -> tuple[int, int] | None:
    """Which file is at the path, None for none."""
    try:
        status = os.stat(path)  # noqa: PTH116 (in every write: a Path's own takes twice as long)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def was_lost(path: Path) -> bool:
    """False where nothing was ever recorded; True when another process has just put content into the file.

    Raises:
        StorageMissing: the file is gone, and there are backups of it: a loss, and no new beginning.
        StorageDamaged: it is empty beside them.
    """
    # A seam: it is asked only where the database has no content.
    from yogaflow_cli.repository.backups import Backups  # noqa: PLC0415

    backups = Backups(path)
    if not backups.are_there():
        return False
    # The first process of many may have made the database, and its backup, between the two looks.
    if has_content(path):
        return True
    kind, what = (StorageDamaged, "is empty") if path.exists() else (StorageMissing, "is gone")
    raise kind(
        f"{path} {what}, but there are backups of it.",
        f"Go back to the last: yogaflow restore latest - or to begin anew, move {backups.folder} away",
    )


def has_content(path: Path) -> bool:
    """Whether the file is there and holds anything. Raises StorageError when that cannot be seen, or it is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise storage_failure(error, path) from error
    if not S_ISREG(status.st_mode):
        raise StorageMissing(f"{path} is not a file.", "Move away what is there, and try again.")
    return status.st_size > 0


def with_contents_of_another_process_kept(path: Path) -> None:
    """Creates the file, private, unless another process just did."""
    try:
        create_private_file(path)
    except FileExistsError:
        return


def bring_up_to_date(connection: sqlite3.Connection, path: Path, has_backup: bool = False) -> bool:
    """Applies what the file lacks; whether it lacked anything.

    Raises:
        StorageNewer, StorageDamaged: as `refuse_unreadable`.
        StorageError: there is no backup, without which it is not brought to another schema.
    """
    version = refuse_unreadable(connection, path)
    if version == SCHEMA_VERSION:
        return False
    # A seam: migrations import sqlite_utils (6 times `import sqlite3`) and run once in the life of a schema.
    from yogaflow_cli.repository.migrations import migrate, migrate_after_backup  # noqa: PLC0415

    if version == 0 or has_backup:
        migrate(connection, SCHEMA_VERSION, APPLICATION_ID)
    else:
        migrate_after_backup(connection, path, SCHEMA_VERSION, APPLICATION_ID)
    return True


def refuse_unreadable(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the file's schema, this program's own or an earlier one. Only reads.

    Raises:
        StorageNewer: a newer version wrote it.
        StorageDamaged: it is another program's database.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    refuse_foreign(connection, path)
    if version > SCHEMA_VERSION:
        raise StorageNewer(
            f"{path} was written by a newer yogaflow.", "Update yogaflow: pip install --upgrade yogaflow-cli"
        )
    return version


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StorageDamaged when the file has tables and is not ours: other programs number their versions, too."""
    if is_marked_ours(connection) or not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    # Another process may have made our tables between the two looks.
    if not is_marked_ours(connection):
        raise StorageDamaged(f"{path} belongs to another program.", "Move it away and try again.")


def is_marked_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file carries our mark."""
    marked: int = connection.execute("PRAGMA application_id").fetchone()[0]
    return marked == APPLICATION_ID
