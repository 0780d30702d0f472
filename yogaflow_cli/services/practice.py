"""A practice as it happens: start, pause, resume, complete, discard, and what is open now."""

from collections.abc import Sequence as Series
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import (
    CompletionStatus,
    PlannedSequence,
    PracticeSession,
    Reflection,
    Segment,
    SessionState,
)
from yogaflow_cli.domain.statistics.facts import Fact, fact_of
from yogaflow_cli.domain.statistics.totals import Totals, totals_of
from yogaflow_cli.domain.status import status_when_not_given
from yogaflow_cli.errors import AlreadyOpen, Overlap
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.choosing import SessionReference, lifecycle_session
from yogaflow_cli.zones import offset_at, zone


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said of a practice; None and empty where nothing was said."""

    tags: tuple[str, ...] = ()
    style: str | None = None
    note: str | None = None
    mood: int | None = None
    energy: int | None = None
    effort: int | None = None
    poses: int | None = None
    status: CompletionStatus | None = None


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Completion:
    """An ended session, what all ended sessions add up to, and one true and kind fact, where there is one."""

    session: PracticeSession
    totals: Totals
    fact: Fact | None


def start(
    log: PracticeLog,
    now: datetime,
    time_zone: ZoneInfo,
    *,
    at: datetime | None = None,
    sequence: Sequence | PlannedSequence | None = None,
    said: Said = NOTHING_SAID,
    target: timedelta | None = None,
    overlap: bool = False,
) -> PracticeSession:
    """Opens a session at `at`, or now. A sequence is frozen as it is; its style holds unless another is said.

    Raises:
        AlreadyOpen: a session is open.
        Overlap: `at` lies in another session.
    """
    began = at or now
    with log.writing("start", now) as write:
        refuse_second(log)
        if at is not None and not overlap:
            refuse_overlap(log, at, None)
        frozen = write.freeze(sequence) if isinstance(sequence, Sequence) else sequence
        style = said.style or (sequence.style if isinstance(sequence, Sequence) else None)
        return write.add_session(
            PracticeSession(
                uuid=str(uuid4()),
                started_at=began,
                started_offset=offset_at(began, time_zone),
                time_zone=time_zone.key,
                segments=(Segment(began),),
                sequence=frozen,
                style=style,
                tags=said.tags,
                note=said.note,
                target=target,
                reflection=Reflection(mood_before=said.mood, energy_before=said.energy),
            )
        )


def pause(
    log: PracticeLog,
    now: datetime,
    reference: SessionReference = None,
    *,
    at: datetime | None = None,
    duration: timedelta | None = None,
) -> PracticeSession:
    """Pauses the open session, or the one named. Raises as `transitions.pause` and `choosing.lifecycle_session`."""
    with log.writing("pause", now) as write:
        before = lifecycle_session(log, reference)
        after = transitions.pause(before, at or now, given=at is not None, duration=duration)
        write.change_session(before, after)
        return after


def resume(
    log: PracticeLog, now: datetime, reference: SessionReference = None, *, at: datetime | None = None
) -> PracticeSession:
    """Goes on with the paused session. Raises as `transitions.resume` and `choosing.lifecycle_session`."""
    with log.writing("resume", now) as write:
        before = lifecycle_session(log, reference)
        after = transitions.resume(before, at or now, given=at is not None)
        write.change_session(before, after)
        return after


def toggle(
    log: PracticeLog,
    now: datetime,
    reference: SessionReference = None,
    *,
    at: datetime | None = None,
    duration: timedelta | None = None,
) -> PracticeSession:
    """Pauses a running session, resumes a paused one. Raises as both."""
    if lifecycle_session(log, reference).state is SessionState.PAUSED:
        return resume(log, now, reference, at=at)
    return pause(log, now, reference, at=at, duration=duration)


def complete(
    log: PracticeLog,
    now: datetime,
    reference: SessionReference = None,
    *,
    at: datetime | None = None,
    duration: timedelta | None = None,
    end_at_limit: bool = False,
    said: Said = NOTHING_SAID,
    overlap: bool = False,
) -> Completion:
    """Ends the open session, or the one named. Raises as `transitions.complete` and `choosing.lifecycle_session`.

    A note is added as a line to the one from `start`, tags to its tags; mood and energy are those after the practice.
    """
    with log.writing("complete", now) as write:
        before = lifecycle_session(log, reference)
        ended = transitions.complete(before, now, at=at, duration=duration, end_at_limit=end_at_limit)
        if at is not None and not overlap:
            refuse_overlap(log, before.started_at, ended.ended_at, but=before.number)
        after = with_end_offset(with_words(ended, said))
        write.change_session(before, after)
    return Completion(after, statistics(log), fact(log, after))


def discard(log: PracticeLog, now: datetime) -> PracticeSession:
    """Drops the open session; `undo` brings it back.

    Raises:
        NoOpenSession: none is open.
    """
    with log.writing("discard", now) as write:
        session = lifecycle_session(log, None)
        write.delete_session(session)
        return session


def refuse_second(log: PracticeLog) -> None:
    """Raises AlreadyOpen, naming it, when a session is open."""
    session = log.sessions.current()
    if session is not None:
        raise AlreadyOpen(
            f"Session {session.number} is already open ({session.state}).",
            "Go on with it, or: yogaflow complete, yogaflow discard",
        )


def refuse_overlap(log: PracticeLog, start: datetime, end: datetime | None, but: int | None = None) -> None:
    """Raises Overlap, naming it, when another session shares time with the stretch; an instant counts as a moment."""
    other = log.sessions.overlapping(start, end or start + timedelta(milliseconds=1), but)
    if other is not None:
        local = other.local_start.strftime("%Y-%m-%d %H:%M")
        raise Overlap(
            f"That overlaps session {other.number}, which began {local}.",
            f"See it with: yogaflow show {other.number}. To keep both, add --overlap",
        )


def with_words(session: PracticeSession, said: Said) -> PracticeSession:
    """An ended session with what was said of it, and its status."""
    felt = session.reflection
    status = said.status or status_when_not_given(session, said.poses)
    return replace(
        session,
        status=status,
        poses_completed=poses_of(session, said.poses, status),
        style=said.style or session.style,
        tags=joined_tags(session.tags, said.tags),
        note=joined_note(session.note, said.note),
        reflection=replace(
            felt,
            effort=said.effort if said.effort is not None else felt.effort,
            mood_after=said.mood if said.mood is not None else felt.mood_after,
            energy_after=said.energy if said.energy is not None else felt.energy_after,
        ),
    )


def poses_of(session: PracticeSession, poses: int | None, status: CompletionStatus) -> int:
    """The steps practised: as told, else all of a completed sequence, else what was known before."""
    if poses is not None:
        return poses
    return session.poses_planned if status is CompletionStatus.COMPLETED else session.poses_completed


def joined_tags(tags: Series[str], more: Series[str]) -> tuple[str, ...]:
    """Both, each once, in order."""
    return tuple(sorted({*tags, *more}))


def joined_note(note: str | None, line: str | None) -> str | None:
    """The note with one more line."""
    return line if note is None else note if line is None else f"{note}\n{line}"


def with_end_offset(session: PracticeSession) -> PracticeSession:
    """The session with the local offsets of its start and end."""
    time_zone = zone(session.time_zone)
    return replace(
        session,
        started_offset=offset_at(session.started_at, time_zone),
        ended_offset=None if session.ended_at is None else offset_at(session.ended_at, time_zone),
    )


def statistics(log: PracticeLog) -> Totals:
    """What all ended sessions add up to."""
    return totals_of(log.totals.by("day", Period(None, None)))


def fact(log: PracticeLog, session: PracticeSession) -> Fact | None:
    """One true and kind fact about a session that just ended."""
    day = session.practice_day(log.day_starts_at)
    month = Period(day.replace(day=1), day)
    longest_seconds = log.totals.longest_seconds(month, but=session.number)
    return fact_of(session, longest_seconds, log.totals.usual_seconds(but=session.number))
