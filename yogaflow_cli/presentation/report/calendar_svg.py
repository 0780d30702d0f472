"""The calendar as a picture for a file of its own, with its title, its legend, and colours for light and dark."""

from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import days_of, figure_words, figures_of, title_of
from yogaflow_cli.presentation.calendar_year import YEARS_TITLE
from yogaflow_cli.presentation.dates import span_words
from yogaflow_cli.presentation.palette import LEVEL_WORDS
from yogaflow_cli.presentation.report.calendar_map import (
    BASELINE,
    HEIGHT,
    NAMES_WIDTH,
    PITCH,
    SIDE,
    Piece,
    kind_of,
    label,
    mark,
    squares,
    stretch_sentence,
    whole_piece,
    years_of,
)
from yogaflow_cli.presentation.report.colours import DARK, LIGHT, Colours
from yogaflow_cli.presentation.report.svg import Drawn, element, escaped

NAMESPACE = "http://www.w3.org/2000/svg"
MARGIN = 32
TITLE_HEIGHT, YEAR_HEIGHT, GAP, LEGEND_HEIGHT = 58, 26, 26, SIDE
LEAST_WIDTH = 520
"""Enough for the title and the legend, however short the period."""

LETTER, SIGN_WIDTH = 6.3, 36
"""How wide a letter of the legend is, about, and its sign with the room around; a wider font only comes nearer."""

TEXT_STYLE = 'text{font:11px system-ui,-apple-system,"Segoe UI",sans-serif}.title{font-size:20px}.year{font-size:14px}'


def heading_of(calendar: Calendar) -> str:
    """What the calendar is called."""
    return YEARS_TITLE if len(years_of(calendar)) > 1 else title_of(calendar)


def legend_of(calendar: Calendar) -> list[tuple[str, str]]:
    """The kinds of days and their words; those that a calendar need not have only where they are seen."""
    kinds = {kind_of(calendar, day) for day in days_of(calendar.first, calendar.last)}
    levels = [(f"level-{level}", words) for level, words in enumerate(LEVEL_WORDS)]
    others = [("moon", "moon day"), ("rest", "rest"), ("ahead", "to come")]
    return [*levels, *((kind, words) for kind, words in others if kind in kinds)]


def calendar_svg(calendar: Calendar) -> str:
    """The calendar as a file of its own."""
    maps = [whole_piece(calendar, first, last) for first, last in years_of(calendar)]
    each = HEIGHT + GAP + (YEAR_HEIGHT if len(maps) > 1 else 0)
    width = max(LEAST_WIDTH, *(piece.left + piece.width for piece in maps)) + 2 * MARGIN
    height = MARGIN + TITLE_HEIGHT + each * len(maps) + LEGEND_HEIGHT + MARGIN
    drawn = element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-label": stretch_sentence(calendar, calendar.first, calendar.last),
        },
        element("style", {}, style_sheet()),
        element("rect", {"class": "ground", "width": width, "height": height, "rx": 12}),
        moved(MARGIN, MARGIN, *title_lines(calendar)),
        *(
            moved(MARGIN, MARGIN + TITLE_HEIGHT + each * number, *titled_map(calendar, piece, several=len(maps) > 1))
            for number, piece in enumerate(maps)
        ),
        moved(MARGIN + NAMES_WIDTH, height - MARGIN - LEGEND_HEIGHT, *legend_signs(calendar)),
    )
    return f"{drawn}\n"


def moved(left: int, top: int, *content: Drawn) -> Drawn:
    """Content at another place."""
    return element("g", {"transform": f"translate({left} {top})"}, *content)


def title_lines(calendar: Calendar) -> list[Drawn]:
    """What the picture is, and below it its days and totals."""
    figures = figure_words(figures_of(calendar, calendar.first, calendar.last))
    told = "  ·  ".join([span_words(calendar.first, calendar.last, plain=False), *figures])
    return [label(heading_of(calendar), 0, 18, "title"), label(told, 0, 38, "told")]


def titled_map(calendar: Calendar, piece: Piece, *, several: bool) -> list[Drawn]:
    """A map, below its year and totals where there are several."""
    drawn = moved(piece.left, 0, *squares(calendar, piece))
    if not several:
        return [drawn]
    words = "  ·  ".join(figure_words(figures_of(calendar, piece.first, piece.last)))
    year = label(str(piece.first.year), 0, BASELINE + 4, "year")
    told = label(words, NAMES_WIDTH + PITCH, BASELINE + 4, "told")
    return [year, told, moved(0, YEAR_HEIGHT, drawn)]


def legend_signs(calendar: Calendar) -> list[Drawn]:
    """The signs with their words, one after the other."""
    drawn: list[Drawn] = []
    left = 0.0
    for kind, words in legend_of(calendar):
        drawn += (mark(kind, left, 0, words), element("text", {"x": left + SIDE + 6, "y": BASELINE}, escaped(words)))
        left += SIGN_WIDTH + LETTER * len(words)
    return drawn


def style_sheet() -> Drawn:
    """The colours, light ones on paper and unless a screen is dark."""
    dark = "".join(rules(DARK))
    return Drawn(f"{TEXT_STYLE}{''.join(rules(LIGHT))}@media screen and (prefers-color-scheme:dark){{{dark}}}")


def rules(colours: Colours) -> list[str]:
    """What has which colour."""
    return [
        f".ground{{fill:{colours.paper}}}text{{fill:{colours.quiet}}}.title,.year{{fill:{colours.ink}}}",
        *(f".level-{level}{{fill:{colour}}}" for level, colour in enumerate(colours.levels)),
        f".moon{{fill:none;stroke:{colours.quiet};stroke-width:1.5}}.rest{{fill:{colours.quiet}}}",
        f".ahead{{fill:none;stroke:{colours.levels[0]}}}",
    ]
