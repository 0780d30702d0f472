"""Practices from Health Connect of Android: the zip file that it exports, or the SQLite database in it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple
from uuid import UUID

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.source import ZIP_MAGIC, Look, Source, beginning_of
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.importers.zipped import opened_member
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.text.cleaning import quoted, shown

NAME = "health-connect"
DATABASE = "health_connect_export.db"
MAGIC = "SQLite format 3\0"
CHUNK_BYTES = 1 << 20
MOST_BYTES = 1 << 33
"""8 GB: the copy that SQLite needs takes so much of the disk. Years of a watch's records have a few hundred MB."""

MOST_VALUE_BYTES = 1 << 20
"""1 MB: no note is longer, and SQLite refuses to hold one that is."""

MOST_APPS = 10_000

YOGA_TYPE, LIBRARY_YOGA_TYPE = 57, 83
"""Yoga in the numbers of Android's own enumeration, and in those of the library that most apps are written with.

The database has the former, in which the latter means nothing; 56 is the wheelchair.
"""

NUMBERED_OTHERWISE = "type 83, yoga in the numbers of Android's library: --map take=yoga,83 takes it"
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

SESSIONS, APPS = "exercise_session_record_table", "application_info_table"
NEEDED = ("start_time", "end_time", "exercise_type")
OTHERS = ("row_id", "uuid", "start_zone_offset", "title", "notes", "app_info_id", "has_route")
CAREFUL = ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0")

HINT = "Give the zip file of Health Connect, or the health_connect_export.db in it."
AGAIN = "Export it again, or copy it again from the phone."

Cell = int | float | str | bytes | None


class Row(NamedTuple):
    """A session of exercise as the database tells it, nothing of it believed yet; None for what it does not tell."""

    place: str
    start: Cell
    end: Cell
    kind: Cell
    identity: Cell
    offset: Cell
    title: Cell
    notes: Cell
    app: str | None
    route: Cell


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Health Connect's zip file, or a database: no other format is one."""
    return any(map(is_database, look.members)) or look.beginning.startswith(MAGIC)


def is_database(name: str) -> bool:
    """Whether a name in a zip file is that of the database."""
    return name.rpartition("/")[2].lower() == DATABASE


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds.

    Raises:
        InvalidValue: it is neither Health Connect's zip file nor its database, or damaged.
        StorageError: there is no room for a copy of the database.
    """
    taken = taking(source.wishes, (YOGA,))
    with opened_export(source.file) as file, copied(file) as path, translated(), opened_copy(path) as connection:
        for row in rows(connection):
            yield arrival_of(row, taken, source.default_zone)


@contextmanager
def opened_export(file: BufferedReader | BinaryIO) -> Iterator[BufferedReader | BinaryIO]:
    """The database, out of the zip file where it is in one. Raises InvalidValue."""
    if not beginning_of(file).startswith(ZIP_MAGIC):
        yield file
        return
    with opened_member(file, is_database, DATABASE) as stream:
        yield stream


@contextmanager
def copied(file: BufferedReader | BinaryIO) -> Iterator[Path]:
    """A copy of the database that only this person can read, removed afterwards: SQLite reads nothing but files.

    Raises:
        InvalidValue: it is no database, or larger than any.
        StorageError: there is no room for it.
    """
    if not beginning_of(file).startswith(MAGIC.encode()):
        raise InvalidValue("The file is not an export of Health Connect.", HINT)
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".db", buffering=0, delete=False) as copy:
            path = Path(copy.name)
            passed_bytes = 0
            while chunk := file.read(CHUNK_BYTES):
                passed_bytes += len(chunk)
                if passed_bytes > MOST_BYTES:
                    raise InvalidValue("The database is larger than an export can be.", HINT)
                write(copy.file, chunk, path)
        yield path


def write(copy: IO[bytes] | RawIOBase, chunk: bytes, path: Path) -> None:
    """Writes a piece whole; what goes wrong is put in words of the copy, not of the file. Raises StorageError."""
    view = memoryview(chunk)
    try:
        while view:
            view = view[copy.write(view) or 0 :]
    except OSError as error:
        raise storage_failure(error, path) from error


@contextmanager
def opened_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only read, and runs nothing that the file brings along."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE_BYTES)
        connection.text_factory = decoded
        for setting in CAREFUL:
            connection.execute(f"PRAGMA {setting}")
        yield connection


def decoded(text: bytes) -> str:
    """A text of the database, whatever its bytes."""
    return text.decode("utf-8", "replace")


@contextmanager
def translated() -> Iterator[None]:
    """What SQLite says of a damaged file, as InvalidValue."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of its own message, which names what is damaged
        raise InvalidValue("The database is damaged, or was cut off.", AGAIN) from error


def rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """The sessions of exercise, one by one. Raises InvalidValue when there is no table of them."""
    there = columns_of(connection, SESSIONS)
    if not there.issuperset(NEEDED):
        raise InvalidValue("The database is not one of Health Connect's.", HINT)
    apps = apps_of(connection)
    wanted = ", ".join(name if name in there else "NULL" for name in (*NEEDED, *OTHERS))
    # The names are ours, not the file's.
    found = connection.execute(f"SELECT {wanted} FROM {SESSIONS}")
    for number, (start, end, kind, row_id, identity, offset, title, notes, app, route) in enumerate(found, start=1):
        place = f"record {row_id if isinstance(row_id, int) else number}"
        yield Row(place, start, end, kind, identity, offset, title, notes, apps.get(app), route)


def columns_of(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns of a plain table; none where there is no such table, or it is a view or a module's."""
    plain = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'"
    if connection.execute(plain, (table,)).fetchone() is None:
        return frozenset()
    return frozenset(str(name) for _, name, *_ in connection.execute(f"PRAGMA table_info({table})"))


def apps_of(connection: sqlite3.Connection) -> dict[Cell, str]:
    """The names of the apps that recorded, by their number."""
    there = columns_of(connection, APPS)
    names = [name for name in ("app_name", "package_name") if name in there]
    if "row_id" not in there or not names:
        return {}
    found = connection.execute(f"SELECT row_id, {', '.join(names)} FROM {APPS} LIMIT {MOST_APPS}")
    named = ((number, next(filter(None, map(text_of, told)), None)) for number, *told in found)
    return {number: shown(name) for number, name in named if name}


def arrival_of(row: Row, taken: Taking, default_zone: str) -> Arrival:
    """The practice that a session of exercise is, or why it is none."""
    if not takes(row.kind, taken):
        return Skipped(row.place, reason_to_leave(row.kind, taken))
    started_at, ended_at = instant_of(row.start), instant_of(row.end)
    if started_at is None:
        return Skipped(row.place, unreadable("start", row.start))
    if row.end is None:
        return Skipped(row.place, "it has no end yet")
    if ended_at is None:
        return Skipped(row.place, unreadable("end", row.end))
    if reason := reason_against(started_at, ended_at):
        return Skipped(row.place, reason)
    texts = list(filter(None, map(text_of, (row.title, row.notes))))
    told = Told(
        started_at,
        ended_at,
        identity=identity_of(row.identity),
        offset=offset_of(row.offset),
        note="\n".join(texts) or None,
        app=row.app,
        unkept=("route",) if row.route else (),
    )
    return arriving(NAME, row.place, told, default_zone)


def takes(kind: Cell, taken: Taking) -> bool:
    """Whether a type of exercise is taken: by its number, and yoga by its name."""
    return taken.takes(str(kind)) or (kind == YOGA_TYPE and taken.takes(YOGA))


def reason_to_leave(kind: Cell, taken: Taking) -> str:
    """Why a type of exercise is not taken."""
    if kind == LIBRARY_YOGA_TYPE:
        return NUMBERED_OTHERWISE
    return taken.reason_against(f"type {kind if isinstance(kind, int) else quoted(str(kind))}")


def instant_of(value: Cell) -> datetime | None:
    """A moment of milliseconds since 1970, None for anything else."""
    try:
        return EPOCH + timedelta(milliseconds=value) if isinstance(value, int) else None
    except OverflowError:
        return None


def offset_of(value: Cell) -> timedelta | None:
    """An offset from UTC in seconds, None for what cannot be one."""
    return timedelta(seconds=value) if isinstance(value, int) and abs(value) < DAY.total_seconds() else None


def identity_of(value: Cell) -> str | None:
    """Health Connect's own name for a session, the same whether it is kept as bytes or as text."""
    if isinstance(value, bytes):
        return str(UUID(bytes=value)) if len(value) == len(UUID(int=0).bytes) else value.hex() or None
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return str(UUID(value.strip()))
    except ValueError:
        return value.strip()


def text_of(value: Cell) -> str | None:
    """A text that says something."""
    return value.strip() or None if isinstance(value, str) else None
