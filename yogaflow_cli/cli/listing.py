"""What a command's help lists besides its options: the formats, a line each."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Protocol

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
