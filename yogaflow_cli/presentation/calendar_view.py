"""The calendar as lines in inks, as sentences for screen readers, and as an object for scripts. No rich."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from yogaflow_cli.domain.period import DAY, WEEK
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.domain.weekdays import WEEKDAYS
from yogaflow_cli.presentation.calendar_month import month_lines
from yogaflow_cli.presentation.calendar_words import (
    MOON,
    REST,
    days_of,
    figures_of,
    is_shown,
    level_on,
    sign_of,
    streak_words,
    time_words,
    weeks_of,
    whole_minutes,
)
from yogaflow_cli.presentation.calendar_year import year_lines
from yogaflow_cli.presentation.dates import day_words, weekday_word
from yogaflow_cli.presentation.inks import Line, line_of
from yogaflow_cli.presentation.wording import counted

MOST_DAYS_OF_A_MONTH = 31
LEAST_WIDTH = 80


def calendar_lines(calendar: Calendar, width: int, *, coloured: bool) -> list[Line]:
    """The picture of the period: its days with numbers up to 31 of them, heat maps beyond.

    Where there are less than 80 columns, it is told in sentences. `coloured` levels are squares that differ by ink
    alone; the others are signs of their own.
    """
    if width < LEAST_WIDTH:
        return [line_of(part) for line in calendar_plain_lines(calendar) for part in wrap(line, max(1, width))]
    if (calendar.last - calendar.first).days < MOST_DAYS_OF_A_MONTH:
        return month_lines(calendar, width, coloured)
    return year_lines(calendar, width, coloured)


def calendar_plain_lines(calendar: Calendar) -> list[str]:
    """The period in whole sentences: a line a week with practice, the weeks between them folded, and the totals."""
    weeks = list(week_sentences(calendar))
    figures = figures_of(calendar, calendar.first, calendar.last)
    if calendar.today < calendar.first and not figures.days:
        return [to_come_sentence(calendar)]
    if not figures.days:
        return [*weeks, *other_days_sentence(calendar), *streak_sentence(calendar)]
    heading = f"Your practice from {day_words(calendar.first, plain=True)} to {day_words(calendar.last, plain=True)}."
    total = f"In all {counted(figures.days, 'day')}, {time_words(figures.seconds, plain=True)}."
    return [heading, *weeks, total, *other_days_sentence(calendar), *streak_sentence(calendar)]


def to_come_sentence(calendar: Calendar) -> str:
    """What is said of a period that has not begun."""
    first, last = day_words(calendar.first, plain=True), day_words(calendar.last, plain=True)
    return f"{first} is still to come." if first == last else f"The days from {first} to {last} are still to come."


def week_sentences(calendar: Calendar) -> Iterator[str]:
    """What is said of the weeks, in order; days to come are not spoken of."""
    idle: list[date] = []
    for week in weeks_of(calendar.first, calendar.last, calendar.week_starts_on):
        shown = [day for day in days_of(week, week + WEEK - DAY) if is_shown(calendar, day)]
        practised = [day for day in shown if day in calendar.seconds]
        if not practised:
            idle += shown
            continue
        yield from idle_sentence(idle)
        idle = []
        yield f"Week of {day_words(week, plain=True)}: {practised_words(calendar, practised)}."
    yield from idle_sentence(idle)


def practised_words(calendar: Calendar, days: list[date]) -> str:
    """The days of a week with their times, and how many they are."""
    told = [
        f"{weekday_word(day.weekday(), plain=True)} {whole_minutes(calendar.seconds[day], plain=True)}" for day in days
    ]
    return f"{', '.join(told)}. {counted(len(days), 'day')}"


def idle_sentence(days: list[date]) -> list[str]:
    """What is said of days in a row without practice."""
    if not days:
        return []
    if len(days) == 1:
        return [f"No practice on {day_words(days[0], plain=True)}."]
    return [f"No practice from {day_words(days[0], plain=True)} to {day_words(days[-1], plain=True)}."]


def other_days_sentence(calendar: Calendar) -> list[str]:
    """How many days of the moon and of rest the picture shows."""
    signs = [sign_of(calendar, day, coloured=False).text for day in days_of(calendar.first, calendar.last)]
    moons, rests = signs.count(MOON), signs.count(REST)
    parts = [counted(moons, "moon day")] if moons else []
    parts += [f"{counted(rests, 'day')} of rest"] if rests else []
    return [f"Without practice: {' and '.join(parts)}."] if parts else []


def streak_sentence(calendar: Calendar) -> list[str]:
    """The streaks in weeks."""
    told = [f"{name} {weeks}" for name, weeks in streak_words(calendar)]
    return [f"{', '.join([f'{told[0]} in a row', *told[1:]]).capitalize()}."] if told else []


def calendar_object(calendar: Calendar) -> dict[str, object]:
    """The answer of `calendar --json`: every day of the period, also those to come; seconds are whole."""
    figures = figures_of(calendar, calendar.first, calendar.last)
    return {
        "from": calendar.first.isoformat(),
        "to": calendar.last.isoformat(),
        "week_starts_on": WEEKDAYS[calendar.week_starts_on],
        "practised_seconds": figures.seconds,
        "practice_days": figures.days,
        "days": [day_object(calendar, day) for day in days_of(calendar.first, calendar.last)],
    }


def day_object(calendar: Calendar, day: date) -> dict[str, object]:
    """One day: a day of rest or of the moon is one whatever was practised on it."""
    return {
        "day": day.isoformat(),
        "seconds": calendar.seconds.get(day, 0),
        "level": level_on(calendar, day),
        "rest": day in calendar.resting,
        "moon": day in calendar.moons,
    }
