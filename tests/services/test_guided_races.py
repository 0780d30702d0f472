"""A guide and another terminal within one frame, and in odd moments: nothing is overwritten, and all adds up."""

from datetime import timedelta

import pytest

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import BERLIN
from tests.services.guided_runs import (
    LONG,
    after,
    ended,
    led,
    opened,
    press,
    stored,
    tick,
)
from yogaflow_cli.domain.guide_course import records_of
from yogaflow_cli.domain.guide_keys import go_next, make_longer
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import CompletionStatus, Pause, SessionState
from yogaflow_cli.errors import AlreadyEnded
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits
from yogaflow_cli.services.guidance import first_mark, leading, opened_again, opened_first
from yogaflow_cli.services.guided_run import Steering


def test_paused_and_resumed_between_two_looks_is_a_rest_all_the_same(log: PracticeLog, beside: PracticeLog) -> None:
    """The guide need not have seen it paused: the time in between is none of the practice."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    practice.resume(beside, after(50.2))
    assert tick(run, 50.25) is Steering.NOTHING
    assert run.session.active_time(run.at) == timedelta(seconds=40.15)
    led(run, 200)
    assert ended(run.complete(run.at).session).pauses == (Pause(after(50.1), after(50.2)),)


def test_a_pause_after_a_step_ended_keeps_the_step(log: PracticeLog, beside: PracticeLog) -> None:
    """A step that ended in the very frame of the pause is logged."""
    run = opened(log)
    led(run, 41.75)
    practice.pause(beside, after(42.1))
    assert tick(run, 42.25) is Steering.PAUSED
    assert [step.practised_milliseconds for step in records_of(run.course)] == [32_000]
    run.resume(after(60))
    led(run, 200)
    ended(run.complete(run.at).session)


def test_a_pause_before_a_step_ends_lets_it_run_on(log: PracticeLog, beside: PracticeLog) -> None:
    """A step that the guide saw end after the pause has not ended."""
    run = opened(log)
    led(run, 41.75)
    practice.pause(beside, after(41.9))
    assert tick(run, 42.25) is Steering.PAUSED
    assert isinstance(run.course, Playback)
    assert (run.course.step_number, run.course.into_milliseconds) == (1, 31_900)
    run.resume(after(60))
    led(run, 200)
    assert [step.practised_milliseconds for step in ended(run.complete(run.at).session).steps][:1] == [32_000]


@pytest.mark.parametrize("other", [None, sequence_of(held("tree", 30)), sequence_of(*(held("tree", 30),) * 9)])
@pytest.mark.parametrize("by_the_guide", [True, False])
def test_another_sequence_from_elsewhere_does_not_make_the_session_endless(
    log: PracticeLog, beside: PracticeLog, other: Sequence | None, by_the_guide: bool
) -> None:
    """`edit --sequence` beside a guide: whatever becomes of the steps, the session can be ended, by either."""
    run = opened(log)
    led(run, 100)
    correction.edit(beside, after(100), None, Edits(sequence=other))
    led(run, 101)
    run.save(after(101))
    session = run.complete(after(101)).session if by_the_guide else complete(beside, after(101)).session
    assert session.state is SessionState.ENDED
    # Beside a shorter plan the guide is at its end at once; not a second of what was practised goes.
    assert session.active_time(after(101)) in (timedelta(seconds=91), timedelta(seconds=90.25))
    assert stored(beside) == session


@pytest.mark.parametrize("other", [None, sequence_of(held("tree", 30)), sequence_of(*(held("tree", 30),) * 9)])
def test_another_sequence_after_the_guide_left_can_be_led_or_ended(log: PracticeLog, other: Sequence | None) -> None:
    """`edit --sequence` of a practice that the guide left: the guide opens, or says why not; `complete` works."""
    run = opened(log)
    led(run, 100)
    run.leave()
    correction.edit(log, after(200), None, Edits(sequence=other))
    try:
        again = opened_again(log, after(300)).run
        again.resume(after(300))
        led(again, 310)
        again.leave()
    except AlreadyEnded:
        pass
    log.guide_lock.release()
    assert complete(log, after(400)).session.state is SessionState.ENDED


def test_undo_of_complete_elsewhere_gives_the_run_back(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 4: `undo` of a `complete` gives it back paused at that moment; the guide goes on from there."""
    run = opened(log)
    led(run, 50)
    complete(beside, after(50))
    assert tick(run, 50.25) is Steering.ENDED
    log.guide_lock.release()
    correction.undo(beside, after(500), 1)
    with leading(beside):
        again = opened_again(beside, after(500)).run
        assert again.is_paused
        again.resume(after(500))
        led(again, 700)
        ended(again.complete(again.at).session)


def test_a_session_dropped_and_brought_back_between_two_looks_goes_on(log: PracticeLog, beside: PracticeLog) -> None:
    """`discard` and `undo` within a second: nothing happened."""
    run = opened(log)
    led(run, 50)
    practice.discard(beside, after(50))
    correction.undo(beside, after(50), 1)
    assert tick(run, 50.25) is Steering.NOTHING
    led(run, 200)
    ended(run.complete(run.at).session)


@pytest.mark.parametrize("seconds", [50.0, 61.9, 62.0])
def test_a_save_between_a_pause_and_the_look_overwrites_nothing(
    log: PracticeLog, beside: PracticeLog, seconds: float
) -> None:
    """The guide writes only over what it has seen; what it has not, it takes over first."""
    run = opened(log)
    led(run, seconds)
    practice.pause(beside, after(seconds + 0.1))
    run.advance(after(seconds + 0.2))
    run.save(after(seconds + 0.2))
    assert stored(beside).pauses == (Pause(after(seconds + 0.1)),)
    assert tick(run, seconds + 0.25) is Steering.PAUSED
    run.resume(after(100))
    led(run, 200)
    ended(run.complete(run.at).session)


def test_a_leave_between_a_pause_and_the_look_overwrites_nothing(log: PracticeLog, beside: PracticeLog) -> None:
    """Ctrl-C just after `pause` elsewhere: it stays paused when it was."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    run.advance(after(50.2))
    run.leave()
    log.guide_lock.release()
    session = stored(beside)
    assert (session.state, session.pauses) == (SessionState.PAUSED, (Pause(after(50.1)),))
    assert ended(complete(beside, after(900)).session).ended_at == after(50.1)


def test_complete_between_a_pause_and_the_look_keeps_the_pause(log: PracticeLog, beside: PracticeLog) -> None:
    """`q` just after `pause` elsewhere: it ended when it was paused, and the steps say so."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    run.advance(after(50.2))
    assert ended(run.complete(after(50.2)).session).ended_at == after(50.1)


def test_a_key_and_a_pause_elsewhere_in_one_frame_are_both_kept(log: PracticeLog, beside: PracticeLog) -> None:
    """The key was pressed first: the guide stands at the next step, paused."""
    run = opened(log)
    led(run, 50)
    run.advance(after(50.1))
    assert isinstance(run.course, Playback)
    run.turn(go_next(run.course).playback)
    practice.pause(beside, after(50.2))
    assert tick(run, 50.25) is Steering.PAUSED
    assert isinstance(run.course, Playback)
    assert run.course.step_number == 3
    run.resume(after(100))
    led(run, 200)
    ended(run.complete(run.at).session)


def test_a_change_from_elsewhere_while_nothing_was_saved_yet(log: PracticeLog, beside: PracticeLog) -> None:
    """A pause before the guide's first save, the screen having taken two seconds to open."""
    log.guide_lock.take()
    session = practice.start(log, after(0), BERLIN.key, sequence=LONG, guide=first_mark(LONG, None, after(0)))
    run = opened_first(log, session, after(2)).run
    tick(run, 5)
    practice.pause(beside, after(5.1))
    assert tick(run, 5.25) is Steering.PAUSED
    assert isinstance(run.course, Playback)
    assert run.course.into_milliseconds == 5100


def test_a_pause_elsewhere_while_getting_ready(log: PracticeLog, beside: PracticeLog) -> None:
    """Getting ready goes on where it was left, and stays no practice."""
    run = opened(log)
    led(run, 4)
    practice.pause(beside, after(4.1))
    assert tick(run, 4.25) is Steering.PAUSED
    practice.resume(beside, after(100.1))
    assert tick(run, 100.25) is Steering.RESUMED
    led(run, 120)
    session = ended(run.complete(after(120)).session)
    assert (session.started_at, session.pauses) == (after(106), ())


def test_more_than_the_end_passed_elsewhere_ends_the_run_at_its_length(log: PracticeLog, beside: PracticeLog) -> None:
    """Paused and brought back by `undo` long after the end: the run is over, at its planned length."""
    run = opened(log)
    led(run, 130)
    practice.pause(beside, after(130.1))
    tick(run, 130.25)
    correction.undo(beside, after(900), 1)
    tick(run, 900.25)
    assert run.is_over
    session = ended(run.complete(after(900.25)).session)
    assert (session.status, session.ended_at) == (CompletionStatus.COMPLETED, after(142))


def test_keys_before_a_resume_elsewhere_are_kept(log: PracticeLog, beside: PracticeLog) -> None:
    """Steps that were left during a rest stay left when another terminal ends the rest."""
    run = opened(log)
    led(run, 50)
    run.pause()
    press(run, go_next, 51)
    press(run, make_longer, 52)
    practice.resume(beside, after(80))
    assert tick(run, 80.25) is Steering.RESUMED
    assert isinstance(run.course, Playback)
    assert (run.course.step_number, run.course.into_milliseconds, run.course.changed_milliseconds) == (3, 250, 10_000)


def test_a_kill_just_after_a_resume_elsewhere_counts_no_dead_time(log: PracticeLog, beside: PracticeLog) -> None:
    """The rest was saved, and the session runs again by another terminal's word: the guide's sight is saved at once."""
    run = opened(log, LONG)
    led(run, 50)
    run.pause()
    run.save_when_due(after(50))
    practice.resume(beside, after(55))
    tick(run, 55.25)
    log.guide_lock.release()
    session = stored(beside)
    assert session.state is SessionState.PAUSED
    assert session.active_time(after(5000)) < timedelta(seconds=51)


def test_undo_elsewhere_of_what_the_guide_did_after_a_pause(log: PracticeLog, beside: PracticeLog) -> None:
    """`undo` beside a running guide gives an older state of its session back: the guide stands where it stood then."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    tick(run, 50.25)
    run.resume(after(60))
    led(run, 90)
    correction.undo(beside, after(90), 1)
    assert tick(run, 90.25) is Steering.PAUSED
    assert isinstance(run.course, Playback)
    assert (run.course.step_number, run.course.into_milliseconds) == (2, 8100)
    run.resume(after(100))
    led(run, 300)
    session = ended(run.complete(run.at).session)
    assert session.pauses == (Pause(after(50.1), after(100)),)


def test_a_pause_elsewhere_while_saves_fail_adds_up_as_well(log: PracticeLog, beside: PracticeLog) -> None:
    """The other terminal got its turn between two attempts: the guide stands where the pause was."""
    run = opened(log)
    led(run, 50)
    log.database.wait_at_most(0)
    with beside.database.transaction():
        run.advance(after(50.1))
        run.save(after(50.1))
        assert run.trouble is not None
    practice.pause(beside, after(50.2))
    assert tick(run, 50.25) is Steering.PAUSED
    run.resume(after(60))
    led(run, 300)
    ended(run.complete(run.at).session)
