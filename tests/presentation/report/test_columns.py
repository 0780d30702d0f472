"""Practised time as columns: cut finely but not too finely, on a round scale, and nothing of it lost."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.report.test_calendar_svg import any_calendar
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.report.charts_svg import columns_svg, felt_svg, sides_svg, sun_svg
from yogaflow_cli.presentation.report.columns import Column, chart_of, hours_of_the_day, scale_for

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
WEEK = "Week of 16 November 2026"
COLUMNS = st.lists(st.integers(0, 2_000_000).map(lambda seconds: Column(seconds, WEEK)), min_size=1)


def last_days(number: int, week_starts_on: int = 0) -> Calendar:
    """The last days, of which today was practised."""
    return Calendar(TODAY - DAY * (number - 1), TODAY, TODAY, week_starts_on, {TODAY: 1500})


def share(text: str | None) -> float:
    """A share as a number."""
    assert text is not None
    assert text.endswith("%")
    return float(text.removesuffix("%"))


@settings(max_examples=60)
@given(any_calendar())
def test_all_that_was_practised_is_in_the_columns(calendar: Calendar) -> None:
    """However a period is cut."""
    assert sum(column.seconds for column in chart_of(calendar).columns) == sum(calendar.seconds.values())


@pytest.mark.parametrize(
    ("days", "kind", "columns"),
    [
        *((1, "day", 1), (7, "day", 7), (31, "day", 31), (32, "week", 5), (371, "week", 53), (372, "week", 54)),
        *((380, "month", 13), (366 * 5, "month", 61), (366 * 9 + 200, "month", 116), (366 * 11, "year", 12)),
    ],
)
def test_a_period_is_cut_as_finely_as_can_be_read(days: int, kind: str, columns: int) -> None:
    """Days, weeks, months or years."""
    chart = chart_of(last_days(days))
    assert (chart.kind, len(chart.columns)) == (kind, columns)


def test_days_to_come_have_no_column() -> None:
    """A year that is not over ends today; one that lies ahead has a first day, and no more."""
    year = Calendar(date(2026, 1, 1), date(2026, 12, 31), TODAY, 0, {TODAY: 60})
    assert chart_of(year).columns[-1].words == "Week of 16 November 2026"
    assert len(chart_of(year._replace(first=date(2027, 1, 1), last=date(2027, 12, 31), seconds={})).columns) == 1


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (7, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        (20, ["9 Nov", "16 Nov"]),
        (80, ["Sep", "Oct", "Nov"]),
        (800, ["2024", "2025", "2026"]),
        (366 * 11, [str(year) for year in range(2015, 2027)]),
        (366 * 15, ["2015", "2020", "2025"]),
        (366 * 90, ["1950", "1975", "2000", "2025"]),
    ],
)
def test_labels_tell_where_something_begins(days: int, labels: list[str]) -> None:
    """Weekdays of a week, days on which weeks begin, months, years; two never touch."""
    found = [column.label for column in chart_of(last_days(days)).columns]
    assert [label for label in found if label] == labels


def test_a_month_begins_in_the_week_of_its_first_day() -> None:
    """As in the calendar, below which the columns stand."""
    (labelled,) = [column for column in chart_of(last_days(80)).columns if column.label == "Nov"]
    assert labelled.words == "Week of 26 October 2026"


@given(COLUMNS)
def test_the_scale_is_round_and_holds_every_column(columns: list[Column]) -> None:
    """Few lines, the uppermost at the top, and no more than a step above the highest column."""
    scale = scale_for(columns)
    most = max(column.seconds for column in columns)
    assert 1 <= len(scale.lines) <= 4
    assert scale.lines[-1].height == 1
    assert most <= scale.seconds < most + max(60, scale.seconds / len(scale.lines) + 1)


@pytest.mark.parametrize(
    ("seconds", "labels"),
    [
        (0, ["1 m"]),
        (240, ["1 m", "2 m", "3 m", "4 m"]),
        (2700, ["15 m", "30 m", "45 m"]),
        (7200, ["30 m", "1 h", "90 m", "2 h"]),
        (7201, ["1 h", "2 h", "3 h"]),
        (250 * 3600, ["100 h", "200 h", "300 h"]),
    ],
)
def test_the_labels_of_the_scale(seconds: int, labels: list[str]) -> None:
    """Whole hours, else minutes."""
    assert [line.label for line in scale_for([Column(seconds, "")]).lines] == labels


@given(COLUMNS)
def test_columns_stay_in_their_chart_and_all_practice_shows(columns: list[Column]) -> None:
    """A column for each with practice, from the base up, each with its words."""
    drawn = ElementTree.fromstring(columns_svg(columns, scale_for(columns), "told"))
    bars = drawn.findall("rect")
    assert len(bars) == sum(column.seconds > 0 for column in columns)
    for bar in bars:
        assert share(bar.get("height")) >= 1
        assert share(bar.get("y")) + share(bar.get("height")) == pytest.approx(100, abs=0.02)
        assert 0 <= share(bar.get("x")) < share(bar.get("x")) + share(bar.get("width")) <= 100
        assert (bar[0].text or "").startswith(f"{WEEK}: ")
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "told")


def test_the_hours_of_the_day() -> None:
    """24 columns, every sixth with its hour."""
    columns = hours_of_the_day([60] * 24)
    assert [column.label for column in columns if column.label] == ["0:00", "6:00", "12:00", "18:00"]
    assert len(columns) == 24


@given(COLUMNS)
def test_the_sun_has_a_ray_for_each_column(columns: list[Column]) -> None:
    """None leaves the picture, and nobody who hears the page hears of it: the chart says the same."""
    drawn = ElementTree.fromstring(sun_svg(columns))
    rays = drawn.findall("line")
    assert len(rays) == len(columns)
    assert all(abs(float(ray.attrib[end])) <= 100 for ray in rays for end in ("x1", "y1", "x2", "y2"))
    assert drawn.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("before", "after", "marks"),
    [
        (2.9, 3.8, ["way", "before", "after"]),
        (None, 3.8, ["after"]),
        (1.0, None, ["before"]),
        (3.0, 3.0, ["way", "before", "after"]),
    ],
)
def test_how_it_felt_has_a_mark_for_what_was_given(before: float | None, after: float | None, marks: list[str]) -> None:
    """Both and the way between them, or one."""
    drawn = ElementTree.fromstring(felt_svg(before, after))
    assert [mark.get("class") for mark in drawn if mark.get("class") not in ("grid", "tick")] == marks


@given(st.floats(0, 1))
def test_left_and_right_share_a_bar(left: float) -> None:
    """Neither leaves it."""
    first, second = ElementTree.fromstring(sides_svg(left))
    assert 0 <= share(first.get("width")) <= share(second.get("x")) <= 100
    assert share(second.get("x")) + share(second.get("width")) <= 100.01
