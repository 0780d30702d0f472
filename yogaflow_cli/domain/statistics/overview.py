"""What the screen and the page of statistics show beside the totals. Values only; `services/review.py` finds them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.streak import Streak
from yogaflow_cli.domain.statistics.totals import Totals


class Answers(NamedTuple):
    """How often each value from 1 to 5 was given; at index 0 that of 1."""

    counts: tuple[int, ...] = (0, 0, 0, 0, 0)

    @property
    def number(self) -> int:
        """How many answers there are."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """Their mean to one decimal, a half up; None without any."""
        if not self.number:
            return None
        tenths = 10 * sum(value * count for value, count in enumerate(self.counts, start=1))
        return (2 * tenths + self.number) // (2 * self.number) / 10


class Felt(NamedTuple):
    """How practices felt before and after."""

    mood_before: Answers = Answers()
    mood_after: Answers = Answers()
    energy_before: Answers = Answers()
    energy_after: Answers = Answers()


class WeekTime(NamedTuple):
    """The seconds practised in a week, which is named by its first day."""

    first: date
    seconds: int


class Overview(NamedTuple):
    """A period at a glance.

    `totals`, `practice_days`, `styles`, `sequences`, `hours` (practised seconds by the local hour of the start, 24 of
    them) and `felt` are of the period; groups come with the most practised first. The weeks (12, the oldest first),
    `this_week` and `last_week` are those before and around `today`, and None, or empty, when the period does not reach
    today. `first` and `last` bound the period, None before any practice. `streak` is None where it is turned off, or
    the period does not reach today.
    """

    first: date | None
    last: date | None
    today: date
    totals: Totals
    practice_days: int
    styles: Sequence[Group] = ()
    sequences: Sequence[Group] = ()
    hours: Sequence[int] = ()
    felt: Felt = Felt()
    weeks: Sequence[WeekTime] = ()
    this_week: Totals | None = None
    last_week: Totals | None = None
    streak: Streak | None = None


class Calendar(NamedTuple):
    """The days of a calendar from `first` to `last`: practised seconds by day, and the days of rest and the moon.

    A day may be in several: what was practised on a day of rest is shown as practice. Weeks begin on `week_starts_on`,
    0 for Monday.
    """

    first: date
    last: date
    today: date
    week_starts_on: int
    seconds: Mapping[date, int]
    resting: frozenset[date] = frozenset()
    moons: frozenset[date] = frozenset()
    streak: Streak | None = None
