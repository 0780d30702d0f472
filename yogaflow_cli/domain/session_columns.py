"""The columns of a session in a table for other programs: their names and order are frozen, more may follow."""

COLUMNS = (
    "session_id",
    "practice_day",
    "started_at",
    "completed_at",
    "started_local",
    "completed_local",
    "time_zone",
    "duration_seconds",
    "elapsed_seconds",
    "completion_status",
    "style",
    "sequence",
    "poses_completed",
    "poses_planned",
    "tags",
    "effort",
    "mood_before",
    "mood_after",
    "energy_before",
    "energy_after",
    "source",
    "note",
)

Cell = str | int | float | None
"""What a cell holds before it is written: None is an empty one."""
