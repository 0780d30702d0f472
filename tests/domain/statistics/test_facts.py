"""Rule 7: one true, kind fact."""

from datetime import timedelta

import pytest

from tests.domain.sessions import MINUTE, PLAN, after, started
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import PlannedSequence, PracticeSession
from yogaflow_cli.domain.statistics.facts import Fact, FactKind, fact_of


def practised(minutes: float, sequence: PlannedSequence | None = None) -> PracticeSession:
    return transitions.complete(started(sequence=sequence), after(minutes))


def test_the_longest_of_the_month_is_said() -> None:
    """Rule 7: `your longest this month`."""
    assert fact_of(practised(50), 40 * 60, 30 * 60) == Fact(FactKind.LONGEST_THIS_MONTH, 3000, 2400)


@pytest.mark.parametrize("longest_seconds", [None, 50 * 60, 60 * 60])
def test_what_is_not_longest_is_not_said_to_be(longest_seconds: int | None) -> None:
    """True: as long as another is not the longest; the only one of a month is nothing to compare."""
    assert fact_of(practised(50), longest_seconds, 30 * 60) is None


def test_less_than_planned_is_said_kindly() -> None:
    """Rule 7: `18 of 30 min, every minute counts`."""
    assert fact_of(practised(18, PLAN), None, None) == Fact(FactKind.SHORTER_THAN_PLANNED, 1080, 1800)


def test_a_target_is_a_plan() -> None:
    """`start --for 40m`."""
    session = practised(18)._replace(target=40 * MINUTE)
    assert fact_of(session, None, 1080) == Fact(FactKind.SHORTER_THAN_PLANNED, 1080, 2400)


def test_far_above_usual_is_a_hint_to_correct_it() -> None:
    """Rule 7: far above usual: how to correct it."""
    assert fact_of(practised(90), 30 * 60, 30 * 60) == Fact(FactKind.FAR_ABOVE_USUAL, 5400, 1800)
    assert fact_of(practised(89), 30 * 60, 30 * 60) == Fact(FactKind.LONGEST_THIS_MONTH, 5340, 1800)


def test_a_long_practice_that_was_planned_so_needs_no_correcting() -> None:
    """A planned retreat day is no forgotten timer."""
    fact = fact_of(practised(90)._replace(target=90 * MINUTE), 30 * 60, 30 * 60)
    assert fact == Fact(FactKind.LONGEST_THIS_MONTH, 5400, 1800)


def test_a_slip_is_kept_and_said() -> None:
    """Rule 6: `Only 3 s. yogaflow undo removes it.`"""
    assert fact_of(practised(0.05), None, None) == Fact(FactKind.VERY_SHORT, 3)


def test_the_first_practice_is_said() -> None:
    """There is nothing to compare it with, but that it is the first."""
    assert fact_of(practised(20), None, None) == Fact(FactKind.FIRST, 1200)


def test_a_usual_length_of_nothing_is_no_measure() -> None:
    """Three times nothing is nothing: no practice is far above it."""
    assert fact_of(practised(20), 0, 0) == Fact(FactKind.LONGEST_THIS_MONTH, 1200, 0)


def test_a_minute_is_no_slip() -> None:
    """However short, a minute is practice."""
    session = practised(1)
    assert fact_of(session, 600, 600) is None
    assert session.active_time(after(99)) == timedelta(minutes=1)


def test_what_the_person_stated_was_not_forgotten() -> None:
    """A duration given to `complete` or `log` is known to be true, however long."""
    stated = transitions.complete(started(), after(5), duration=90 * MINUTE)
    assert fact_of(stated, 30 * 60, 30 * 60) == Fact(FactKind.LONGEST_THIS_MONTH, 5400, 1800)
    logged = practised(90)._replace(source="log")
    assert fact_of(logged, 30 * 60, 30 * 60) == Fact(FactKind.LONGEST_THIS_MONTH, 5400, 1800)
