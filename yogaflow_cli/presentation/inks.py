"""Lines of text in named inks, before a terminal gives them its colours; their text is their plain form. No rich."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.presentation.table import width


class Ink(StrEnum):
    """What a stretch of text is; `presentation/inked_lines.py` knows the colours."""

    NORMAL = "normal"
    STRONG = "strong"
    QUIET = "quiet"
    ACCENT = "accent"
    LEVEL_0 = "level 0"
    LEVEL_1 = "level 1"
    LEVEL_2 = "level 2"
    LEVEL_3 = "level 3"
    LEVEL_4 = "level 4"


LEVELS = (Ink.LEVEL_0, Ink.LEVEL_1, Ink.LEVEL_2, Ink.LEVEL_3, Ink.LEVEL_4)


class Span(NamedTuple):
    """A stretch of text in one ink."""

    text: str
    ink: Ink = Ink.NORMAL


Line = tuple[Span, ...]


def line_of(text: str, ink: Ink = Ink.NORMAL) -> Line:
    """A line of one span."""
    return (Span(text, ink),)


def text_of(line: Line) -> str:
    """A line without its inks, and without spaces at its end."""
    return "".join(span.text for span in line).rstrip()


def plain_text(lines: Iterable[Line]) -> str:
    """Lines without their inks."""
    return "\n".join(map(text_of, lines))


def cells(line: Line) -> int:
    """The cells that a line takes on a terminal."""
    return sum(width(span.text) for span in line)


def padded(line: Line, room: int) -> Line:
    """A line filled up with spaces to its room."""
    return (*line, Span(" " * max(0, room - cells(line))))


def beside(left: Sequence[Line], right: Sequence[Line], room: int, gap: int = 2) -> list[Line]:
    """Two blocks side by side, their tops level; the left one has `room` cells, then comes the gap."""
    rows = max(len(left), len(right))
    lefts, rights = ([*block, *[()] * (rows - len(block))] for block in (left, right))
    return [(*padded(one, room + gap), *other) if other else one for one, other in zip(lefts, rights, strict=True)]
