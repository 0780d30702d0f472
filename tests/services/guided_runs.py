"""Guided runs on real files, for tests: one moved on as the guide's loop does it, and other terminals beside it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import BERLIN, NOON, log_of
from yogaflow_cli.domain.playback import Passage, Playback
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import StepRecord
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
from yogaflow_cli.services.guidance import first_mark, opened_again, opened_first
from yogaflow_cli.services.guided_run import GuidedRun, Steering

MILLISECOND = timedelta(milliseconds=1)
FRAME_SECONDS = 0.25

WALK = sequence_of(
    held("mountain", 30, move=2),
    held("warrior", 20, Side.RIGHT),
    held("warrior", 20, Side.LEFT),
    held("corpse", 60),
    prepare=10,
)
"""132 seconds after 10 to get ready; its steps begin at 10, 42, 62 and 82, and it ends at 142."""

LONG = sequence_of(held("corpse", 3600))
"""One step of an hour, with nothing to get ready for."""


def after(seconds: float) -> datetime:
    """The instant so many seconds after noon."""
    return NOON + round(seconds * 1000) * MILLISECOND


def opened(log: PracticeLog, sequence: Sequence | None = WALK, seconds: float = 0) -> GuidedRun:
    """The run of a practice that begins; the lock is held."""
    log.guide_lock.take()
    now = after(seconds)
    session = practice.start(log, now, BERLIN.key, sequence=sequence, guide=first_mark(sequence, None, now))
    return opened_first(log, session, now).run


def tick(run: GuidedRun, seconds: float) -> Steering:
    """One turn of the guide's loop, in its order."""
    run.advance(after(seconds))
    steering = run.follow(after(seconds))
    run.save_when_due(after(seconds))
    return steering


def led(run: GuidedRun, seconds: float, frame_seconds: float = FRAME_SECONDS) -> None:
    """Turns of the guide's loop up to an instant; the last may overshoot it by less than a frame."""
    now = (run.at - NOON).total_seconds()
    while now < seconds and not run.is_over:
        now += frame_seconds
        tick(run, now)


def press(run: GuidedRun, key: Callable[[Playback], Passage], seconds: float) -> None:
    """One key, as the guide's loop takes it."""
    run.advance(after(seconds))
    assert isinstance(run.course, Playback)
    run.turn(key(run.course).playback)
    run.save_when_due(after(seconds))


def opened_anew(run: GuidedRun, seconds: float, left: bool) -> GuidedRun:
    """Another guide on the same practice, after the first was left or killed; it runs on from that instant."""
    if left:
        run.leave()
    run.log.guide_lock.release()
    run.log.guide_lock.take()
    again = opened_again(run.log, after(seconds)).run
    if again.is_paused:
        again.resume(after(seconds))
    return again


def stored(log: PracticeLog) -> PracticeSession:
    """The session that started last, as this terminal sees it."""
    session = log.sessions.latest_started()
    assert session is not None
    return session


def practised_in(steps: tuple[StepRecord, ...]) -> timedelta:
    """What the steps add up to."""
    return sum(step.practised_milliseconds for step in steps) * MILLISECOND


def ended(session: PracticeSession) -> PracticeSession:
    """A session that must add up: its active time is its steps', and its clock's time without the rests."""
    assert session.ended_at is not None
    rests = sum(((rest.ended_at or session.ended_at) - rest.started_at for rest in session.pauses), timedelta(0))
    assert session.active_time(session.ended_at) == practised_in(session.steps)
    assert session.elapsed_time(session.ended_at) - rests == practised_in(session.steps)
    return session


@contextmanager
def terminal_beside(log: PracticeLog) -> Iterator[PracticeLog]:
    """Another terminal on the same file; what this one led is let go at the end."""
    other = log_of(Database.opened(log.database.path))
    try:
        yield other
    finally:
        other.database.close()
        log.guide_lock.release()
