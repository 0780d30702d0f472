"""A table before it is drawn, and its plain form: aligned text without boxes, colour or truncation. No rich here."""

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import combining, east_asian_width

GAP = "  "
NARROW = 12
"""What a flexible column needs at least to be read."""


class Column(NamedTuple):
    """A heading; numbers stand on the right. `flexible` ones give way where a terminal is narrow."""

    heading: str
    right: bool = False
    flexible: bool = False


class Table(NamedTuple):
    """Columns and rows of cleaned text."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()


def least_width(table: Table) -> int:
    """The narrowest that the table can be drawn without losing a letter: only flexible columns fold."""
    lines = [[column.heading for column in table.columns], *table.rows]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    least = [min(wide, NARROW) if column.flexible else wide for column, wide in zip(table.columns, widths, strict=True)]
    return sum(least) + len(GAP) * (len(least) - 1)


def plain_table(table: Table) -> str:
    """The table as lines of aligned text."""
    lines = [[column.heading for column in table.columns], *table.rows]
    widths = [max(map(width, cells)) for cells in zip(*lines, strict=True)]
    return "\n".join(plain_line(line, table.columns, widths) for line in lines)


def plain_line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """One line, its cells padded."""
    padded = [
        " " * (wide - width(cell)) + cell if column.right else cell + " " * (wide - width(cell))
        for cell, column, wide in zip(cells, columns, widths, strict=True)
    ]
    return GAP.join(padded).rstrip()


def width(text: str) -> int:
    """The cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
