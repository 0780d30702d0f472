"""The charts of the page as SVG, which takes its colours from the page. Shares of the width make them fit any."""

from collections.abc import Sequence
from math import cos, pi, sin

from yogaflow_cli.presentation.report.calendar_map import PITCH, SIDE
from yogaflow_cli.presentation.report.columns import Column, Scale, column_words
from yogaflow_cli.presentation.report.svg import Drawn, element, escaped

FILLED = SIDE / PITCH
"""The share of its room that a column takes: as much as a square of the calendar, below which it may stand."""

LEAST_SHARE = 0.012
"""How high the lowest column is, so that any practice shows."""

LAST_COLUMNS = 0.95
"""From this share of the width on, a label would leave the chart."""

LABEL_GAP = 8
BELOW = 18
WIDEST_COLUMN_REM = 3

REACH, HEART = 96, 30
"""Where the rays of the sun end at most, and where they begin."""

RAY_FILLED, WIDEST_RAY = 0.84, 7.0

LOWEST, HIGHEST = 1, 5
SCALE_MARGIN = 3.0
SCALE_MIDDLE = 12

PART_GAP = 0.008
"""The share of a bar that lies between its two parts."""


def columns_svg(columns: Sequence[Column], scale: Scale, told: str) -> Drawn:
    """A column chart, as wide as its place and as high as the page says; `told` is what it shows, in words."""
    frame = {
        "class": "columns",
        "role": "img",
        "aria-label": told,
        "style": f"max-width:{WIDEST_COLUMN_REM * len(columns)}rem",
    }
    lines = [grid_line(line.height, line.label) for line in scale.lines]
    bars = [bar(column, number, len(columns), scale) for number, column in enumerate(columns) if column.seconds]
    base = element("line", {"class": "base", "x2": "100%", "y1": "100%", "y2": "100%"})
    return element("svg", frame, *lines, *bars, base, *base_labels(columns))


def grid_line(height: float, text: str) -> Drawn:
    """A line of the scale, and its label beside it."""
    up = percent(1 - height)
    line = element("line", {"class": "grid", "x2": "100%", "y1": up, "y2": up})
    label = element("text", {"class": "scale", "dx": -LABEL_GAP, "y": up, "dy": 4}, escaped(text))
    return element("g", {}, line, label)


def bar(column: Column, number: int, count: int, scale: Scale) -> Drawn:
    """One column."""
    height = max(LEAST_SHARE, column.seconds / scale.seconds)
    shape = {
        "x": percent(number / count),
        "y": percent(1 - height),
        "width": percent(FILLED / count),
        "height": percent(height),
    }
    return element("rect", shape, element("title", {}, escaped(column_words(column))))


def base_labels(columns: Sequence[Column]) -> list[Drawn]:
    """The labels below the columns; a narrow page leaves out every second."""
    labelled = [(column.label, number / len(columns)) for number, column in enumerate(columns) if column.label]
    return [base_label(text, share, second=place % 2 == 1) for place, (text, share) in enumerate(labelled)]


def base_label(text: str, share: float, *, second: bool) -> Drawn:
    """A label where its column begins; one of the last columns ends where the chart does."""
    kind = "second" if second else "first"
    at = {"class": kind, "x": percent(share)} if share < LAST_COLUMNS else {"class": f"{kind} end", "x": "100%"}
    return element("text", {**at, "y": "100%", "dy": BELOW}, escaped(text))


def sun_svg(columns: Sequence[Column]) -> Drawn:
    """An ornament: the columns as the rays of a sun, clockwise from the top. The chart says the same."""
    most = max(column.seconds for column in columns)
    width = min(WIDEST_RAY, RAY_FILLED * 2 * pi * HEART / len(columns))
    rays = [
        ray(column.seconds / most if most else 0.0, number / len(columns), width)
        for number, column in enumerate(columns)
    ]
    frame = {"class": "sun", "viewBox": "-100 -100 200 200", "aria-hidden": "true"}
    return element("svg", frame, element("circle", {"r": HEART - 8}), *rays)


def ray(share: float, turn: float, width: float) -> Drawn:
    """One ray: how long it is, and where in the circle."""
    right, down = sin(2 * pi * turn), -cos(2 * pi * turn)
    end = HEART + share * (REACH - HEART)
    return element(
        "line",
        {"x1": HEART * right, "y1": HEART * down, "x2": end * right, "y2": end * down, "stroke-width": width},
    )


def felt_svg(before: float | None, after: float | None) -> Drawn:
    """A mean from 1 to 5 before and after, on a line; the words beside it say the same."""
    ticks = [dot("tick", value, 2) for value in range(LOWEST, HIGHEST + 1)]
    way = [] if before is None or after is None else [level_line("way", before, after)]
    ends = [("before", before, 5), ("after", after, 6)]
    dots = [dot(name, value, radius) for name, value, radius in ends if value is not None]
    frame = {"class": "felt", "aria-hidden": "true"}
    return element("svg", frame, level_line("grid", LOWEST, HIGHEST), *ticks, *way, *dots)


def level_line(name: str, first: float, last: float) -> Drawn:
    """A line from one value to another."""
    ends = {"class": name, "x1": place(first), "x2": place(last)}
    return element("line", {**ends, "y1": SCALE_MIDDLE, "y2": SCALE_MIDDLE})


def dot(name: str, value: float, radius: float) -> Drawn:
    """A dot at a value."""
    return element("circle", {"class": name, "cx": place(value), "cy": SCALE_MIDDLE, "r": radius})


def sides_svg(left: float) -> Drawn:
    """A bar in two parts, of which the left one has a share; the words below it say the same."""
    parts = [
        element("rect", {"class": "left", "width": percent(max(0.0, left - PART_GAP / 2)), "height": "100%"}),
        element(
            "rect",
            {
                "class": "right",
                "x": percent(min(1.0, left + PART_GAP / 2)),
                "width": percent(max(0.0, 1 - left - PART_GAP / 2)),
                "height": "100%",
            },
        ),
    ]
    return element("svg", {"aria-hidden": "true"}, *parts)


def place(value: float) -> str:
    """Where a value from 1 to 5 lies."""
    share = (value - LOWEST) / (HIGHEST - LOWEST)
    return f"{SCALE_MARGIN + share * (100 - 2 * SCALE_MARGIN):.2f}%"


def percent(share: float) -> str:
    """A share as SVG and CSS take it."""
    return f"{100 * share:.2f}%"
