"""Spans of time: read from what people type (`1h30m`), and said back. `m` is minutes; fractions floor."""

from datetime import timedelta

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.numbers import is_digits

LIMIT = timedelta(hours=4)
UNIT_SECONDS = {"h": 3600, "m": 60, "s": 1}
NAMES = {"h": "hour", "m": "minute", "s": "second"}
MOST_DIGITS = 9
EXAMPLES = "Give one such as 45m, 1h30m, 90s or 0:45:00."


def parse_duration(text: str, *, maximum: timedelta | None = LIMIT) -> timedelta:
    """The span that `45m`, `1h30m`, `1h 30m`, `90s` or `0:45:00` (h:mm:ss) says; None as `maximum` sets no limit.

    Raises:
        InvalidValue: it says none, names no unit, is negative, or longer than `maximum`.
    """
    if is_digits(text, MOST_DIGITS):
        raise InvalidValue(f"{text} what? {text}m or {text}s", EXAMPLES)
    seconds = _seconds_of_clock(text) if ":" in text else _seconds_of_units(text)
    if seconds is None:
        if text.startswith("-") and is_digits(text[1:2]):
            raise InvalidValue(f"a duration cannot be negative, as {quoted(text)} is", EXAMPLES)
        raise InvalidValue(f"cannot read {quoted(text)} as a duration", EXAMPLES)
    span = timedelta(seconds=seconds)
    if maximum is not None and span > maximum:
        limit = spoken(maximum, plain=True)
        raise InvalidValue(f"{quoted(text)} is longer than {limit}", f"The limit is {limit}: {typed(maximum)}.")
    return span


def spoken(span: timedelta, plain: bool = False) -> str:
    """The span for people: `45 s`, `25 m 50 s`, `1 h 20 m`; `plain` writes the units out.

    Floors to the second, and from an hour on to the minute; units that are 0 are left out. A negative span is none.
    """
    hours, minutes, seconds = _parts(span)
    amounts = {"h": hours, "m": minutes, "s": 0 if hours else seconds}
    said = [_amount(number, unit, plain) for unit, number in amounts.items() if number]
    return " ".join(said) or _amount(0, "s", plain)


def clock(span: timedelta) -> str:
    """The span as `mm:ss`, floored to the second; minutes may exceed 99. A negative span is none."""
    hours, minutes, seconds = _parts(span)
    return f"{hours * 60 + minutes:02}:{seconds:02}"


def typed(span: timedelta) -> str:
    """The span as `parse_duration` reads it: `1h20m5s`, floored to the second. A negative span is none."""
    parts = zip(_parts(span), UNIT_SECONDS, strict=True)
    return "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"


def _parts(span: timedelta) -> tuple[int, int, int]:
    """Hours, minutes and seconds. A clock that was set back may give a negative span, which no screen should show."""
    minutes, seconds = divmod(max(span, timedelta(0)) // timedelta(seconds=1), 60)
    return minutes // 60, minutes % 60, seconds


def _amount(number: int, unit: str, plain: bool) -> str:
    if not plain:
        return f"{number} {unit}"
    return f"{number} {NAMES[unit]}" if number == 1 else f"{number} {NAMES[unit]}s"


def _seconds_of_clock(text: str) -> int | None:
    hours, minutes, seconds = pieces if len(pieces := text.split(":")) == 3 else ("", "", "")
    if not (is_digits(hours, MOST_DIGITS) and is_digits(minutes, 2) and is_digits(seconds, 2)):
        return None
    if min(len(minutes), len(seconds)) < 2 or max(int(minutes), int(seconds)) > 59:
        return None
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _seconds_of_units(text: str) -> int | None:
    total, left = 0, text
    for unit, unit_seconds in UNIT_SECONDS.items():
        digits, found, rest = left.partition(unit)
        if not found:
            continue
        if not is_digits(digits, MOST_DIGITS):
            return None
        total += int(digits) * unit_seconds
        left = rest[1:] if rest.startswith(" ") and rest != " " else rest
    return total if text and not left else None
