"""The balance of what the guide led, from the run to the figures."""

from datetime import date, timedelta

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import NOON
from tests.services.guided_runs import after, led, opened, press
from yogaflow_cli.domain.guide_keys import go_next
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.statistics.balance import Absence, PoseName, PoseSides, Sides, lately
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.balance import balance
from yogaflow_cli.services.completing import complete

BOOK = shipped_poses()
TODAY = NOON.date()
ALL = Period(None, None)
ROUND = sequence_of(
    held("mountain", 30),
    held("pigeon", 120, Side.RIGHT),
    held("pigeon", 20, Side.LEFT),
    held("the swing of my own", 40),
    held("Downward Dog", 60),
    held("corpse", 100),
)
"""370 seconds; the last step is not reached below."""


def practise(log: PracticeLog) -> None:
    """The guide leads the round until the corpse, which is left at once."""
    run = opened(log, ROUND)
    led(run, 272)
    press(run, go_next, 273)
    run.leave()
    log.guide_lock.release()
    complete(log, after(300))


def test_what_the_guide_led_is_told_by_family(log: PracticeLog) -> None:
    """Each step's time under the family of its pose; the skipped one is left out, own words are `other`."""
    practise(log)
    found = balance(log, BOOK, ALL, TODAY)
    assert [(family.name, family.seconds) for family in found.families] == [
        ("hip-opener", 140),
        (BOOK.find("downward-dog").category, 60),
        ("other", 40),
        ("standing", 30),
    ]
    assert (found.sessions, found.seconds) == (1, 270)
    assert found.sides == Sides(20, 120, (PoseSides("pigeon", 20, 120),))


def test_poses_have_the_names_of_the_book(log: PracticeLog) -> None:
    """English and Sanskrit; words that the book knows as a name are that pose, others have none."""
    practise(log)
    names = balance(log, BOOK, ALL, TODAY).names
    pigeon = BOOK.find("pigeon")
    assert names["pigeon"] == PoseName(pigeon.english, pigeon.sanskrit)
    assert set(names) == {"mountain", "pigeon", "downward-dog"}


def test_what_is_missed_was_practised_at_any_time(log: PracticeLog) -> None:
    """Whatever the period: from today, three weeks back."""
    practise(log)
    later = TODAY + timedelta(days=100)
    found = balance(log, BOOK, lately(later), later)
    assert (found.sessions, found.families) == (0, ())
    assert found.neglected.poses[0] == Absence("pigeon", TODAY, 100)
    assert {family.name for family in found.neglected.families} >= {"hip-opener", "standing"}
    assert balance(log, BOOK, ALL, TODAY + timedelta(days=20)).neglected == ((), ())


def test_the_days_that_a_period_leaves_open_are_found(log: PracticeLog) -> None:
    """From the first guided practice to today, or to a practice that lies ahead of it."""
    practise(log)
    day_before, day_after = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assert balance(log, BOOK, ALL, day_after)[:2] == (TODAY, day_after)
    assert balance(log, BOOK, lately(day_before), day_before)[:3] == (date(2026, 8, 31), TODAY, day_before)
    assert balance(log, BOOK, lately(day_before), day_before).sessions == 1


def test_before_any_guided_practice_there_is_nothing(log: PracticeLog) -> None:
    """A read makes nothing and fails at nothing."""
    found = balance(log, BOOK, ALL, TODAY)
    assert (found.first, found.last, found.sessions, found.families) == (None, None, 0, ())
