"""What the guide logged of a session, to and from its rows: the steps, and where it stood."""

import json
import sqlite3
from collections.abc import Sequence

from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.repository.milliseconds import (
    MILLISECOND,
    optional_from_milliseconds,
    optional_to_milliseconds,
)

INSERT_STEP = "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_MARK = "INSERT INTO guide_marks VALUES (?, ?, ?, ?, ?, ?, ?)"
DELETE_GUIDED = (
    "DELETE FROM steps WHERE session_id = ?",
    "DELETE FROM guide_marks WHERE session_id = ?",
)


def steps_of_cell(text: str) -> tuple[StepRecord, ...]:
    """The steps of a cell of SELECT_SESSIONS."""
    return tuple(
        StepRecord(number, pose, Outcome(outcome), None if side is None else Side(side), planned, practised)
        for number, pose, outcome, side, planned, practised in json.loads(text)
    )


def mark_of_cell(text: str) -> GuideMark:
    """Where the guide stood, from a cell of SELECT_SESSIONS."""
    step_number, into, changed, active, seen_at, every = json.loads(text)
    return GuideMark(
        step_number=step_number,
        into_milliseconds=into,
        changed_milliseconds=changed,
        active=active * MILLISECOND,
        seen_at=optional_from_milliseconds(seen_at),
        every=None if every is None else every * MILLISECOND,
    )


def write_guided(connection: sqlite3.Connection, numbered: Sequence[tuple[int, PracticeSession]]) -> None:
    """Stores what the guide logged of sessions, whose old rows are gone; each with its number."""
    steps = [
        (number, position, *cells_of_step(step))
        for number, session in numbered
        for position, step in enumerate(session.steps)
    ]
    if steps:
        connection.executemany(INSERT_STEP, steps)
    for number, session in numbered:
        if session.guide is not None:
            connection.execute(INSERT_MARK, (number, *cells_of_mark(session.guide)))


def cells_of_step(step: StepRecord) -> tuple[object, ...]:
    """The cells of a step's row after its session and position."""
    return (
        step.step_number,
        step.pose,
        step.outcome.value,
        None if step.side is None else step.side.value,
        step.planned_milliseconds,
        step.practised_milliseconds,
    )


def cells_of_mark(mark: GuideMark) -> tuple[object, ...]:
    """The cells of a mark's row after its session."""
    return (
        mark.step_number,
        mark.into_milliseconds,
        mark.changed_milliseconds,
        mark.active // MILLISECOND,
        optional_to_milliseconds(mark.seen_at),
        None if mark.every is None else mark.every // MILLISECOND,
    )
