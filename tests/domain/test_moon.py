"""New and full moons, and the days that they fall on."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.published_moons import published_moons
from yogaflow_cli.domain.moon import Phase, moon_days, moons

PUBLISHED = published_moons()
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
HALF_A_MINUTE = timedelta(seconds=30)
FARTHEST_EAST, FARTHEST_WEST = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Honolulu")
ZONES = [
    UTC,
    FARTHEST_EAST,
    FARTHEST_WEST,
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("Asia/Kathmandu"),
    timezone(DAY - MINUTE),
    timezone(MINUTE - DAY),
]
ALMOST_MIDNIGHT = datetime(2026, 6, 29, 23, 57, tzinfo=UTC)
"""The full moon of that day, as published."""


def year_of(year: int) -> tuple[datetime, datetime]:
    """A year's first and last second."""
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC) - SECOND


@pytest.mark.parametrize("year", [1970, 1985, 1986, 2005, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2200])
def test_every_moon_of_a_year_comes_as_published(year: int) -> None:
    """Rounded to the minute, in order, none left out and none added; the first and the last year of all among them."""
    published = [(instant, phase) for instant, phase in PUBLISHED if instant.year == year]
    found = list(moons(*year_of(year)))
    assert len(found) >= 24
    assert [phase for _, phase in found] == [phase for _, phase in published]
    off = [abs(instant - expected) for (instant, _), (expected, _) in zip(found, published, strict=True)]
    assert max(off) <= HALF_A_MINUTE + SECOND


def test_the_book_s_own_example_comes_to_the_second() -> None:
    """Meeus, example 49.a: 18 February 1977, 3:37:42 in the even time, 48 seconds before which clocks showed it."""
    on_the_clock = datetime(1977, 2, 18, 3, 37, 42, tzinfo=UTC) - timedelta(seconds=48)
    [(instant, phase)] = moons(on_the_clock - DAY, on_the_clock + DAY)
    assert phase is Phase.NEW
    assert abs(instant - on_the_clock) <= SECOND


def test_both_ends_are_included() -> None:
    """A moon at the very first or last instant counts; a second off it does not."""
    (new, _), (full, _) = moons(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC))
    assert list(moons(new, full)) == [(new, Phase.NEW), (full, Phase.FULL)]
    assert list(moons(new, new)) == [(new, Phase.NEW)]
    assert list(moons(new + SECOND, full - SECOND)) == []
    assert list(moons(full, new)) == []


def test_moons_are_told_in_utc_whatever_zone_is_asked_in() -> None:
    """The same instants are the same question."""
    first, last = year_of(2026)
    found = list(moons(first.astimezone(FARTHEST_EAST), last.astimezone(FARTHEST_WEST)))
    assert found == list(moons(first, last))
    assert {instant.tzinfo for instant, _ in found} == {UTC}


def test_new_and_full_moons_take_turns() -> None:
    """About 14.77 days apart, from 1970 to 2200; by the Moon's unround path a day more or less."""
    found = list(moons(year_of(1970)[0], year_of(2200)[1]))
    gaps = [after - before for (before, _), (after, _) in pairwise(found)]
    assert all(before is not after for (_, before), (_, after) in pairwise(found))
    assert timedelta(days=13.8) < min(gaps) and max(gaps) < timedelta(days=15.8)
    assert abs(sum(gaps, timedelta()) / len(gaps) - timedelta(days=29.530589 / 2)) < MINUTE


@pytest.mark.parametrize(
    ("phase", "published", "east", "west"),
    [
        (Phase.NEW, "2024-02-09T22:59", "2024-02-10", "2024-02-09"),
        (Phase.FULL, "2024-06-22T01:08", "2024-06-22", "2024-06-21"),
        (Phase.FULL, "2026-01-03T10:03", "2026-01-04", "2026-01-03"),
        (Phase.NEW, "2028-12-16T02:06", "2028-12-16", "2028-12-15"),
    ],
)
def test_the_day_is_that_of_the_zone(phase: Phase, published: str, east: str, west: str) -> None:
    """At one moment the date is a day later on Kiritimati than in Honolulu, and one of the two is not UTC's."""
    day = datetime.fromisoformat(published).date()
    assert moon_days(day - 2 * DAY, day + 2 * DAY, FARTHEST_EAST) == {date.fromisoformat(east): phase}
    assert moon_days(day - 2 * DAY, day + 2 * DAY, FARTHEST_WEST) == {date.fromisoformat(west): phase}


def test_the_ends_of_the_world_are_a_day_apart() -> None:
    """Kiritimati's clocks are 24 hours ahead of Honolulu's: every moon day comes exactly one later."""
    west = moon_days(date(2024, 1, 5), date(2030, 12, 20), FARTHEST_WEST)
    east = moon_days(date(2024, 1, 6), date(2030, 12, 21), FARTHEST_EAST)
    assert east == {day + DAY: phase for day, phase in west.items()}
    assert len(east) > 170


def test_summer_time_counts() -> None:
    """On 29 June 2026 at 23:57 UTC it is the 30th in Berlin; on 28 February 2025 at 0:45 the 28th in both."""
    assert moon_days(date(2026, 6, 29), date(2026, 6, 30), ZoneInfo("Europe/Berlin")) == {date(2026, 6, 30): Phase.FULL}
    assert moon_days(date(2025, 2, 28), date(2025, 2, 28), ZoneInfo("Europe/Berlin")) == {date(2025, 2, 28): Phase.NEW}


@pytest.mark.parametrize("shift_days", [-1, 0, 1])
def test_the_day_can_be_the_one_before_or_after(shift_days: int) -> None:
    """The range is that of the days as moved, not of the moons."""
    moved = date(2026, 11, 24) + shift_days * DAY
    assert moon_days(date(2026, 11, 20), date(2026, 11, 28), UTC, shift_days) == {moved: Phase.FULL}
    assert moon_days(moved, moved, UTC, shift_days) == {moved: Phase.FULL}
    assert moon_days(moved + DAY, moved + 10 * DAY, UTC, shift_days) == {}
    assert moon_days(moved - 10 * DAY, moved - DAY, UTC, shift_days) == {}


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (timezone(2 * MINUTE), date(2026, 6, 29)),  # 23:59
        (timezone(4 * MINUTE), date(2026, 6, 30)),  # 00:01
        (timezone(DAY - MINUTE), date(2026, 6, 30)),
        (timezone(MINUTE - DAY), date(2026, 6, 28)),  # 23:58
    ],
)
@pytest.mark.parametrize("shift_days", [-1, 0, 1])
def test_a_moon_about_midnight_is_in_the_range_that_holds_its_day(zone: tzinfo, day: date, shift_days: int) -> None:
    """A shift pulls it in or pushes it out; a range of one day finds it exactly there."""
    assert day == ALMOST_MIDNIGHT.astimezone(zone).date()
    for other in range(-3, 4):
        asked = day + other * DAY
        assert moon_days(asked, asked, zone, shift_days) == ({asked: Phase.FULL} if other == shift_days else {})


def test_the_first_and_the_last_day_of_all_can_be_asked() -> None:
    """1970-01-01 to 2200-12-31, shifted as well; in the year before and after lie their neighbours."""
    for shift_days in (-1, 0, 1):
        days = moon_days(date(1970, 1, 1), date(2200, 12, 31), UTC, shift_days)
        assert list(days) == sorted(days)
        assert min(days) == date(1970, 1, 7) + shift_days * DAY
        assert max(days) == date(2200, 12, 21) + shift_days * DAY


def test_no_days_hold_no_moons() -> None:
    """A range that ends before it begins is empty, though moons lie about it."""
    assert moon_days(date(2026, 11, 25), date(2026, 11, 24), UTC) == {}


@given(
    st.dates(date(1970, 1, 1), date(2200, 10, 1)),
    st.integers(0, 60),
    st.sampled_from(ZONES),
    st.sampled_from([-1, 0, 1]),
)
def test_a_range_holds_what_a_wider_one_holds_there(first: date, days: int, zone: tzinfo, shift_days: int) -> None:
    """An oracle without edges: reckon a month more at both ends, and look at the date of each moment."""
    last = first + days * DAY
    midnight = datetime(first.year, first.month, first.day, tzinfo=UTC)
    around = moons(midnight - 30 * DAY, midnight + (days + 30) * DAY)
    dated = {instant.astimezone(zone).date() + shift_days * DAY: phase for instant, phase in around}
    expected = {day: phase for day, phase in dated.items() if first <= day <= last}
    assert moon_days(first, last, zone, shift_days) == expected
