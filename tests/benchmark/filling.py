"""A log with any number of sessions, put there by SQL: through the program a million would take minutes."""

import shlex
import shutil
import sqlite3
from pathlib import Path

from tests.benchmark.wheel import Wheel
from yogaflow_cli.repository.kept_totals import KeptTotals

FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO sessions (uuid, profile_id, style, started_at_ms, started_offset_seconds, ended_at_ms, ended_offset_seconds,
  time_zone, practice_day, state, duration_seconds, completion_status, poses_completed, source, mood_before, mood_after)
SELECT 'bench-' || n, 1, CASE n % 3 WHEN 0 THEN 'yin' WHEN 1 THEN 'vinyasa' ELSE 'hatha' END,
  (:first + n * :apart) * 1000, 0, (:first + n * :apart + 1500) * 1000, 0, 'UTC',
  date(:first + n * :apart - 10800, 'unixepoch'), 'ended', 1500,
  CASE WHEN n % 10 = 0 THEN 'partial' ELSE 'completed' END, 0, 'log',
  CASE WHEN n % 2 = 0 THEN 1 + n % 5 END, CASE WHEN n % 2 = 0 THEN 1 + n % 4 END
FROM numbers
"""
FILL_SEGMENTS = """
INSERT INTO segments SELECT session_id, 0, started_at_ms, ended_at_ms, NULL FROM sessions WHERE uuid LIKE 'bench-%'
"""
LAST = 1_795_500_000
"""A second of 24 November 2026."""

YEARS_SECONDS = 20 * 365 * 86_400


def home_with(wheel: Wheel, count: int, folder: Path) -> Path:
    """A home like the wheel's with so many sessions more; the wheel's own stays as it is."""
    home = folder / f"home-{count}"
    shutil.copytree(wheel.environment["YOGAFLOW_HOME"], home)
    fill(home / "data" / "yogaflow.db", count)
    return home


def at_home(wheel: Wheel, home: Path, *arguments: str) -> list[str]:
    """A call in such a home."""
    return ["env", f"YOGAFLOW_HOME={home}", *wheel.yogaflow(*arguments)]


def on_a_terminal(call: list[str]) -> list[str]:
    """A call on a terminal of its own, so that rich draws the screen; `script` is measured along with it."""
    return ["script", "-qec", shlex.join(call), "/dev/null"]


def fill(database: Path, count: int) -> None:
    """Puts so many ended sessions, spread over the twenty years before November 2026, into the first profile."""
    connection = sqlite3.connect(database)
    with connection:
        asked = {"count": count, "first": LAST - YEARS_SECONDS, "apart": YEARS_SECONDS // count}
        connection.execute(FILL, asked)
        connection.execute(FILL_SEGMENTS)
        KeptTotals(connection, 1).rebuild()
    connection.close()
