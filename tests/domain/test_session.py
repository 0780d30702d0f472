"""What a session tells of itself."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.domain.sessions import HOUR, MINUTE, NOON, PLAN, after, started
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import Segment, SessionState, is_over_limit, total, whole_seconds


def test_a_session_is_active_paused_and_ended() -> None:
    """Contract 1: an open session is active or paused."""
    running = started()
    paused = transitions.pause(running, after(1))
    assert running.state is SessionState.ACTIVE
    assert paused.state is SessionState.PAUSED
    assert transitions.resume(paused, after(2)).state is SessionState.ACTIVE
    assert transitions.complete(paused, after(3)).state is SessionState.ENDED


def test_a_stretch_is_as_long_as_stated_else_as_measured() -> None:
    """Rule 3: a stated time needs no invented instants."""
    assert Segment(NOON, after(10), 25 * MINUTE).active_time(after(99)) == 25 * MINUTE
    assert Segment(NOON, after(10)).active_time(after(99)) == 10 * MINUTE
    assert Segment(NOON).active_time(after(99)) == 99 * MINUTE


def test_a_running_stretch_has_no_negative_length() -> None:
    """Rule 9: a clock that went backwards."""
    assert Segment(NOON).active_time(after(-5)) == timedelta(0)
    assert started().elapsed_time(after(-5)) == timedelta(0)


def test_the_steps_planned_are_those_of_the_sequence() -> None:
    """Contract 1: free practice has none."""
    assert started().poses_planned == 0
    assert started(sequence=PLAN).poses_planned == 50


def test_a_target_goes_before_the_length_of_the_sequence() -> None:
    """Contract 2: `--for` is a target time."""
    assert started().planned_time() is None
    assert started(sequence=PLAN).planned_time() == 30 * MINUTE
    assert started(sequence=PLAN)._replace(target=20 * MINUTE).planned_time() == 20 * MINUTE


def test_the_clock_on_the_wall_is_that_of_the_place() -> None:
    """Rule 9: instants in UTC, with the offset they happened in."""
    session = transitions.complete(started(), after(30))._replace(ended_offset=timedelta(hours=2))
    assert session.local_start == datetime(2026, 11, 23, 13, 0)
    assert session.local_end == datetime(2026, 11, 23, 14, 30)
    assert started().local_end is None


@pytest.mark.parametrize(
    ("offset_hours", "day_starts_at", "day"),
    [
        (0, time(3), date(2026, 11, 23)),
        (0, time(4), date(2026, 11, 22)),
        (-1, time(3), date(2026, 11, 22)),
        (-4, time(0), date(2026, 11, 22)),
        (14, time(3), date(2026, 11, 23)),
    ],
)
def test_the_practice_day_is_the_local_start_less_the_start_of_days(
    offset_hours: int, day_starts_at: time, day: date
) -> None:
    """Rule 9: in the session's own zone."""
    session = started(datetime(2026, 11, 23, 3, 30, tzinfo=UTC))._replace(started_offset=offset_hours * HOUR)
    assert session.practice_day(day_starts_at) == day


def test_more_than_four_hours_are_over_the_limit() -> None:
    """Rule 5: past 4 hours of active time."""
    assert not is_over_limit(started(), after(240))
    assert is_over_limit(started(), after(240) + timedelta(milliseconds=1))


def test_seconds_are_rounded_down() -> None:
    """Contract 6: seconds are integers; 59.999 of them are no minute."""
    assert whole_seconds(timedelta(seconds=59, milliseconds=999)) == 59
    assert total([]) == timedelta(0)
