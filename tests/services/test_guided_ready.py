"""Getting ready is no practice, however a guided session ends; and an end from elsewhere can be taken back."""

from datetime import timedelta

import pytest

from tests.services.guided_runs import after, led, opened
from yogaflow_cli.domain.session import SessionState
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete

NOTHING = timedelta(0)


def test_a_pause_while_getting_ready_counts_nothing(log: PracticeLog) -> None:
    """Ctrl-C before the first step leaves a session of no time, and the first step still begins it."""
    run = opened(log)
    led(run, 4)
    run.pause()
    assert run.session.active_time(after(4)) == NOTHING
    run.resume(after(60))
    led(run, 66)
    assert run.session.started_at == after(66)


@pytest.mark.parametrize("ended_by", ["the guide", "another terminal", "another terminal, later"])
def test_a_session_that_ends_while_getting_ready_has_no_time(
    log: PracticeLog, beside: PracticeLog, ended_by: str
) -> None:
    """Not a second was practised."""
    run = opened(log)
    led(run, 4)
    if ended_by == "the guide":
        session = run.complete(after(4)).session
    else:
        if ended_by == "another terminal, later":
            log.guide_lock.release()
        session = complete(beside, after(5)).session
    assert session.active_time(after(5)) == NOTHING
    assert session.steps == ()


def test_an_end_from_elsewhere_is_taken_back_to_that_moment(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 4: paused at that moment, and not where the guide, which has gone by now, saved last."""
    run = opened(log)
    led(run, 50)
    complete(beside, after(53))
    log.guide_lock.release()
    correction.undo(beside, after(500), 1)
    session = beside.sessions.current()
    assert session is not None and session.state is SessionState.PAUSED
    assert session.active_time(after(500)) == timedelta(seconds=43)
    practice.resume(beside, after(600))
    # The walk has come to its second step 32 s after its first began.
    again = complete(beside, after(610)).session
    assert [step.practised_milliseconds for step in again.steps] == [32_000, 20_000, 1000]
