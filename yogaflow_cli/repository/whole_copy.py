"""Copies of a database: one that is there whole, checked and private, or not at all; and the bytes of a damaged one."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from yogaflow_cli.errors import StorageDamaged, StorageError
from yogaflow_cli.paths import BINARY, PRIVATE_FILE_MODE, replace_file, storage_failure, write_new_file
from yogaflow_cli.repository.connection import address_of, connection_to
from yogaflow_cli.repository.failures import PRIMARY_CODE, translated
from yogaflow_cli.repository.failures import storage_failure as failure_of_sqlite

DRAFT_MARK = ".yogaflow-"
DRAFT_END = ".part"
OF_THE_COPY = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
"""What SQLite fails with when it cannot write the copy; all else tells of the database that is copied."""

STEPS_BETWEEN_LOOKS = 200_000
"""So many steps of SQLite's machine, about 10 ms, between two calls of `written`."""

JOURNALS = ("-journal", "-wal")
"""Without what SQLite keeps beside it, a file that was left in the middle of a write is not what it was."""
SIDECARS = (*JOURNALS, "-shm")

Advance = Callable[[int], object]


def write_whole_copy(
    connection: sqlite3.Connection, source: Path, target: Path, written: Advance | None = None
) -> None:
    """Copies the database behind the connection to a path, in place of what is there, once all of it is on disk.

    `written` is told now and then how many bytes more are written.

    Raises:
        StorageDamaged: what was to be copied is not sound; nothing is left.
        StorageError: the copy could not be written; nothing is left.
    """
    draft = draft_in(target.parent)
    try:
        write_new_file(draft, b"")
        vacuum_into(connection, source, draft, target, written)
        fault = first_fault(draft)
        if fault is not None:
            raise StorageDamaged(f"{source} is damaged, so it was not copied: {fault}.", "See: yogaflow doctor")
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        replace_file(draft, target)
    except OSError as error:
        raise storage_failure(error, target) from error
    finally:
        remove_draft(draft)


def draft_in(folder: Path) -> Path:
    """A new name to write to, in the folder where the copy will be."""
    return folder / f"{DRAFT_MARK}{os.urandom(8).hex()}{DRAFT_END}"


def remove_draft(draft: Path) -> None:
    """Removes a draft and what SQLite put beside it, where they are still there."""
    for end in ("", *SIDECARS):
        with suppress(OSError):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def remove_drafts_in(folder: Path) -> None:
    """Removes every draft in a folder where nobody else writes one now."""
    for path in folder.glob(f"{DRAFT_MARK}*{DRAFT_END}*"):
        with suppress(OSError):
            path.unlink()


def vacuum_into(
    connection: sqlite3.Connection, source: Path, draft: Path, target: Path, written: Advance | None
) -> None:
    """Writes a copy without free pages, of one moment. Raises StorageError."""
    if written is not None:
        connection.set_progress_handler(growth_of(draft, written), STEPS_BETWEEN_LOOKS)
    try:
        # A plain cursor: whether it failed at the database or at the copy is told apart here.
        connection.cursor(sqlite3.Cursor).execute("VACUUM INTO ?", [address_of(draft)])
    except (sqlite3.Error, UnicodeError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE
        explained = failure_of_sqlite(error, target if code in OF_THE_COPY else source)
        if explained is None:
            raise
        raise explained from error
    finally:
        connection.set_progress_handler(None, 0)


def growth_of(draft: Path, written: Advance) -> Callable[[], int]:
    """What SQLite calls while it works: it tells how much the draft grew since the last call, and lets it go on."""
    seen = 0

    def look() -> int:
        nonlocal seen
        size = draft.stat().st_size
        written(size - seen)
        seen = size
        return 0

    return look


def first_fault(path: Path) -> str | None:
    """What SQLite's own check finds first in a file, None when it is sound. Only reads."""
    try:
        # Not opened to read only: of such a file SQLite 3.40 reads no CHECK, and finds none broken.
        with translated(path), closing(connection_to(path)) as connection:
            connection.execute("PRAGMA query_only = ON")
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except StorageError as error:
        return error.message.rstrip(".")
    return None if found == "ok" else " ".join(str(found).split())


def copy_bytes(path: Path, kept: Path) -> None:
    """Copies a damaged file and what SQLite keeps beside it. Raises StorageError."""
    try:
        for end in ("", *JOURNALS):
            source, target = (each.with_name(each.name + end) for each in (path, kept))
            with suppress(FileNotFoundError):
                copy_private(source, target)
    except OSError as error:
        raise storage_failure(error, kept) from error


def copy_private(source: Path, target: Path) -> None:
    """Copies one file, down to the disk, for this user alone. Raises OSError."""
    with source.open("rb") as read:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, PRIVATE_FILE_MODE)
        with os.fdopen(descriptor, "wb") as written:
            target.chmod(PRIVATE_FILE_MODE)
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
