"""Bars and columns: what they show is in proportion, what is there is seen, and the axis is round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.charts import Scale, bar, bars, base_line, columns, eighths_of, scale_of
from yogaflow_cli.presentation.guide_pictures import EIGHTHS
from yogaflow_cli.presentation.stats_table import groups_table
from yogaflow_cli.presentation.table import plain_table
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.services.review import Review
from yogaflow_cli.text.instants import parse_iso_utc

PARTS = "▏▎▍▌▋▊▉█"
VIEWER = Viewer("Europe/Berlin", parse_iso_utc("2026-11-28T10:00:00Z"), plain=False)
VALUES = st.lists(st.integers(0, 100_000), min_size=1, max_size=20)


def eighths(strip: str) -> int:
    """How long a bar is."""
    return sum(PARTS.index(sign) + 1 for sign in strip)


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(0, ""), (0.0001, "▏"), (0.125, "▌"), (0.25, "█"), (0.5, "██"), (0.53, "██▏"), (1, "████"), (7, "████"), (-1, "")],
)
def test_a_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    """To the nearest eighth of a cell, never longer than its room; what is above 0 shows."""
    assert bar(share, 4) == drawn


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 60))
def test_a_larger_share_has_no_shorter_bar(one: float, other: float, cells: int) -> None:
    """Whoever compares two bars is not misled, and every bar fits."""
    smaller, larger = sorted((one, other))
    assert eighths(bar(smaller, cells)) <= eighths(bar(larger, cells))
    assert len(bar(larger, cells)) <= cells
    assert bool(bar(smaller, cells)) == (smaller > 0)


@given(VALUES, st.integers(1, 40))
def test_the_largest_value_has_all_the_cells(values: list[int], cells: int) -> None:
    """The others are in proportion to it; without any there are no bars."""
    drawn = bars(values, cells)
    assert len(drawn) == len(values)
    assert max(map(len, drawn)) == (cells if any(values) else 0)


def test_bars_of_nothing_are_none() -> None:
    """An empty list is no error."""
    assert bars([], 10) == []


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (0, Scale(2, 1)),
        (1, Scale(2, 1)),
        (34, Scale(40, 20)),
        (99, Scale(100, 50)),
        (101, Scale(150, 50)),
        (148, Scale(150, 50)),
        (151, Scale(200, 100)),
        (401, Scale(600, 200)),
        (601, Scale(1000, 500)),
    ],
)
def test_the_axis_has_round_steps(most: int, scale: Scale) -> None:
    """1, 2 or 5 times a ten."""
    assert scale_of(most, 6) == scale


@given(st.integers(0, 10**9), st.integers(1, 12))
def test_no_column_leaves_its_scale(most: int, height: int) -> None:
    """The top is a whole number of steps, and not needlessly high."""
    top, step = scale_of(most, height)
    assert top >= most
    assert top % step == 0
    assert str(step).strip("0") in {"1", "2", "5"}
    assert top < 3 * most or most < 2


def test_columns_stand_over_their_base() -> None:
    """Each is as high as its value; the steps of the axis stand at the upper edge of their rows."""
    assert ["".join(row) for row in columns([0, 1, 20, 30, 40], 6, 24, ["Oct", "", "", "Nov", ""])] == [
        "40 ┤                 ███",
        "   │             ▄▄▄ ███",
        "   │             ███ ███",
        "20 ┤         ███ ███ ███",
        "   │         ███ ███ ███",
        "   │     ▁▁▁ ███ ███ ███",
        " 0 └ Oct ─────── Nov ───",
    ]


@given(VALUES, st.integers(1, 8), st.integers(1, 90))
def test_a_chart_keeps_to_its_room(values: list[int], height: int, room: int) -> None:
    """Its rows are level, and what is above 0 shows; in too small a room the last columns stay."""
    rows = columns(values, height, room)
    assert len(rows) == height + 1
    assert len({len(row.axis) for row in rows[:-1]}) == 1
    if room >= len(rows[0].axis) + 1:
        assert all(len(row.axis + row.columns) <= room for row in rows)
    shown = [value for value in values[-len(rows[-2].columns) :] if value]
    assert bool(rows[-2].columns.strip()) == bool(shown)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(1, 12))
def test_a_larger_value_has_no_lower_column(one: int, other: int, height: int) -> None:
    """Whoever compares two weeks is not misled, and no column leaves the chart."""
    smaller, larger = sorted((one, other))
    top = scale_of(larger, height).top
    assert eighths_of(smaller, top, height) <= eighths_of(larger, top, height) <= height * EIGHTHS
    assert bool(eighths_of(smaller, top, height)) == bool(smaller)


def test_labels_that_would_touch_give_way() -> None:
    """The later one stays; one that the end would cut is left out."""
    assert base_line(["Sep", "Oct", "", "", "", "", "Nov"], 2, 13) == "── Oct ───────"
    assert base_line(["Sep", "", "", "Oct", "", "", ""], 2, 13) == " Sep ─ Oct ───"


def test_a_table_of_groups_ends_with_bars_when_asked() -> None:
    """A bar a row, relative to the most practised; without being asked the table is as it was."""
    groups = tuple(
        Group(label, Totals(total_sessions=1, practised_seconds=seconds), 1)
        for label, seconds in (("yin", 2400), ("vinyasa", 1200), (None, 0))
    )
    review = Review(None, None, Totals(), 3, groups)
    table = groups_table(review, "style", VIEWER, bars=True)
    assert [row[-1] for row in table.rows] == ["█" * 12, "█" * 6, ""]
    assert table.columns[-1].heading == ""
    plain = groups_table(review, "style", VIEWER)
    assert [row[:-1] for row in table.rows] == plain.rows
    assert "█" not in plain_table(plain)
