"""How a session changes: pause, resume, complete, reopen, measure anew. Pure: each returns a new session.

An instant that nobody gave, read from a clock that went backwards, is lifted to the last instant of the session;
one that the person gave is refused instead.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from yogaflow_cli.domain.session import (
    LIMIT,
    CompletionStatus,
    Pause,
    PracticeSession,
    Segment,
    SessionState,
    is_over_limit,
)
from yogaflow_cli.errors import AlreadyActive, AlreadyEnded, AlreadyPaused, InvalidValue, NeedsAnAnswer


def last_instant(session: PracticeSession) -> datetime:
    """The latest instant that the session holds."""
    stretches: tuple[Segment | Pause, ...] = (*session.segments, *session.pauses)
    instants = [session.started_at, session.ended_at]
    for stretch in stretches:
        instants += [stretch.started_at, stretch.ended_at]
    return max(instant for instant in instants if instant is not None)


def at_or_after(session: PracticeSession, at: datetime, given: bool) -> datetime:
    """`at`, not before the session's last instant.

    Raises:
        InvalidValue: a given instant lies before it.
    """
    latest = last_instant(session)
    if given and at < latest:
        raise InvalidValue(
            f"That lies before session {session.number} last changed.",
            f"Its times are in: yogaflow show {session.number}",
        )
    return max(at, latest)


def pause(
    session: PracticeSession, at: datetime, *, given: bool = False, duration: timedelta | None = None
) -> PracticeSession:
    """The session, paused at `at`; `duration` states the active time so far, and measured time counts on after it.

    Raises:
        AlreadyPaused, AlreadyEnded: it does not run.
        InvalidValue: `given`, and before the session's last change.
    """
    refuse_ended(session)
    if session.state is SessionState.PAUSED:
        raise AlreadyPaused(f"Session {session.number} is paused already.", "Go on with: yogaflow resume")
    at = at_or_after(session, at, given)
    segments = closed(session.segments, at)
    if duration is not None:
        segments = (Segment(session.started_at, at, duration),)
    return session._replace(segments=segments, pauses=(*session.pauses, Pause(at)))


def resume(session: PracticeSession, at: datetime, *, given: bool = False) -> PracticeSession:
    """The session, running again from `at`.

    Raises:
        AlreadyActive, AlreadyEnded: it is not paused.
        InvalidValue: `given`, and before the session's last change.
    """
    refuse_ended(session)
    if session.state is SessionState.ACTIVE:
        raise AlreadyActive(f"Session {session.number} is running already.", "Rest with: yogaflow pause")
    at = at_or_after(session, at, given)
    pauses = (*session.pauses[:-1], session.pauses[-1]._replace(ended_at=at))
    return session._replace(pauses=pauses, segments=(*session.segments, Segment(at)))


def let_go(session: PracticeSession) -> PracticeSession:
    """An open session as the guide left it: a running one is paused where the guide saw it last, dead time out."""
    mark = session.guide
    if mark is None or mark.seen_at is None:
        return session
    if session.state is SessionState.ACTIVE:
        session = pause(session, mark.seen_at)
    return session._replace(guide=mark._replace(seen_at=None))


def complete(
    session: PracticeSession,
    now: datetime,
    *,
    at: datetime | None = None,
    duration: timedelta | None = None,
    end_at_limit: bool = False,
) -> PracticeSession:
    """The session, ended; its status stays for the caller to decide.

    It ends at `at`; else, paused, when it was paused; else now. `duration` states the active time: less than was
    measured moves the end back to the moment it was reached, more leaves start and end as they are.

    Raises:
        AlreadyEnded: it ended before.
        InvalidValue: `at` lies before the start, or past 4 hours of active time.
        NeedsAnAnswer: over 4 hours were practised, and neither `at`, `duration` nor `end_at_limit` says what is true.
    """
    refuse_ended(session)
    ended = ended_at(session, natural_end(session, now) if at is None else at)
    if duration is not None:
        return with_duration(ended, duration, end_is_given=at is not None)
    if is_over_limit(ended, now):
        if end_at_limit:
            return with_duration(ended, LIMIT)
        raise over_limit(session, given=at is not None)
    return ended


def natural_end(session: PracticeSession, now: datetime) -> datetime:
    """When an open session would end if it were completed now: at its open pause, else now."""
    if session.state is SessionState.PAUSED:
        return session.pauses[-1].started_at
    return max(now, last_instant(session))


def ended_at(session: PracticeSession, end: datetime) -> PracticeSession:
    """The session cut off at `end`: what lies after it is dropped.

    Raises:
        InvalidValue: `end` lies before the start.
    """
    if end < session.started_at:
        raise InvalidValue("The end lies before the start.", "Give an end after the start, or move the start first.")
    segments = tuple(cut_segments(session.segments, end))
    pauses = tuple(
        Pause(rest.started_at, min(rest.ended_at or end, end)) for rest in session.pauses if rest.started_at < end
    )
    return session._replace(segments=segments, pauses=pauses, ended_at=end)


def with_duration(session: PracticeSession, duration: timedelta, *, end_is_given: bool = False) -> PracticeSession:
    """An ended session whose active time is `duration`, as stated by the person."""
    end = session.ended_at
    if end is None:
        raise ValueError("only an ended session has a duration to state")
    measured = session.active_time(end)
    if duration == measured:
        return session
    if duration < measured and not end_is_given:
        session = ended_at(session, end := instant_of_active_time(session, duration))
        # A time that was stated beyond the wall clock's is reached at no moment: its stretch stays whole.
        if session.active_time(end) == duration:
            return session
    return session._replace(segments=(Segment(session.started_at, end, duration),))


def with_time_so_far(session: PracticeSession, duration: timedelta, now: datetime) -> PracticeSession:
    """An open session whose active time until `now` is `duration`; measured time counts on after it."""
    now = max(now, last_instant(session))
    if session.state is SessionState.PAUSED:
        return session._replace(segments=(Segment(session.started_at, session.pauses[-1].started_at, duration),))
    return session._replace(segments=(Segment(session.started_at, now, duration), Segment(now)))


def reopen(session: PracticeSession, now: datetime) -> PracticeSession:
    """An ended session, running again: the time since its end becomes a pause."""
    if session.ended_at is None:
        raise AlreadyActive(f"Session {session.number} is open already.", "Complete it with: yogaflow complete")
    now = max(now, last_instant(session))
    rests = [rest for rest in session.pauses if rest.ended_at != session.ended_at]
    joined = [rest for rest in session.pauses if rest.ended_at == session.ended_at]
    since = joined[-1].started_at if joined else session.ended_at
    return session._replace(
        ended_at=None,
        ended_offset=None,
        status=CompletionStatus.ABANDONED,
        pauses=(*rests, Pause(since, now)),
        segments=(*session.segments, Segment(now)),
    )


def measured_anew(session: PracticeSession, start: datetime, end: datetime | None) -> PracticeSession:
    """The session from `start` to `end` (None: still open), its active time measured as what lies outside its pauses.

    Raises:
        InvalidValue: `end` lies before `start`.
    """
    if end is not None and end < start:
        raise InvalidValue("The end lies before the start.", "Give both: yogaflow edit --start TIME --end TIME")
    rests = tuple(clipped_pauses(session.pauses, start, end))
    return session._replace(started_at=start, ended_at=end, pauses=rests, segments=tuple(between(rests, start, end)))


def clipped_pauses(pauses: tuple[Pause, ...], start: datetime, end: datetime | None) -> Iterator[Pause]:
    """The pauses, as far as they lie between `start` and `end`."""
    for rest in pauses:
        first = max(rest.started_at, start)
        last = rest.ended_at if end is None else min(rest.ended_at or end, end)
        if last is None or first < last:
            yield Pause(first, last)


def between(pauses: tuple[Pause, ...], start: datetime, end: datetime | None) -> Iterator[Segment]:
    """The stretches from `start` to `end` that the pauses leave."""
    begin: datetime | None = start
    for rest in pauses:
        if begin is not None:
            yield Segment(begin, rest.started_at)
        begin = rest.ended_at
    if begin is not None and (end is None or begin < end or not pauses):
        yield Segment(begin, end)


def cut_segments(segments: tuple[Segment, ...], end: datetime) -> Iterator[Segment]:
    """The segments, as far as they lie before `end`; a stated one keeps at most the time until `end`."""
    for position, segment in enumerate(segments):
        if segment.started_at >= end and position > 0:
            return
        cuts = segment.ended_at is None or segment.ended_at > end
        stated = segment.stated
        if cuts and stated is not None:
            stated = min(stated, end - segment.started_at)
        yield Segment(segment.started_at, end if cuts else segment.ended_at, stated)


def closed(segments: tuple[Segment, ...], at: datetime) -> tuple[Segment, ...]:
    """The segments, the running one ended at `at`."""
    return (*segments[:-1], segments[-1]._replace(ended_at=at))


def instant_of_active_time(session: PracticeSession, duration: timedelta) -> datetime:
    """The moment at which the active time reached `duration`; inside a stated stretch, counted from its start."""
    left = duration
    for segment in session.segments:
        active = segment.active_time(segment.started_at if segment.ended_at is None else segment.ended_at)
        if left <= active:
            reached = segment.started_at + left
            return reached if segment.ended_at is None else min(reached, segment.ended_at)
        left -= active
    return session.started_at if session.ended_at is None else session.ended_at


def refuse_ended(session: PracticeSession) -> None:
    """Raises AlreadyEnded when the session has ended."""
    if session.state is SessionState.ENDED:
        raise AlreadyEnded(
            f"Session {session.number} has ended.", f"To go on with it: yogaflow reopen {session.number}"
        )


def over_limit(session: PracticeSession, given: bool) -> NeedsAnAnswer | InvalidValue:
    """What to say of a session that ran past 4 hours."""
    hint = "Say what is true: --duration 45m, --at 08:15, --end-at-limit, or yogaflow discard"
    if given:
        return InvalidValue(f"Session {session.number} would hold over 4 hours of practice.", hint)
    return NeedsAnAnswer(f"Session {session.number} is past 4 hours and was probably forgotten.", hint)
