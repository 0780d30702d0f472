"""Any terminal steers a guided practice: what it does is followed, and never overwritten by the guide's next save."""

from datetime import timedelta

import pytest

from tests.practice_logs import MINUTE
from tests.services.guided_runs import (
    LONG,
    MILLISECOND,
    after,
    ended,
    led,
    opened,
    opened_anew,
    practised_in,
    stored,
    tick,
)
from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.session import CompletionStatus, Pause, Segment
from yogaflow_cli.errors import AlreadyEnded, SessionNotFound
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.guided_run import GuidedRun, Steering
from yogaflow_cli.services.practice import Said


def is_paused(run: GuidedRun) -> bool:
    """Asked anew at every look."""
    return run.is_paused


def test_a_pause_elsewhere_pauses_the_guide_at_its_moment(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3, 4: the guide stands where the pause was, not where it looked up; its next save keeps it."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    assert tick(run, 50.25) is Steering.PAUSED
    assert run.is_paused
    assert isinstance(run.course, Playback)
    assert (run.course.step_number, run.course.into_milliseconds) == (2, 8100)

    led_still = [tick(run, seconds) for seconds in range(51, 100)]
    assert set(led_still) == {Steering.NOTHING}
    run.save(after(100))
    assert stored(beside).pauses == (Pause(after(50.1)),)


def test_a_resume_elsewhere_lets_the_guide_go_on(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3, 4: from the moment of the `resume`; in the end everything adds up."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    tick(run, 50.25)
    practice.resume(beside, after(300.1))
    assert tick(run, 300.5) is Steering.RESUMED
    assert not is_paused(run)
    led(run, 400)
    session = ended(run.complete(run.at).session)
    assert session.pauses == (Pause(after(50.1), after(300.1)),)
    assert session.ended_at == after(392)


def test_a_pause_elsewhere_is_resumed_by_the_guides_key(log: PracticeLog, beside: PracticeLog) -> None:
    """Whoever paused: space goes on."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    tick(run, 50.25)
    run.resume(after(100))
    led(run, 200)
    session = ended(run.complete(run.at).session)
    assert session.pauses == (Pause(after(50.1), after(100)),)


def test_a_rest_of_the_guide_is_ended_from_elsewhere(log: PracticeLog, beside: PracticeLog) -> None:
    """`resume` in another terminal while the guide rests."""
    run = opened(log)
    led(run, 50)
    run.pause()
    run.save_when_due(after(50))
    practice.resume(beside, after(80))
    assert tick(run, 80.25) is Steering.RESUMED
    led(run, 200)
    assert ended(run.complete(run.at).session).pauses == (Pause(after(50), after(80)),)


def test_complete_elsewhere_ends_the_run_with_its_last_step(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 6, whoever completes: the step that was being practised is logged, and the run's time decides."""
    run = opened(log)
    led(run, 130)
    completion = complete(beside, after(130.1), said=Said(note="good", effort=4))
    assert tick(run, 130.25) is Steering.ENDED
    session = ended(stored(log))
    assert session == completion.session == run.session
    assert (session.status, session.ended_at, session.note) == (CompletionStatus.COMPLETED, after(130.1), "good")
    assert [step.practised_milliseconds for step in session.steps] == [32_000, 20_000, 20_000, 48_100]


@pytest.mark.parametrize(
    ("seconds", "status"), [(129, CompletionStatus.COMPLETED), (128, CompletionStatus.PARTIAL), (76, "abandoned")]
)
def test_complete_elsewhere_gives_the_status_of_the_runs_time(
    log: PracticeLog, beside: PracticeLog, seconds: int, status: CompletionStatus
) -> None:
    """Rule 6: 90 % of 132 s are 118.8 s, half are 66; the run began at second 10."""
    led(opened(log), seconds - 1)
    assert complete(beside, after(seconds)).session.status == status
    ended(stored(log))


def test_complete_elsewhere_with_a_status_and_poses_takes_those(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 6 is for when nothing is given."""
    led(opened(log), 100)
    said = Said(status=CompletionStatus.COMPLETED, poses=4)
    session = complete(beside, after(100), said=said).session
    assert (session.status, session.poses_completed) == (CompletionStatus.COMPLETED, 4)


def test_complete_elsewhere_of_a_resting_run_ends_it_where_it_rested(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 4: a paused session that is completed ended when it was paused."""
    run = opened(log)
    led(run, 50)
    run.pause()
    run.save_when_due(after(50))
    complete(beside, after(900))
    assert tick(run, 900) is Steering.ENDED
    assert ended(stored(log)).ended_at == after(50)


def test_discard_elsewhere_is_followed_and_nothing_comes_back(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3, 4: the session is gone; neither a save nor leaving brings it back."""
    run = opened(log)
    led(run, 50)
    practice.discard(beside, after(50))
    assert run.follow(after(50.25)) is Steering.GONE
    run.save(after(51))
    run.leave()
    assert beside.sessions.open() == []
    with pytest.raises(SessionNotFound):
        run.complete(after(52))


def test_a_note_and_tags_from_elsewhere_are_kept(log: PracticeLog, beside: PracticeLog) -> None:
    """Words change nothing of the run, and every later save keeps them."""
    run = opened(log)
    led(run, 50)
    correction.edit(beside, after(50), None, Edits(note="warm today", add_tags=("home",), mood_before=4))
    assert tick(run, 50.25) is Steering.NOTHING
    led(run, 90)
    correction.edit(beside, after(90), None, Edits(note="warm and quiet", effort=3))
    run.pause()
    run.save(after(90.25))
    run.resume(after(91))
    led(run, 200)
    session = ended(run.complete(run.at).session)
    assert (session.note, session.tags) == ("warm and quiet", ("home",))
    assert (session.reflection.mood_before, session.reflection.effort) == (4, 3)
    assert stored(beside) == session


def test_words_from_elsewhere_survive_a_gap_that_is_given_back(log: PracticeLog, beside: PracticeLog) -> None:
    """What the run held before the gap brings back its times alone."""
    run = opened(log, LONG)
    led(run, 50)
    run.fall_into_gap()
    tick(run, 90)
    correction.edit(beside, after(90), None, Edits(note="slept a little"))
    tick(run, 91)
    run.give_gap_back(after(100))
    led(run, 110)
    session = ended(run.complete(after(110)).session)
    assert (session.note, session.pauses) == ("slept a little", ())


def test_a_gap_that_another_terminal_ended_is_not_given_back(log: PracticeLog, beside: PracticeLog) -> None:
    """After `resume` elsewhere, the gap is a rest."""
    run = opened(log, LONG)
    led(run, 50)
    run.fall_into_gap()
    tick(run, 90)
    practice.resume(beside, after(95))
    assert tick(run, 95.25) is Steering.RESUMED
    assert not run.has_gap
    assert run.give_gap_back(after(96)) == ()
    assert ended(run.complete(run.at).session).pauses == (Pause(after(50), after(95)),)


def test_another_start_from_elsewhere_is_kept(log: PracticeLog, beside: PracticeLog) -> None:
    """`edit --start`: the session began earlier; what was practised then counts by the plan."""
    run = opened(log, LONG)
    led(run, 100)
    correction.edit(beside, after(100), None, Edits(times=Times(start=after(-60))))
    assert tick(run, 100.25) is Steering.NOTHING
    led(run, 120)
    session = ended(run.complete(run.at).session)
    assert (session.started_at, session.ended_at) == (after(-60), after(120))


def test_a_stated_time_from_elsewhere_holds(log: PracticeLog, beside: PracticeLog) -> None:
    """`pause --duration`: the time so far is what the person says, and measured time counts on after it."""
    run = opened(log, LONG)
    led(run, 100)
    practice.pause(beside, after(100), duration=5 * MINUTE)
    assert tick(run, 100.25) is Steering.PAUSED
    run.resume(after(200))
    led(run, 210)
    session = run.complete(run.at).session
    assert session.active_time(after(999)) == timedelta(seconds=310)
    # The steps are what the guide led, up to the look at which it saw the pause.
    assert practised_in(session.steps) == timedelta(seconds=110.25)
    assert session.segments[0] == Segment(after(0), after(100), 5 * MINUTE)


def test_undo_elsewhere_of_a_pause_lets_the_guide_go_on(log: PracticeLog, beside: PracticeLog) -> None:
    """`undo` while the guide runs takes back the pause alone: the time since counts."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50.1))
    tick(run, 50.25)
    correction.undo(beside, after(60), 1)
    assert tick(run, 60.25) is Steering.RESUMED
    assert (run.session.pauses, run.session.active_time(after(60.25))) == ((), timedelta(seconds=50.25))
    led(run, 200)
    assert ended(run.complete(run.at).session).ended_at == after(142)


def test_undo_elsewhere_of_the_whole_run_is_followed(log: PracticeLog, beside: PracticeLog) -> None:
    """`undo` of the run while it runs: there is no such session any more."""
    run = opened(log)
    led(run, 50)
    correction.undo(beside, after(50), 1)
    assert run.follow(after(50.25)) is Steering.GONE


def test_free_practice_is_steered_as_well(log: PracticeLog, beside: PracticeLog) -> None:
    """Pause, resume and complete from elsewhere; its time is the session's."""
    run = opened(log, None)
    led(run, 50)
    practice.pause(beside, after(50.1))
    assert tick(run, 50.25) is Steering.PAUSED
    practice.resume(beside, after(80))
    assert tick(run, 80.25) is Steering.RESUMED
    led(run, 90)
    complete(beside, after(90.1))
    assert tick(run, 90.25) is Steering.ENDED
    assert stored(log).active_time(after(999)) == 60_200 * MILLISECOND
    assert stored(log).status is CompletionStatus.COMPLETED


def test_complete_after_complete_elsewhere_is_refused(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 2: an ended session stays as it is."""
    run = opened(log)
    led(run, 50)
    complete(beside, after(50))
    before = stored(beside)
    with pytest.raises(AlreadyEnded):
        run.complete(after(50.2))
    run.save(after(50.3))
    run.leave()
    assert stored(beside) == before


def test_a_pause_elsewhere_just_after_the_last_step_makes_the_run_no_longer(
    log: PracticeLog, beside: PracticeLog
) -> None:
    """The sequence ended within the frame, before the pause: so did the practice."""
    run = opened(log)
    led(run, 141.9)
    practice.pause(beside, after(142.1))
    tick(run, 142.25)
    assert run.is_over
    session = ended(run.complete(after(142.25)).session)
    assert (session.ended_at, session.pauses) == (after(142), ())


def test_a_time_that_is_stated_elsewhere_moves_no_step(log: PracticeLog, beside: PracticeLog) -> None:
    """`pause --duration 20m` says how long was practised and not where: the guide stays at its step."""
    run = opened(log)
    led(run, 50)
    practice.pause(beside, after(50), duration=timedelta(minutes=20))
    assert tick(run, 50.25) is Steering.PAUSED
    assert isinstance(run.course, Playback) and run.course.step_number == 2
    again = opened_anew(run, 100, left=True)
    assert isinstance(again.course, Playback) and again.course.step_number == 2
    again.pause()
    again.leave()
    session = complete(beside, after(100)).session
    assert session.active_time(after(100)) == timedelta(minutes=20)
    assert [step.step_number for step in session.steps] == [1, 2]


def test_a_time_stated_for_free_practice_is_on_its_clock(log: PracticeLog, beside: PracticeLog) -> None:
    """There the time is all there is."""
    run = opened(log, None)
    led(run, 50)
    practice.pause(beside, after(50), duration=timedelta(minutes=20))
    tick(run, 50.25)
    assert isinstance(run.course, FreePlayback) and run.course.practised == timedelta(minutes=20)
