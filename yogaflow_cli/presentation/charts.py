"""Charts made of characters: bars of eighths of a cell, and columns over an axis of round minutes. No rich here."""

from collections.abc import Sequence
from typing import NamedTuple

from yogaflow_cli.presentation.guide_pictures import EIGHTHS, LEVELS

PARTS = " ▏▎▍▌▋▊▉█"
ROUND = (1, 2, 5)
TICKS = (2, 3)
"""How many steps an axis has: with these, a scale is never much higher than its highest column."""

WIDEST_COLUMN = 6
"""In cells, the gap included: beyond, a chart is no easier to read."""


class ChartRow(NamedTuple):
    """A row of a column chart: its piece of the axis, and its piece of the columns."""

    axis: str
    columns: str


class Scale(NamedTuple):
    """An axis from 0: where it ends, and how far its labels are apart."""

    top: int
    step: int


def bar(share: float, cells: int) -> str:
    """A bar for a share from 0 to 1, to the nearest eighth of a cell; what is above 0 always shows."""
    if share <= 0 or cells <= 0:
        return ""
    eighths = max(1, int(min(share, 1.0) * cells * EIGHTHS + 0.5))
    full, rest = divmod(eighths, EIGHTHS)
    return PARTS[EIGHTHS] * full + (PARTS[rest] if rest else "")


def bars(values: Sequence[int], cells: int) -> list[str]:
    """A bar for each value; the largest has all the cells."""
    most = max(values, default=0)
    return [bar(value / most if most else 0, cells) for value in values]


def scale_of(most: int, height: int) -> Scale:
    """The lowest round scale that `most` fits on and whose labels fall on rows; a step is 1, 2 or 5 times a ten."""
    ticks = [number for number in TICKS if height % number == 0] or [1]
    power = 1
    while True:
        scales = [Scale(number * power * tick, number * power) for number in ROUND for tick in ticks]
        fitting = [scale for scale in scales if scale.top >= most]
        if fitting:
            return min(fitting)
        power *= 10


def columns(values: Sequence[int], height: int, room: int, labels: Sequence[str] = ()) -> list[ChartRow]:
    """A column chart in a room of cells: `height` rows and the base, in which the columns' labels stand where they fit.

    Any value above 0 shows. Where the room is too narrow for all columns, the last ones are kept.
    """
    scale = scale_of(max(values, default=0), height)
    left = max(len(str(scale.top)) + 3, 4)
    values, labels = values[-max(1, room - left) :], labels[-max(1, room - left) :]
    pitch = min(WIDEST_COLUMN, max(1, (room - left + 1) // max(1, len(values))))
    gap = min(pitch - 1, 1 if pitch < WIDEST_COLUMN - 1 else 2)
    heights = [eighths_of(value, scale.top, height) for value in values]
    rows = [
        ChartRow(
            axis_piece(scale, height, row),
            (" " * gap).join(LEVELS[min(EIGHTHS, max(0, high - row * EIGHTHS))] * (pitch - gap) for high in heights),
        )
        for row in reversed(range(height))
    ]
    base = base_line(labels, pitch, len(values) * pitch - gap)
    return [*rows, ChartRow(f"{0:>{len(str(scale.top))}} └", base)]


def eighths_of(value: int, top: int, height: int) -> int:
    """How many eighths of a row a column is high, to the nearest; at least one for what is above 0."""
    return max(1 if value > 0 else 0, (2 * value * height * EIGHTHS + top) // (2 * top))


def axis_piece(scale: Scale, height: int, row: int) -> str:
    """The axis beside a row, which is counted from the base; a label where the row's upper edge is a step."""
    digits = len(str(scale.top))
    reached, between = divmod((row + 1) * scale.top, height)
    if between or reached % scale.step:
        return " " * digits + " │ "
    return f"{reached:>{digits}} ┤ "


def base_line(labels: Sequence[str], pitch: int, cells: int) -> str:
    """The line below the columns with its labels; one that the next would touch, or the end would cut, is left out."""
    line = "─" * (cells + 1)
    end = len(line)
    for number, label in reversed(list(enumerate(labels))):
        start = number * pitch
        words = f" {label} "
        if label and start + len(label) + 1 <= end:
            line = (line[:start] + words + line[start + len(words) :])[: len(line)]
            end = start
    return line.rstrip()
