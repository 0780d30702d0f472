"""Which weeks and days decided a streak: back to where it was broken, or to the first practice."""

from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY, WEEK
from yogaflow_cli.domain.statistics.streak import DayKind, Days, Outcome, Streak, Week

MOST_DAYS = 4000
"""A streak of days that was bridged for longer is explained no further back."""


class Explained(NamedTuple):
    """The weeks and days that decided, the latest first.

    The last one broke the streak, where `weeks_broken` or `days_broken`; else the streak reaches to the first practice.
    """

    weeks: tuple[Week, ...]
    weeks_broken: bool
    days: tuple[tuple[date, DayKind], ...]
    days_broken: bool


def explained(days: Days, streak: Streak) -> Explained:
    """What decided the present streaks of these days."""
    first_practised = min(days.seconds, default=days.today)
    weeks = [streak.this_week]
    week = streak.this_week.first - WEEK
    while week + DAY * 6 >= first_practised and weeks[-1].outcome is not Outcome.MISSED:
        weeks.append(days.week(week))
        week -= WEEK
    told = [(days.today, days.kind(days.today))]
    day = days.today - DAY
    while day >= first_practised and len(told) < MOST_DAYS and not breaks(days, told):
        told.append((day, days.kind(day)))
        day -= DAY
    return Explained(tuple(weeks), weeks[-1].outcome is Outcome.MISSED, tuple(told), breaks(days, told))


def breaks(days: Days, told: list[tuple[date, DayKind]]) -> bool:
    """Whether the last day told broke the streak; today breaks none."""
    day, kind = told[-1]
    return day != days.today and kind is not DayKind.COUNTS and not days.bridges(day)
