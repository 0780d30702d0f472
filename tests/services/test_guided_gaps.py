"""Gaps in the clock of a guided run, which can be given back, and the limit of four hours."""

from datetime import timedelta

from tests.practice_logs import HOUR
from tests.services.guided_runs import (
    LONG,
    after,
    led,
    opened,
    practised_in,
    stored,
    tick,
)
from yogaflow_cli.domain.session import LIMIT, Pause
from yogaflow_cli.repository.practice_log import PracticeLog


def test_at_four_hours_of_practice_the_run_pauses_and_can_be_completed(log: PracticeLog) -> None:
    """Rule 5: past 4 hours nothing is completed by guesswork; the guide stops in time."""
    run = opened(log, None)
    tick(run, 3600 * 3)
    assert not run.reached_limit
    tick(run, 3600 * 5)
    assert (run.is_paused, run.reached_limit, run.at) == (True, True, after(3600 * 4))
    session = run.complete(after(3600 * 9)).session
    assert (session.active_time(after(3600 * 9)), session.ended_at) == (LIMIT, after(3600 * 4))


def test_after_four_hours_a_rest_adds_no_practice(log: PracticeLog) -> None:
    """Resumed past the limit, it pauses again at once: a session never holds more."""
    run = opened(log, None)
    tick(run, 3600 * 2)
    run.pause()
    run.resume(after(3600 * 3))
    tick(run, 3600 * 6)
    run.resume(after(3600 * 7))
    tick(run, 3600 * 8)
    assert run.is_paused
    assert run.complete(after(3600 * 8)).session.active_time(after(3600 * 8)) == LIMIT


def test_a_gap_pauses_where_the_clock_was_seen_last(log: PracticeLog) -> None:
    """Issue 3: a laptop lid, Ctrl-Z: dead time never counts by itself."""
    run = opened(log, LONG)
    led(run, 60)
    run.fall_into_gap()
    tick(run, 700)
    assert (run.is_paused, run.has_gap) == (True, True)
    assert stored(log).pauses == (Pause(after(60)),)

    run.resume(after(710))
    assert not run.has_gap
    led(run, 720)
    assert run.session.active_time(after(720)) == timedelta(seconds=70)


def test_a_gap_that_is_given_back_counts_as_practised(log: PracticeLog) -> None:
    """Issue 3: it can be given back, whole, also after it was saved as a pause."""
    run = opened(log)
    led(run, 30)
    run.fall_into_gap()
    tick(run, 90)
    cues = run.give_gap_back(after(90))
    assert [cue.step_number for cue in cues if cue.kind == "step"] == [2, 3, 4]
    assert (run.is_paused, run.has_gap) == (False, False)
    led(run, 142)
    session = run.complete(after(142)).session
    assert session.pauses == ()
    assert session.active_time(after(142)) == practised_in(session.steps) == timedelta(seconds=132)


def test_without_a_gap_there_is_nothing_to_give_back(log: PracticeLog) -> None:
    """A rest that the person took is none, nor is one during which the lid was closed."""
    run = opened(log, LONG)
    led(run, 10)
    run.pause()
    run.fall_into_gap()
    assert not run.has_gap
    assert run.give_gap_back(after(100)) == ()
    assert run.is_paused


def test_a_gap_past_the_end_is_given_back_only_as_far_as_the_sequence_goes(log: PracticeLog) -> None:
    """The run ends at its planned length whatever passed since."""
    run = opened(log)
    led(run, 100)
    run.fall_into_gap()
    run.give_gap_back(after(0) + HOUR)
    assert run.is_over
    assert run.complete(after(0) + HOUR).session.ended_at == after(142)
