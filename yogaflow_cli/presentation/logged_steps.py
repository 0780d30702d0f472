"""The steps that the guide logged in a session, as aligned lines. No rich here."""

from collections.abc import Sequence
from datetime import timedelta

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.presentation.table import Column, Table, plain_table
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

COLUMNS = (Column("#", right=True), Column("Step"), Column("Side"), Column("How"), Column("Practised"))


def logged_steps(session: PracticeSession, names: Sequence[str], viewer: Viewer) -> list[str]:
    """A line an attempt, under headings; `names` are those of the sequence's steps. Nothing where none was logged."""
    if not session.steps:
        return []
    rows = [step_row(record, names, viewer) for record in session.steps]
    return plain_table(Table(COLUMNS, rows)).split("\n")


def step_row(record: StepRecord, names: Sequence[str], viewer: Viewer) -> list[str]:
    """One attempt; a step of another plan than this is named by its pose."""
    known = record.step_number <= len(names)
    practised = spoken(timedelta(milliseconds=record.practised_milliseconds), viewer.plain)
    planned = spoken(timedelta(milliseconds=record.planned_milliseconds), viewer.plain)
    return [
        str(record.step_number),
        shown(names[record.step_number - 1] if known else record.pose),
        record.side.value if record.side else "",
        record.outcome.value,
        practised if record.outcome is Outcome.HELD or practised == planned else f"{practised} of {planned}",
    ]
