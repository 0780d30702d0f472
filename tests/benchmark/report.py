"""Figures for people and for programs: a table of 80 columns, the README's table, and JSON."""

import textwrap
from collections.abc import Iterator
from typing import TypedDict

from tests.benchmark.figures import Figure
from tests.benchmark.limits import SIZES, size_label
from tests.benchmark.measuring import Measurement
from tests.benchmark.wheel import YARDSTICK as YARDSTICK_CODE

NAME_WIDTH = 45
LINE_WIDTH = 80
LEGEND = (
    "S is the whole process `python -c 'import sqlite3'`, {milliseconds:.1f} ms here; x is times the other side. "
    "Medians of {rounds} rounds in turn, fewer where a call is slow. "
    "{date}, {platform}, {versions}; token: {token}."
)


class JsonFigure(TypedDict):
    """One figure as JSON has it."""

    name: str
    unit: str
    median: float
    quartiles: list[float]
    rounds: int
    limit: float | None
    met: bool | None


class JsonMeasurement(TypedDict):
    """All of a run as JSON has it."""

    date: str
    platform: str
    versions: dict[str, str]
    token: str
    yardstick: str
    yardstick_ms: float
    figures: list[JsonFigure]


def number(value: float) -> str:
    """Three digits that count, however large."""
    if value >= 100:
        return f"{value:.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def table(measurement: Measurement) -> Iterator[str]:
    """The lines of the table, each of 80 columns at most."""
    yield f"{'':{NAME_WIDTH}}{'median':>9}  {'quartiles':>11} {'at most':>7}"
    for each in measurement.figures:
        spread = "-".join(map(number, each.quartiles))
        limit = "" if each.goal.at_most is None else number(each.goal.at_most)
        median = f"{number(each.median)} {each.goal.unit}"
        yield f"{each.goal.name:{NAME_WIDTH}}{median:>9}  {spread:>11} {limit:>7} {verdict(each)}".rstrip()
    yield ""
    yield from textwrap.wrap(legend(measurement), LINE_WIDTH, break_on_hyphens=False)


def verdict(one: Figure) -> str:
    """Whether a limit holds, in a word."""
    return {None: "", True: "met", False: "MISS"}[one.is_met]


def legend(measurement: Measurement) -> str:
    """What the figures mean and what they hold for."""
    return LEGEND.format(
        milliseconds=measurement.yardstick_milliseconds,
        rounds=max((each.rounds for each in measurement.figures), default=0),
        date=measurement.date,
        platform=measurement.platform,
        versions=", ".join(f"{name} {version}" for name, version in measurement.versions.items()),
        token=measurement.token,
    )


def markdown(measurement: Measurement) -> Iterator[str]:
    """The lines of the README's table: what has a limit, a column for each size."""
    columns = [size_label(size) for size in SIZES]
    yield f"| | {' | '.join(columns)} | at most |"
    yield f"|---|{'--:|' * (len(columns) + 1)}"
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for each in measurement.figures:
        if each.goal.at_most is not None:
            limit = f"{each.goal.at_most:g} {each.goal.unit}"
            column = size_label(each.goal.subject.size or SIZES[0])
            rows.setdefault((each.goal.row, limit), {})[column] = number(each.median)
    for (row, limit), cells in rows.items():
        yield f"| {row} | {' | '.join(cells.get(column, '') for column in columns)} | {limit} |"
    yield ""
    yield legend(measurement)


def as_json(measurement: Measurement) -> JsonMeasurement:
    """All of it, for programs."""
    return {
        "date": measurement.date,
        "platform": measurement.platform,
        "versions": measurement.versions,
        "token": measurement.token,
        "yardstick": f"python -c '{YARDSTICK_CODE}'",
        "yardstick_ms": round(measurement.yardstick_milliseconds, 2),
        "figures": [figure_as_json(each) for each in measurement.figures],
    }


def figure_as_json(one: Figure) -> JsonFigure:
    """One figure, for programs; four digits behind the point are more than the spread allows."""
    return {
        "name": one.goal.name,
        "unit": one.goal.unit,
        "median": round(one.median, 4),
        "quartiles": [round(value, 4) for value in one.quartiles],
        "rounds": one.rounds,
        "limit": one.goal.at_most,
        "met": one.is_met,
    }
