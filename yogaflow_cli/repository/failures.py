"""The one place where SQLite's own errors become ours, with the file's name and the way out."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yogaflow_cli.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageMissing,
    StorageReadOnly,
)

PRIMARY_CODE = 0xFF
"""SQLite's extended result codes keep the primary one in their lowest byte."""

EXPLAINED: dict[int, tuple[type[StorageError], str, str]] = {
    sqlite3.SQLITE_BUSY: (StorageLocked, "Another program holds {path}.", "Close it, or wait, and try again."),
    sqlite3.SQLITE_LOCKED: (StorageLocked, "Another program holds {path}.", "Close it, or wait, and try again."),
    sqlite3.SQLITE_FULL: (StorageFull, "No room is left for {path}.", "Free some space on that disk and try again."),
    sqlite3.SQLITE_READONLY: (StorageReadOnly, "{path} cannot be written.", "Check the permissions of the file."),
    sqlite3.SQLITE_PERM: (StorageReadOnly, "{path} may not be opened.", "Check the permissions of the file."),
    sqlite3.SQLITE_CANTOPEN: (StorageMissing, "{path} cannot be opened.", "Check that its folder exists and is yours."),
    sqlite3.SQLITE_NOTADB: (StorageDamaged, "{path} is not a database.", "Move it away, or put a backup in its place."),
    sqlite3.SQLITE_CORRUPT: (StorageDamaged, "{path} is damaged.", "Keep a copy, then put a backup in its place."),
    sqlite3.SQLITE_IOERR: (StorageError, "{path} cannot be read or written.", "Check the disk, then try again."),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Runs SQLite's work on `path`; its failures leave as a StorageError.

    Raises:
        StorageError: what SQLite could not do. A constraint that our own rules should have kept passes through: a bug.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise storage_failure(error, path) from error
    except UnicodeDecodeError as error:
        # A damaged text cell leaves Python's sqlite3 as a decoding error, not as one of SQLite's.
        raise StorageDamaged(f"{path} is damaged.", "Keep a copy, then put a backup in its place.") from error


def storage_failure(error: sqlite3.Error, path: Path) -> Exception:
    """Our error for SQLite's, or SQLite's own where it tells of a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        if "decode to UTF-8" in str(error):
            return StorageDamaged(f"{path} is damaged.", "Keep a copy, then put a backup in its place.")
        return error
    explained = EXPLAINED.get(code & PRIMARY_CODE)
    if explained is None:
        return error
    kind, message, hint = explained
    return kind(message.format(path=path), hint)
