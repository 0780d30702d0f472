"""Rule 7: the four figures."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.statistics.totals import Tally, Totals, totals_of


def test_before_any_practice_every_figure_is_zero() -> None:
    """Rule 7: nothing ended yet: 0, 0, 0, 0."""
    assert list(totals_of([]).four_figures().values()) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("completed", "ended", "percent"),
    [
        (25, 30, 83.3),
        (2, 3, 66.7),
        (1, 3, 33.3),
        (1, 1, 100.0),
        (0, 7, 0.0),
        (1, 8, 12.5),
        (1, 16, 6.3),
        (999, 1000, 99.9),
    ],
)
def test_the_rate_is_completed_of_all_that_ended(completed: int, ended: int, percent: float) -> None:
    """Rule 7: one decimal; 25 of 30 is 83.3."""
    assert Totals(total_sessions=completed, abandoned_sessions=ended - completed).completion_rate_percent == percent


def test_only_completed_sessions_are_in_total_and_mean() -> None:
    """Rule 7: total and mean are those of completed sessions; all practised time stands beside them."""
    totals = totals_of(
        [Tally(None, "completed", 2, 2401), Tally(None, "partial", 1, 600), Tally("x", "abandoned", 3, 30)]
    )
    assert totals.four_figures() == {
        "total_sessions": 2,
        "total_practice_time_seconds": 2401,
        "average_duration_seconds": 1201,
        "completion_rate_percent": 33.3,
    }
    assert (totals.ended_sessions, totals.partial_sessions, totals.abandoned_sessions) == (6, 1, 3)
    assert totals.practised_seconds == 3031


@given(st.integers(0, 10**6), st.integers(0, 10**9), st.integers(0, 10**6))
def test_figures_are_the_nearest_ones(completed: int, seconds: int, others: int) -> None:
    """Rule 7: a whole number of seconds, one decimal; exact, however large."""
    totals = Totals(total_sessions=completed, total_practice_time_seconds=seconds, partial_sessions=others)
    mean = Fraction(seconds, completed) if completed else Fraction(0)
    rate = Fraction(100 * completed, completed + others) if completed + others else Fraction(0)
    assert abs(totals.average_duration_seconds - mean) <= Fraction(1, 2)
    assert abs(Fraction(round(totals.completion_rate_percent * 10), 10) - rate) <= Fraction(1, 20)
    assert isinstance(totals.average_duration_seconds, int)
