"""Ended sessions as the cells of a table: SQLite formats them, so that a hundred thousand take no longer than needed.

The same cells as `domain/session_object.py` gives, which a test compares; the open session has no row.
"""

from collections.abc import Iterator, Sequence

from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter

INSTANT = "strftime('%Y-%m-%dT%H:%M:%SZ', {column} / 1000, 'unixepoch')"
CLOCK = "datetime({column} / 1000 + {offset}, 'unixepoch')"
CELLS = {
    "session_id": "sessions.session_id",
    "practice_day": "practice_day",
    "started_at": INSTANT.format(column="started_at_ms"),
    "completed_at": INSTANT.format(column="ended_at_ms"),
    "started_local": CLOCK.format(column="started_at_ms", offset="started_offset_seconds"),
    "completed_local": CLOCK.format(column="ended_at_ms", offset="ended_offset_seconds"),
    "time_zone": "time_zone",
    "duration_seconds": "duration_seconds",
    "elapsed_seconds": "(ended_at_ms - started_at_ms) / 1000",
    "completion_status": "completion_status",
    "style": "sessions.style",
    "sequence": "slug",
    "poses_completed": "poses_completed",
    "poses_planned": "coalesce(steps, 0)",
    "tags": "(SELECT group_concat(tag, ';') FROM session_tags WHERE session_tags.session_id = sessions.session_id)",
    "effort": "effort",
    "mood_before": "mood_before",
    "mood_after": "mood_after",
    "energy_before": "energy_before",
    "energy_after": "energy_after",
    "source": "source",
    "note": "note",
}
SELECT_CELLS = """
SELECT {cells}
FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
WHERE sessions.profile_id = ?{conditions}
ORDER BY started_at_ms, sessions.session_id
"""
COUNT_SESSIONS = """
SELECT count(*)
FROM sessions LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id
WHERE sessions.profile_id = ?{conditions}
"""


def export_rows(log: PracticeLog, columns: Sequence[str], chosen: SessionFilter) -> Iterator[tuple[Cell, ...]]:
    """The ended sessions that the filter names, the oldest first; read one by one."""
    conditions, parameters = chosen._replace(ended_only=True).conditions()
    query = SELECT_CELLS.format(cells=", ".join(CELLS[column] for column in columns), conditions=conditions)
    return log.connection.execute(query, [log.profile_id, *parameters])


def count_of_sessions(log: PracticeLog, chosen: SessionFilter) -> int:
    """How many sessions the filter names."""
    conditions, parameters = chosen.conditions()
    row = log.connection.execute(COUNT_SESSIONS.format(conditions=conditions), [log.profile_id, *parameters]).fetchone()
    return int(row[0])
