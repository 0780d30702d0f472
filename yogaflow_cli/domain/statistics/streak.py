"""Streaks of weeks and days, by one rule for every screen.

The rule:
1. A day counts when its practices last `min_day_minutes` together, to the nearest minute.
2. A day of rest that does not count by its practice is no break: it bridges. It never counts, and no streak starts or
   ends on one. One whose practice is long enough counts like any other.
3. A week meets the goal when its days, its named days or its minutes do; without a goal, when one of its days counts.
4. A day of rest lowers the goal of its week: days by one, named days by the one it falls on, minutes by a seventh.
   Weekly days of rest lower nothing, nor does another rest on them: the goal was set with them in mind. A week of which
   nothing is asked, and without a goal one that rests on all its days, bridges; when one of its days counts all the
   same, it counts.
5. The week and the day that it is now count as soon as they can, and break nothing before they are over.
6. In a streak of days, those that a goal of named days does not name bridge as well.
7. What counts is what is recorded now: a day added, changed or taken away changes the streak as if it had always
   been so.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.period import DAY, WEEK, first_of_week

OFFSETS = tuple(DAY * number for number in range(7))
HALF_A_MINUTE = 30


class DayKind(StrEnum):
    """What a day is to the streak; AHEAD has not come yet."""

    COUNTS = "counts"
    SHORT = "short"
    REST = "rest"
    NOTHING = "nothing"
    AHEAD = "ahead"


class Outcome(StrEnum):
    """What a week is to the streak; OPEN is the present one, not met yet."""

    MET = "met"
    BRIDGES = "bridges"
    MISSED = "missed"
    OPEN = "open"


class Rules(NamedTuple):
    """What decides besides the days. `week_starts_on` and `weekly_rest` count weekdays from 0 for Monday."""

    goal: Goal | None = None
    min_day_minutes: int = 5
    week_starts_on: int = 0
    weekly_rest: frozenset[int] = frozenset()


class Week(NamedTuple):
    """One week: its first day, what its seven days are, and what was `done` of what was `asked`.

    Both count days, or seconds where the goal is one of minutes.
    """

    first: date
    days: tuple[DayKind, ...]
    done: int
    asked: int
    outcome: Outcome


class Run(NamedTuple):
    """A streak: how many weeks or days count, and the first and last of them; None where none does."""

    length: int = 0
    first: date | None = None
    last: date | None = None


class Streak(NamedTuple):
    """The present streaks and the best ones; weeks are named by their first day. Screens lead with the `headline`."""

    weeks: Run
    best_weeks: Run
    days: Run
    best_days: Run
    this_week: Week
    rules: Rules
    headline: str = "weeks"


class Days:
    """Every day from the first practised to `today`, and what it is. `resting` are days of rest of every kind."""

    def __init__(self, seconds: Mapping[date, int], resting: Collection[date], today: date, rules: Rules) -> None:
        self.seconds = seconds
        self.resting = resting
        # Who comes home from the east has practised on a day that has not come here yet.
        self.today = max([today, *seconds]) if seconds else today
        self.rules = rules
        least_seconds = rules.min_day_minutes * 60 - HALF_A_MINUTE
        self.counting = {day for day, practised in seconds.items() if practised >= least_seconds}

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        if day in self.counting:
            return DayKind.COUNTS
        if day in self.resting or day.weekday() in self.rules.weekly_rest:
            return DayKind.REST
        if self.seconds.get(day):
            return DayKind.SHORT
        return DayKind.AHEAD if day > self.today else DayKind.NOTHING

    def bridges(self, day: date) -> bool:
        """Whether a day without enough practice breaks no streak of days."""
        goal = self.rules.goal
        unnamed = goal is not None and goal.kind == "weekdays" and day.weekday() not in goal.weekdays
        return unnamed or self.kind(day) is DayKind.REST

    def week_of(self, day: date) -> date:
        """The first day of a day's week."""
        return first_of_week(day, self.rules.week_starts_on)

    def week(self, first: date) -> Week:
        """The week that begins on a day."""
        dates = [first + offset for offset in OFFSETS]
        kinds = tuple(map(self.kind, dates))
        done, asked = self.done(dates), self.asked(dates, kinds)
        practised = DayKind.COUNTS in kinds
        return Week(first, kinds, done, asked, self.outcome(first, done, asked, practised=practised))

    def is_surely_met(self, first: date) -> bool:
        """Whether a week does all of its goal, whatever rest might lower it: most weeks need no closer look."""
        goal = self.rules.goal
        whole = 1 if goal is None else goal.amount * 60 if goal.kind == "minutes" else goal.amount
        return self.done([first + offset for offset in OFFSETS]) >= whole

    def outcome(self, first: date, done: int, asked: int, *, practised: bool) -> Outcome:
        """What a week is to the streak."""
        if done >= asked and (practised or (asked and self.rules.goal)):
            return Outcome.MET
        if first == self.week_of(self.today):
            return Outcome.OPEN
        return Outcome.BRIDGES if asked == 0 else Outcome.MISSED

    def done(self, dates: list[date]) -> int:
        """What was done of the goal in a week; without one, the days that count."""
        goal = self.rules.goal
        if goal is None or goal.kind == "days":
            return len(self.counting.intersection(dates))
        if goal.kind == "minutes":
            return sum(self.seconds.get(day, 0) for day in dates)
        return sum(day in self.counting and day.weekday() in goal.weekdays for day in dates)

    def asked(self, dates: list[date], kinds: tuple[DayKind, ...]) -> int:
        """What a week asks for, days of rest taken off; without a goal one day, none of a week of rest."""
        goal = self.rules.goal
        resting = [
            day
            for day, kind in zip(dates, kinds, strict=True)
            if kind is DayKind.REST and day.weekday() not in self.rules.weekly_rest
        ]
        if goal is None:
            return 0 if all(kind is DayKind.REST for kind in kinds) else 1
        if goal.kind == "weekdays":
            return goal.amount - sum(day.weekday() in goal.weekdays for day in resting)
        if goal.kind == "minutes":
            return -(-goal.amount * 60 * (7 - len(resting)) // 7)
        return max(0, goal.amount - len(resting))


def streak_of(days: Days) -> Streak:
    """The streaks that days make."""
    this_week = days.week(days.week_of(days.today))
    if not days.seconds:
        return Streak(Run(), Run(), Run(), Run(), this_week, days.rules)
    weeks = week_runs(days, min(days.seconds), this_week)
    in_days = day_runs(days, sorted(days.counting))
    return Streak(weeks[-1], longest(weeks), in_days[-1], longest(in_days), this_week, days.rules)


def week_runs(days: Days, first_day: date, this_week: Week) -> list[Run]:
    """The streaks of weeks in their order; the last is the present one, empty where it is broken."""
    runs, run, first = [], Run(), days.week_of(first_day)
    while first < this_week.first:
        outcome = Outcome.MET if days.is_surely_met(first) else days.week(first).outcome
        if outcome is Outcome.MET:
            run = longer(run, first)
        elif outcome is Outcome.MISSED:
            runs.append(run)
            run = Run()
        first += WEEK
    return [*runs, longer(run, first) if this_week.outcome is Outcome.MET else run]


def day_runs(days: Days, practised: list[date]) -> list[Run]:
    """The streaks of days in their order; the last is the present one, empty where it is broken."""
    runs: list[Run] = []
    begun = 0
    for position, day in enumerate(practised[1:], start=1):
        if not unbroken(days, practised[position - 1], day):
            runs.append(Run(position - begun, practised[begun], practised[position - 1]))
            begun = position
    if not practised:
        return [Run()]
    present = Run(len(practised) - begun, practised[begun], practised[-1])
    return [*runs, present] if unbroken(days, practised[-1], days.today) else [*runs, present, Run()]


def unbroken(days: Days, last: date, day: date) -> bool:
    """Whether all days between two bridge."""
    between = (day - last).days - 1
    return between <= 0 or all(days.bridges(last + DAY * (number + 1)) for number in range(between))


def longer(run: Run, last: date) -> Run:
    """A streak with one more."""
    return Run(run.length + 1, run.first or last, last)


def longest(runs: list[Run]) -> Run:
    """The longest streak, the latest of equals."""
    return max(reversed(runs), key=lambda run: run.length)
