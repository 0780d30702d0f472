"""When a session of a file was, and what of that time was practised; derived where a person did not write it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.session import Pause, PracticeSession, Segment, SessionState, whole_seconds
from yogaflow_cli.importers.fields import MOST_SECONDS, Fields

STATES = tuple(state.value for state in SessionState)
SEGMENT_KEYS = frozenset({"started_at", "ended_at", "stated_ms"})
PAUSE_KEYS = frozenset({"started_at", "ended_at"})


class Course(NamedTuple):
    """When a session was, and what of that time was practised."""

    ended_at: datetime | None
    segments: tuple[Segment, ...]
    pauses: tuple[Pause, ...] = ()


def course_of(fields: Fields, started_at: datetime) -> Course:
    """When the session was, from its segments or, without them, from its end and duration."""
    if fields.has("segments"):
        return Course(fields.optional_instant("completed_at"), tuple(segments_of(fields)), tuple(pauses_of(fields)))
    if fields.has("pauses") and fields.items("pauses"):
        raise fields.refused("'pauses' are of no use without 'segments'", "Leave them out, and give duration_seconds.")
    state = fields.choice("state", STATES)
    if fields.has("completed_at") or state in (None, SessionState.ENDED):
        return ended_course(fields, started_at)
    return open_course(fields, started_at, paused=state == SessionState.PAUSED)


def ended_course(fields: Fields, started_at: datetime) -> Course:
    """A finished practice: one stretch, whose active time is stated where the instants do not measure it."""
    duration = fields.seconds("duration_seconds")
    elapsed = fields.seconds("elapsed_seconds")
    length = duration if elapsed is None else elapsed
    ended_at = fields.optional_instant("completed_at") or (None if length is None else started_at + length)
    if ended_at is None:
        raise fields.refused("'completed_at' or 'duration_seconds' is missing")
    measured = duration is None or whole_seconds(ended_at - started_at) == whole_seconds(duration)
    return Course(ended_at, (Segment(started_at, ended_at, None if measured else duration),))


def open_course(fields: Fields, started_at: datetime, *, paused: bool) -> Course:
    """An open practice: what was practised until the file was written, and on from there."""
    duration = fields.seconds("duration_seconds")
    if duration is None:
        return Course(None, () if paused else (Segment(started_at),), (Pause(started_at),) if paused else ())
    elapsed = fields.seconds("elapsed_seconds")
    elapsed = duration if elapsed is None else elapsed
    written_at = started_at + elapsed
    stated = None if duration == elapsed else duration
    if paused:
        return Course(None, (Segment(started_at, written_at, stated),), (Pause(written_at),))
    if stated is None:
        return Course(None, (Segment(started_at),))
    return Course(None, (Segment(started_at, written_at, stated), Segment(written_at)))


def segments_of(fields: Fields) -> list[Segment]:
    """The stretches of practice that the file tells."""
    found = []
    for count, item in enumerate(fields.items("segments"), start=1):
        stretch = Fields(item, f"{fields.place}, segment {count}")
        stretch.refuse_others(SEGMENT_KEYS)
        stated_ms = stretch.number("stated_ms", 0, MOST_SECONDS * 1000)
        found.append(
            Segment(
                stretch.instant("started_at"),
                stretch.optional_instant("ended_at"),
                None if stated_ms is None else timedelta(milliseconds=stated_ms),
            )
        )
    return found


def pauses_of(fields: Fields) -> list[Pause]:
    """The pauses that the file tells."""
    found = []
    for count, item in enumerate(fields.items("pauses"), start=1):
        rest = Fields(item, f"{fields.place}, pause {count}")
        rest.refuse_others(PAUSE_KEYS)
        found.append(Pause(rest.instant("started_at"), rest.optional_instant("ended_at")))
    return found


def refuse_wrong_ends(fields: Fields, session: PracticeSession) -> None:
    """Raises InvalidValue unless the last stretch alone is without an end, and that in an open session alone."""
    if not session.segments:
        raise fields.refused("it has no segments", "Leave 'segments' out, and give duration_seconds.")
    endless_segments = [is_endless(fields, *segment[:2]) for segment in session.segments]
    endless_pauses = [is_endless(fields, *rest) for rest in session.pauses]
    if any(endless_segments[:-1]) or any(endless_pauses[:-1]):
        raise fields.refused("a segment or pause has no end, and is not the last")
    running = endless_segments[-1]
    resting = bool(endless_pauses) and endless_pauses[-1]
    if session.ended_at is not None and (running or resting):
        raise fields.refused("it has ended, and a segment or pause of it has not")
    if session.ended_at is None and running == resting:
        raise fields.refused("it is open, and neither its last segment nor its last pause tells which way")


def is_endless(fields: Fields, started_at: datetime, ended_at: datetime | None) -> bool:
    """Whether a stretch has no end. Raises InvalidValue when it has one before its beginning."""
    if ended_at is not None and ended_at < started_at:
        raise fields.refused("a segment or pause ends before it begins")
    return ended_at is None
