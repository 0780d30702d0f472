"""Practised time as columns: what each of them is, and the round scale that they stand on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY, WEEK, Grouping, Period, groups
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import days_of
from yogaflow_cli.presentation.dates import day_words, month_word, weekday_word
from yogaflow_cli.presentation.stats_words import DAYS_OF_A_WEEK, time_words

MOST_COLUMNS: dict[Grouping, int] = {"day": 31, "week": 54, "month": 120}
"""A period is cut as finely as it can be in so many."""

YEARS_APART = {1: 12, 5: 60, 25: 300}
"""How far the labelled years are apart, and up to how many years."""

ROUND_MINUTES = (1, 2, 5, 10, 15, 30)
ROUND = (1, 2, 5)
MOST_LINES = 4
MINUTE, HOUR = 60, 3600


class Column(NamedTuple):
    """A column: its seconds, what it is in words, and the label below it, where it has one."""

    seconds: int
    words: str
    label: str = ""


class Chart(NamedTuple):
    """Columns of one kind, which is a day, week, month or year; the latest may not be over."""

    kind: Grouping
    columns: tuple[Column, ...]

    @property
    def most(self) -> Column:
        """The highest column, the latest of equals."""
        return max(reversed(self.columns), key=lambda column: column.seconds)


class Gridline(NamedTuple):
    """A line of the scale: how far up it is, from 0 to 1, and its label."""

    height: float
    label: str


class Scale(NamedTuple):
    """A round scale from 0: the seconds where it ends, and its lines."""

    seconds: int
    lines: tuple[Gridline, ...]


def chart_of(calendar: Calendar) -> Chart:
    """The practised time of a calendar's days that have come, by the day, week, month or year."""
    last = min(calendar.last, max([calendar.first, calendar.today, *calendar.seconds]))
    kind, stretches = cut(Period(calendar.first, last), calendar.week_starts_on)
    labels = labels_of(kind, [first for first, _ in stretches], calendar.week_starts_on)
    columns = [
        Column(sum(calendar.seconds.get(day, 0) for day in days_of(first, last)), words_of(kind, first), label)
        for (first, last), label in zip(stretches, labels, strict=True)
    ]
    return Chart(kind, tuple(columns))


def cut(period: Period, week_starts_on: int) -> tuple[Grouping, list[tuple[date, date]]]:
    """A period with bounds in days, weeks, months or years: the finest of them that are not too many."""
    for kind, most in MOST_COLUMNS.items():
        found = stretches_of(period, kind, week_starts_on)
        if len(found) <= most:
            return kind, found
    return "year", stretches_of(period, "year", week_starts_on)


def stretches_of(period: Period, kind: Grouping, week_starts_on: int) -> list[tuple[date, date]]:
    """The first and last day of each day, week, month or year."""
    found = groups(period, kind, week_starts_on)
    return [(stretch.first, stretch.last) for _, stretch in found if stretch.first and stretch.last]


def words_of(kind: Grouping, first: date) -> str:
    """A column in words."""
    if kind == "day":
        return f"{weekday_word(first.weekday(), plain=True)} {day_words(first, plain=True)}"
    if kind == "week":
        return f"Week of {day_words(first, plain=True)}"
    return f"{month_word(first, plain=True)} {first.year}" if kind == "month" else str(first.year)


def labels_of(kind: Grouping, firsts: Sequence[date], week_starts_on: int) -> list[str]:
    """What stands below each column, by its first day; nothing below most of them."""
    if kind == "day":
        return [day_label(day, week_starts_on, whole_week=len(firsts) <= DAYS_OF_A_WEEK) for day in firsts]
    if kind == "year":
        apart = next(apart for apart, most in YEARS_APART.items() if len(firsts) <= most)
        return [str(day.year) if day.year % apart == 0 else "" for day in firsts]
    # A month begins in the week of its first day, as in the calendar.
    names = [month_word(day + WEEK - DAY, plain=False) if kind == "week" else str(day.year) for day in firsts]
    changes = [name if name != before else "" for name, before in zip(names, ["", *names], strict=False)]
    # Two names in a row would touch: the first is of a month or a year of which little is shown.
    return [name if not following else "" for name, following in zip(changes, [*changes[1:], ""], strict=True)]


def day_label(day: date, week_starts_on: int, *, whole_week: bool) -> str:
    """The weekday of a day among few, else the date of the days on which weeks begin."""
    if whole_week:
        return weekday_word(day.weekday(), plain=False)
    return f"{day.day} {month_word(day, plain=False)}" if day.weekday() == week_starts_on else ""


def hours_of_the_day(seconds: Sequence[int]) -> tuple[Column, ...]:
    """A column an hour of the day, by the hour in which practices began."""
    return tuple(
        Column(number, f"From {hour}:00", f"{hour}:00" if hour % 6 == 0 else "") for hour, number in enumerate(seconds)
    )


def scale_for(columns: Sequence[Column]) -> Scale:
    """The lowest round scale that columns fit on with few lines."""
    most = max(1, *(column.seconds for column in columns))
    step = next(step for step in round_steps() if most <= step * MOST_LINES)
    lines = range(1, -(-most // step) + 1)
    top = step * len(lines)
    return Scale(top, tuple(Gridline(step * line / top, line_label(step * line)) for line in lines))


def line_label(seconds: int) -> str:
    """Whole hours, or minutes."""
    return f"{seconds // MINUTE} m" if seconds % HOUR else f"{seconds // HOUR} h"


def round_steps() -> Iterator[int]:
    """Round times in seconds, without an end: some minutes, then 1, 2 or 5 times a ten of hours."""
    yield from (MINUTE * minutes for minutes in ROUND_MINUTES)
    power = 1
    while True:
        yield from (HOUR * number * power for number in ROUND)
        power *= 10


def column_words(column: Column) -> str:
    """A column and its time."""
    return f"{column.words}: {time_words(column.seconds, plain=True) if column.seconds else 'no practice'}"
