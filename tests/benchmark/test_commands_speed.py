"""How long commands take beside `python -c 'import sqlite3'`, the yardstick S."""

import sqlite3

import pytest

from tests.benchmark.wheel import Wheel

ROUNDS = 21
MANY = 10_000

FILL = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO sessions (uuid, profile_id, style, started_at_ms, started_offset_seconds, ended_at_ms, ended_offset_seconds,
  time_zone, practice_day, state, duration_seconds, completion_status, poses_completed, source)
SELECT 'bench-' || n, 1, CASE n % 3 WHEN 0 THEN 'yin' WHEN 1 THEN 'vinyasa' ELSE 'hatha' END,
  (:first + n * 28800) * 1000, 0, (:first + n * 28800 + 1500) * 1000, 0, 'UTC',
  date(:first + n * 28800 - 10800, 'unixepoch'), 'ended', 1500,
  CASE WHEN n % 10 = 0 THEN 'partial' ELSE 'completed' END, 0, 'log' FROM numbers
"""
FILL_SEGMENTS = """
INSERT INTO segments SELECT session_id, 0, started_at_ms, ended_at_ms, NULL FROM sessions WHERE uuid LIKE 'bench-%'
"""
FIRST = 1_483_228_800
"""The first second of 2017."""


def fill(wheel: Wheel, count: int) -> None:
    """Puts so many ended sessions, three a day since 2017, into the wheel's database."""
    with sqlite3.connect(wheel.database) as connection:
        connection.execute(FILL, {"count": count, "first": FIRST})
        connection.execute(FILL_SEGMENTS)
    connection.close()


@pytest.mark.benchmark
def test_the_lifecycle_takes_at_most_five_and_a_half_yardsticks(wheel: Wheel) -> None:
    """`start`, `pause`, `resume`, `complete`, `current`: at most 5.5 S with the token from the private file."""
    verbs = ("start", "current", "pause", "resume", "complete")
    ratios = wheel.ratios({verb: wheel.yogaflow(verb) for verb in verbs}, ROUNDS)
    print("\n" + ", ".join(f"{verb} {ratio:.2f} S" for verb, ratio in ratios.items()))
    assert {verb: ratio for verb, ratio in ratios.items() if ratio > 5.5} == {}


@pytest.mark.benchmark
def test_help_takes_at_most_ten_yardsticks(wheel: Wheel) -> None:
    """`--help`: at most 10 S."""
    ratios = wheel.ratios({"--help": wheel.yogaflow("--help")}, ROUNDS)
    print(f"\n--help {ratios['--help']:.2f} S")
    assert ratios["--help"] <= 10


@pytest.mark.benchmark
def test_statistics_and_history_of_ten_thousand_sessions_take_at_most_nine_yardsticks(wheel: Wheel) -> None:
    """`stats` and `history` as tables on a terminal: at most 9 S with 10,000 sessions."""
    fill(wheel, MANY)
    # `script` gives the command a terminal, so that rich draws the table; its own start is measured along with it.
    commands = {verb: ["script", "-qec", " ".join(wheel.yogaflow(verb)), "/dev/null"] for verb in ("stats", "history")}
    ratios = wheel.ratios(commands, ROUNDS)
    print("\n" + ", ".join(f"{verb} {ratio:.2f} S" for verb, ratio in ratios.items()))
    assert {verb: ratio for verb, ratio in ratios.items() if ratio > 9} == {}
