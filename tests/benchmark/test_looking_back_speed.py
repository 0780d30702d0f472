"""What looking back costs with ten thousand and with a million sessions."""

from pathlib import Path

import pytest

from tests.benchmark.filling import at_home, home_with, on_a_terminal
from tests.benchmark.wheel import Wheel

ROUNDS = 15
FEW, MANY = 10_000, 1_000_000
SCREENS = ("stats", "calendar", "streak")
MOST_YARDSTICKS = 9.0
MOST_GROWTH = 1.3
MOST_REPORT_SECONDS = 2.0


@pytest.mark.benchmark
def test_looking_back_takes_at_most_nine_yardsticks_and_hardly_more_with_a_million(
    wheel: Wheel, tmp_path: Path
) -> None:
    """`stats`, `calendar` and `streak`: 9 S with 10,000 sessions, 1.3 times that with a million."""
    few, many = home_with(wheel, FEW, tmp_path), home_with(wheel, MANY, tmp_path)
    calls = {
        f"{screen}, {count:,}": on_a_terminal(at_home(wheel, home, screen))
        for screen in SCREENS
        for count, home in ((FEW, few), (MANY, many))
    }
    ratios = wheel.ratios(calls, ROUNDS)
    print("\n" + ", ".join(f"{name} {ratio:.2f} S" for name, ratio in ratios.items()))
    growth = {screen: ratios[f"{screen}, {MANY:,}"] / ratios[f"{screen}, {FEW:,}"] for screen in SCREENS}
    print(", ".join(f"{screen} {times:.2f} times" for screen, times in growth.items()))
    assert {screen: ratios[f"{screen}, {FEW:,}"] for screen in SCREENS if ratios[f"{screen}, {FEW:,}"] > 9} == {}
    assert {screen: times for screen, times in growth.items() if times > MOST_GROWTH} == {}


@pytest.mark.benchmark
def test_the_lifecycle_costs_the_same_with_a_million_sessions(wheel: Wheel, tmp_path: Path) -> None:
    """Totals are kept with each write; a write must not feel it."""
    few, many = home_with(wheel, FEW, tmp_path), home_with(wheel, MANY, tmp_path)
    calls = {
        f"{verb}, {count:,}": at_home(wheel, home, verb)
        for count, home in ((FEW, few), (MANY, many))
        for verb in ("start", "complete")
    }
    ratios = wheel.ratios(calls, ROUNDS)
    print("\n" + ", ".join(f"{name} {ratio:.2f} S" for name, ratio in ratios.items()))
    growth = {verb: ratios[f"{verb}, {MANY:,}"] / ratios[f"{verb}, {FEW:,}"] for verb in ("start", "complete")}
    assert {verb: times for verb, times in growth.items() if times > MOST_GROWTH} == {}


@pytest.mark.benchmark
def test_a_report_of_ten_thousand_sessions_takes_less_than_two_seconds(wheel: Wheel, tmp_path: Path) -> None:
    """`report all`: 2 s with 10,000 sessions."""
    home = home_with(wheel, FEW, tmp_path)
    call = at_home(wheel, home, "report", "all", "-o", str(tmp_path / "p.html"), "--force")
    seconds = sorted(wheel.seconds(call) for _ in range(5))[2]
    print(f"\nreport all, {FEW:,} sessions: {seconds:.2f} s")
    assert seconds < MOST_REPORT_SECONDS
