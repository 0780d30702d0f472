"""Dates, times of day and lengths in the spellings of other programs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.importers.clock_times import (
    Order,
    Span,
    Unit,
    When,
    local_identity,
    needs_order,
    needs_unit,
    read_length,
    read_when,
    span_from,
)

DAY = date(2026, 4, 30)
SEVEN = time(7)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-30 07:00",
        "2026-04-30T07:00:00",
        "2026-04-30T07:00:00.000",
        "2026/4/30 7:00",
        "2026.04.30 07:00",
        "30.04.2026, 07:00:00",
        "30.4.2026 07:00",
        "30. 4. 2026 07:00",
        "Apr 30, 2026, 7:00:00 AM",
        "Apr 30, 2026, 7:00:00\u202fAM",
        "April 30, 2026 at 7:00 a.m.",
        "30 Apr 2026, 07:00:00",
        "30. April 2026  07:00",
    ],
)
def test_a_moment_is_read_in_every_spelling(text: str) -> None:
    """Each is what a program of some country writes."""
    assert read_when(text) == When(DAY, SEVEN)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2026-04-30T07:00:00Z", timedelta(0)),
        ("2026-04-30 07:00:00 UTC", timedelta(0)),
        ("2026-04-30T07:00+02:00", 2 * HOUR),
        ("2026-04-30 07:00:00 -0930", -9.5 * HOUR),
        ("2026-04-30T07:00+05", 5 * HOUR),
    ],
)
def test_an_offset_is_read(text: str, offset: timedelta) -> None:
    """Some write where in the world they were."""
    assert read_when(text) == When(DAY, SEVEN, offset)


def test_a_day_or_a_time_of_day_stands_alone() -> None:
    """Tables have them in two columns."""
    assert read_when("2026-04-30") == When(DAY, None)
    assert read_when("7:00") == When(None, SEVEN)
    assert When(None, SEVEN).moment(DAY) == datetime(2026, 4, 30, 7)
    assert When(None, SEVEN).moment() is None
    assert When(DAY, None).moment() is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("12:05 AM", time(0, 5)),
        ("12:05 PM", time(12, 5)),
        ("1:05 pm", time(13, 5)),
        ("23:59:59.9999", time(23, 59, 59, 999_000)),
    ],
)
def test_a_time_of_day_is_read_in_both_ways_to_count_hours(text: str, clock: time) -> None:
    """Midnight is 12 AM, and fractions floor."""
    assert read_when(text) == When(None, clock)


@pytest.mark.parametrize("order", [Order.DAY_FIRST, Order.MONTH_FIRST])
def test_a_date_with_slashes_needs_its_order(order: Order) -> None:
    """Half of the world means March by 03/04, the other half April."""
    day = date(2026, 4, 3) if order is Order.DAY_FIRST else date(2026, 3, 4)

    assert read_when("03/04/2026 07:00", order) == When(day, SEVEN)
    assert read_when("3-4-2026", order) == When(day, None)
    assert read_when("03/04/2026") is None
    assert needs_order("03/04/2026 7:00 AM")
    assert not needs_order("2026/04/03")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-02-30 07:00",
        "2026-04-30 24:00",
        "2026-04-30 07:60",
        "0000-01-01 07:00",
        "13:00 PM",
        "0:30 AM",
        "2026-04-30T07:00+25:00",
        "2026-04-30T07:00+02:99",
        "30.04.26 07:00",
        "2026-04/30",
        "Foo 30, 2026, 7:00",
        "Ju 30, 2026, 7:00",
        "২০২৬-০৪-৩০ ০৭:০০",
        "2026-04-30 07:00 " + "x" * 100_000,
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    """It is passed over then, and said."""
    assert read_when(text) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("0:45:0", 45 * MINUTE),
        ("1:2:3", HOUR + 2 * MINUTE + 3 * SECOND),
        ("00:45:12.3", timedelta(minutes=45, seconds=12, milliseconds=300)),
        ("100:00:00", 100 * HOUR),
        ("45m", 45 * MINUTE),
        ("45 min", 45 * MINUTE),
        ("1h30m", 90 * MINUTE),
        ("1 h 30 min", 90 * MINUTE),
        ("1 hour, 5 minutes", 65 * MINUTE),
        ("1,5 Std.", 90 * MINUTE),
        ("1.5 hours", 90 * MINUTE),
        ("90 s", 90 * SECOND),
        ("PT1H30M", 90 * MINUTE),
        ("PT45M12.5S", timedelta(minutes=45, seconds=12.5)),
    ],
)
def test_a_length_with_units_is_read(text: str, length: timedelta) -> None:
    """Each says by itself what it means."""
    assert read_length(text) == length
    assert not needs_unit(text)


@pytest.mark.parametrize(
    ("text", "unit", "length"),
    [
        ("45", Unit.MINUTES, 45 * MINUTE),
        ("0.75", Unit.HOURS, 45 * MINUTE),
        ("0,75", Unit.HOURS, 45 * MINUTE),
        ("2700.0", Unit.SECONDS, 45 * MINUTE),
        ("1:30", Unit.HOURS, 90 * MINUTE),
        ("1:30", Unit.MINUTES, 90 * SECOND),
        ("75:00.5", Unit.MINUTES, 75 * MINUTE + SECOND / 2),
    ],
)
def test_a_length_without_units_needs_one(text: str, unit: Unit, length: timedelta) -> None:
    """45 may be hours, 1:30 an hour and a half or a minute and a half."""
    assert read_length(text, unit) == length
    assert read_length(text) is None
    assert needs_unit(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "--",
        "-45",
        "1:60:00",
        "1:00:60",
        "1:30:",
        "h",
        "pt",
        "45 apples",
        "1m 1h",
        "999999999 h",
        "9" * 50,
        "1e5",
        "nan",
    ],
)
def test_what_is_no_length_is_not_read(text: str) -> None:
    """Nor is what is longer than a life."""
    assert read_length(text) is None
    assert read_length(text, Unit.HOURS) is None


def test_1_30_is_no_number_of_seconds() -> None:
    """Nothing smaller could be behind its colon."""
    assert read_length("1:30", Unit.SECONDS) is None


def test_a_practice_goes_on_through_a_change_of_the_clocks() -> None:
    """Half past one and an hour later the clocks of Berlin show 03:30."""
    span = span_from(datetime(2026, 3, 29, 1, 30), HOUR, "Europe/Berlin")

    assert span == Span(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC))


def test_a_skipped_time_is_shifted_forward_and_a_repeated_one_is_the_first() -> None:
    """Clocks of other programs show such times; they mean something."""
    skipped = span_from(datetime(2026, 3, 29, 2, 30), HOUR, "Europe/Berlin")
    repeated = span_from(datetime(2026, 10, 25, 2, 30), HOUR, "Europe/Berlin")

    assert isinstance(skipped, Span) and skipped.started_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert isinstance(repeated, Span) and repeated.started_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1),
        datetime(9999, 12, 31, 23, 59),
        datetime(1969, 12, 31),
        datetime(1970, 1, 1),  # in Berlin, and the year before in UTC
        datetime(2201, 1, 1),
    ],
)
def test_other_centuries_are_not_taken(moment: datetime) -> None:
    """They are slips, and arithmetic ends there."""
    assert span_from(moment, HOUR, "Europe/Berlin") == "it lies outside 1970 to 2200"


def test_a_local_time_is_a_name_that_no_zone_changes() -> None:
    """Who moved, and reads the file again, has nothing twice."""
    assert local_identity(datetime(2026, 4, 30, 7), HOUR) == "2026-04-30T07:00:00 3600"
    assert local_identity(datetime(2026, 4, 30, 7, tzinfo=UTC), HOUR) is None


@given(st.text(max_size=70), st.sampled_from([None, *Order]), st.sampled_from([None, *Unit]))
def test_no_text_makes_them_fail(text: str, order: Order | None, unit: Unit | None) -> None:
    """A cell may hold anything."""
    read_when(text, order)
    read_length(text, unit)


@given(st.text("0123456789:.,-/ TZ+apmhs", max_size=30), st.sampled_from(Order), st.sampled_from(Unit))
def test_no_text_that_looks_like_a_time_makes_them_fail(text: str, order: Order, unit: Unit) -> None:
    """Nor what nearly is a date."""
    when, lasted = read_when(text, order), read_length(text, unit)
    moment = when.moment(DAY) if when else None
    if moment is not None and lasted is not None:
        span_from(moment, lasted, "Europe/Berlin")
