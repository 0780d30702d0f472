"""Looking back: statistics against a naive oracle, over random histories, zones and day starts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, fresh_log, sequence
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.domain.statistics.grouping import GroupedBy
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.domain.weekdays import WEEKDAYS
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.review import current_day, history, practised_today, review
from yogaflow_cli.zones import zone

ALL = Period(None, None)
TODAY = date(2026, 11, 23)


class Practised(NamedTuple):
    """One practice as a person would write it down."""

    start: datetime
    zone_name: str
    seconds: int
    status: CompletionStatus
    style: str | None
    tags: tuple[str, ...]
    by_sequence: bool

    def day(self, day_starts_at: time) -> date:
        """A day earlier where the clock on the wall had not reached the start of the day."""
        local = self.start.astimezone(ZoneInfo(self.zone_name))
        begun = local.time() >= day_starts_at
        return local.date() if begun else local.date() - timedelta(days=1)


practices = st.builds(
    Practised,
    st.integers(0, 60 * 24 * 3600).map(lambda seconds: NOON - timedelta(seconds=seconds)),
    st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Pago_Pago"]),
    st.integers(0, 14_400),
    st.sampled_from(CompletionStatus),
    st.sampled_from([None, "yin", "hatha"]),
    st.sampled_from([(), ("home",), ("early", "home")]),
    st.booleans(),
)
clocks = st.integers(0, 12 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))


def recorded(log: PracticeLog, made: list[Practised], day_starts_at: time) -> None:
    """Writes the practices down, and one more that still runs and counts for nothing."""
    for one in made:
        correction.log_finished(
            log,
            NOON + 9 * HOUR,
            zone(one.zone_name),
            Times(one.start, duration=timedelta(seconds=one.seconds)),
            sequence=sequence() if one.by_sequence else None,
            said=Said(tags=one.tags, style=one.style, status=one.status),
            overlap=True,
        )
    practice.start(log, NOON, BERLIN.key, said=Said(tags=("home", "open"), style="open"))
    setting_services.change(log, NOON, DAY_STARTS_AT, day_starts_at.isoformat("minutes"))


def naive_totals(made: list[Practised]) -> Totals:
    """Counted by hand."""
    completed = [one.seconds for one in made if one.status is CompletionStatus.COMPLETED]
    return Totals(
        total_sessions=len(completed),
        total_practice_time_seconds=sum(completed),
        partial_sessions=sum(one.status is CompletionStatus.PARTIAL for one in made),
        abandoned_sessions=sum(one.status is CompletionStatus.ABANDONED for one in made),
        practised_seconds=sum(one.seconds for one in made),
    )


@settings(max_examples=40, deadline=None)
@given(
    st.lists(practices, max_size=12),
    clocks,
    st.none() | st.integers(-70, 10).map(lambda days: TODAY + timedelta(days=days)),
    st.none() | st.integers(0, 80),
)
def test_totals_are_what_counting_by_hand_gives(
    made: list[Practised], day_starts_at: time, first: date | None, days: int | None
) -> None:
    """Rule 7, in any period: the four figures, all practised time, and the practice days."""
    last = None if days is None else (first or TODAY) + timedelta(days=days)
    inside = [
        one
        for one in made
        if (first is None or first <= one.day(day_starts_at)) and (last is None or one.day(day_starts_at) <= last)
    ]
    with fresh_log() as log:
        recorded(log, made, day_starts_at)
        found = review(log, Period(first, last), TODAY)
        listed = list(history(log, SessionFilter(ended_only=True), Period(first, last), None))
    assert found.totals == naive_totals(inside)
    assert found.practice_days == len({one.day(day_starts_at) for one in inside})
    assert sorted(one.started_at for one in listed) == sorted(one.start for one in inside)
    completed = [one.seconds for one in inside if one.status is CompletionStatus.COMPLETED]
    mean = Fraction(sum(completed), len(completed)) if completed else Fraction(0)
    rate = Fraction(100 * len(completed), len(inside)) if inside else Fraction(0)
    assert abs(found.totals.average_duration_seconds - mean) <= Fraction(1, 2)
    assert abs(Fraction(round(found.totals.completion_rate_percent * 10), 10) - rate) <= Fraction(1, 20)


LABELS: dict[GroupedBy, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": lambda day: "{}-W{:02}".format(*day.isocalendar()[:2]),
    "month": lambda day: day.strftime("%Y-%m"),
    "year": lambda day: str(day.year),
    "weekday": lambda day: WEEKDAYS[day.weekday()],
}


@pytest.mark.parametrize("by", LABELS)
@settings(max_examples=12, deadline=None)
@given(made=st.lists(practices, max_size=8), day_starts_at=clocks, back=st.integers(0, 40))
def test_the_calendars_rows_have_no_gaps_and_hold_everything(
    by: GroupedBy, made: list[Practised], day_starts_at: time, back: int
) -> None:
    """Contract 2: a week without practice is a row; the rows' sums are the whole's."""
    with fresh_log() as log:
        recorded(log, made, day_starts_at)
        today = TODAY - timedelta(days=back)
        found = review(log, ALL, today, by)
    practised_days = [one.day(day_starts_at) for one in made]
    first, last = min(practised_days, default=today), max([*practised_days, today])
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)] if made else []
    labels = list(WEEKDAYS) if by == "weekday" else list(dict.fromkeys(map(LABELS[by], days)))
    assert [row.label for row in found.groups] == labels
    assert (found.first, found.last) == ((first, last) if made else (None, None))
    for row in found.groups:
        inside = [one for one in made if LABELS[by](one.day(day_starts_at)) == row.label]
        assert row.totals == naive_totals(inside)
        assert row.practice_days == len({one.day(day_starts_at) for one in inside})


KEYS: dict[GroupedBy, Callable[[Practised], tuple[str | None, ...]]] = {
    "style": lambda one: (one.style or ("ashtanga" if one.by_sequence else None),),
    "sequence": lambda one: ("sun-salutation-a" if one.by_sequence else None,),
    "tag": lambda one: one.tags or (None,),
}


@pytest.mark.parametrize("by", KEYS)
@settings(max_examples=12, deadline=None)
@given(made=st.lists(practices, max_size=8), day_starts_at=clocks)
def test_rows_by_style_sequence_and_tag_are_what_counting_by_hand_gives(
    by: GroupedBy, made: list[Practised], day_starts_at: time
) -> None:
    """Contract 2: the most practised first; what has no style, sequence or tag is a row of its own."""
    with fresh_log() as log:
        recorded(log, made, day_starts_at)
        found = review(log, ALL, TODAY, by)
    assert {row.label for row in found.groups} == {key for one in made for key in KEYS[by](one)}
    seconds = [row.totals.practised_seconds for row in found.groups]
    assert seconds == sorted(seconds, reverse=True)
    for row in found.groups:
        inside = [one for one in made if row.label in KEYS[by](one)]
        assert row.totals == naive_totals(inside)
        assert row.practice_days == len({one.day(day_starts_at) for one in inside})


def test_before_any_practice_there_is_nothing_to_tell(log: PracticeLog) -> None:
    """Rule 11: zeros and no rows; the open session is in none of them."""
    practice.start(log, NOON, BERLIN.key)
    found = review(log, ALL, TODAY, "week")
    assert (found.first, found.last, found.totals, found.practice_days, found.groups) == (None, None, Totals(), 0, ())


def test_a_period_that_was_asked_for_is_told_whole(log: PracticeLog) -> None:
    """No gaps: the days before the first practice are rows as well."""
    found = review(log, Period(TODAY - timedelta(days=6), TODAY), TODAY, "day")
    assert [row.totals.ended_sessions for row in found.groups] == [0] * 7


def test_a_day_ahead_is_in_the_rows_too(log: PracticeLog) -> None:
    """Who practised beyond the date line and came home: the last practice day is tomorrow, and no minute is lost."""
    for end in (NOON - 50 * HOUR, NOON):
        correction.log_finished(log, NOON, zone("Pacific/Kiritimati"), Times(end=end, duration=HOUR))
    found = review(log, ALL, date(2026, 11, 22), "day")
    assert (found.first, found.last) == (date(2026, 11, 21), TODAY)
    assert [row.totals.practised_seconds for row in found.groups] == [3600, 0, 3600]


def test_today_is_the_practice_day_of_now(log: PracticeLog) -> None:
    """At two in the morning it is still yesterday's practice day, until `day_starts_at` says otherwise."""
    night = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    practice.start(log, night - 30 * MINUTE, BERLIN.key)
    complete(log, night)
    assert current_day(log, night, BERLIN) == TODAY
    assert practised_today(log, night, BERLIN) == (1, 30 * MINUTE)
    assert practised_today(log, night + 12 * HOUR, BERLIN) == (0, timedelta(0))
    setting_services.change(log, night, DAY_STARTS_AT, "00:00")
    assert current_day(log, night, BERLIN) == date(2026, 11, 24)
    assert practised_today(log, night + 12 * HOUR, BERLIN) == (1, 30 * MINUTE)
