"""The values of a record of the change log, read back; what is not of its type raises TypeError."""

from datetime import datetime, timedelta

from yogaflow_cli.text.instants import parse_iso_utc


def instant(value: object) -> datetime:
    """An instant of a record."""
    if not isinstance(value, str):
        raise TypeError(f"not an instant: {value!r}")
    return parse_iso_utc(value)


def seconds(value: object) -> timedelta:
    """A span of a record, given in whole seconds."""
    return timedelta(seconds=whole(value))


def whole(value: object) -> int:
    """A whole number of a record."""
    number = optional_int(value)
    if number is None:
        raise TypeError("a number is missing")
    return number


def optional_int(value: object) -> int | None:
    """A whole number of a record, or None."""
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError(f"not a whole number: {value!r}")
    return value


def optional_str(value: object) -> str | None:
    """A text of a record, or None."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def items(value: object) -> list[object]:
    """A list of a record."""
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def mapping(value: object) -> dict[str, object]:
    """An object of a record."""
    if not isinstance(value, dict):
        raise TypeError(f"not an object: {value!r}")
    return value
