"""When bells are to ring, as people type it: `steps`, `parts`, `ends`, `every:5m`, `none`."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.durations import parse_duration

EVERY = "every"
WORDS = ("steps", "parts", "ends", "none")
SHORTEST = timedelta(seconds=1)
EXAMPLES = "It is one of: steps, parts, ends, every:5m, none."


class BellText(NamedTuple):
    """One of `WORDS`, or "every" and its interval."""

    when: str
    every: timedelta | None = None


def parse_bell(text: str) -> BellText:
    """When bells ring; the interval also with a space, `every 5m`, as sequence files have it.

    Raises:
        InvalidValue: it says nothing of these, or the interval is no time, under a second or over 4 hours.
    """
    if text in WORDS:
        return BellText(text)
    word, separator, interval = text.partition(":" if ":" in text else " ")
    if word != EVERY:
        raise InvalidValue(f"bell cannot be {quoted(text)}", EXAMPLES)
    if not separator or not interval:
        raise InvalidValue("how often shall the bell ring?", "Give an interval, such as every:5m.")
    every = parse_duration(interval)
    if every < SHORTEST:
        raise InvalidValue("the bell's interval must be a second or more", "Give one such as every:5m.")
    return BellText(EVERY, every)
