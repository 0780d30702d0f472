"""Practices as rows of a table."""

from collections.abc import Iterable
from datetime import datetime, time

from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_columns import COLUMNS as CSV_COLUMNS
from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.domain.session_object import session_object
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

COLUMNS = (
    Column("Session", right=True),
    Column("Day"),
    Column("Start"),
    Column("Practised", right=True),
    Column("What", flexible=True),
    Column("Status"),
    Column("Tags", flexible=True),
)


def history_table(sessions: Iterable[PracticeSession], day_starts_at: time, viewer: Viewer) -> Table:
    """A row a practice, in the order given; columns that would be empty are left out."""
    rows = [history_row(session, day_starts_at, viewer) for session in sessions]
    kept = [position for position in range(len(COLUMNS)) if position < len(COLUMNS) - 1 or any(row[-1] for row in rows)]
    return Table([COLUMNS[position] for position in kept], [[row[position] for position in kept] for row in rows])


def session_cells(session: PracticeSession, profile: Profile, day_starts_at: time, now: datetime) -> list[Cell]:
    """A practice as cells in the order of COLUMNS of `domain/session_columns.py`, local times on its own clock."""
    values = session_object(session, profile, day_starts_at, now) | {
        "started_local": local_text(session.local_start),
        "completed_local": session.local_end and local_text(session.local_end),
        "tags": ";".join(session.tags),
    }
    return [cell_of(values[column]) for column in CSV_COLUMNS]


def local_text(moment: datetime) -> str:
    """A wall clock as spreadsheets read it, seconds rounded down."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def cell_of(value: object) -> Cell:
    """A value of the session object as a cell."""
    return value if value is None or isinstance(value, str | int | float) else str(value)


def history_row(session: PracticeSession, day_starts_at: time, viewer: Viewer) -> list[str]:
    """One practice; its day is the practice day, by which periods choose."""
    local = session.local_start
    zone = "" if session.time_zone == viewer.zone_name else f" {session.time_zone}"
    what = session.sequence.slug if session.sequence else "free practice"
    return [
        str(session.number),
        session.practice_day(day_starts_at).isoformat(),
        f"{local:%H:%M}{zone}",
        spoken(session.active_time(viewer.now), viewer.plain),
        f"{what}, {shown(session.style)}" if session.style else what,
        wording.state_words(session),
        ", ".join(map(shown, session.tags)),
    ]
