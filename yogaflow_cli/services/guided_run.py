"""One open session under the guide: it moves on with the time, follows what other terminals do, and saves.

Time comes in as `now`, from a clock that never goes back. What could not be saved is kept and tried again.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.cues import Cue
from yogaflow_cli.domain.guide_course import (
    Course,
    course_of,
    is_over,
    is_preparing,
    mark_of,
    moved_on,
    place_of,
    practised,
    records_of,
)
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.session import LIMIT, PracticeSession, Segment, SessionState
from yogaflow_cli.domain.step_record import poses_completed
from yogaflow_cli.errors import AlreadyEnded, SessionNotFound, StorageError
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.completing import Completion, completion_of, finished
from yogaflow_cli.services.guided_end import sequence_of
from yogaflow_cli.services.practice import with_end_offset

NONE = timedelta(0)
SAVED_EVERY = timedelta(seconds=15)
"""What a crash can take at most."""

SEEN_WITHIN = timedelta(seconds=1)
"""How late the guide sees what another terminal did."""

TRIED_AGAIN_AFTER = timedelta(seconds=2)


class Steering(StrEnum):
    """What another terminal did to the session: nothing that matters, or one of these."""

    NOTHING = "nothing"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"
    GONE = "gone"


class GuidedRun:
    """A session and where its guide stands. `at` is the instant up to which it was practised, or moved on."""

    def __init__(self, log: PracticeLog, session: PracticeSession, course: Course, now: datetime) -> None:
        self.log = log
        self.session = session
        self.course = course
        self.at = now
        self.trouble: StorageError | None = None
        self.unsaved_since: datetime | None = None
        self.reached_limit = False
        self._stored = session
        self._saved_course = course
        self.saved_at = now
        self._tried_at = now
        self._before_gap: PracticeSession | None = None
        self._version: int | None = log.database.data_version()

    @property
    def is_paused(self) -> bool:
        """Whether no time is counted."""
        return self.session.state is not SessionState.ACTIVE

    @property
    def is_over(self) -> bool:
        """Whether the last step has ended."""
        return is_over(self.course)

    @property
    def has_gap(self) -> bool:
        """Whether there is time to give back."""
        return self._before_gap is not None and self.is_paused

    def advance(self, now: datetime) -> tuple[Cue, ...]:
        """Moves on to `now`; what is to be called out. At 4 hours of practice it pauses."""
        if self.is_paused or is_over(self.course):
            return ()
        was_preparing = is_preparing(self.course)
        room = LIMIT - self.session.active_time(self.at)
        passed = min(max(NONE, now - self.at), room)
        move = moved_on(self.course, passed)
        self.course = move.course
        self.at += passed - move.unused
        if was_preparing and not is_preparing(self.course):
            self._begin(self.at - practised(self.course))
        elif passed == room:
            self.reached_limit = True
            self.pause()
        return move.cues

    def turn(self, course: Course) -> None:
        """Goes on from where a key led; that is saved at once."""
        was_preparing, was_paused = is_preparing(self.course), self.is_paused
        self.course = course
        if was_preparing and not is_preparing(course):
            self._begin(self.at)
            if was_paused and not self.is_paused:
                self.pause()
        self.save(self.at)

    def pause(self) -> None:
        """Stops counting at the instant up to which it was moved on; getting ready counts for nothing."""
        if is_preparing(self.course):
            self._begin(self.at)
        self.session = transitions.pause(self.session, self.at)

    def resume(self, now: datetime) -> None:
        """Counts again from `now`."""
        self._before_gap = None
        self.session = transitions.resume(self.session, now)
        self.at = max(now, self.at)
        if not is_preparing(self.course) and not records_of(self.course) and practised(self.course) == NONE:
            self._begin(self.at)

    def fall_into_gap(self) -> None:
        """Pauses where the clock was seen last, before a gap in it that may be given back."""
        if not self.is_paused:
            self._before_gap = self.session
            self.pause()

    def give_gap_back(self, now: datetime) -> tuple[Cue, ...]:
        """Counts the gap as practised, and goes on; what is called out then."""
        if self._before_gap is None:
            return ()
        self.session, self._before_gap = self._before_gap, None
        return self.advance(now)

    def follow(self, now: datetime) -> Steering:
        """Takes over what another terminal did to the session since the last look."""
        try:
            version = self.log.database.data_version()
            if version == self._version:
                return Steering.NOTHING
            current = self.log.sessions.by_uuid(self.session.uuid)
        except StorageError:
            return Steering.NOTHING
        self._version = version
        if current is None:
            return Steering.GONE
        if current.ended_at is not None:
            self.session = current
            return Steering.ENDED
        if current.sequence != self._stored.sequence:
            return self._change_plan(current, now)
        if times_of(current) == times_of(self._stored):
            self.session = self._merged(current)
            self._stored = current
            return Steering.NOTHING
        return self._take_over(current, now)

    def save_when_due(self, now: datetime) -> None:
        """Saves after each step, after what the person did, and every 15 seconds; a save that failed is tried again."""
        if self.trouble is not None:
            if now - self._tried_at >= TRIED_AGAIN_AFTER:
                self.save(now)
        elif self._has_changed() or (not self.is_paused and now - self.saved_at >= SAVED_EVERY):
            self.save(now)

    def save(self, now: datetime) -> None:
        """Stores where the run stands. A failure is kept in `trouble`, and nothing is lost but its safety."""
        self._tried_at = now
        try:
            stored = self._store(letting_go=False)
        except StorageError as error:
            self.trouble = error
            self.unsaved_since = self.unsaved_since or self.saved_at
        else:
            self.trouble = self.unsaved_since = None
            if stored:
                self.saved_at, self._saved_course = now, self.course
            else:
                self._version = None

    def leave(self) -> None:
        """Pauses and stores, for the guide goes; what another terminal did holds. Raises StorageError."""
        if self.session.state is SessionState.ACTIVE:
            self.pause()
        if not self._store(letting_go=True):
            self._version = None
            self.follow(self.at)
            if self.session.state is SessionState.ACTIVE:
                self.pause()
            self._store(letting_go=True)
        self.trouble = self.unsaved_since = None

    def complete(self, now: datetime) -> Completion:
        """Ends the session where it stands: the run becomes one change.

        Raises:
            StorageError: it could not be stored.
            AlreadyEnded, SessionNotFound: another terminal ended or dropped it meanwhile.
        """
        with self.log.guiding(self.session.uuid, now, ends=True) as write:
            current = self.log.sessions.by_uuid(self.session.uuid)
            if current is None:
                raise SessionNotFound(f"Session {self.session.number} was dropped elsewhere.", "Bring it back: undo")
            if current.ended_at is not None:
                raise AlreadyEnded(f"Session {current.number} was completed elsewhere.")
            if times_of(current) != times_of(self._stored):
                self._take_over(current, now)
            if is_preparing(self.course):
                self._begin(self.at)
            whole = self._merged(current)
            after = finished(self.log, transitions.complete(whole, self.at, duration=self._own_length(whole)))
            write.change_session(current, after)
        self.session = after
        return completion_of(self.log, after)

    def _own_length(self, session: PracticeSession) -> timedelta | None:
        """The length of a run that is over where another terminal paused the session a moment later, else None."""
        length = practised(self.course)
        beyond = session.active_time(self.at) - length
        return length if self.is_over and NONE < beyond < SEEN_WITHIN else None

    def _begin(self, at: datetime) -> None:
        """Lets the session begin where its first step does: getting ready is no practice."""
        if any(segment.stated is not None for segment in self.session.segments):
            return
        began = self.session._replace(started_at=at, segments=(Segment(at),), pauses=())
        self.session = with_end_offset(began)

    def _marked(self, letting_go: bool) -> PracticeSession:
        mark = mark_of(self.course, self.session.active_time(self.at))
        seen_at = None if letting_go or self.is_paused else self.at
        records = records_of(self.course)
        return self.session._replace(
            guide=mark._replace(seen_at=seen_at), steps=records, poses_completed=poses_completed(records)
        )

    def _merged(self, current: PracticeSession, letting_go: bool = False) -> PracticeSession:
        """What the file holds, with the run's times and steps; times that another terminal changed are that one's."""
        mine = self._marked(letting_go)
        merged = current._replace(steps=mine.steps, guide=mine.guide, poses_completed=mine.poses_completed)
        if times_of(current) != times_of(self._stored):
            return merged
        return merged._replace(
            started_at=mine.started_at, started_offset=mine.started_offset, segments=mine.segments, pauses=mine.pauses
        )

    def _store(self, letting_go: bool) -> bool:
        """Stores; whether it could: where another terminal was faster, `follow` takes over what that did."""
        with self.log.guiding(self.session.uuid, self.at) as write:
            current = self.log.sessions.by_uuid(self.session.uuid)
            if current is None or current.ended_at is not None or times_of(current) != times_of(self._stored):
                return False
            after = self._merged(current, letting_go)
            write.change_session(current, after)
        self._stored = self.session = after
        return True

    def _has_changed(self) -> bool:
        if not self.is_paused and (self._stored.guide is None or self._stored.guide.seen_at is None):
            return True
        return times_of(self.session) != times_of(self._stored) or place_of(self.course) != place_of(self._saved_course)

    def _change_plan(self, current: PracticeSession, now: datetime) -> Steering:
        """Another terminal gave the session another sequence: what was practised counts by that one's plan."""
        at = self.at if current.state is SessionState.PAUSED else now
        self.course = course_of(current, sequence_of(self.log, current), current.active_time(at))
        self._stored, self.session, self.at = current, current, at
        return Steering.NOTHING

    def _take_over(self, current: PracticeSession, now: datetime) -> Steering:
        was_paused = self.is_paused
        if current.guide is not None and current.guide != self._stored.guide:
            # An undo brought an older state back, and with it the place.
            sequence = self.course.sequence if isinstance(self.course, Playback) else None
            self._saved_course = self.course = course_of(current, sequence, current.guide.active)
            self._stored = current
        is_known = self.trouble is None or place_of(self.course) == place_of(self._saved_course)
        # A time that was stated is no place in a sequence: the guide stays where it is.
        is_stated = isinstance(self.course, Playback) and current.stated_time() > self._stored.stated_time()
        if is_known and not is_stated and self._stored.guide is not None:
            since = current.active_time(now) - self._stored.guide.active
            move = moved_on(self._saved_course, max(NONE, since))
            self.course, now = move.course, now - move.unused
        self._stored, self.session = current, current
        self.at = max(now, transitions.last_instant(current))
        self._before_gap = None
        if self.is_paused is was_paused:
            return Steering.NOTHING
        return Steering.PAUSED if self.is_paused else Steering.RESUMED


def times_of(session: PracticeSession) -> tuple[object, ...]:
    """When a session was, and what of that was practised."""
    return session.started_at, session.segments, session.pauses
