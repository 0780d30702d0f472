"""Calendars for the golden pictures, and the pictures as files.

`python -m tests.presentation.calendar_scenes` writes them anew.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.domain.statistics.streak import Days, Rules, streak_of
from yogaflow_cli.presentation.calendar_view import calendar_lines, calendar_plain_lines
from yogaflow_cli.presentation.inks import LEVELS, Line, text_of

GOLDEN = Path(__file__).parents[1] / "golden" / "calendar"
DAY = timedelta(days=1)
TODAY = date(2026, 11, 22)
MINUTES = (*(0,) * 11, 8, 12, 14, 20, 20, 25, 28, 35, 45, 52, 60, 75, 90)
QUIET_MONTHS, QUIET_CHANCE = (2, 8), 0.8
FULL_MOON, HALF_A_LUNATION = date(2025, 12, 4), 14.765294
WIDTHS = (80, 140)


def practised(first: date, last: date) -> dict[date, int]:
    """What a person practised, the same each time: often, and seldom in two of the months."""
    random = Random(first.isoformat())
    seconds: dict[date, int] = {}
    for number in range((last - first).days + 1):
        day = first + DAY * number
        minutes = random.choice(MINUTES)
        if minutes and not (day.month in QUIET_MONTHS and random.random() < QUIET_CHANCE):
            seconds[day] = 60 * minutes + random.choice((0, 20, 50))
    return seconds


def moons_of(first: date, last: date) -> frozenset[date]:
    """New and full moons as if the moon went round evenly."""
    days = [FULL_MOON + DAY * round(HALF_A_LUNATION * number) for number in range(-100, 100)]
    return frozenset(day for day in days if first <= day <= last)


def calendar_of(first: date, last: date, today: date = TODAY, week_starts_on: int = 0) -> Calendar:
    """A calendar of practice up to a day, with its streak."""
    seconds = practised(first, min(last, today))
    streak = streak_of(Days(seconds, (), today, Rules(week_starts_on=week_starts_on)))
    return Calendar(first, last, today, week_starts_on, seconds, streak=streak)


@cache
def scenes() -> dict[str, Calendar]:
    """The calendars, by the names of their files."""
    year = calendar_of(date(2025, 11, 17), TODAY)
    years = calendar_of(date(2024, 3, 14), TODAY)
    month = calendar_of(date(2026, 11, 1), date(2026, 11, 30), today=date(2026, 11, 24))
    week = calendar_of(date(2026, 11, 30), date(2026, 12, 6), today=date(2026, 12, 3))
    resting = frozenset(year.first + DAY * number for number in [*range(5, 371, 7), *range(241, 255)])
    return {
        "year": year,
        "year-from-sunday": calendar_of(date(2025, 11, 23), TODAY, week_starts_on=6),
        "year-with-rest-and-moon": year._replace(moons=moons_of(year.first, TODAY), resting=resting),
        "year-without-streaks": year._replace(streak=None),
        "year-to-come": calendar_of(date(2026, 1, 1), date(2026, 12, 31)),
        "leap-year": calendar_of(date(2012, 1, 1), date(2012, 12, 31)),
        "three-years": years,
        "some-weeks": calendar_of(date(2026, 9, 1), TODAY),
        "two-days": newcomer(),
        "nothing": calendar_of(date(2025, 11, 17), TODAY)._replace(seconds={}, streak=None),
        "month": month,
        "month-with-rest-and-moon": month._replace(
            resting=frozenset({date(2026, 11, 15), date(2026, 11, 22)}),
            moons=frozenset({date(2026, 11, 9), date(2026, 11, 17), date(2026, 11, 24)}),
            streak=None,
        ),
        "week-in-two-months": week,
    }


def newcomer() -> Calendar:
    """A year of which two days were practised, one of them for 45 seconds."""
    seconds = {TODAY - DAY * 3: 45, TODAY: 1200}
    return Calendar(date(2025, 11, 17), TODAY, TODAY, 0, seconds, streak=streak_of(Days(seconds, (), TODAY, Rules())))


def pictures() -> dict[str, str]:
    """Every picture by the name of its file: each calendar at each width, in inks, and in plain words."""
    drawn = {}
    for name, calendar in scenes().items():
        for width in WIDTHS:
            drawn[f"{name}-{width}.txt"] = as_text(calendar_lines(calendar, width, coloured=False))
        drawn[f"{name}-plain.txt"] = "".join(f"{line}\n" for line in calendar_plain_lines(calendar))
    for name in ("year-with-rest-and-moon", "month"):
        drawn[f"{name}-inks.txt"] = as_levels(calendar_lines(scenes()[name], 80, coloured=True))
    return drawn


def as_text(lines: list[Line]) -> str:
    """Lines as a terminal shows them without colour."""
    return "".join(f"{text_of(line)}\n" for line in lines)


def as_levels(lines: list[Line]) -> str:
    """Lines with a digit in place of every square: the level of its ink."""
    return as_text([tuple(span._replace(text=digits(span.text, span.ink)) for span in line) for line in lines])


def digits(text: str, ink: str) -> str:
    """A text whose squares are the number of a level."""
    return text.replace("■", str([*map(str, LEVELS)].index(ink))) if "■" in text else text


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for stale in GOLDEN.iterdir():
        stale.unlink()
    for name, picture in pictures().items():
        (GOLDEN / name).write_text(picture, encoding="utf-8")
