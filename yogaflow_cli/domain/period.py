"""Stretches of practice days: as people name them, and cut into days, weeks, months and years. No clock here.

A week's label is that of the ISO week in which its fourth day lies, so that weeks from Sunday have one each as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from yogaflow_cli.domain.weekdays import WEEKDAYS
from yogaflow_cli.errors import InvalidValue

Grouping = Literal["day", "week", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1970, 2200
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
TO_THE_FOURTH = timedelta(days=3)
DAY_EXAMPLES = "Give one such as today, yesterday, monday or 2026-11-23."
PERIOD_EXAMPLES = "Give one such as this-week, last-month, 2026-W47, 2026-11, 2026, monday..today or all."
ORDER_EXAMPLES = "The earlier day comes first, as in 2026-11-20..2026-11-23."
QUOTE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; None is an open end.

    Raises:
        InvalidValue: the last day lies before the first.
    """

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise InvalidValue(f"The last day, {self.last}, lies before the first, {self.first}.", ORDER_EXAMPLES)


def parse_day(text: str, today: date) -> date:
    """The day that `today`, `yesterday`, a weekday (the latest, today included) or `2026-11-23` names.

    Raises:
        InvalidValue: it names none, or one outside 1970 to 2200.
    """
    day = _day(text.lower(), today)
    if day is None:
        raise InvalidValue(f"Cannot read {_quoted(text)} as a day.", DAY_EXAMPLES)
    return day


def parse_period(text: str, today: date, week_starts_on: int = 0) -> Period:
    """The period that a day, `this-week`, `2026-W47`, `2026-11`, `2026`, `A..B`, `all` or the like names.

    Weeks begin on `week_starts_on`, 0 for Monday. `all` is open at both ends.

    Raises:
        InvalidValue: it names none, ends before it begins, or lies outside 1970 to 2200.
    """
    word = text.lower()
    if word == "all":
        return Period(None, None)
    if ".." in word:
        first, _, last = word.partition("..")
        return Period(parse_day(first, today), parse_day(last, today))
    if day := _day(word, today):
        return Period(day, day)
    named = _named(today, week_starts_on).get(word)
    period = named or _written_week(word, week_starts_on) or _written_month(word) or _written_year(word)
    if period is None:
        raise InvalidValue(f"Cannot read {_quoted(text)} as a period.", PERIOD_EXAMPLES)
    return period


def period_from_to(from_day: str | None, to_day: str | None, today: date) -> Period:
    """The period between two days; from one day alone it runs to today or, when it lies later, to itself.

    Raises:
        InvalidValue: one names no day, or they come in the wrong order.
    """
    first = None if from_day is None else parse_day(from_day, today)
    last = None if to_day is None else parse_day(to_day, today)
    return Period(first, max(first, today) if first and to_day is None else last)


def groups(period: Period, by: Grouping, week_starts_on: int = 0) -> Iterator[tuple[str, Period]]:
    """Every day, week, month or year of a period with its label, in order and without gaps.

    The first and the last are cut to the period, so that their sums are the whole's.

    Raises:
        ValueError: the period is open; the caller knows the first practice day and today.
    """
    if period.first is None or period.last is None:
        raise ValueError("an open period has no end to its groups")
    first = period.first
    while first <= period.last:
        last = min(LAST_DAYS[by](first, week_starts_on), period.last)
        yield label_of(first, by, week_starts_on), Period(first, last)
        first = last + DAY


def label_of(day: date, by: Grouping, week_starts_on: int = 0) -> str:
    """How the group that a day falls into is called: `2026-11-23`, `2026-W47`, `2026-11` or `2026`."""
    if by == "week":
        year, week, _ = (first_of_week(day, week_starts_on) + TO_THE_FOURTH).isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: LABEL_LENGTHS[by]]


def first_of_week(day: date, week_starts_on: int) -> date:
    """The first day of a day's week."""
    return day - DAY * ((day.weekday() - week_starts_on) % 7)


def _last_of_month(day: date) -> date:
    return (day.replace(day=1) + DAY * 31).replace(day=1) - DAY


LABEL_LENGTHS: dict[Grouping, int] = {"day": 10, "month": 7, "year": 4}
LAST_DAYS: dict[Grouping, Callable[[date, int], date]] = {
    "day": lambda day, _: day,
    "week": lambda day, week_starts_on: first_of_week(day, week_starts_on) + WEEK - DAY,
    "month": lambda day, _: _last_of_month(day),
    "year": lambda day, _: day.replace(month=12, day=31),
}


def _named(today: date, week_starts_on: int) -> dict[str, Period]:
    week = first_of_week(today, week_starts_on)
    month_before = today.replace(day=1) - DAY
    return {
        "this-week": Period(week, week + WEEK - DAY),
        "last-week": Period(week - WEEK, week - DAY),
        "this-month": _month(today),
        "last-month": _month(month_before),
        "this-year": _year(today.year),
        "last-year": _year(today.year - 1),
    }


def _month(day: date) -> Period:
    return Period(day.replace(day=1), _last_of_month(day))


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _day(word: str, today: date) -> date | None:
    if word == "today":
        return today
    if word == "yesterday":
        return today - DAY
    if word in WEEKDAYS:
        return today - DAY * ((today.weekday() - WEEKDAYS.index(word)) % 7)
    return written_day(word)


def written_day(text: str) -> date | None:
    """The day that `2026-11-23` names, None for any other text.

    Raises:
        InvalidValue: it lies outside 1970 to 2200.
    """
    # What writes back the same: `fromisoformat` also takes weeks and dates without dashes.
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return _in_range(day) if day.isoformat() == text else None


def _written_week(text: str, week_starts_on: int) -> Period | None:
    year, separator, week = text.partition("-w")
    if not separator or not _is_digits(year, 4) or not _is_digits(week, 2):
        return None
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None
    _in_range(monday + TO_THE_FOURTH)
    fourth = monday + DAY * ((week_starts_on + TO_THE_FOURTH.days) % 7)
    first = fourth - TO_THE_FOURTH
    return Period(first, first + WEEK - DAY)


def _written_month(text: str) -> Period | None:
    first = written_day(f"{text}-01") if len(text) == 7 else None
    return None if first is None else _month(first)


def _written_year(text: str) -> Period | None:
    first = written_day(f"{text}-01-01") if len(text) == 4 else None
    return None if first is None else _year(first.year)


def _is_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidValue(f"The year {day.year} lies outside {FIRST_YEAR} to {LAST_YEAR}.", "Give a year within.")
    return day


def _quoted(text: str) -> str:
    """The text for a message, shortened; `repr` writes out what is hidden."""
    return repr(text) if len(text) <= QUOTE_LIMIT else f"{text[:QUOTE_LIMIT]!r}…"
