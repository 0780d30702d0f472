"""One practice: its time, its state and what the person said of it. How it changes is in `transitions.py`."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.practice_day import practice_day
from yogaflow_cli.domain.step_record import StepRecord

LIMIT = timedelta(hours=4)
"""The longest active time that one session may have when it ends."""

IMPORTED = "import:"
"""The source of a session that came by an import is this and the format's name."""

NONE = timedelta(0)
SECOND = timedelta(seconds=1)


class CompletionStatus(StrEnum):
    """How much of what was planned was practised; `abandoned` also while a session is open."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    ABANDONED = "abandoned"


class SessionState(StrEnum):
    """Where a session is in its life."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class Segment(NamedTuple):
    """A stretch of practice; it runs while `ended_at` is None.

    `stated` is the active time that the person gave for the stretch; without it the instants measure it.
    """

    started_at: datetime
    ended_at: datetime | None = None
    stated: timedelta | None = None

    def active_time(self, now: datetime) -> timedelta:
        """The time practised in it until `now`, never negative, whatever the clock did."""
        if self.stated is not None:
            return self.stated
        return max(NONE, (self.ended_at or now) - self.started_at)


class Pause(NamedTuple):
    """A rest inside a session; it lasts while `ended_at` is None."""

    started_at: datetime
    ended_at: datetime | None = None


class Reflection(NamedTuple):
    """How it felt: effort from 1 to 10, the others from 1 to 5, None when not given."""

    effort: int | None = None
    mood_before: int | None = None
    mood_after: int | None = None
    energy_before: int | None = None
    energy_after: int | None = None


class PlannedSequence(NamedTuple):
    """The frozen sequence a session was started with: its number, slug, content hash, length and count of steps."""

    sequence_id: int
    slug: str
    content_hash: str
    planned_seconds: int
    steps: int


class PracticeSession(NamedTuple):
    """A session of one profile.

    Instants are UTC. `started_offset` and `ended_offset` are the local offsets from UTC, in `time_zone`, at those
    instants. `number` is None until the session is stored. `arrived_open` marks an open session that an import brought.
    `steps` are those that the guide logged, as they ended; `guide` is where it stood, None when it never ran.
    """

    uuid: str
    started_at: datetime
    started_offset: timedelta
    time_zone: str
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...] = ()
    ended_at: datetime | None = None
    ended_offset: timedelta | None = None
    status: CompletionStatus = CompletionStatus.ABANDONED
    number: int | None = None
    sequence: PlannedSequence | None = None
    style: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None
    reflection: Reflection = Reflection()
    poses_completed: int = 0
    target: timedelta | None = None
    source: str = "timer"
    arrived_open: bool = False
    steps: tuple[StepRecord, ...] = ()
    guide: GuideMark | None = None

    @property
    def state(self) -> SessionState:
        """Ended, paused or active."""
        if self.ended_at is not None:
            return SessionState.ENDED
        return SessionState.PAUSED if self.pauses and self.pauses[-1].ended_at is None else SessionState.ACTIVE

    @property
    def poses_planned(self) -> int:
        """The steps of the sequence, all rounds and sides; 0 for free practice."""
        return self.sequence.steps if self.sequence else 0

    @property
    def local_start(self) -> datetime:
        """The wall clock, without a zone, where and when it began."""
        return self.started_at.replace(tzinfo=None) + self.started_offset

    @property
    def local_end(self) -> datetime | None:
        """The wall clock, without a zone, where and when it ended."""
        if self.ended_at is None or self.ended_offset is None:
            return None
        return self.ended_at.replace(tzinfo=None) + self.ended_offset

    def active_time(self, now: datetime) -> timedelta:
        """The time practised until `now`, pauses out."""
        return total(segment.active_time(now) for segment in self.segments)

    def stated_time(self) -> timedelta:
        """What of the active time the person stated, which says nothing of where in a sequence it was practised."""
        return total(segment.stated for segment in self.segments if segment.stated is not None)

    def elapsed_time(self, now: datetime) -> timedelta:
        """The wall time from its start to its end, or to `now` while it is open, pauses in; never negative."""
        return max(NONE, (self.ended_at or now) - self.started_at)

    def planned_time(self) -> timedelta | None:
        """What was meant to be practised: the target, or the sequence's length."""
        if self.target is not None or self.sequence is None:
            return self.target
        return timedelta(seconds=self.sequence.planned_seconds)

    def practice_day(self, day_starts_at: time) -> date:
        """The day it counts for, in the zone where it began."""
        return practice_day(self.local_start, day_starts_at)


def total(spans: Iterable[timedelta]) -> timedelta:
    """The spans, added up."""
    return sum(spans, NONE)


def whole_seconds(span: timedelta) -> int:
    """The whole seconds of a span, rounded down."""
    return span // SECOND


def is_over_limit(session: PracticeSession, now: datetime) -> bool:
    """Whether more than the limit was practised by `now`, which only the person can put right."""
    return session.active_time(now) > LIMIT
