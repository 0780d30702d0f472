"""The guide on a practice that is open: after a crash, after it was left, and one that began without it."""

from datetime import timedelta

import pytest

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import HOUR
from tests.services.guided_runs import (
    LONG,
    after,
    led,
    opened,
    practised_in,
    stored,
)
from yogaflow_cli.domain.session import CompletionStatus, Pause, SessionState
from yogaflow_cli.errors import (
    AlreadyEnded,
    AlreadyPaused,
    NoOpenSession,
)
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.guidance import leading, opened_again


def killed(log: PracticeLog) -> None:
    """What the system does when the guide's process dies: its lock is free, and nothing else is done."""
    log.guide_lock.release()


def test_after_a_kill_the_session_is_paused_at_the_last_save(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: active time ends at the last save, and dead time never counts, however much later it is."""
    run = opened(log, LONG)
    led(run, 50)
    saved_at = run.saved_at
    killed(log)

    seen = beside.sessions.current()
    assert seen is not None
    assert (seen.state, seen.pauses) == (SessionState.PAUSED, (Pause(saved_at),))
    for now in (after(50), after(50) + HOUR, after(50) + 5000 * HOUR):
        assert seen.active_time(now) == saved_at - after(0)
    assert seen == stored(beside) == beside.sessions.by_uuid(seen.uuid) == beside.sessions.by_number(1)


def test_after_a_kill_complete_ends_it_where_it_was_seen_last(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 4: as if it had been paused there; the step that was practised is logged, and rule 6 holds."""
    run = opened(log)
    led(run, 77.5)
    saved_at = run.saved_at
    killed(log)

    session = complete(beside, after(75) + 40 * HOUR).session
    assert (session.ended_at, session.status) == (saved_at, CompletionStatus.PARTIAL)
    assert session.active_time(after(75)) == practised_in(session.steps) == saved_at - after(10)
    assert [step.step_number for step in session.steps] == [1, 2, 3]


def test_after_a_kill_pause_says_that_it_is_paused(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 2: `pause` of a paused session is refused."""
    led(opened(log, LONG), 50)
    killed(log)
    with pytest.raises(AlreadyPaused):
        practice.pause(beside, after(1000))


def test_after_a_kill_resume_goes_on_without_the_dead_time(log: PracticeLog, beside: PracticeLog) -> None:
    """The time from the last save to `resume` is a rest."""
    led(opened(log, LONG), 30)
    killed(log)
    session = practice.resume(beside, after(1000))
    assert session.pauses == (Pause(after(30), after(1000)),)
    assert stored(beside) == session
    assert session.active_time(after(1010)) == timedelta(seconds=40)


def test_after_a_kill_the_guide_goes_on_at_the_step_where_it_was(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: `yogaflow guide` after a crash; in the end all adds up, and the dead time is a pause."""
    run = opened(log)
    led(run, 77)
    assert run.saved_at == run.at == after(77)
    killed(log)

    with leading(beside):
        again = opened_again(beside, after(5000)).run
        assert again.is_paused
        assert again.course == run.course
        again.resume(after(5000))
        led(again, 5100)
        session = again.complete(again.at).session
    assert session.active_time(again.at) == practised_in(session.steps) == timedelta(seconds=132)
    assert [step.practised_milliseconds for step in session.steps] == [32_000, 20_000, 20_000, 60_000]
    assert session.status is CompletionStatus.COMPLETED
    assert session.pauses == (Pause(after(77), after(5000)),)


def test_a_kill_while_getting_ready_goes_on_getting_ready(log: PracticeLog, beside: PracticeLog) -> None:
    """Nothing was practised; the practice begins where its first step does."""
    run = opened(log)
    led(run, 4)
    run.save(after(4))
    killed(log)
    with leading(beside):
        again = opened_again(beside, after(500)).run
        again.resume(after(500))
        led(again, 520)
        session = again.complete(after(520)).session
    assert (session.started_at, session.pauses) == (after(506), ())
    assert session.active_time(after(520)) == practised_in(session.steps) == timedelta(seconds=14)


def test_a_practice_that_began_without_the_guide_is_led_on(log: PracticeLog, beside: PracticeLog) -> None:
    """`start --no-guide`, then `guide`: what was practised counts by the plan."""
    practice.start(log, after(0), "Europe/Berlin", sequence=sequence_of(held("tree", 30), held("dog", 30)))
    with leading(log):
        run = opened_again(log, after(40)).run
        assert not run.is_paused
        led(run, 60)
        session = run.complete(after(60)).session
    assert [step.practised_milliseconds for step in session.steps] == [30_000, 30_000]
    assert session.active_time(after(60)) == timedelta(minutes=1)
    assert stored(beside) == session


def test_what_ran_past_its_sequence_without_the_guide_is_not_led(log: PracticeLog) -> None:
    """The guide cannot tell what was practised then; nothing is changed."""
    practice.start(log, after(0), "Europe/Berlin", sequence=sequence_of(held("tree", 30)))
    before = stored(log)
    with leading(log), pytest.raises(AlreadyEnded):
        opened_again(log, after(40))
    assert stored(log) == before


def test_without_an_open_session_there_is_nothing_to_lead(log: PracticeLog) -> None:
    """No open session: 3."""
    with leading(log), pytest.raises(NoOpenSession):
        opened_again(log, after(40))


def test_left_and_opened_again_nothing_is_lost_or_counted_twice(log: PracticeLog) -> None:
    """Ctrl-C and `guide`, several times: steps and time are as in one go."""
    run = opened(log)
    for number in range(1, 6):
        led(run, number * 1000 + 17.25 if number > 1 else 27.25)
        run.leave()
        log.guide_lock.release()
        assert stored(log).state is SessionState.PAUSED
        log.guide_lock.take()
        run = opened_again(log, after(number * 1000 + 900)).run
        run.resume(after((number + 1) * 1000))
    led(run, 6200)
    session = run.complete(run.at).session
    log.guide_lock.release()
    assert [step.practised_milliseconds for step in session.steps] == [32_000, 20_000, 20_000, 60_000]
    assert session.active_time(run.at) == timedelta(seconds=132)
    assert len(session.pauses) == 5
