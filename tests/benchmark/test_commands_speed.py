"""How long commands take beside `python -c 'import sqlite3'`, the yardstick S."""

from pathlib import Path

import pytest

from tests.benchmark.filling import at_home, home_with, on_a_terminal
from tests.benchmark.wheel import Wheel

ROUNDS = 21
MANY = 10_000


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
def test_statistics_and_history_of_ten_thousand_sessions_take_at_most_nine_yardsticks(
    wheel: Wheel, tmp_path: Path
) -> None:
    """`stats` and `history` on a terminal: at most 9 S with 10,000 sessions."""
    home = home_with(wheel, MANY, tmp_path)
    calls = {verb: on_a_terminal(at_home(wheel, home, verb)) for verb in ("stats", "history")}
    ratios = wheel.ratios(calls, ROUNDS)
    print("\n" + ", ".join(f"{verb} {ratio:.2f} S" for verb, ratio in ratios.items()))
    assert {verb: ratio for verb, ratio in ratios.items() if ratio > 9} == {}
