"""Logs with any number of sessions, put there by SQL: through the program a million would take minutes."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.repository.kept_totals import KeptTotals

FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO sessions (uuid, profile_id, style, started_at_ms, started_offset_seconds, ended_at_ms, ended_offset_seconds,
  time_zone, practice_day, state, duration_seconds, completion_status, poses_completed, source, note,
  mood_before, mood_after)
SELECT printf('%08x-0000-4000-8000-%012x', n * 2654435761 % 4294967296, n), 1,
  CASE n % 3 WHEN 0 THEN 'yin' WHEN 1 THEN 'vinyasa' ELSE 'hatha' END,
  (:first + n * :apart) * 1000, 0, (:first + n * :apart + :length) * 1000, 0, 'UTC',
  date(:first + n * :apart - 10800, 'unixepoch'), 'ended', :length,
  CASE WHEN n % 10 = 0 THEN 'partial' ELSE 'completed' END, 0, 'log',
  CASE WHEN n % 3 = 0 THEN 'Long holds, a calm breath and rest.' END,
  CASE WHEN n % 2 = 0 THEN 1 + n % 5 END, CASE WHEN n % 2 = 0 THEN 1 + n % 4 END
FROM numbers
"""
FILL_SEGMENTS = """
INSERT INTO segments SELECT session_id, 0, started_at_ms, ended_at_ms, NULL FROM sessions WHERE session_id > :before
"""
FILL_TAGS = """
INSERT INTO session_tags SELECT session_id, :tag FROM sessions WHERE session_id > :before AND session_id % :every = 0
"""
TAGS = {"home": 2, "morning": 4}
"""Every second session has the first, every fourth the other one too."""

YEARS = timedelta(days=20 * 365)
LENGTH = timedelta(minutes=25)
CACHE_KIBIBYTES = 600_000


class Stretch(NamedTuple):
    """Sessions of one length, evenly over the twenty years that end yesterday at noon: the same for every program."""

    size: int
    first_second: int
    seconds_apart: int

    @classmethod
    def until(cls, now: datetime, size: int) -> "Stretch":
        """So many sessions, so that last week had its share."""
        noon = datetime.combine(now.astimezone(UTC).date() - timedelta(days=1), time(12), UTC)
        years_seconds = int(YEARS.total_seconds())
        return cls(size, int(noon.timestamp()) - years_seconds, years_seconds // max(size, 1))

    def sessions(self) -> Iterator[tuple[int, int]]:
        """When each began and ended, in seconds since 1970, the oldest first."""
        length_seconds = int(LENGTH.total_seconds())
        for number in range(1, self.size + 1):
            began = self.first_second + number * self.seconds_apart
            yield began, began + length_seconds


def fill(database: Path, stretch: Stretch) -> None:
    """Puts the sessions into the first profile: a third with a note, half with tags and moods."""
    if not stretch.size:
        return
    connection = sqlite3.connect(database)
    # All of a million sessions: with less in memory, every index is read and written over and over.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    with connection:
        before = connection.execute("SELECT coalesce(max(session_id), 0) FROM sessions").fetchone()[0]
        asked = {
            "count": stretch.size,
            "first": stretch.first_second,
            "apart": stretch.seconds_apart,
            "length": int(LENGTH.total_seconds()),
        }
        connection.execute(FILL, asked)
        connection.execute(FILL_SEGMENTS, {"before": before})
        for tag, every in TAGS.items():
            connection.execute(FILL_TAGS, {"before": before, "tag": tag, "every": every})
        KeptTotals(connection, 1).rebuild()
    connection.close()
