"""A practice as it happens: start, pause, resume, complete, discard, and what is open now."""

from collections.abc import Sequence as Series
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.session import (
    CompletionStatus,
    PlannedSequence,
    PracticeSession,
    Reflection,
    Segment,
    SessionState,
)
from yogaflow_cli.errors import AlreadyOpen, Overlap
from yogaflow_cli.repository.guided_changes import GUIDE
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.choosing import SessionReference, lifecycle_session
from yogaflow_cli.zones import offset_in

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence


class Said(NamedTuple):
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

MOMENT = timedelta(milliseconds=1)
"""The shortest stretch that can overlap: a session started at this instant takes at least that."""


def start(
    log: PracticeLog,
    now: datetime,
    zone_name: str,
    *,
    at: datetime | None = None,
    sequence: "Sequence | PlannedSequence | None" = None,
    said: Said = NOTHING_SAID,
    target: timedelta | None = None,
    overlap: bool = False,
    guide: GuideMark | None = None,
) -> PracticeSession:
    """Opens a session at `at`, or now, in the zone with that IANA name.

    A sequence is frozen as it is; its style holds unless another is said.

    A mark that tells when the guide was seen begins a guided run, which is one change to its end.

    Raises:
        AlreadyOpen: a session is open.
        Overlap: another session lies, wholly or in part, between `at` and now.
    """
    began = at or now
    guided = guide is not None and guide.seen_at is not None
    with log.writing(GUIDE if guided else "start", now) as write:
        refuse_second(log)
        if at is not None and not overlap:
            refuse_overlap(log, at, max(now, at + MOMENT))
        style, frozen = said.style, None
        if sequence is None or isinstance(sequence, PlannedSequence):
            frozen = sequence
        else:
            style, frozen = style or sequence.style, write.freeze(sequence)
        return write.add_session(
            PracticeSession(
                uuid=str(uuid4()),
                started_at=began,
                started_offset=offset_in(zone_name, began),
                time_zone=zone_name,
                segments=(Segment(began),),
                sequence=frozen,
                style=style,
                tags=joined_tags((), said.tags),
                note=said.note,
                target=target,
                guide=guide,
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
        refuse_clock_of_another(log, before, duration)
        after = transitions.pause(before, at or now, given=at is not None, duration=duration)
        write.change_session(before, after)
        return after


def resume(
    log: PracticeLog, now: datetime, reference: SessionReference = None, *, at: datetime | None = None
) -> PracticeSession:
    """Goes on with the paused session. Raises as `transitions.resume` and `choosing.lifecycle_session`."""
    with log.writing("resume", now) as write:
        before = lifecycle_session(log, reference)
        refuse_clock_behind(log, before, at or now)
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
    with log.writing("pause", now) as write:
        before = lifecycle_session(log, reference)
        if before.state is SessionState.PAUSED:
            refuse_clock_behind(log, before, at or now)
            after = transitions.resume(before, at or now, given=at is not None)
        else:
            refuse_clock_of_another(log, before, duration)
            after = transitions.pause(before, at or now, given=at is not None, duration=duration)
        write.change_session(before, after)
        return after


def discard(log: PracticeLog, now: datetime, reference: SessionReference = None) -> PracticeSession:
    """Drops the open session, or the one named; `undo` brings it back.

    Raises:
        NoOpenSession: none is open.
    """
    with log.writing("discard", now) as write:
        session = lifecycle_session(log, reference)
        write.delete_session(session)
        return session


def refuse_clock_of_another(log: PracticeLog, session: PracticeSession, stated: timedelta | None) -> None:
    """Raises NeedsAnAnswer where this machine's clock would end a stretch that another's began, and no time is stated.

    `stated` is the time practised, as the person gave it.
    """
    if stated is None and log.syncs():
        # A seam: a profile that does not sync never needs it.
        from yogaflow_cli.services.elsewhere import refuse_clock_of_another as refuse  # noqa: PLC0415

        refuse(log, session)


def refuse_clock_behind(log: PracticeLog, session: PracticeSession, now: datetime) -> None:
    """Raises InvalidValue where another machine paused the practice later, by its clock, than it is by this one."""
    if log.syncs():
        # The same seam.
        from yogaflow_cli.services.elsewhere import refuse_clock_behind as refuse  # noqa: PLC0415

        refuse(log, session, now)


def refuse_second(log: PracticeLog) -> None:
    """Raises AlreadyOpen, naming it, when a session is open."""
    session = log.sessions.current()
    if session is not None:
        raise AlreadyOpen(
            f"Session {session.number} is already open ({session.state}).",
            "Go on with it, or: yogaflow complete, yogaflow discard",
        )


def refuse_overlap(log: PracticeLog, start: datetime, end: datetime | None, but: int | None = None) -> None:
    """Raises Overlap, naming it, when another session shares time with the stretch."""
    other = log.sessions.overlapping(start, end, but)
    if other is not None:
        local = other.local_start.strftime("%Y-%m-%d %H:%M")
        raise Overlap(
            f"That overlaps session {other.number}, which began {local}.",
            f"See it with: yogaflow show {other.number}. To keep both, add --overlap",
        )


def with_end_offset(session: PracticeSession) -> PracticeSession:
    """The session with the local offsets of its start and end."""
    end = session.ended_at
    return session._replace(
        started_offset=offset_in(session.time_zone, session.started_at),
        ended_offset=None if end is None else offset_in(session.time_zone, end),
    )


def joined_tags(tags: Series[str], more: Series[str]) -> tuple[str, ...]:
    """Both, each once, in order."""
    return tuple(sorted({*tags, *more}))
