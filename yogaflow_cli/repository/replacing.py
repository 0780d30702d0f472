"""One database in the place of another, in one step, whatever the other is: sound, damaged, empty or not there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from yogaflow_cli.errors import StorageDamaged, StorageLocked
from yogaflow_cli.paths import PRIVATE_FILE_MODE, replace_file, storage_failure
from yogaflow_cli.repository.connection import address_of, connection_to
from yogaflow_cli.repository.database import has_content
from yogaflow_cli.repository.failures import translated
from yogaflow_cli.repository.whole_copy import SIDECARS, copy_bytes, write_whole_copy


def replace_database(new: Path, path: Path, kept: Path) -> bool:
    """Gives the database at `path` the content of the one at `new`, which may be gone then; its own is in `kept`.

    What is damaged is kept byte for byte. False where there was nothing to keep.

    Raises:
        StorageLocked: another program holds the file.
        StorageError: it could not be kept or written; it is what it was.
    """
    if not has_content(path):
        take_the_place(new, path)
        return False
    try:
        with closing(alone_with(path)) as connection:
            write_whole_copy(connection, path, kept)
            overwrite(new, connection, path)
        return True
    except StorageDamaged:
        # Not while it is locked: to open and close the file in this process would end SQLite's own lock.
        copy_bytes(path, kept)
    try:
        with closing(alone_with(path)) as connection:
            overwrite(new, connection, path)
    except StorageDamaged:
        # SQLite cannot even begin to write such a file, and so nobody else does.
        take_the_place(new, path)
    return True


def alone_with(path: Path) -> sqlite3.Connection:
    """A connection that nobody writes or reads beside, until it is closed. Raises StorageError."""
    connection = connection_to(path)
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def overwrite(new: Path, connection: sqlite3.Connection, path: Path) -> None:
    """Writes the pages through SQLite: calls that have the file open wait, and then see what it holds now.

    To put another file there would leave such a call writing to one that nobody finds again.

    Raises:
        StorageError: it could not be written; it is what it was.
        OSError: only its rights could not be set.
    """

    def look(status: int, _remaining: int, _total: int) -> None:
        # Python would try for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StorageLocked(f"Another program holds {path}.", "Close it, or wait, and try again.")

    with translated(path), closing(sqlite3.connect(address_of(new), uri=True)) as source:
        source.backup(connection, progress=look)
    # Another program may have made the file, for everybody to read.
    path.chmod(PRIVATE_FILE_MODE)


def take_the_place(new: Path, path: Path) -> None:
    """Puts the file itself there. Raises StorageError."""
    try:
        # What belongs to the old file would be taken for the new one's own.
        for end in SIDECARS:
            path.with_name(path.name + end).unlink(missing_ok=True)
        replace_file(new, path)
    except OSError as error:
        raise storage_failure(error, path) from error
