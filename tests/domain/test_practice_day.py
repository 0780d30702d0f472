"""The day that a practice counts for."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.practice_day import DEFAULT_DAY_START, practice_day, today

ZONES = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]


@pytest.mark.parametrize(
    ("started", "day"),
    [
        ("2026-11-23T02:59:59.999+01:00", "2026-11-22"),
        ("2026-11-23T03:00+01:00", "2026-11-23"),
        ("2026-11-24T00:00+01:00", "2026-11-23"),
        ("2026-01-01T01:00+01:00", "2025-12-31"),
        ("2024-03-01T01:00+01:00", "2024-02-29"),
    ],
)
def test_a_day_begins_at_three_in_the_morning_unless_set(started: str, day: str) -> None:
    """Contract 1: `day_starts_at`, default 03:00."""
    assert practice_day(datetime.fromisoformat(started), DEFAULT_DAY_START) == date.fromisoformat(day)


def test_another_begin_can_be_set() -> None:
    """Midnight, or later for those who practise at night."""
    started = datetime(2026, 11, 23, 4, 15, tzinfo=UTC)
    assert practice_day(started, time(0, 0)) == date(2026, 11, 23)
    assert practice_day(started, time(4, 15)) == date(2026, 11, 23)
    assert practice_day(started, time(4, 16)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (
            datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
            date(2026, 3, 28),
        ),  # 01:59, one minute before the clocks skip to 03:00
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), date(2026, 10, 24)),  # 02:59 for the second time
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_the_wall_clock_decides_when_the_clocks_change(instant: datetime, day: date) -> None:
    """A day begins when the clock shows 03:00, however many hours that is after midnight."""
    assert practice_day(instant.astimezone(ZoneInfo("Europe/Berlin")), DEFAULT_DAY_START) == day


def test_today_is_the_practice_day_where_the_person_is() -> None:
    """At one instant it is Monday here and Tuesday there."""
    now = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert today(now, ZoneInfo("Europe/Berlin"), DEFAULT_DAY_START) == date(2026, 11, 23)
    assert today(now, ZoneInfo("Pacific/Apia"), DEFAULT_DAY_START) == date(2026, 11, 24)
    assert today(now, ZoneInfo("Pacific/Apia"), time(6, 0)) == date(2026, 11, 23)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)),
    st.sampled_from(ZONES),
    st.times(max_value=time(12)).map(lambda clock: clock.replace(second=0, microsecond=0)),
)
def test_it_is_the_calendar_day_unless_the_day_has_not_begun(moment: datetime, zone: str, begins: time) -> None:
    """An oracle without arithmetic on instants: compare the times of day, step back one calendar day."""
    started = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    calendar_day = date(started.year, started.month, started.day)
    begun = (started.hour, started.minute) >= (begins.hour, begins.minute)
    assert practice_day(started, begins) == (calendar_day if begun else calendar_day - timedelta(days=1))
    assert today(moment.replace(tzinfo=UTC), ZoneInfo(zone), begins) == practice_day(started, begins)
