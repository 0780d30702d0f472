"""The calendar as a picture: every day once and in its place, in words, in its colours, and well-formed."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.presentation.calendar_scenes import calendar_of
from tests.presentation.report.scenes import GOLDEN, calendars
from yogaflow_cli.domain.period import first_of_week
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.palette import ON_DARK, ON_LIGHT
from yogaflow_cli.presentation.report.calendar_map import MONTHS_HEIGHT, NAMES_WIDTH, PITCH, day_sentence, kind_of
from yogaflow_cli.presentation.report.calendar_svg import calendar_svg
from yogaflow_cli.presentation.report.page_calendar import page_calendar

SVG = "{http://www.w3.org/2000/svg}"
DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
EACH_CALENDAR = pytest.mark.parametrize("name", calendars())


@st.composite
def any_calendar(draw: st.DrawFn) -> Calendar:
    """Any days, some of them practised, of rest or of the moon, and some perhaps still to come."""
    first = draw(st.dates(date(2019, 1, 1), date(2027, 1, 1)))
    days = draw(st.one_of(st.integers(1, 40), st.integers(360, 380), st.integers(1, 900)))
    last = first + DAY * (days - 1)
    chosen = st.frozensets(st.integers(0, days - 1).map(lambda number: first + DAY * number), max_size=30)
    seconds = {day: draw(st.integers(0, 14_400)) for day in draw(chosen)}
    today = draw(st.sampled_from([first - DAY, first, first + DAY * (days // 2), last, last + DAY * 400]))
    return Calendar(first, last, today, draw(st.integers(0, 6)), seconds, draw(chosen), draw(chosen))


def days_between(first: date, last: date) -> list[date]:
    """Every day, both included."""
    return [first + DAY * number for number in range((last - first).days + 1)]


def squares_of(text: str) -> list[tuple[str, ElementTree.Element]]:
    """The title and the rectangle of every day of a picture, in the order of the picture."""
    found = []
    for rectangle in ElementTree.fromstring(text).iter():
        if rectangle.tag.removeprefix(SVG) != "rect" or not len(rectangle):
            continue
        title = rectangle[0].text or ""
        if ":" in title:
            found.append((title, rectangle))
    return found


def number_of(rectangle: ElementTree.Element, name: str) -> float:
    """An attribute as a number."""
    return float(rectangle.attrib[name])


@EACH_CALENDAR
def test_the_picture_is_as_it_was_looked_at(name: str) -> None:
    """A person judged each picture; a change is looked at again, and a missing one fails."""
    assert calendar_svg(calendars()[name]) == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


@settings(max_examples=60)
@given(any_calendar())
def test_every_day_is_there_exactly_once(calendar: Calendar) -> None:
    """In the picture and on the page, in order, with its weekday and date in words."""
    wanted = [day_sentence(calendar, day) for day in days_between(calendar.first, calendar.last)]
    pieces = [piece.drawn for each in page_calendar(calendar).maps for piece in each.pieces]
    assert [title for title, _ in squares_of(calendar_svg(calendar))] == wanted
    assert [title for piece in pieces for title, _ in squares_of(piece)] == wanted


@settings(max_examples=60)
@given(any_calendar())
def test_the_picture_needs_nothing_else(calendar: Calendar) -> None:
    """Well-formed, with its size and its meaning, and the name of its language as the only address."""
    text = calendar_svg(calendar)
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert (root.get("aria-label") or "").startswith("Practice from ")
    assert text.count("http") == 1
    assert not re.search(r"url\(|@import|href|src=|<script|<foreignObject|<!", text)


@settings(max_examples=60)
@given(any_calendar())
def test_days_stand_in_the_row_of_their_weekday_and_the_column_of_their_week(calendar: Calendar) -> None:
    """The first row is for the day that weeks begin on."""
    first = first_of_week(calendar.first, calendar.week_starts_on)
    one_map = len(page_calendar(calendar).maps) == 1
    places = {}
    for piece in (piece for each in page_calendar(calendar).maps for piece in each.pieces):
        for title, rectangle in squares_of(piece.drawn):
            column = (number_of(rectangle, "x") - NAMES_WIDTH) // PITCH
            places[title] = ((number_of(rectangle, "y") - MONTHS_HEIGHT) // PITCH, (piece.left // PITCH) + column)
    for day in days_between(calendar.first, calendar.last):
        row, column = places[day_sentence(calendar, day)]
        assert row == (day.weekday() - calendar.week_starts_on) % 7
        if one_map:
            assert column == (day - first).days // 7


def test_weeks_begin_on_the_day_that_the_person_chose() -> None:
    """The top row holds Sundays where weeks begin on Sunday."""
    for week_starts_on, name in ((0, "Monday"), (6, "Sunday")):
        calendar = calendar_of(date(2026, 1, 1), date(2026, 11, 22), week_starts_on=week_starts_on)
        squares = squares_of(calendar_svg(calendar))
        top = min(number_of(rectangle, "y") for _, rectangle in squares if rectangle.get("height") == "13")
        names = {title.partition(" ")[0] for title, rectangle in squares if number_of(rectangle, "y") == top}
        assert names == {name}


def test_a_year_has_53_columns() -> None:
    """As many weeks as a year touches."""
    squares = squares_of(calendar_svg(calendars()["year"]._replace(moons=frozenset(), resting=frozenset())))
    assert len({rectangle.get("x") for _, rectangle in squares}) == 53


@pytest.mark.parametrize(("days", "blocks"), [(371, 1), (372, 2)])
def test_beyond_371_days_each_calendar_year_is_a_block(days: int, blocks: int) -> None:
    """53 weeks fit in one; more would be too small to see."""
    last = date(2026, 11, 22)
    calendar = calendar_of(last - DAY * (days - 1), last)
    maps = page_calendar(calendar).maps
    assert [each.title for each in maps] == ([""] if blocks == 1 else ["2025", "2026"])
    assert calendar_svg(calendar).count('class="year"') == (0 if blocks == 1 else 2)


def test_months_stand_below_each_other_in_every_year() -> None:
    """A year that began to be kept in March has room for the months before."""
    first_year, second_year = page_calendar(calendars()["years-from-sunday"]).maps
    assert first_year.pieces[0].left == PITCH * 10
    assert second_year.pieces[0].left == 0


@settings(max_examples=60)
@given(any_calendar())
def test_a_map_is_parted_where_a_month_begins(calendar: Calendar) -> None:
    """So that both parts can be read alone: the second begins with the week of the first day of a month."""
    for each in page_calendar(calendar).maps:
        assert len(each.pieces) <= 2
        for piece in each.pieces[1:]:
            first_week = [title for title, rectangle in squares_of(piece.drawn) if int(number_of(rectangle, "x")) < 52]
            assert any(re.match(r"\w+ 1 ", title) for title in first_week)


def test_what_is_said_of_a_day() -> None:
    """Its time in whole minutes, rest, the moon, what is to come; and no practice, without reproach."""
    calendar = Calendar(
        MONDAY - DAY * 9,
        MONDAY + DAY,
        MONDAY,
        0,
        {MONDAY: 2700, MONDAY - DAY: 45, MONDAY - DAY * 2: 4859, MONDAY - DAY * 3: 60, MONDAY - DAY * 4: 0},
        resting=frozenset({MONDAY - DAY * 3, MONDAY - DAY * 5, MONDAY - DAY * 6}),
        moons=frozenset({MONDAY, MONDAY - DAY * 6, MONDAY - DAY * 7}),
    )
    said = {
        0: ("Monday 23 November 2026: 45 minutes, moon day", "level-3"),
        1: ("Sunday 22 November 2026: 45 seconds", "level-1"),
        2: ("Saturday 21 November 2026: 1 hour 20 minutes", "level-4"),
        3: ("Friday 20 November 2026: 1 minute, rest", "level-1"),
        4: ("Thursday 19 November 2026: less than a second", "level-1"),
        5: ("Wednesday 18 November 2026: rest", "rest"),
        6: ("Tuesday 17 November 2026: rest, moon day", "moon"),
        7: ("Monday 16 November 2026: moon day", "moon"),
        8: ("Sunday 15 November 2026: no practice", "level-0"),
        -1: ("Tuesday 24 November 2026: still to come", "ahead"),
    }
    for ago, (words, kind) in said.items():
        day = MONDAY - DAY * ago
        assert (day_sentence(calendar, day), kind_of(calendar, day)) == (words, kind)


def test_levels_have_the_colours_of_the_palette() -> None:
    """Light ones unless a screen is dark: paper is always light."""
    light, _, dark = calendar_svg(calendars()["year"]).partition("@media screen and (prefers-color-scheme:dark)")
    for level in range(5):
        assert f".level-{level}{{fill:{ON_LIGHT[level]}}}" in light
        assert f".level-{level}{{fill:{ON_DARK[level]}}}" in dark.partition("</style>")[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [("year", ["moon day", "rest"]), ("month", []), ("year-to-come", ["to come"])],
)
def test_the_legend_names_what_is_seen(name: str, words: list[str]) -> None:
    """Levels always; rest, the moon and what is to come where there is any."""
    legend = [text for _, text in page_calendar(calendars()[name]).legend]
    assert legend == ["none", "under 15 m", "15-30 m", "30-60 m", "an hour +", *words]
