"""Days, months and weekdays as people read them, short for screens or written out when plain."""

from datetime import date, datetime

from yogaflow_cli.domain.weekdays import WEEKDAYS

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
BRIEF = 3
"""How many letters of a month or a weekday the screen shows."""


def month_word(day: date, plain: bool) -> str:
    """The month of a day."""
    name = MONTHS[day.month - 1]
    return name if plain else name[:BRIEF]


def weekday_word(number: int, plain: bool) -> str:
    """A weekday, 0 for Monday."""
    name = WEEKDAYS[number % len(WEEKDAYS)].capitalize()
    return name if plain else name[:BRIEF]


def day_words(day: date, plain: bool) -> str:
    """A day such as 3 Mar 2025."""
    return f"{day.day} {month_word(day, plain)} {day.year}"


def span_words(first: date, last: date, plain: bool) -> str:
    """From one day to another; what both share is said once."""
    end = day_words(last, plain)
    if first == last:
        return end
    if first.year != last.year:
        return f"{day_words(first, plain)} to {end}"
    return f"{first.day} to {end}" if first.month == last.month else f"{first.day} {month_word(first, plain)} to {end}"


def day_text(day: date | None) -> str | None:
    """A day as files have it."""
    return None if day is None else day.isoformat()


def local(instant: datetime) -> str:
    """An instant in the machine's own zone, to the minute."""
    return f"{instant.astimezone():%Y-%m-%d %H:%M}"
