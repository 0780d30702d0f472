"""The calendar of a month: a row a week, every day with its number, its sign and its time. No rich."""

from datetime import date

from yogaflow_cli.domain.period import DAY
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import (
    DAYS_TITLE,
    MARGIN,
    figure_words,
    figures_of,
    legend,
    period_words,
    sign_of,
    streak_words,
    title_line,
    weeks_of,
    whole_minutes,
)
from yogaflow_cli.presentation.dates import month_word, weekday_word
from yogaflow_cli.presentation.inks import Ink, Line, Span, cells, line_of, padded, text_of

BEFORE = MARGIN - 1
"""The cells before the first day, which keeps one more for the mark of today."""

LEAST_CELL, MOST_CELL = 10, 12
"""What a day takes."""

TIME_ROOM = 8
LEAST_WEEK_ROOM, MOST_WEEK_ROOM = 9, 14
"""What the time of a week takes."""


def month_lines(calendar: Calendar, width: int, coloured: bool) -> list[Line]:
    """The weeks of a short period with title, totals and legend; at least 80 columns are needed."""
    cell = max(LEAST_CELL, min(MOST_CELL, (width - BEFORE - LEAST_WEEK_ROOM) // 7))
    edge = min(width, BEFORE + 7 * cell + MOST_WEEK_ROOM)
    lines = [heading(calendar, edge), (), weekdays_line(calendar, cell, edge)]
    for week in weeks_of(calendar.first, calendar.last, calendar.week_starts_on):
        lines += week_lines(calendar, week, cell, edge, coloured)
    if not text_of(lines[-1]):
        lines.pop()
    marks = [(Span("[ ]"), Span(" today", Ink.QUIET))] if calendar.first <= calendar.today <= calendar.last else []
    return [*lines, (), totals_line(calendar, edge), (), *legend(calendar, width, MARGIN, coloured, marks)]


def heading(calendar: Calendar, edge: int) -> Line:
    """The name of the month, and the days of it where they are not all."""
    first, last = calendar.first, calendar.last
    one_month = (first.year, first.month) == (last.year, last.month)
    title = f"{month_word(first, plain=True)} {first.year}" if one_month else DAYS_TITLE
    whole = one_month and first.day == 1 and (last + DAY).day == 1
    return title_line(title, "" if whole else period_words(calendar), edge)


def weekdays_line(calendar: Calendar, cell: int, edge: int) -> Line:
    """The names of the weekdays above their numbers."""
    names = [weekday_word(calendar.week_starts_on + offset, plain=False) for offset in range(7)]
    text = " " * BEFORE + "".join(f" {name}".ljust(cell) for name in names)
    return line_of(text + f"{'Week':>{edge - len(text)}}", Ink.QUIET)


def week_lines(calendar: Calendar, week: date, cell: int, edge: int, coloured: bool) -> list[Line]:
    """The numbers and signs of a week's days, and below them the times, with that of the week at the right."""
    days = [week + DAY * offset for offset in range(7)]
    numbers = [span for day in days for span in padded(number_of(calendar, day, coloured), cell)]
    times = "".join(f" {day_time(calendar, day)}".ljust(cell) for day in days)
    figures = figures_of(calendar, days[0], days[-1])
    text = " " * BEFORE + times
    whole = short_time(figures.seconds, edge - len(text)) if figures.days else ""
    return [(Span(" " * BEFORE), *numbers), (Span(text), Span(f"{whole:>{edge - len(text)}}", Ink.STRONG))]


def number_of(calendar: Calendar, day: date, coloured: bool) -> Line:
    """The number and the sign of a day, in brackets today; nothing outside the period."""
    if not calendar.first <= day <= calendar.last:
        return ()
    sign = sign_of(calendar, day, coloured)
    if day == calendar.today:
        return (Span(f"[{day.day:2}]", Ink.STRONG), sign)
    return (Span(f" {day.day:2} ", Ink.QUIET), sign)


def day_time(calendar: Calendar, day: date) -> str:
    """The time of a day with practice."""
    practised = calendar.first <= day <= calendar.last and day in calendar.seconds
    return short_time(calendar.seconds[day], TIME_ROOM) if practised else ""


def short_time(seconds: int, room: int) -> str:
    """A time in whole minutes from one minute on, and in whole hours where that is too long."""
    text = whole_minutes(seconds)
    return text if len(text) <= room else f"{seconds // 3600} h"


def totals_line(calendar: Calendar, edge: int) -> Line:
    """The streaks at the left, and at the right the days and the time below those of the weeks."""
    told = line_of(" " * MARGIN + "   ".join(f"{name} {weeks}" for name, weeks in streak_words(calendar)))
    totals = "   ".join(figure_words(figures_of(calendar, calendar.first, calendar.last)))
    return (*told, Span(f"{totals:>{edge - cells(told)}}", Ink.STRONG))
