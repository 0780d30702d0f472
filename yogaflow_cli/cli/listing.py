"""The formats of a command: a line each for its help, and what is said of one that is not there."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Protocol

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.names import nearest

WIDTH = 78
KEPT_AS_IT_IS = "\b"
"""The mark before lines that the help does not fill up."""


class Described(Protocol):
    """Something with a name and a sentence."""

    @property
    def name(self) -> str:
        """What a person types."""
        ...

    @property
    def summary(self) -> str:
        """What it is."""
        ...


def unknown_format(name: str, formats: Iterable[str], purpose: str) -> InvalidValue:
    """What to say of a format that is not there; `purpose` is what it was wanted for: `export to`."""
    formats = list(formats)
    near = nearest(name, formats)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"It is one of: {', '.join(formats)}."
    return InvalidValue(f"There is no format {name!r} to {purpose}.", hint)


def listed(heading: str, things: Iterable[Described]) -> str:
    """The things as lines of a help page that is 80 columns wide."""
    things = list(things)
    wide = max(len(thing.name) for thing in things) + 4
    lines = [heading]
    for thing in things:
        lines += wrap(
            thing.summary, WIDTH - 2, initial_indent=f"  {thing.name}".ljust(wide), subsequent_indent=" " * wide
        )
    return "\n".join([KEPT_AS_IT_IS, *lines])
