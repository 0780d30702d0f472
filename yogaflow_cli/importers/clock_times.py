"""Dates, times of day and lengths as other programs write them in tables.

What could be meant in two ways is not read, unless the caller knows which.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.session import whole_seconds
from yogaflow_cli.importers.fields import MOST_SECONDS
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.session_fields import known_zone

LONGEST = 60
"""No date, and no length, has more characters."""

CLOCK = (
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: ?(?P<offset>z|utc|gmt|[+-][0-9]{2}(?::?[0-9]{2})?))?"
)
DATES = (
    r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
    r"(?P<one>[0-9]{1,2})(?P<dot>\.) ?(?P<other>[0-9]{1,2})\. ?(?P<year>[0-9]{4})",
    r"(?P<one>[0-9]{1,2})(?P<sign>[/-])(?P<other>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})",
    r"(?P<name>[a-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})",
    r"(?P<day>[0-9]{1,2})\.? (?P<name>[a-z]{3,9})\.?,? (?P<year>[0-9]{4})",
)
FORMS = (*(re.compile(f"{day}(?:(?:t|,? (?:at )?){CLOCK})?") for day in DATES), re.compile(CLOCK))
TWO_WAYS = FORMS[2]
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SHORTENED = 3

NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?"
BARE = re.compile(NUMBER)
THREE_PARTS = re.compile(r"([0-9]{1,6}):([0-9]{1,2}):([0-9]{1,2}(?:[.,][0-9]{1,9})?)")
TWO_PARTS = re.compile(r"([0-9]{1,6}):([0-9]{1,2}(?:[.,][0-9]{1,9})?)")
UNIT_WORDS = (
    r"(?:(?P<hours>NUMBER) ?(?:h|hrs?|hours?|std|stunden?)\.?,? ?)?"
    r"(?:(?P<minutes>NUMBER) ?(?:m|mins?|minutes?|minuten)\.?,? ?)?"
    r"(?:(?P<seconds>NUMBER) ?(?:s|secs?|seconds?|sek|sekunden?)\.?)?"
)
WITH_UNITS = re.compile(UNIT_WORDS.replace("NUMBER", NUMBER))
ISO_START = "pt"
IN_AN_HOUR = IN_A_MINUTE = 60


class Order(StrEnum):
    """How 03/04/2026 is meant."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Unit(StrEnum):
    """What a bare number is; of `1:30`, what the first part is."""

    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


UNIT_SECONDS = {Unit.HOURS: 3600, Unit.MINUTES: 60, Unit.SECONDS: 1}


class When(NamedTuple):
    """What a text tells of a moment: its day, its time of day, its offset from UTC; None for what it does not tell."""

    day: date | None
    clock: time | None
    offset: timedelta | None = None

    def moment(self, day: date | None = None) -> datetime | None:
        """The moment, aware when its offset is told; on that day where it tells none. None when a part is missing."""
        day = self.day or day
        if day is None or self.clock is None:
            return None
        return datetime.combine(day, self.clock, None if self.offset is None else timezone(self.offset))


class Span(NamedTuple):
    """From when to when, in UTC."""

    started_at: datetime
    ended_at: datetime


def read_when(text: str, order: Order | None = None) -> When | None:
    """What a text tells of a moment, None when that cannot be read; 03/04/2026 cannot be without an order."""
    spaced = evened(text)
    if len(spaced) > LONGEST:
        return None
    for form in FORMS:
        if found := form.fullmatch(spaced):
            parts = {name: part for name, part in found.groupdict().items() if part is not None}
            try:
                return When(day_of(parts, order), clock_of(parts), offset_of(parts.get("offset")))
            except ValueError:  # such as 30 February, 25:00, or no order
                return None
    return None


def needs_order(text: str) -> bool:
    """Whether the text holds a date that may be day first or month first."""
    return TWO_WAYS.fullmatch(evened(text)) is not None


def evened(text: str) -> str:
    """A text in lower case with single, plain spaces: programs put narrow ones before AM and PM."""
    return " ".join(text.split()).lower()


def day_of(parts: Mapping[str, str], order: Order | None) -> date | None:
    """The day of a text that was taken apart, None where it tells none. Raises ValueError."""
    if "year" not in parts:
        return None
    year = int(parts["year"])
    if "name" in parts:
        return date(year, month_of(parts["name"]), int(parts["day"]))
    if "one" not in parts:
        return date(year, int(parts["month"]), int(parts["day"]))
    if order is None and "dot" in parts:
        order = Order.DAY_FIRST  # wherever days are written with dots
    if order is None:
        raise ValueError
    one, other = int(parts["one"]), int(parts["other"])
    return date(year, other, one) if order is Order.DAY_FIRST else date(year, one, other)


def month_of(name: str) -> int:
    """The number of a month by its English name or the beginning of that. Raises ValueError."""
    numbers = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    if len(name) < SHORTENED or len(numbers) != 1:
        raise ValueError
    return numbers[0]


def clock_of(parts: Mapping[str, str]) -> time | None:
    """The time of day of a text that was taken apart, floored to the millisecond. Raises ValueError."""
    if "hour" not in parts:
        return None
    hour = int(parts["hour"])
    if "half" in parts:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    milliseconds = int(parts.get("fraction", "0")[:3].ljust(3, "0"))
    return time(hour, int(parts["minute"]), int(parts.get("second", "0")), milliseconds * 1000)


def offset_of(text: str | None) -> timedelta | None:
    """An offset such as `+02:00`, `-0930`, `z`. Raises ValueError."""
    if text is None or not text.startswith(("+", "-")):
        return None if text is None else timedelta(0)
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or "0")
    if hours > 23 or minutes > 59:
        raise ValueError
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if text.startswith("-") else offset


def read_length(text: str, unit: Unit | None = None) -> timedelta | None:
    """The length that a text tells, floored to the millisecond: `0:45:0`, `45m`, `1 h 30 min`, `PT45M`; else None.

    With a unit also `45`, `1,5` and `1:30`, whose first part is in that unit and its second in the next smaller one.
    """
    spaced = evened(text)
    if not spaced or len(spaced) > LONGEST:
        return None
    if found := THREE_PARTS.fullmatch(spaced):
        hours, minutes, seconds = found.groups()
        return clock_length(int(hours), int(minutes), seconds)
    if found := TWO_PARTS.fullmatch(spaced):
        return two_part_length(found[1], found[2], unit)
    if BARE.fullmatch(spaced):
        return None if unit is None else length({unit: spaced})
    found = WITH_UNITS.fullmatch(spaced.removeprefix(ISO_START))
    parts = {Unit(name): part for name, part in found.groupdict().items() if part is not None} if found else {}
    return length(parts) if parts else None


def needs_unit(text: str) -> bool:
    """Whether a text may be a length, and only its unit tells which."""
    spaced = evened(text)
    return (BARE.fullmatch(spaced) or TWO_PARTS.fullmatch(spaced)) is not None


def two_part_length(first: str, second: str, unit: Unit | None) -> timedelta | None:
    """`1:30`, as h:mm or as mm:ss."""
    if unit is Unit.MINUTES:
        hours, minutes = divmod(int(first), IN_AN_HOUR)
        return clock_length(hours, minutes, second)
    return clock_length(int(first), int(second), "0") if unit is Unit.HOURS and second.isdigit() else None


def clock_length(hours: int, minutes: int, seconds: str) -> timedelta | None:
    """The length that a clock counted, None when its minutes or seconds run over."""
    if minutes >= IN_AN_HOUR or number(seconds) >= IN_A_MINUTE:
        return None
    return length({Unit.HOURS: str(hours), Unit.MINUTES: str(minutes), Unit.SECONDS: seconds})


def length(parts: Mapping[Unit, str]) -> timedelta | None:
    """The sum of amounts, None when it is beyond measure."""
    milliseconds = int(sum(number(part) * UNIT_SECONDS[unit] * 1000 for unit, part in parts.items()))
    return timedelta(milliseconds=milliseconds) if milliseconds <= MOST_SECONDS * 1000 else None


def number(text: str) -> Decimal:
    """A number with a decimal point or comma."""
    return Decimal(text.replace(",", "."))


def span_from(moment: datetime, lasted: timedelta, zone_name: str) -> Span | str:
    """From when to when something was that began then and lasted so long, or why that cannot be.

    Without an offset the moment is one of the zone with that name. A local time that the clocks repeat means the
    first, one that they skip is shifted forward.
    """
    # Before anything is added or converted, which close to the years 1 and 9999 is impossible.
    if reason := reason_against(moment, moment):
        return reason
    started_at = in_utc(moment, zone_name)
    ended_at = started_at + lasted
    return reason_against(started_at, ended_at) or Span(started_at, ended_at)


def in_utc(moment: datetime, zone_name: str) -> datetime:
    """A moment in UTC; without an offset it is one of the zone with that name. It lies in the years that we know."""
    return (moment.replace(tzinfo=known_zone(zone_name)) if moment.tzinfo is None else moment).astimezone(UTC)


def local_identity(moment: datetime, practised: timedelta) -> str | None:
    """A name for a practice of which a local time without a zone is told, and no name; None where an offset is told.

    It stays the same when the file is read again from another zone, in which the same clock is another moment.
    """
    return f"{moment.isoformat()} {whole_seconds(practised)}" if moment.tzinfo is None else None


def unread(which: str, text: str) -> str:
    """Why a practice's start or duration, which tells this, cannot be taken."""
    return unreadable(which, text) if text else f"its {which} is missing"
