"""The one place where SQLite's own errors become ours, with the file's name and the way out."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from yogaflow_cli.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageMissing,
    StorageReadOnly,
)
from yogaflow_cli.repository.backup_names import FOLDER, folder_of, names_in

Cells = Sequence[Any] | Mapping[str, Any]
Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

PRIMARY_CODE = 0xFF
"""SQLite's extended result codes keep the primary one in their lowest byte."""

NOT_A_DATABASE = (StorageDamaged, "{path} is not a database.", "{way_back}")
DAMAGED = (StorageDamaged, "{path} is damaged.", "{way_back}")
HELD = (StorageLocked, "Another program holds {path}.", "Close it, or wait, and try again.")

CHECK_RIGHTS = "Check the permissions of the file and its folder: yogaflow doctor"

EXPLAINED: dict[int, tuple[type[StorageError], str, str]] = {
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_FULL: (StorageFull, "No room is left for {path}.", "Free some space on that disk and try again."),
    sqlite3.SQLITE_READONLY: (StorageReadOnly, "{path} cannot be written.", CHECK_RIGHTS),
    sqlite3.SQLITE_PERM: (StorageReadOnly, "{path} may not be opened.", CHECK_RIGHTS),
    sqlite3.SQLITE_CANTOPEN: (StorageMissing, "{path} cannot be opened.", "Check that its folder exists and is yours."),
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
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
    except (sqlite3.Error, UnicodeError) as error:
        explained = storage_failure(error, path)
        if explained is None:
            raise
        raise explained from error


def storage_failure(error: sqlite3.Error | UnicodeError, path: Path) -> StorageError | None:
    """Our error for SQLite's, None where it tells of a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    explained = EXPLAINED.get(code & PRIMARY_CODE) if code is not None else None
    # A damaged text cell leaves Python's sqlite3 as a decoding error, not as one of SQLite's; half a letter that JSON
    # spells out cannot be written back.
    if isinstance(error, UnicodeError) or (code is None and "decode to UTF-8" in str(error)):
        explained = DAMAGED
    # Our own queries name what every sound file has, and make no mistake of logic; a torn index of words does.
    if code == sqlite3.SQLITE_ERROR and any(words in str(error) for words in ("no such", "SQL logic error")):
        explained = DAMAGED
    if explained is None:
        return None
    kind, message, hint = explained
    return kind(message.format(path=path), hint.format(way_back=way_back(path)))


def way_back(path: Path) -> str:
    """What to type when the file at a path is damaged."""
    are_there = False
    with suppress(OSError):
        are_there = bool(names_in(folder_of(path)))
    if are_there:
        return "See what is wrong: yogaflow doctor - and go back to the last backup: yogaflow restore latest"
    if path.parent.name == FOLDER:
        return "Choose another: yogaflow backup list"
    return "Move it away, and go back to a copy that you kept: yogaflow restore FILE"


def translating(
    method: Callable[Concatenate["TranslatingCursor", Parameters], Answer],
) -> Callable[Concatenate["TranslatingCursor", Parameters], Answer]:
    """The cursor's method, its failures as `translated` tells them; plain `try`, because it runs once for each row."""

    def told(cursor: "TranslatingCursor", /, *arguments: Parameters.args, **named: Parameters.kwargs) -> Answer:
        try:
            return method(cursor, *arguments, **named)
        except (sqlite3.Error, UnicodeError) as error:
            explained = storage_failure(error, cursor.path)
            if explained is None:
                raise
            raise explained from error

    return told


class TranslatingCursor(sqlite3.Cursor):
    """A cursor whose failures are ours: a damaged page may be met at any row, long after the query began."""

    path: Path

    execute = translating(sqlite3.Cursor.execute)
    executemany = translating(sqlite3.Cursor.executemany)
    fetchone = translating(sqlite3.Cursor.fetchone)
    fetchall = translating(sqlite3.Cursor.fetchall)
    __next__ = translating(sqlite3.Cursor.__next__)


class TranslatingConnection(sqlite3.Connection):
    """A connection whose cursors tell what went wrong with the file at `path`, which `Database.opened` gives it."""

    path: Path

    def cursor(self, factory: type[sqlite3.Cursor] | None = None) -> sqlite3.Cursor:  # type: ignore[override]
        """A cursor; its failures are ours unless another kind is asked for."""
        made = super().cursor(factory or TranslatingCursor)
        if isinstance(made, TranslatingCursor):
            made.path = self.path
        return made

    # Python's own two shortcuts make a plain cursor, whatever `cursor` says. Typeshed's types of their parameters are
    # private to it.
    def execute(self, sql: str, parameters: Cells = (), /) -> sqlite3.Cursor:  # type: ignore[override]
        """Runs a statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Cells], /) -> sqlite3.Cursor:  # type: ignore[override]
        """Runs a statement once for each row of parameters."""
        return self.cursor().executemany(sql, rows)
