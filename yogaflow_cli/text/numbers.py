"""Whole numbers as people type them: ASCII digits and nothing else."""

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted

MOST_DIGITS = 18
"""What always fits the 64 bits of a database column."""


def whole_number(text: str, what: str, minimum: int = 0, maximum: int | None = None) -> int:
    """The number, `minimum` and `maximum` included.

    Raises:
        InvalidValue: it is not written in `[0-9]+`, or lies out of range.
    """
    if not is_digits(text) or (number := int(text)) < minimum or (maximum is not None and number > maximum):
        allowed = f", {minimum} or more" if maximum is None else f" from {minimum} to {maximum}"
        raise InvalidValue(f"{what} must be a whole number{allowed}, not {quoted(text)}.", f"Such as {minimum}.")
    return number


def is_digits(text: str, most: int = MOST_DIGITS) -> bool:
    """Whether the text is 1 to `most` ASCII digits; `int` alone also takes 1_000, spaces and other scripts' digits."""
    return 1 <= len(text) <= most and text.isascii() and text.isdigit()
