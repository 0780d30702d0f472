"""Streaks of weeks and days, by one rule for every screen.

The rule:
1. A day counts when its practices last `min_day_minutes` together, to the nearest minute.
2. A day of rest on which nobody practised is no break: it bridges. It never counts, and no streak starts or ends
   on one. One with practice is a day like any other.
3. A week meets the goal when its days, its named days or its minutes do; without a goal, when one of its days counts.
4. A day of rest lowers what is asked of its week: a goal of days by one, of named days by the day that it falls on, of
   minutes by a seventh. Weekly days of rest lower nothing: the goal was set with them in mind. A week of which nothing
   is asked bridges, unless somebody practised in it: then it counts.
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

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        seconds = self.seconds.get(day, 0)
        if (seconds + 30) // 60 >= self.rules.min_day_minutes and seconds:
            return DayKind.COUNTS
        if day in self.resting or day.weekday() in self.rules.weekly_rest:
            return DayKind.REST
        if seconds:
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
        dates = [first + DAY * number for number in range(7)]
        kinds = tuple(map(self.kind, dates))
        done, asked = self.done(dates, kinds), self.asked(dates, kinds)
        practised = any(kind is DayKind.COUNTS for kind in kinds)
        return Week(first, kinds, done, asked, self.outcome(first, done, asked, practised=practised))

    def outcome(self, first: date, done: int, asked: int, *, practised: bool) -> Outcome:
        """What a week is to the streak."""
        if done >= asked and (practised or (asked and self.rules.goal)):
            return Outcome.MET
        if first == self.week_of(self.today):
            return Outcome.OPEN
        return Outcome.BRIDGES if asked == 0 else Outcome.MISSED

    def done(self, dates: list[date], kinds: tuple[DayKind, ...]) -> int:
        """What was done of the goal in a week; without one, the days that count."""
        goal = self.rules.goal
        if goal is not None and goal.kind == "minutes":
            return sum(self.seconds.get(day, 0) for day in dates)
        named = goal.weekdays if goal is not None and goal.kind == "weekdays" else range(7)
        return sum(kind is DayKind.COUNTS and day.weekday() in named for day, kind in zip(dates, kinds, strict=True))

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
    rules, seconds = days.rules, days.seconds
    this_week = days.week(days.week_of(days.today))
    practised = [day for day in seconds if days.kind(day) is DayKind.COUNTS]
    if not seconds:
        return Streak(Run(), Run(), Run(), Run(), this_week, rules)
    weeks = week_runs(days, min(seconds), this_week)
    in_days = day_runs(days, sorted(practised))
    return Streak(weeks[-1], longest(weeks), in_days[-1], longest(in_days), this_week, rules)


def week_runs(days: Days, first_day: date, this_week: Week) -> list[Run]:
    """The streaks of weeks in their order; the last is the present one, empty where it is broken."""
    runs, run, first = [], Run(), days.week_of(first_day)
    while first < this_week.first:
        outcome = days.week(first).outcome
        if outcome is Outcome.MET:
            run = longer(run, first)
        elif outcome is Outcome.MISSED:
            runs.append(run)
            run = Run()
        first += WEEK
    return [*runs, longer(run, first) if this_week.outcome is Outcome.MET else run]


def day_runs(days: Days, practised: list[date]) -> list[Run]:
    """The streaks of days in their order; the last is the present one, empty where it is broken."""
    runs, run = [], Run()
    for day in practised:
        if run.last is not None and not unbroken(days, run.last, day):
            runs.append(run)
            run = Run()
        run = longer(run, day)
    if run.last is not None and not unbroken(days, run.last, days.today):
        runs.append(run)
        run = Run()
    return [*runs, run]


def unbroken(days: Days, last: date, day: date) -> bool:
    """Whether all days between two bridge."""
    return all(days.bridges(last + DAY * number) for number in range(1, (day - last).days))


def longer(run: Run, last: date) -> Run:
    """A streak with one more."""
    return Run(run.length + 1, run.first or last, last)


def longest(runs: list[Run]) -> Run:
    """The longest streak, the latest of equals."""
    return max(reversed(runs), key=lambda run: run.length)
