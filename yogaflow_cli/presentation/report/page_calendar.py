"""The calendar of the page: maps in pieces, side by side on a wide page and one below the other on a narrow one."""

from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import figure_words, figures_of
from yogaflow_cli.presentation.report.calendar_map import (
    HEIGHT,
    NAMES_WIDTH,
    SIDE,
    Piece,
    halves,
    mark,
    squares,
    stretch_sentence,
    whole_piece,
    years_of,
)
from yogaflow_cli.presentation.report.calendar_svg import legend_of
from yogaflow_cli.presentation.report.svg import Drawn, element

LONG = 400
"""About as wide as a telephone: a wider map is shown smaller there."""


class PagePiece(NamedTuple):
    """A piece as an element of the page, where it begins in its map, and how wide it is there."""

    drawn: Drawn
    left: int
    width: int


class PageMap(NamedTuple):
    """A map: its title, which is a year or nothing where it is the only one, its figures, and its pieces."""

    title: str
    words: str
    pieces: tuple[PagePiece, ...]


class PageCalendar(NamedTuple):
    """All maps, and the signs with their words; how wide the widest map and the widest piece are, and their names."""

    maps: tuple[PageMap, ...]
    legend: tuple[tuple[Drawn, str], ...]
    width: int
    piece_width: int
    names_width: int = NAMES_WIDTH

    @property
    def is_long(self) -> bool:
        """Whether a narrow page shows it smaller, so that its words need larger letters."""
        return self.width > LONG


def page_calendar(calendar: Calendar) -> PageCalendar:
    """The calendar for the page, a map a year where there are several."""
    years = years_of(calendar)
    maps = tuple(page_map(calendar, first, last, str(first.year) if len(years) > 1 else "") for first, last in years)
    pieces = [piece for each in maps for piece in each.pieces]
    return PageCalendar(
        maps,
        legend=tuple((page_sign(kind, words), words) for kind, words in legend_of(calendar)),
        width=max(piece.left + piece.width for piece in pieces),
        piece_width=max(piece.width for piece in pieces),
    )


def page_map(calendar: Calendar, first: date, last: date, title: str) -> PageMap:
    """One map in its pieces."""
    words = ", ".join(figure_words(figures_of(calendar, first, last)))
    pieces = halves(calendar, whole_piece(calendar, first, last))
    return PageMap(title, words, tuple(page_piece(calendar, piece) for piece in pieces))


def page_piece(calendar: Calendar, piece: Piece) -> PagePiece:
    """One piece; it takes its colours from the page."""
    told = stretch_sentence(calendar, piece.first, piece.last)
    frame = {"viewBox": f"0 0 {piece.width} {HEIGHT}", "role": "img", "aria-label": told}
    return PagePiece(element("svg", frame, *squares(calendar, piece)), piece.left, piece.width)


def page_sign(kind: str, words: str) -> Drawn:
    """A sign of the legend."""
    frame = {"class": "sign", "viewBox": f"0 0 {SIDE} {SIDE}", "aria-hidden": "true"}
    return element("svg", frame, mark(kind, 0, 0, words))
