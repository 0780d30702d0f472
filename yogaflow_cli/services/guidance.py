"""Opening the guide: for a practice that begins, and for one that is open, at the step where it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.guide_course import Course, begun, course_of, is_over, is_preparing, mark_of
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.sequence import Bell, Sequence
from yogaflow_cli.domain.session import PracticeSession, SessionState, is_over_limit
from yogaflow_cli.domain.shaping import with_bell
from yogaflow_cli.domain.transitions import over_limit
from yogaflow_cli.errors import AlreadyEnded
from yogaflow_cli.repository.guided_changes import GUIDE
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.choosing import lifecycle_session
from yogaflow_cli.services.guided_end import sequence_of
from yogaflow_cli.services.guided_run import GuidedRun
from yogaflow_cli.services.practice import refuse_clock_of_another

NONE = timedelta(0)


class BellChoice(NamedTuple):
    """When bells are to ring; `every` goes with Bell.EVERY alone."""

    bell: Bell
    every: timedelta | None = None


class Opened(NamedTuple):
    """A run, and what is to be called out as it opens."""

    run: GuidedRun
    cues: tuple[Cue, ...] = ()


@contextmanager
def leading(log: PracticeLog) -> Iterator[None]:
    """While it lasts, no other guide of the profile leads. Raises AlreadyOpen when one does."""
    log.guide_lock.take()
    try:
        yield
    finally:
        log.guide_lock.release()


def first_mark(sequence: Sequence | None, every: timedelta | None, now: datetime) -> GuideMark:
    """Where the guide stands as a practice begins."""
    return mark_of(begun(sequence, every=every).course, NONE)._replace(seen_at=now)


def opened_first(log: PracticeLog, session: PracticeSession, now: datetime) -> Opened:
    """The run of a session that was just started with `first_mark`."""
    log.guide_lock.name(session.uuid)
    sequence = sequence_of(log, session)
    run = GuidedRun(log, session, course_of(session, sequence, NONE), session.started_at)
    return Opened(run, begun(sequence).cues)


def opened_again(log: PracticeLog, now: datetime, choice: BellChoice | None = None) -> Opened:
    """The run of the open session, active or paused as it is; with other bells where they are chosen.

    Raises:
        NoOpenSession: none is open.
        AlreadyEnded: it ran past its sequence without the guide, which cannot tell what was practised.
        NeedsAnAnswer: it is past 4 hours, or runs by another machine's clock.
    """
    # Before the lock has its name: a session whose guide died is read as paused where that saw it last. The file has to
    # say so, too, or it would be read as running ever since as soon as the lock has the name.
    with log.writing(GUIDE, now) as write:
        session = lifecycle_session(log, None)
        refuse_clock_of_another(log, session, None)
        write.update(session)
    if is_over_limit(session, now):
        raise over_limit(session, given=False)
    at = session.pauses[-1].started_at if session.state is SessionState.PAUSED else now
    course = course_of(session, sequence_of(log, session), session.active_time(at))
    if is_over(course) and not (session.guide and is_over(course_of(session, sequence_of(log, session), NONE))):
        raise AlreadyEnded(
            f"Session {session.number} has run past the end of its sequence.",
            "End it with: yogaflow complete, or yogaflow complete --duration 25m",
        )
    run = GuidedRun(log, session, course if choice is None else with_bells(course, choice), at)
    run.save(now)
    log.guide_lock.name(session.uuid)
    if isinstance(course, Playback) and not is_preparing(course) and not is_over(course):
        return Opened(run, (Cue(CueKind.STEP, course.step_number),))
    return Opened(run)


def with_bells(course: Course, choice: BellChoice) -> Course:
    """The course with other bells; free practice knows those of an interval alone."""
    if isinstance(course, FreePlayback):
        return course._replace(every=choice.every)
    return course._replace(sequence=with_bell(course.sequence, choice.bell, choice.every))
