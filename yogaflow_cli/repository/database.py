"""The file: opening it, its settings, its transactions, and the gate that refuses a newer one."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from yogaflow_cli.errors import StorageDamaged, StorageNewer
from yogaflow_cli.paths import create_private_file, make_private_folder, storage_failure
from yogaflow_cli.repository.failures import TranslatingConnection, translated

SCHEMA_VERSION = 4
"""The number of migrations; a test compares it with `migrations.py`, which costs six times `import sqlite3`."""

APPLICATION_ID = 0x594F4741
"""Marks the file as ours ("YOGA"), so that another program's database is never taken for an empty one."""

BUSY_TIMEOUT_SECONDS = 10.0


class Database:
    """An open yogaflow.db of the current schema."""

    def __init__(self, path: Path, connection: sqlite3.Connection, after_write: "AfterWrite | None" = None) -> None:
        self.path = path
        self.connection = connection
        self.after_write = after_write

    @classmethod
    def existing(
        cls, path: Path, after_write: "AfterWrite | None" = None, patience_seconds: float = BUSY_TIMEOUT_SECONDS
    ) -> "Database | None":
        """The database to read from, None when nothing was recorded yet; only a pending migration writes.

        `after_write` is called when a write is on disk; `patience_seconds` is how long another program is waited for.

        Raises:
            StorageError: the file cannot be read, is damaged, or comes from a newer version.
        """
        # A file without content is one that another process is creating at this moment.
        return cls.opened(path, after_write, patience_seconds) if has_content(path) else None

    @classmethod
    def created(cls, path: Path, after_write: "AfterWrite | None" = None) -> "Database":
        """The database to write to, made when it is missing: its folder 0700, the file 0600.

        Raises:
            StorageError: the file cannot be made, written or read, is damaged, or comes from a newer version.
        """
        make_private_folder(path.parent)
        if not path.exists():
            with_contents_of_another_process_kept(path)
        return cls.opened(path, after_write)

    @classmethod
    def opened(
        cls, path: Path, after_write: "AfterWrite | None" = None, patience_seconds: float = BUSY_TIMEOUT_SECONDS
    ) -> "Database":
        """The database at `path`, which exists, brought to the current schema."""
        connection = connection_to(path, patience_seconds)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # What is deleted or replaced is overwritten in the file, so that `delete --forever` keeps its word.
            connection.execute("PRAGMA secure_delete = ON")
            # EXTRA also syncs the folder after the journal is unlinked: without it a power cut can bring the journal
            # back and roll an acknowledged write away. It costs 0.05 ms on 1.6 ms.
            connection.execute("PRAGMA synchronous = EXTRA")
            is_changed = bring_up_to_date(connection, path)
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
        """
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        self.tell_of_write()

    def tell_of_write(self) -> None:
        """Calls whoever wants to know that something was written."""
        if self.after_write is not None:
            self.after_write(self)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see one state of the file."""
        self.connection.execute("BEGIN")
        try:
            yield self.connection
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

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


def has_content(path: Path) -> bool:
    """Whether the file is there and holds anything. Raises StorageError when that cannot be seen."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise storage_failure(error, path) from error


def connection_to(path: Path, patience_seconds: float = BUSY_TIMEOUT_SECONDS) -> TranslatingConnection:
    """A connection to the file, which must exist. Raises StorageError."""
    # As bytes: a folder's name need not be UTF-8.
    address = f"file:{quote(os.fsencode(path))}?mode=rw"
    with translated(path):
        connection = sqlite3.connect(
            address, uri=True, timeout=patience_seconds, isolation_level=None, factory=TranslatingConnection
        )
    connection.path = path
    return connection


def with_contents_of_another_process_kept(path: Path) -> None:
    """Creates the file, private, unless another process just did."""
    try:
        create_private_file(path)
    except FileExistsError:
        return


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> bool:
    """Applies what the file lacks; whether it lacked anything.

    Raises:
        StorageNewer: a newer version wrote it; not a byte is changed.
        StorageDamaged: it is another program's database.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    refuse_foreign(connection, path)
    if version > SCHEMA_VERSION:
        raise StorageNewer(
            f"{path} was written by a newer yogaflow.", "Update yogaflow: pip install --upgrade yogaflow-cli"
        )
    if version == SCHEMA_VERSION:
        return False
    # A seam: migrations import sqlite_utils (6 times `import sqlite3`) and run once in the life of a schema.
    from yogaflow_cli.repository.migrations import migrate  # noqa: PLC0415

    migrate(connection, SCHEMA_VERSION, APPLICATION_ID)
    return True


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
