"""A guided run and its record: every step, every millisecond, the start, the end and the status."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import fresh_log
from tests.services.guided_runs import (
    FRAME_SECONDS,
    MILLISECOND,
    WALK,
    after,
    led,
    opened,
    practised_in,
    press,
    stored,
    tick,
)
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.playback import Passage, Playback
from yogaflow_cli.domain.session import CompletionStatus, Pause, Segment
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.guided_run import GuidedRun

Key = Callable[[Playback], Passage]
HELD, SHORTENED, SKIPPED = Outcome
COMPLETED, PARTIAL, ABANDONED = CompletionStatus


def test_each_step_is_logged_as_it_ends(log: PracticeLog) -> None:
    """Issue 3: held, shortened or skipped; the side; planned and practised time, moving into the pose included."""
    run = opened(log)
    led(run, 41.75)
    assert stored(log).steps == ()

    led(run, 42)
    mountain = StepRecord(1, "mountain", HELD, None, 32_000, 32_000)
    assert stored(log).steps == (mountain,)

    press(run, go_next, 43.5)
    right = StepRecord(2, "warrior", SKIPPED, Side.RIGHT, 20_000, 1500)
    assert stored(log).steps == (mountain, right)

    press(run, go_next, 53.5)
    left = StepRecord(3, "warrior", SHORTENED, Side.LEFT, 20_000, 10_000)
    assert stored(log).steps == (mountain, right, left)
    assert stored(log).poses_completed == 2


def test_a_whole_run_ends_exactly_at_its_planned_length(log: PracticeLog) -> None:
    """Issue 3: planned and logged time differ by nothing, although the last tick comes late; pauses cost nothing."""
    run = opened(log)
    led(run, 141.9)
    tick(run, 142.7)

    assert run.is_over
    session = run.complete(after(150)).session
    assert (session.started_at, session.ended_at) == (after(10), after(142))
    assert session.active_time(after(999)) == practised_in(session.steps) == timedelta(seconds=132)
    assert [step.outcome for step in session.steps] == [HELD] * 4
    assert (session.status, session.poses_completed) == (COMPLETED, 4)
    assert stored(log) == session


def test_a_pause_costs_nothing(log: PracticeLog) -> None:
    """Issue 3: rested for ten minutes in a step, the practice is as long as without."""
    run = opened(log)
    led(run, 50)
    run.pause()
    led_through_rest = [tick(run, seconds) for seconds in range(51, 650)]
    run.resume(after(650))
    led(run, 742)

    session = run.complete(after(742)).session
    assert len(led_through_rest) == 599
    assert session.active_time(after(742)) == practised_in(session.steps) == timedelta(seconds=132)
    assert session.pauses == (Pause(after(50), after(650)),)
    assert (session.started_at, session.ended_at) == (after(10), after(742))


def test_a_tick_that_comes_late_leaves_nothing_out(log: PracticeLog) -> None:
    """A machine that was busy: all steps that ended meanwhile are logged with their own time."""
    run = opened(log)
    tick(run, 70)

    session = stored(log)
    assert session.started_at == after(10)
    assert [step.practised_milliseconds for step in session.steps] == [32_000, 20_000]
    assert session.active_time(after(70)) == timedelta(seconds=60)


def test_getting_ready_is_no_practice(log: PracticeLog) -> None:
    """The session begins where its first step does, to the millisecond, wherever the tick falls."""
    run = opened(log)
    led(run, 9.75)
    tick(run, 10.4)
    assert stored(log).started_at == after(10)
    assert stored(log).active_time(after(10.4)) == 400 * MILLISECOND


def test_next_while_getting_ready_begins_the_practice(log: PracticeLog) -> None:
    """`n` before the first step: from there on it is practice."""
    run = opened(log)
    led(run, 4)
    press(run, go_next, 4.1)
    led(run, 19.1)
    assert stored(log).started_at == after(4.1)
    assert run.session.active_time(run.at) == timedelta(seconds=15)


def test_rest_while_getting_ready_is_no_part_of_the_practice(log: PracticeLog) -> None:
    """A pause before the first step leaves no trace."""
    run = opened(log)
    led(run, 4)
    run.pause()
    tick(run, 100)
    run.resume(after(100))
    led(run, 110)
    session = stored(log)
    assert (session.started_at, session.pauses, session.segments) == (after(106), (), (Segment(after(106)),))


def test_next_during_a_rest_while_getting_ready_begins_the_practice_at_resume(log: PracticeLog) -> None:
    """The first step waits for the person: the practice begins when it runs."""
    run = opened(log)
    led(run, 4)
    run.pause()
    press(run, go_next, 20)
    run.resume(after(60))
    led(run, 70)
    session = run.complete(after(70)).session
    assert (session.started_at, session.ended_at, session.pauses) == (after(60), after(70), ())
    assert session.active_time(after(70)) == practised_in(session.steps) == timedelta(seconds=10)


def test_a_practice_ended_while_getting_ready_has_no_length(log: PracticeLog) -> None:
    """Getting ready is no practice, also when nothing follows; zero length is valid (rule 8)."""
    run = opened(log)
    led(run, 4)
    session = run.complete(after(4)).session
    assert session.active_time(after(4)) == practised_in(session.steps) == timedelta(0)
    assert (session.status, session.steps) == (ABANDONED, ())


TEN = sequence_of(*(held(f"pose {number}", 10) for number in range(10)))


@pytest.mark.parametrize(
    ("skipped", "status"),
    [(0, COMPLETED), (1, COMPLETED), (2, PARTIAL), (4, PARTIAL), (5, ABANDONED), (9, ABANDONED)],
)
def test_the_status_is_by_the_planned_time_practised_and_not_skipped(
    log: PracticeLog, skipped: int, status: CompletionStatus
) -> None:
    """Rule 6: completed from 90 % on, partial above half, else abandoned; here of ten equal steps."""
    run = opened(log, TEN)
    for _ in range(skipped):
        press(run, go_next, 0.0)
    led(run, 200)
    session = run.complete(run.at).session
    assert (session.status, session.poses_completed) == (status, 10 - skipped)
    assert session.active_time(run.at) == (10 - skipped) * timedelta(seconds=10)


@pytest.mark.parametrize(
    ("seconds", "status"),
    [(90, COMPLETED), (89.999, PARTIAL), (50.001, PARTIAL), (50, ABANDONED), (0, ABANDONED)],
)
def test_left_early_the_time_so_far_decides(log: PracticeLog, seconds: float, status: CompletionStatus) -> None:
    """Rule 6, to the millisecond: the step that is left counts as far as it was practised."""
    run = opened(log, sequence_of(held("corpse", 100)))
    tick(run, seconds)
    session = run.complete(after(seconds)).session
    assert session.status is status
    assert session.active_time(after(seconds)) == practised_in(session.steps) == after(seconds) - after(0)


def test_free_practice_is_completed_whatever_its_length(log: PracticeLog) -> None:
    """Rule 6: free practice has no plan to fall short of, and no steps."""
    run = opened(log, None)
    led(run, 30)
    session = run.complete(after(30)).session
    assert (session.status, session.steps, session.active_time(after(30))) == (COMPLETED, (), timedelta(seconds=30))


def act(run: GuidedRun, action: int | Key | str, now: timedelta) -> timedelta:
    """One action of a property: milliseconds that pass, a key, or a rest of a minute; the time after it."""
    if isinstance(action, int):
        now += action * MILLISECOND
        tick(run, now.total_seconds())
    elif isinstance(action, str):
        run.advance(after(now.total_seconds()))
        if not run.is_over:
            run.pause()
            now += timedelta(minutes=1)
            tick(run, now.total_seconds())
            run.resume(after(now.total_seconds()))
    else:
        press(run, action, now.total_seconds())
    return now


ACTIONS: st.SearchStrategy[list[int | Key | str]] = st.lists(
    st.integers(0, 40_000) | st.sampled_from([go_next, go_back, make_longer, make_shorter, "rest"]), max_size=14
)


@settings(max_examples=60)
@given(ACTIONS)
def test_whatever_is_pressed_the_active_time_is_what_the_steps_add_up_to(actions: list[int | Key | str]) -> None:
    """Issue 3: to the millisecond, with every key and any rest; and the file says what the run says."""
    with fresh_log() as log:
        run, now = opened(log), timedelta(0)
        for action in actions:
            if run.is_over:
                break
            now = act(run, action, now)
        session = run.complete(after(now.total_seconds())).session
        log.guide_lock.release()

        assert session.active_time(after(9999)) == practised_in(session.steps)
        assert session.ended_at is not None
        rests = sum(((rest.ended_at or session.ended_at) - rest.started_at for rest in session.pauses), timedelta(0))
        assert session.elapsed_time(after(9999)) == practised_in(session.steps) + rests
        assert stored(log) == session


def test_the_frames_do_not_matter(log: PracticeLog) -> None:
    """Issue 3: over a 60-minute sequence with the clock simulated, planned and logged time differ by 0 s."""
    run = opened(log, sequence_of(*(held("pose", 7.2, move=0.3) for _ in range(480)), prepare=5))
    led(run, 4000, frame_seconds=FRAME_SECONDS + 0.587)
    session = run.complete(after(4000)).session
    assert (session.started_at, session.ended_at) == (after(5), after(3605))
    assert {step.practised_milliseconds for step in session.steps} == {7500}
    assert WALK.planned_milliseconds == 132_000
