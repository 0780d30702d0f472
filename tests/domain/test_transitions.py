"""How a session changes: contract 4, rules 2 to 5, 8 and 9."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.sessions import HOUR, MINUTE, NOON, after, started
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import LIMIT, CompletionStatus, Pause, PracticeSession, Segment, SessionState
from yogaflow_cli.errors import AlreadyActive, AlreadyEnded, AlreadyPaused, InvalidValue, NeedsAnAnswer, YogaflowError


def rested() -> PracticeSession:
    """Ten minutes of practice, twenty of rest, and running again since minute 30."""
    return transitions.resume(transitions.pause(started(), after(10)), after(30))


def length(session: PracticeSession) -> timedelta:
    assert session.ended_at is not None
    return session.active_time(session.ended_at)


def test_pauses_are_no_active_time_but_elapsed_time() -> None:
    """Contract 1: active time leaves pauses out, elapsed time keeps them in."""
    session = transitions.complete(rested(), after(45))
    assert length(session) == 25 * MINUTE
    assert session.elapsed_time(after(999)) == 45 * MINUTE


def test_a_paused_session_cannot_be_paused_again() -> None:
    """Rule 2: `pause` of a paused one is a conflict, and names the session."""
    with pytest.raises(AlreadyPaused, match="Session 12"):
        transitions.pause(transitions.pause(started(), after(10)), after(20))


def test_a_running_session_cannot_be_resumed() -> None:
    """Rule 2: `resume` of an active one is a conflict, and names the session."""
    with pytest.raises(AlreadyActive, match="Session 12"):
        transitions.resume(started(), after(10))


@pytest.mark.parametrize("change", [transitions.pause, transitions.resume, transitions.complete])
def test_an_ended_session_takes_no_command_of_the_lifecycle(
    change: Callable[[PracticeSession, datetime], PracticeSession],
) -> None:
    """Rule 2: any lifecycle command on an ended session is a conflict, and names the session."""
    with pytest.raises(AlreadyEnded, match="Session 12"):
        change(transitions.complete(started(), after(10)), after(20))


def test_a_shorter_duration_moves_the_end_back() -> None:
    """Rule 3: less than measured, the end is the moment at which the active time reached it."""
    session = transitions.complete(started(), after(24 * 60), duration=45 * MINUTE)
    assert session.ended_at == after(45)
    assert length(session) == 45 * MINUTE


def test_a_shorter_duration_is_counted_around_the_pauses() -> None:
    """Rule 3: 15 minutes of active time were reached five minutes after the rest."""
    session = transitions.complete(rested(), after(60), duration=15 * MINUTE)
    assert session.ended_at == after(35)
    assert session.pauses == (Pause(after(10), after(30)),)
    assert length(session) == 15 * MINUTE


def test_a_duration_reached_where_a_pause_began_ends_there() -> None:
    """Rule 3: the first moment at which the active time reached it, so that no pause trails behind the practice."""
    session = transitions.complete(rested(), after(60), duration=10 * MINUTE)
    assert session.ended_at == after(10)
    assert session.pauses == ()
    assert length(session) == 10 * MINUTE


def test_a_longer_duration_counts_even_beyond_the_elapsed_time() -> None:
    """Rule 3: more than measured, start and end stay and the stated time counts."""
    session = transitions.complete(started(), after(20), duration=50 * MINUTE)
    assert (session.started_at, session.ended_at) == (NOON, after(20))
    assert length(session) == 50 * MINUTE


@pytest.mark.parametrize("minutes", [5, 20, 40])
def test_with_a_given_end_the_duration_never_moves_it(minutes: int) -> None:
    """Rule 3: with `--at` the end is as given, whatever was stated."""
    session = transitions.complete(rested(), after(90), at=after(50), duration=minutes * MINUTE)
    assert session.ended_at == after(50)
    assert length(session) == minutes * MINUTE


def test_no_time_at_all_can_be_stated() -> None:
    """Rule 8: zero length is valid."""
    session = transitions.complete(started(), after(20), duration=timedelta(0))
    assert session.ended_at == NOON
    assert length(session) == timedelta(0)


def test_the_time_so_far_is_stated_and_measured_time_counts_on() -> None:
    """Rule 3: `pause --duration` states the time so far; measured time counts on after it."""
    paused = transitions.pause(started(), after(60), duration=20 * MINUTE)
    session = transitions.complete(transitions.resume(paused, after(70)), after(80))
    assert paused.active_time(after(65)) == 20 * MINUTE
    assert length(session) == 30 * MINUTE


def test_the_time_so_far_replaces_all_that_was_measured_before() -> None:
    """Rule 3: it states the whole time until then, not that since the last pause."""
    assert transitions.pause(rested(), after(60), duration=12 * MINUTE).active_time(after(60)) == 12 * MINUTE


def test_a_stated_time_beyond_the_clock_can_be_corrected_downwards() -> None:
    """Rule 3: 60 minutes were stated after 30 on the clock; 45 said at the end are 45."""
    paused = transitions.pause(started(), after(30), duration=60 * MINUTE)
    assert length(transitions.complete(paused, after(40), duration=45 * MINUTE)) == 45 * MINUTE


@given(
    st.lists(st.integers(0, 7200), min_size=1, max_size=6),
    st.integers(0, 14400),
    st.none() | st.integers(0, 14400),
    st.integers(0, 5000),
)
def test_a_stated_duration_is_the_duration(gaps: list[int], stated: int, so_far: int | None, extra: int) -> None:
    """Rule 3: whatever went before, the session holds what the person said, and never ends later than it did."""
    session, moment = started(), NOON
    for position, gap in enumerate(gaps):
        moment += timedelta(seconds=gap)
        span = None if so_far is None else timedelta(seconds=so_far)
        session = (
            transitions.resume(session, moment) if position % 2 else transitions.pause(session, moment, duration=span)
        )
    moment += timedelta(seconds=extra)
    ended = transitions.complete(session, moment, duration=timedelta(seconds=stated))
    assert length(ended) == timedelta(seconds=stated)
    assert ended.ended_at is not None
    assert NOON <= ended.ended_at <= moment
    assert all(rest.ended_at is not None and rest.ended_at <= ended.ended_at for rest in ended.pauses)
    assert all(part.ended_at is not None and part.ended_at <= ended.ended_at for part in ended.segments)


def test_a_paused_session_ended_when_it_was_paused() -> None:
    """Rule 4: whoever pauses, forgets and completes the next day, practised until the pause."""
    session = transitions.complete(transitions.pause(started(), after(25)), after(24 * 60))
    assert session.ended_at == after(25)
    assert session.pauses == ()
    assert length(session) == 25 * MINUTE


def test_a_paused_session_ends_at_a_given_time_with_its_pause_kept() -> None:
    """Rule 4: unless `--at`; the rest until then is a pause."""
    session = transitions.complete(transitions.pause(started(), after(25)), after(60), at=after(40))
    assert session.ended_at == after(40)
    assert session.pauses == (Pause(after(25), after(40)),)
    assert length(session) == 25 * MINUTE


def test_a_given_end_before_a_pause_drops_what_came_after() -> None:
    """`complete --at` cuts: what lies behind the end never was."""
    session = transitions.complete(rested(), after(60), at=after(5))
    assert session.pauses == ()
    assert session.segments == (Segment(NOON, after(5)),)


def test_past_four_hours_nobody_guesses() -> None:
    """Rule 5: it is never completed by guesswork; the hint names the options that say what is true."""
    with pytest.raises(NeedsAnAnswer, match="Session 12") as failure:
        transitions.complete(started(), after(241))
    assert all(option in str(failure.value.hint) for option in ("--duration", "--at", "--end-at-limit"))


def test_four_hours_to_the_millisecond_are_no_guesswork() -> None:
    """Rule 5: past 4 hours means more than 4 hours."""
    assert length(transitions.complete(started(), after(240))) == LIMIT
    with pytest.raises(NeedsAnAnswer):
        transitions.complete(started(), after(240) + timedelta(milliseconds=1))


def test_only_active_time_counts_towards_the_limit() -> None:
    """Rule 5: a day of rest is none of the four hours."""
    session = transitions.resume(transitions.pause(started(), after(30)), after(24 * 60))
    assert length(transitions.complete(session, after(24 * 60 + 10))) == 40 * MINUTE


def test_a_forgotten_session_can_end_at_the_limit() -> None:
    """Rule 5: `--end-at-limit` ends it when the active time reached four hours, pauses out."""
    session = transitions.complete(rested(), after(24 * 60), end_at_limit=True)
    assert session.ended_at == after(240 + 20)
    assert length(session) == LIMIT


def test_the_limit_is_no_target() -> None:
    """`--end-at-limit` on a session that is not past it changes nothing."""
    assert transitions.complete(started(), after(20), end_at_limit=True).ended_at == after(20)


def test_a_forgotten_session_can_end_at_a_time() -> None:
    """Rule 5: `--at` answers it."""
    assert length(transitions.complete(started(), after(24 * 60), at=after(45))) == 45 * MINUTE


def test_a_given_end_past_the_limit_is_refused() -> None:
    """Contract 3: no session ends with more than 4 hours of active time."""
    with pytest.raises(InvalidValue, match="Session 12"):
        transitions.complete(started(), after(24 * 60), at=after(300))


@pytest.mark.parametrize("backwards", [timedelta(0), MINUTE, HOUR, timedelta(days=400)])
def test_a_clock_that_went_backwards_is_lifted(backwards: timedelta) -> None:
    """Rule 9: an instant that nobody gave never lies before the session's last; the session is kept."""
    paused = transitions.pause(started(), NOON - backwards)
    resumed = transitions.resume(paused, NOON - backwards)
    ended = transitions.complete(resumed, NOON - backwards)
    assert ended.ended_at == NOON
    assert length(ended) == timedelta(0)


@pytest.mark.parametrize("change", [transitions.pause, transitions.resume])
def test_a_given_instant_before_the_last_change_is_refused(change: Callable[..., PracticeSession]) -> None:
    """Rule 9: what the person gave is not bent; it is refused, and the message names the session."""
    session = rested() if change is transitions.pause else transitions.pause(rested(), after(35))
    with pytest.raises(InvalidValue, match="session 12"):
        change(session, after(29), given=True)


def test_a_given_end_before_the_start_is_refused() -> None:
    """Contract 3: an end before its start."""
    with pytest.raises(InvalidValue, match="before the start"):
        transitions.complete(started(), after(10), at=after(-1))


def test_an_end_at_the_start_is_a_session_without_length() -> None:
    """Rule 8: zero length is valid."""
    assert length(transitions.complete(started(), after(10), at=NOON)) == timedelta(0)


Steps = st.lists(st.tuples(st.sampled_from(["pause", "resume", "complete"]), st.integers(-20_000, 20_000)), max_size=12)


@given(Steps, st.integers(-50_000, 50_000))
def test_no_duration_is_negative_under_any_clock(steps: list[tuple[str, int]], look: int) -> None:
    """Rule 9: the clock may jump as it likes, also between two looks."""
    session = started()
    moment = NOON
    for name, jump in steps:
        moment += timedelta(seconds=jump)
        try:
            session = getattr(transitions, name)(session, moment)
        except YogaflowError:
            continue
    seen = NOON + timedelta(seconds=look)
    assert session.active_time(seen) >= timedelta(0)
    assert session.elapsed_time(seen) >= timedelta(0)
    stretches: tuple[Segment | Pause, ...] = (*session.segments, *session.pauses)
    assert all(stretch.ended_at is None or stretch.ended_at >= stretch.started_at for stretch in stretches)
    if session.ended_at is not None:
        assert length(session) <= session.elapsed_time(seen)


def test_reopened_the_time_since_the_end_is_a_pause() -> None:
    """Contract 2, `reopen`: un-completes it; the gap becomes a pause and it runs on."""
    session = transitions.reopen(transitions.complete(started(), after(20)), after(50))
    assert session.state is SessionState.ACTIVE
    assert session.status is CompletionStatus.ABANDONED
    assert session.pauses == (Pause(after(20), after(50)),)
    assert session.active_time(after(55)) == 25 * MINUTE


def test_reopened_after_a_pause_at_its_end_there_is_one_pause() -> None:
    """A session that ended in its rest goes on from it: one rest, not two that touch."""
    ended = transitions.complete(transitions.pause(started(), after(20)), after(50), at=after(40))
    assert transitions.reopen(ended, after(60)).pauses == (Pause(after(20), after(60)),)


def test_an_open_session_cannot_be_reopened() -> None:
    """Rule 2: it is a conflict, and names the session."""
    with pytest.raises(AlreadyActive, match="Session 12"):
        transitions.reopen(started(), after(5))


def test_a_clock_behind_the_end_reopens_at_the_end() -> None:
    """Rule 9: lifted to the last instant."""
    session = transitions.reopen(transitions.complete(started(), after(20)), after(10))
    assert session.pauses == (Pause(after(20), after(20)),)
    assert session.active_time(after(10)) == 20 * MINUTE


def test_moving_the_start_measures_anew() -> None:
    """Rule 3: `edit --start` forgets what was stated and measures between the pauses."""
    session = transitions.complete(rested(), after(45), duration=60 * MINUTE)
    moved = transitions.measured_anew(session, after(5), after(45))
    assert length(moved) == 20 * MINUTE
    assert moved.pauses == (Pause(after(10), after(30)),)


def test_moving_the_end_into_a_pause_cuts_the_pause() -> None:
    """Rule 3: nothing of a session lies outside of it."""
    moved = transitions.measured_anew(transitions.complete(rested(), after(45)), NOON, after(20))
    assert moved.pauses == (Pause(after(10), after(20)),)
    assert length(moved) == 10 * MINUTE


def test_moving_the_end_outwards_adds_practice() -> None:
    """Rule 3: what lies outside the pauses is practice."""
    assert length(transitions.measured_anew(transitions.complete(rested(), after(45)), NOON, after(60))) == 40 * MINUTE


def test_moved_to_one_instant_a_session_has_no_length() -> None:
    """Rule 8: zero length is valid."""
    moved = transitions.measured_anew(transitions.complete(rested(), after(45)), after(15), after(15))
    assert (moved.pauses, length(moved)) == ((), timedelta(0))


def test_an_end_moved_before_the_start_is_refused() -> None:
    """Contract 3: an end before its start."""
    with pytest.raises(InvalidValue, match="before the start"):
        transitions.measured_anew(transitions.complete(started(), after(45)), after(50), after(45))


def test_the_start_of_a_paused_session_can_move() -> None:
    """`edit --start` on an open session: it stays as it is, active or paused."""
    paused = transitions.pause(rested(), after(40))
    moved = transitions.measured_anew(paused, after(-10), None)
    assert moved.state is SessionState.PAUSED
    assert moved.active_time(after(99)) == 30 * MINUTE


@given(
    st.lists(st.integers(0, 3000), max_size=5),
    st.integers(-5000, 20_000),
    st.integers(0, 14_400),
)
def test_measured_anew_time_is_what_lies_outside_the_pauses(gaps: list[int], start: int, span: int) -> None:
    """Rule 3, against a naive count of seconds."""
    session, moment = started(), NOON
    for position, gap in enumerate(gaps):
        moment += timedelta(seconds=gap)
        session = (transitions.resume if position % 2 else transitions.pause)(session, moment)
    ended = transitions.complete(session, moment + HOUR, at=moment + timedelta(minutes=1), duration=timedelta(0))
    first = NOON + timedelta(seconds=start)
    moved = transitions.measured_anew(ended, first, first + timedelta(seconds=span))

    resting = [(rest.started_at, rest.ended_at) for rest in ended.pauses]
    naive = sum(
        not any(begin <= first + timedelta(seconds=second) < (end or first) for begin, end in resting)
        for second in range(span)
    )
    assert length(moved) == timedelta(seconds=naive)


def test_the_time_so_far_of_a_running_session_can_be_stated() -> None:
    """`edit --duration` on an open session: measured time counts on after it."""
    stated = transitions.with_time_so_far(rested(), 5 * MINUTE, after(40))
    assert stated.active_time(after(50)) == 15 * MINUTE


def test_the_time_so_far_of_a_paused_session_can_be_stated() -> None:
    """`edit --duration` in a rest: the rest adds nothing."""
    stated = transitions.with_time_so_far(transitions.pause(started(), after(10)), 5 * MINUTE, after(40))
    assert stated.state is SessionState.PAUSED
    assert stated.active_time(after(50)) == 5 * MINUTE


def test_only_an_ended_session_has_a_duration_to_state() -> None:
    """A call that makes no sense is a mistake of ours, and loud."""
    with pytest.raises(ValueError, match="ended"):
        transitions.with_duration(started(), MINUTE)
