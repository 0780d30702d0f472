"""Practices as rows of a table."""

from collections.abc import Iterable

from yogaflow_cli.domain.session import PracticeSession
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


def history_table(sessions: Iterable[PracticeSession], viewer: Viewer) -> Table:
    """A row a practice, in the order given; columns that would be empty are left out."""
    rows = [history_row(session, viewer) for session in sessions]
    kept = [position for position in range(len(COLUMNS)) if position < len(COLUMNS) - 1 or any(row[-1] for row in rows)]
    return Table([COLUMNS[position] for position in kept], [[row[position] for position in kept] for row in rows])


def history_row(session: PracticeSession, viewer: Viewer) -> list[str]:
    """One practice."""
    local = session.local_start
    zone = "" if session.time_zone == viewer.zone_name else f" {session.time_zone}"
    what = session.sequence.slug if session.sequence else "free practice"
    return [
        str(session.number),
        f"{local:%Y-%m-%d}",
        f"{local:%H:%M}{zone}",
        spoken(session.active_time(viewer.now), viewer.plain),
        f"{what}, {shown(session.style)}" if session.style else what,
        wording.state_words(session),
        ", ".join(map(shown, session.tags)),
    ]
