"""Stretches of days: as people name them, and cut into groups."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.period import (
    Grouping,
    Period,
    groups,
    label_of,
    parse_day,
    parse_period,
    period_from_to,
)
from yogaflow_cli.errors import InvalidValue, YogaflowError

TODAY = date(2026, 11, 25)  # a Wednesday
DAY = timedelta(days=1)
DAYS = st.dates(date(1971, 1, 1), date(2199, 12, 31))
GROUPINGS: st.SearchStrategy[Grouping] = st.sampled_from(get_args(Grouping))
WEEK_STARTS = st.integers(0, 6)

DAYS_READ = {
    "today": "2026-11-25",
    "Today": "2026-11-25",
    "yesterday": "2026-11-24",
    "wednesday": "2026-11-25",
    "Tuesday": "2026-11-24",
    "thursday": "2026-11-19",
    "2026-11-23": "2026-11-23",
    "2027-01-01": "2027-01-01",
    "1970-01-01": "1970-01-01",
    "2200-12-31": "2200-12-31",
}
PERIODS_READ = {
    **{text: f"{day} {day}" for text, day in DAYS_READ.items()},
    "this-week": "2026-11-23 2026-11-29",
    "last-week": "2026-11-16 2026-11-22",
    "this-month": "2026-11-01 2026-11-30",
    "last-month": "2026-10-01 2026-10-31",
    "this-year": "2026-01-01 2026-12-31",
    "last-year": "2025-01-01 2025-12-31",
    "2026-W47": "2026-11-16 2026-11-22",
    "2026-W01": "2025-12-29 2026-01-04",
    "2026-W53": "2026-12-28 2027-01-03",
    "2026-11": "2026-11-01 2026-11-30",
    "2024-02": "2024-02-01 2024-02-29",
    "2026-12": "2026-12-01 2026-12-31",
    "2026": "2026-01-01 2026-12-31",
    "2026-11-20..2026-11-23": "2026-11-20 2026-11-23",
    "monday..today": "2026-11-23 2026-11-25",
    "today..today": "2026-11-25 2026-11-25",
}
UNREADABLE = [
    "",
    " ",
    "soon",
    "mon",
    "today ",
    "2026-11-31",
    "2026-1-1",
    "20261123",
    "2026-W47-1",
    "26-11-23",
    "23.11.2026",
    "٢٠٢٦-11-23",
    "2026-11-23\n",
    "\udcff",
]


def span(period: Period) -> str:
    return f"{period.first} {period.last}"


@pytest.mark.parametrize("text", DAYS_READ)
def test_every_form_of_a_day_is_read(text: str) -> None:
    """Contract 2: DAY. A weekday is the latest, today included; a day may lie in the future."""
    assert parse_day(text, TODAY) == date.fromisoformat(DAYS_READ[text])


@pytest.mark.parametrize("text", PERIODS_READ)
def test_every_form_of_a_period_is_read(text: str) -> None:
    """Contract 2: PERIOD. Weeks begin on Monday."""
    assert span(parse_period(text, TODAY)) == PERIODS_READ[text]


def test_all_is_open_at_both_ends() -> None:
    """The caller knows the first practice day."""
    assert parse_period("all", TODAY) == Period(None, None)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_day_is_refused_with_examples(text: str) -> None:
    """Contract 3: the whole text must parse."""
    with pytest.raises(InvalidValue, match=r"Cannot read .* as a day") as caught:
        parse_day(text, TODAY)
    assert caught.value.hint and "yesterday" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [*UNREADABLE, "this week", "next-week", "2025-W53", "2026-W00", "2026-W7", "2026-13", "2026-1", "26", "x" * 99],
)
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    """2025 has 52 weeks."""
    with pytest.raises(InvalidValue, match=r"Cannot read .* as a period") as caught:
        parse_period(text, TODAY)
    assert caught.value.hint and "this-week" in caught.value.hint
    assert len(caught.value.message) < 100


@pytest.mark.parametrize("text", ["..", "today..", "..today", "2026..2027", "a..b", "today..today..today"])
def test_a_range_is_two_days(text: str) -> None:
    """Contract 2: `A..B`, two DAYs."""
    with pytest.raises(InvalidValue, match="as a day"):
        parse_period(text, TODAY)


@pytest.mark.parametrize("text", ["1969-12-31", "1969", "2201", "1969-12", "2201-W01", "0001-01-01..today"])
def test_a_year_that_nobody_practised_in_is_refused(text: str) -> None:
    """1970 to 2200."""
    with pytest.raises(InvalidValue, match="lies outside 1970 to 2200"):
        parse_period(text, TODAY)


@pytest.mark.parametrize(
    "inverted",
    [
        lambda: parse_period("today..yesterday", TODAY),
        lambda: period_from_to("2026-11-25", "2026-11-24", TODAY),
        lambda: Period(TODAY, TODAY - DAY),
    ],
    ids=["typed", "from and to", "made"],
)
def test_a_period_that_ends_before_it_begins_is_refused(inverted: Callable[[], Period]) -> None:
    """With an example of the right order."""
    with pytest.raises(InvalidValue, match="lies before the first") as caught:
        inverted()
    assert caught.value.hint and ".." in caught.value.hint


@pytest.mark.parametrize(
    ("from_day", "to_day", "expected"),
    [
        ("2026-11-20", None, "2026-11-20 2026-11-25"),
        ("today", None, "2026-11-25 2026-11-25"),
        ("2026-12-01", None, "2026-12-01 2026-12-01"),
        (None, "yesterday", "None 2026-11-24"),
        ("monday", "2026-12-01", "2026-11-23 2026-12-01"),
        (None, None, "None None"),
    ],
)
def test_from_alone_runs_to_today_or_to_itself(from_day: str | None, to_day: str | None, expected: str) -> None:
    """Contract 2. `--to` alone starts open."""
    assert span(period_from_to(from_day, to_day, TODAY)) == expected


def test_weeks_can_begin_on_sunday() -> None:
    """For people who are used to that; the ISO label stays the nearest week's."""
    assert span(parse_period("this-week", TODAY, week_starts_on=6)) == "2026-11-22 2026-11-28"
    assert span(parse_period("last-week", TODAY, week_starts_on=6)) == "2026-11-15 2026-11-21"
    assert span(parse_period("2026-W47", TODAY, week_starts_on=6)) == "2026-11-15 2026-11-21"


def test_groups_have_no_gaps_and_end_with_the_period() -> None:
    """Contract 2: a week without practice is a row."""
    period = Period(date(2026, 11, 18), date(2026, 12, 1))
    assert [(label, span(group)) for label, group in groups(period, "week")] == [
        ("2026-W47", "2026-11-18 2026-11-22"),
        ("2026-W48", "2026-11-23 2026-11-29"),
        ("2026-W49", "2026-11-30 2026-12-01"),
    ]
    assert [label for label, _ in groups(period, "month")] == ["2026-11", "2026-12"]
    assert [label for label, _ in groups(period, "year")] == ["2026"]
    assert len(list(groups(period, "day"))) == 14


@pytest.mark.parametrize("period", [Period(None, None), Period(TODAY, None), Period(None, TODAY)])
def test_an_open_period_has_no_groups(period: Period) -> None:
    """A mistake of the caller, not of a person."""
    with pytest.raises(ValueError, match="open"):
        list(groups(period, "day"))


@pytest.mark.parametrize(
    ("by", "label"), [("day", "2027-01-01"), ("week", "2026-W53"), ("month", "2027-01"), ("year", "2027")]
)
def test_a_label_is_what_can_be_typed(by: Grouping, label: str) -> None:
    """1 January 2027 lies in the last week of 2026."""
    assert label_of(date(2027, 1, 1), by) == label


@given(DAYS, st.integers(0, 800), GROUPINGS, WEEK_STARTS)
def test_the_groups_are_the_period(first: date, length: int, by: Grouping, week_starts_on: int) -> None:
    """Each day lies in one group, whose label is its own; labels differ and are in order."""
    period = Period(first, min(first + DAY * length, date(2199, 12, 31)))
    cut = list(groups(period, by, week_starts_on))
    days = [group.first + DAY * number for _, group in cut if group.first and group.last
            for number in range((group.last - group.first).days + 1)]  # fmt: skip
    assert period.last and days == [first + DAY * number for number in range((period.last - first).days + 1)]
    labels = [label for label, _ in cut]
    assert labels == sorted(set(labels))
    for label, group in cut:
        assert {label_of(day, by, week_starts_on) for day in (group.first, group.last) if day} == {label}


@given(DAYS, GROUPINGS, WEEK_STARTS)
def test_a_label_typed_names_the_group_of_its_day(day: date, by: Grouping, week_starts_on: int) -> None:
    """What a table shows can be asked for."""
    period = parse_period(label_of(day, by, week_starts_on), TODAY, week_starts_on)
    assert period.first and period.last and period.first <= day <= period.last
    expected_days = {"day": 1, "week": 7, "month": calendar.monthrange(day.year, day.month)[1]}
    length = (period.last - period.first).days + 1
    assert length == expected_days.get(by, 366 if calendar.isleap(day.year) else 365)


@given(DAYS)
def test_a_week_from_monday_is_the_iso_week(day: date) -> None:
    """ISO 8601, as the standard library reckons it."""
    year, week, _ = day.isocalendar()
    assert label_of(day, "week") == f"{year}-W{week:02}"


@given(st.text() | st.text(st.sampled_from("0123456789-.W")) | st.text(st.characters(categories=["Cs", "Nd"])), DAYS)
def test_no_text_ends_otherwise_than_in_a_period_or_a_refusal(text: str, today: date) -> None:
    """Contract 6: no input, however odd, ends in a traceback."""
    for parse in (parse_day, parse_period):
        try:
            parse(text, today)
        except YogaflowError as error:
            error.message.encode()
