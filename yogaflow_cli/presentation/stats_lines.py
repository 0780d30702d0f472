"""Lines of the statistics, laid out: cropped to a room, spread to both ends, flowing after a label. No rich."""

from collections.abc import Sequence

from yogaflow_cli.presentation.inks import Ink, Line, Span, beside, cells, padded
from yogaflow_cli.presentation.table import width

ELLIPSIS = "…"
LABEL_CELLS = 13
DOT = Span("  ·  ", Ink.QUIET)
SPACE = Span("   ")


def cropped(text: str, room: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis; a wide sign is never cut in two."""
    if width(text) <= room:
        return text
    if room <= 0:
        return ""
    end, left = 0, room - 1
    while width(text[end]) <= left:
        left -= width(text[end])
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def fitted(line: Line, room: int) -> Line:
    """The line, cropped where it leaves its room."""
    if cells(line) <= room:
        return line
    spans: list[Span] = []
    for span in line:
        taken = width(span.text)
        if taken >= room:
            return (*spans, Span(cropped(span.text + "  ", room), span.ink))
        spans.append(span)
        room -= taken
    return tuple(spans)


def spread(left: Line, right: Line, room: int) -> Line:
    """Two lines as one, at both ends of the room; the left one gives way."""
    taken = cells(right)
    return (*padded(fitted(left, max(0, room - taken - 2)), room - taken), *right)


def labelled(label: str, ink: Ink = Ink.QUIET) -> Line:
    """A label, filled up to where what it names begins."""
    return padded((Span(label, ink),), LABEL_CELLS)


def flowed(label: Line, parts: Sequence[Line], room: int, between: Span = DOT) -> list[Line]:
    """Parts one after the other behind a label, in as many lines as they need; none is broken."""
    lines: list[Line] = []
    line = label
    for number, part in enumerate(parts):
        if number and cells(line) + width(between.text) + cells(part) > room:
            lines.append(line)
            line = (Span(" " * cells(label)), *part)
        else:
            line = (*line, between, *part) if number else (*line, *part)
    return [*lines, line] if parts else []


def side_by_side(blocks: Sequence[Sequence[Line]], rooms: Sequence[int], gap: int) -> list[Line]:
    """Blocks beside each other, each in its room, their tops level."""
    lines: list[Line] = []
    for block, room in zip(reversed(blocks), reversed(rooms), strict=True):
        lines = beside(block, lines, room, gap)
    return lines
