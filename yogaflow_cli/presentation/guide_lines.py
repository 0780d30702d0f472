"""Styled lines: cropped to a room, centred, spread, kept by rank, framed, and joined to one text. What they say is not
known here. The only part of the guide that loads rich.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

NORMAL = Style()
BOLD = Style(bold=True)
# The three colours are readable on black and on white; a test computes it.
ACCENT = Style(color="color(30)")
STRONG = Style(color="color(30)", bold=True)
ALERT = Style(color="color(130)", bold=True)
QUIET = Style(color="color(243)")

ELLIPSIS = "…"


class Piece(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = NORMAL


Line = tuple[Piece, ...]

DOT = Piece(" · ", QUIET)


class Row(NamedTuple):
    """A line of the picture; those of the highest `rank` go first where the height is short. `low` ones stand at the
    bottom, the others in the middle of what is left.
    """

    line: Line = ()
    rank: int = 0
    low: bool = False


def line_of(text: str, style: Style = NORMAL) -> Line:
    """A line of one piece."""
    return (Piece(text, style),)


def cells_of(line: Line) -> int:
    """The cells that a line takes."""
    return sum(cell_len(piece.text) for piece in line)


def cropped(text: str, room: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; a wide sign is never cut in two."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1).rstrip() + ELLIPSIS if room > 0 else ""


def fitted(line: Line, room: int) -> Line:
    """The line, cropped where it leaves its room."""
    pieces: list[Piece] = []
    for position, piece in enumerate(line):
        cells = cell_len(piece.text)
        if cells > room or (cells == room and cells_of(line[position + 1 :])):
            # An ellipsis also where this piece just fits and the next is lost.
            return (*pieces, Piece(cropped(piece.text + "  ", room), piece.style))
        pieces.append(piece)
        room -= cells
    return tuple(pieces)


def centred(line: Line, room: int) -> Line:
    """The line in the middle of its room, filled up with spaces."""
    line = fitted(line, room)
    left = room - cells_of(line)
    return (Piece(" " * (left // 2)), *line, Piece(" " * (left - left // 2)))


def spread(left: Line, middle: Line, right: Line, room: int) -> Line:
    """Three lines as one: at both ends and in the middle, which gives way to the ends if it must."""
    left_cells, middle_cells, right_cells = map(cells_of, (left, middle, right))
    start = max(left_cells + 1, min((room - middle_cells) // 2, room - right_cells - 1 - middle_cells))
    before = Piece(" " * (start - left_cells))
    after = Piece(" " * max(1, room - start - middle_cells - right_cells))
    return fitted((*left, before, *middle, after, *right), room)


def joined(lines: Iterable[Line], between: Piece) -> Line:
    """Lines one after the other with a piece between them; empty ones are left out."""
    pieces: list[Piece] = []
    for line in filter(None, lines):
        pieces += (between, *line) if pieces else line
    return tuple(pieces)


def wrapped(words: list[str], room: int, most: int, between: str = " ") -> list[str]:
    """The words in as few lines as can be, at most so many; what is beyond the last is cropped."""
    lines: list[str] = []
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and cell_len(between.join(words[: count + 1])) <= room:
            count += 1
        lines.append(cropped(between.join(words[:count]), room))
        words = words[count:]
    return [*lines, cropped(between.join(words), room)] if words else lines


def balanced(text: str, room: int, most: int) -> list[str]:
    """The text wrapped so that its lines are about as long as each other: no single word is left over."""
    words = text.split()
    lines = wrapped(words, room, most)
    even = -(-cell_len(text) // max(1, len(lines)))
    for narrower in range(min(even, room), room):
        if wrapped(words, narrower, len(lines) + 1) == (tried := wrapped(words, narrower, len(lines))):
            return tried
    return lines


def kept(rows: list[Row], height: int) -> list[Row]:
    """The rows that fit, in their order; among equal ranks the last go first."""
    positions = sorted(range(len(rows)), key=lambda position: rows[position].rank)[:height]
    return [rows[position] for position in sorted(positions)]


def placed(rows: list[Row], height: int) -> list[Line]:
    """Exactly so many lines: the low rows at the bottom, the others in the middle of what is above them."""
    rows = kept(rows, height)
    upper = [row.line for row in rows if not row.low]
    lower = [row.line for row in rows if row.low]
    free = height - len(upper) - len(lower)
    return [*[()] * (free // 2), *upper, *[()] * (free - free // 2), *lower]


def framed(lines: list[Line], top: Line, bottom: Line, width: int, margin: int) -> list[Line]:
    """The lines in a frame, whose upper and lower edge are given without their corners."""
    left, right = Piece("│" + " " * margin, QUIET), Piece(" " * margin + "│", QUIET)
    room = width - 2 - 2 * margin
    inside = [(left, *centred(line, room), right) for line in lines]
    return [(Piece("╭", QUIET), *top, Piece("╮", QUIET)), *inside, (Piece("╰", QUIET), *bottom, Piece("╯", QUIET))]


class Picture:
    """Lines for rich, which neither wraps them nor adds to them.

    They are its segments at once: made of a text, rich takes 1.7 ms for a picture instead of 0.6.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)

    @property
    def plain(self) -> str:
        """The lines without their styles."""
        return "\n".join("".join(piece.text for piece in line) for line in self.lines)

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> Iterator[Segment]:
        for line in self.lines:
            for text, style in line:
                yield Segment(text, None if style is NORMAL else style)
            yield Segment.line()
