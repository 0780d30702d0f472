"""A practice under the guide, with a sequence or free: moved on by time, marked where it stands, and restored there."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.domain.cues import Cue
from yogaflow_cli.domain.free_playback import FreePlayback, advance_free
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.playback import Phase, Playback, advance, begin, restore, turn_to
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.step_record import StepRecord, record_of

Course = Playback | FreePlayback
NONE = timedelta(0)
MILLISECOND = timedelta(milliseconds=1)


class Move(NamedTuple):
    """A course after more time, and what is to be called out; `unused` is time that passed after its end."""

    course: Course
    cues: tuple[Cue, ...] = ()
    unused: timedelta = NONE


def begun(sequence: Sequence | None, target: timedelta | None = None, every: timedelta | None = None) -> Move:
    """A new course: getting ready for the first step of a sequence, or free practice."""
    if sequence is None:
        return Move(FreePlayback(every=every, target=target))
    passage = begin(sequence)
    return Move(passage.playback, passage.cues)


def moved_on(course: Course, passed: timedelta) -> Move:
    """The course after more active time; without a sequence it has no end."""
    if isinstance(course, FreePlayback):
        return Move(*advance_free(course, passed))
    return Move(*advance(course, passed))


def is_over(course: Course) -> bool:
    """Whether the last step has ended."""
    return isinstance(course, Playback) and course.phase is Phase.ENDED


def is_preparing(course: Course) -> bool:
    """Whether the practice has not begun yet."""
    return isinstance(course, Playback) and course.phase is Phase.PREPARING


def practised(course: Course) -> timedelta:
    """The time practised in it."""
    return course.practised if isinstance(course, FreePlayback) else course.practised_milliseconds * MILLISECOND


def records_of(course: Course) -> tuple[StepRecord, ...]:
    """The steps that have ended."""
    return () if isinstance(course, FreePlayback) else course.records


def mark_of(course: Course, active: timedelta) -> GuideMark:
    """Where the course stands, when so much of the session is practised."""
    if isinstance(course, FreePlayback):
        return GuideMark(active=active, every=course.every)
    return GuideMark(course.step_number, course.into_milliseconds, course.changed_milliseconds, active)


def course_of(session: PracticeSession, sequence: Sequence | None, active: timedelta) -> Course:
    """The course of a session when so much of it is practised: from its mark on, or from its beginning.

    What was practised without the guide counts as practised by the plan, but not a time that was only stated: that
    leaves the place as it is. Getting ready goes on where it was left.
    """
    mark = session.guide
    if sequence is None:
        return FreePlayback(active, None if mark is None else mark.every, session.target)
    # A mark past the plan is one of another plan, from before another terminal gave the session this one.
    if mark is None or mark.step_number is None or mark.step_number > len(sequence.steps) + bool(session.steps):
        return moved_on(restore(sequence, 1, 0), active - session.stated_time()).course
    stood = restore(sequence, mark.step_number, mark.into_milliseconds, session.steps, mark.changed_milliseconds)
    return moved_on(stood, active - max(mark.active, session.stated_time())).course


def with_step_ended(course: Course) -> Course:
    """The course with its step recorded as far as it came; should practice go on, the step begins again."""
    if isinstance(course, FreePlayback) or course.phase is Phase.ENDED or course.into_milliseconds <= 0:
        return course
    return turn_to(course, course.step_number, record_of(course.step, course.step_number, course.into_milliseconds))


def place_of(course: Course) -> tuple[object, ...]:
    """What of a course the end of a step or the person changes, but not the mere passing of time."""
    if isinstance(course, FreePlayback):
        return (course.every,)
    return course.step_number, course.changed_milliseconds, len(course.records), course.phase is Phase.PREPARING
