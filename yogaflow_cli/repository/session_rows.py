"""A session's row, with its segments, pauses and tags, to and from the domain's session. No queries that choose."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import time, timedelta

from yogaflow_cli.domain.session import (
    CompletionStatus,
    Pause,
    PlannedSequence,
    PracticeSession,
    Reflection,
    Segment,
    SessionState,
    total,
    whole_seconds,
)
from yogaflow_cli.repository.guided_rows import DELETE_GUIDED, mark_of_cell, steps_of_cell, write_guided
from yogaflow_cli.repository.milliseconds import (
    MILLISECOND,
    from_milliseconds,
    optional_from_milliseconds,
    optional_to_milliseconds,
    to_milliseconds,
)

SELECT_SESSIONS = """
SELECT
  sessions.session_id, sessions.uuid, sessions.style, started_at_ms, started_offset_seconds, ended_at_ms,
  ended_offset_seconds, time_zone, completion_status, poses_completed, target_seconds, source, arrived_open, note,
  effort, mood_before, mood_after, energy_before, energy_after,
  sequences.sequence_id, slug, content_hash, planned_seconds, steps,
  (SELECT json_group_array(json_array(segments.started_at_ms, segments.ended_at_ms, stated_ms))
     FROM segments WHERE segments.session_id = sessions.session_id),
  (SELECT json_group_array(json_array(pauses.started_at_ms, pauses.ended_at_ms))
     FROM pauses WHERE pauses.session_id = sessions.session_id),
  (SELECT json_group_array(tag) FROM session_tags WHERE session_tags.session_id = sessions.session_id),
  (SELECT json_group_array(json_array(step_number, pose, outcome, side, planned_ms, practised_ms))
     FROM steps WHERE steps.session_id = sessions.session_id),
  (SELECT json_array(step_number, into_ms, changed_ms, active_ms, seen_at_ms, bell_every_ms)
     FROM guide_marks WHERE guide_marks.session_id = sessions.session_id)
FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
"""

SESSION_COLUMNS = (
    *("session_id", "uuid", "profile_id", "sequence_id", "style"),
    *("started_at_ms", "started_offset_seconds", "ended_at_ms", "ended_offset_seconds", "time_zone", "practice_day"),
    *("state", "duration_seconds", "completion_status", "poses_completed", "target_seconds", "source", "arrived_open"),
    *("note", "effort", "mood_before", "mood_after", "energy_before", "energy_after"),
)
INSERT_SESSION = f"INSERT INTO sessions ({', '.join(SESSION_COLUMNS)}) VALUES ({', '.join('?' * len(SESSION_COLUMNS))})"
UPDATE_SESSION = (
    f"UPDATE sessions SET ({', '.join(SESSION_COLUMNS[1:])}) = ({', '.join('?' * len(SESSION_COLUMNS[1:]))})"
    " WHERE session_id = ?"
)

INSERT_SEGMENT = "INSERT INTO segments VALUES (?, ?, ?, ?, ?)"
INSERT_PAUSE = "INSERT INTO pauses VALUES (?, ?, ?, ?)"
INSERT_TAG = "INSERT INTO session_tags VALUES (?, ?)"
NO_STEPS = "[]"
DELETE_PARTS = (
    "DELETE FROM segments WHERE session_id = ?",
    "DELETE FROM pauses WHERE session_id = ?",
    "DELETE FROM session_tags WHERE session_id = ?",
    *DELETE_GUIDED,
)


def session_of_row(row: tuple[object, ...]) -> PracticeSession:
    """The session of one row of SELECT_SESSIONS."""
    cells: list[object] = list(row)
    number, uuid, style, started, started_offset, ended, ended_offset, zone, status, poses, target, source, open_ = (
        cells[:13]
    )
    segments, pauses, tags = (json.loads(str(text)) for text in cells[24:27])
    return PracticeSession(
        uuid=str(uuid),
        number=integer(number),
        sequence=planned_sequence_of_row(cells[19:24]),
        style=text_or_none(style),
        started_at=from_milliseconds(integer(started)),
        started_offset=timedelta(seconds=integer(started_offset)),
        ended_at=None if ended is None else from_milliseconds(integer(ended)),
        ended_offset=None if ended_offset is None else timedelta(seconds=integer(ended_offset)),
        time_zone=str(zone),
        status=CompletionStatus(str(status)),
        poses_completed=integer(poses),
        target=None if target is None else timedelta(seconds=integer(target)),
        source=str(source),
        arrived_open=bool(open_),
        tags=tuple(tags),
        note=text_or_none(cells[13]),
        reflection=Reflection(*(None if cell is None else integer(cell) for cell in cells[14:19])),
        segments=tuple(
            Segment(
                from_milliseconds(first),
                optional_from_milliseconds(last),
                None if stated is None else stated * MILLISECOND,
            )
            for first, last, stated in segments
        ),
        pauses=tuple(Pause(from_milliseconds(first), optional_from_milliseconds(last)) for first, last in pauses),
        steps=() if cells[27] == NO_STEPS else steps_of_cell(str(cells[27])),
        guide=None if cells[28] is None else mark_of_cell(str(cells[28])),
    )


def planned_sequence_of_row(cells: list[object]) -> PlannedSequence | None:
    """The frozen sequence of a row, None for free practice."""
    sequence_id, slug, content_hash, planned_seconds, steps = cells
    if sequence_id is None:
        return None
    return PlannedSequence(integer(sequence_id), str(slug), str(content_hash), integer(planned_seconds), integer(steps))


def integer(cell: object) -> int:
    """A whole number of a STRICT table."""
    if not isinstance(cell, int):
        raise TypeError(f"not a whole number: {cell!r}")
    return cell


def text_or_none(cell: object) -> str | None:
    """A text of a STRICT table, or None."""
    return None if cell is None else str(cell)


def cells_of_session(session: PracticeSession, profile_id: int, day_starts_at: time) -> tuple[object, ...]:
    """The cells of a session's row after its number, in the order of SESSION_COLUMNS."""
    felt = session.reflection
    is_ended = session.ended_at is not None
    # Of an open session: the stretches that have ended.
    closed_time = total(segment.active_time(segment.started_at) for segment in session.segments)
    return (
        session.uuid,
        profile_id,
        session.sequence.sequence_id if session.sequence else None,
        session.style,
        to_milliseconds(session.started_at),
        whole_seconds(session.started_offset),
        optional_to_milliseconds(session.ended_at),
        None if session.ended_offset is None else whole_seconds(session.ended_offset),
        session.time_zone,
        session.practice_day(day_starts_at).isoformat(),
        SessionState.ENDED.value if is_ended else session.state.value,
        whole_seconds(closed_time),
        session.status.value if is_ended else CompletionStatus.ABANDONED.value,
        session.poses_completed,
        None if session.target is None else whole_seconds(session.target),
        session.source,
        int(session.arrived_open),
        session.note,
        felt.effort,
        felt.mood_before,
        felt.mood_after,
        felt.energy_before,
        felt.energy_after,
    )


def write_parts(connection: sqlite3.Connection, numbered: Sequence[tuple[int, PracticeSession]]) -> None:
    """Stores the segments, pauses, tags and steps of sessions, whose old ones are gone; each with its number."""
    connection.executemany(
        INSERT_SEGMENT, [row for number, session in numbered for row in segment_rows(number, session)]
    )
    # Most sessions have neither, and a statement for nothing still takes its time in a large import.
    pauses = [
        (number, position, to_milliseconds(rest.started_at), optional_to_milliseconds(rest.ended_at))
        for number, session in numbered
        for position, rest in enumerate(session.pauses)
    ]
    if pauses:
        connection.executemany(INSERT_PAUSE, pauses)
    tags = [(number, tag) for number, session in numbered for tag in session.tags]
    if tags:
        connection.executemany(INSERT_TAG, tags)
    write_guided(connection, numbered)


def segment_rows(number: int, session: PracticeSession) -> list[tuple[object, ...]]:
    """The rows of a session's segments."""
    return [
        (
            number,
            position,
            to_milliseconds(segment.started_at),
            optional_to_milliseconds(segment.ended_at),
            None if segment.stated is None else segment.stated // MILLISECOND,
        )
        for position, segment in enumerate(session.segments)
    ]
