"""Putting the record right: log, edit, reopen, delete, undo and redo."""

from collections.abc import Sequence as Series
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import uuid4

from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.change import Change
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import (
    LIMIT,
    CompletionStatus,
    PlannedSequence,
    PracticeSession,
    Segment,
    is_over_limit,
)
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.writing import Write
from yogaflow_cli.services.choosing import SessionReference, ended_or_last, open_or_last
from yogaflow_cli.services.completing import Completion, fact, statistics, with_words
from yogaflow_cli.services.practice import (
    NOTHING_SAID,
    Said,
    refuse_overlap,
    refuse_second,
    with_end_offset,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Value = TypeVar("Value")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Before it nothing is kept: TIME begins here, too."""


class Unchanged(Enum):
    """Stands for a field that an edit leaves as it is, where None means to empty it."""

    UNCHANGED = "unchanged"


UNCHANGED = Unchanged.UNCHANGED


class Times(NamedTuple):
    """When a finished practice was: any two of the three, or the last alone."""

    start: datetime | None = None
    end: datetime | None = None
    duration: timedelta | None = None


class Edits(NamedTuple):
    """What an edit changes; UNCHANGED, None or empty where it changes nothing."""

    times: Times = Times()
    status: CompletionStatus | None = None
    poses: int | None = None
    sequence: Sequence | Unchanged | None = UNCHANGED
    style: str | Unchanged | None = UNCHANGED
    note: str | Unchanged | None = UNCHANGED
    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    effort: int | Unchanged | None = UNCHANGED
    mood_before: int | Unchanged | None = UNCHANGED
    mood_after: int | Unchanged | None = UNCHANGED
    energy_before: int | Unchanged | None = UNCHANGED
    energy_after: int | Unchanged | None = UNCHANGED
    zone: "ZoneInfo | None" = None


def log_finished(
    log: PracticeLog,
    now: datetime,
    time_zone: "ZoneInfo",
    times: Times,
    *,
    sequence: Sequence | None = None,
    said: Said = NOTHING_SAID,
    overlap: bool = False,
) -> Completion:
    """Adds a finished session.

    Raises:
        UsageMistake: the times say too little, or contradict each other.
        InvalidValue: it would end in the future, before its start, or hold over 4 hours.
        Overlap: it shares time with another session.
    """
    planned = None if sequence is None else timedelta(seconds=sequence.planned_seconds)
    start, end = stretch(times, planned, now)
    with log.writing("log", now) as write:
        if not overlap:
            refuse_overlap(log, start, end)
        session = PracticeSession(
            uuid=str(uuid4()),
            started_at=start,
            started_offset=timedelta(0),
            time_zone=time_zone.key,
            segments=(Segment(start, end),),
            ended_at=end,
            sequence=None if sequence is None else write.freeze(sequence),
            style=sequence.style if sequence else None,
            source="log",
        )
        stored = write.add_session(with_end_offset(with_words(session, said)))
    return Completion(stored, statistics(log), fact(log, stored))


def stretch(times: Times, planned: timedelta | None, now: datetime) -> tuple[datetime, datetime]:
    """Start and end of a finished practice, from any two of start, end and duration, or from the duration alone."""
    duration = times.duration if times.duration is not None else planned
    if times.start is not None and times.end is not None:
        start, end = times.start, times.end
        if times.duration is not None and end - start != times.duration:
            raise UsageMistake("The start, end and duration contradict each other.", "Give two of the three.")
    elif duration is None:
        raise UsageMistake("That is not enough to know when it was.", "Give two of: --start --end --duration")
    elif times.start is not None:
        start, end = times.start, times.start + duration
    else:
        end = times.end or now
        start = end - duration
    refuse_impossible(start, end, now)
    return start, end


def refuse_impossible(start: datetime, end: datetime, now: datetime) -> None:
    """Raises InvalidValue for a practice that ends before it starts, lasts over 4 hours or lies outside 1970 to now."""
    if end < start:
        raise InvalidValue("The end lies before the start.", "Give --start TIME and --end TIME in that order.")
    if start < EPOCH:
        raise InvalidValue("The practice would begin before 1970.", "Give a later --start or --end.")
    if end > now:
        raise InvalidValue("The practice would end in the future.", "Give an earlier --start or a shorter --duration.")
    if end - start > LIMIT:
        raise InvalidValue("That is over 4 hours of practice.", "The longest is 4h; log it as two, or give --duration.")


def edit(
    log: PracticeLog, now: datetime, reference: SessionReference, edits: Edits, *, overlap: bool = False
) -> tuple[PracticeSession, PracticeSession]:
    """Changes a session; the session before and after. Nothing changed is no change.

    Raises:
        InvalidValue: the times contradict each other, or the session would hold over 4 hours.
        UsageMistake: the session is open, and the change needs an ended one.
        Overlap: it would share time with another session.
        SessionNotFound, NotYours: as `choosing.open_or_last`.
    """
    with log.writing("edit", now) as write:
        before = open_or_last(log, reference)
        refuse_for_open(before, edits)
        after = with_edited_fields(write, with_edited_times(before, edits.times, now), edits)
        if edits.zone is not None:
            after = after._replace(time_zone=edits.zone.key)
        after = with_end_offset(after)
        if not overlap and (after.started_at, after.ended_at) != (before.started_at, before.ended_at):
            refuse_overlap(log, after.started_at, after.ended_at or now, but=before.number)
        write.change_session(before, after)
        return before, after


def refuse_for_open(session: PracticeSession, edits: Edits) -> None:
    """Raises UsageMistake when an open session would get what only an ended one has."""
    if session.ended_at is None and (edits.times.end is not None or edits.status is not None):
        raise UsageMistake(
            f"Session {session.number} is still open.", "End it first: yogaflow complete --at TIME --status STATUS"
        )


def with_edited_times(session: PracticeSession, times: Times, now: datetime) -> PracticeSession:
    """The session, measured anew where its start or end changes, with the stated duration where one is given."""
    edited = session
    if times.start is not None or times.end is not None:
        edited = transitions.measured_anew(session, times.start or session.started_at, times.end or session.ended_at)
    if times.duration is not None:
        if edited.ended_at is None:
            edited = transitions.with_time_so_far(edited, times.duration, now)
        else:
            edited = transitions.with_duration(edited, times.duration, end_is_given=times.end is not None)
    if edited.ended_at is not None and is_over_limit(edited, edited.ended_at):
        raise InvalidValue("That is over 4 hours of practice.", "State the time practised: --duration 1h30m")
    return edited


def with_edited_fields(write: Write, session: PracticeSession, edits: Edits) -> PracticeSession:
    """The session with everything that an edit says besides its times."""
    felt = session.reflection
    sequence = session.sequence
    if not isinstance(edits.sequence, Unchanged):
        sequence = None if edits.sequence is None else write.freeze(edits.sequence)
    return session._replace(
        sequence=sequence,
        # Where the guide stood is a place in the plan that it led.
        guide=session.guide if sequence == session.sequence else None,
        status=edits.status or session.status,
        poses_completed=edited_poses(session, sequence, edits),
        style=kept_or(edits.style, session.style),
        note=kept_or(edits.note, session.note),
        tags=tuple(sorted(({*session.tags} | {*edits.add_tags}) - {*edits.drop_tags})),
        reflection=felt._replace(
            effort=kept_or(edits.effort, felt.effort),
            mood_before=kept_or(edits.mood_before, felt.mood_before),
            mood_after=kept_or(edits.mood_after, felt.mood_after),
            energy_before=kept_or(edits.energy_before, felt.energy_before),
            energy_after=kept_or(edits.energy_after, felt.energy_after),
        ),
    )


def edited_poses(session: PracticeSession, sequence: PlannedSequence | None, edits: Edits) -> int:
    """The steps practised: as told; else all of them where all of another sequence's were."""
    if edits.poses is not None:
        return edits.poses
    all_were = session.sequence is not None and session.poses_completed == session.poses_planned
    if isinstance(edits.sequence, Unchanged) or not (all_were or session.sequence is None):
        return session.poses_completed
    if sequence is None or session.status is not CompletionStatus.COMPLETED:
        return 0
    return sequence.steps


def kept_or(edited: Value | Unchanged, kept: Value) -> Value:
    """The edited value, or the kept one where it is unchanged."""
    return kept if isinstance(edited, Unchanged) else edited


def reopen(log: PracticeLog, now: datetime, reference: SessionReference) -> PracticeSession:
    """Goes on with an ended session: the time since its end becomes a pause.

    Raises:
        AlreadyOpen: another session is open.
        AlreadyActive: the session itself is.
        SessionNotFound, NotYours: as `choosing.ended_or_last`.
    """
    with log.writing("reopen", now) as write:
        if reference is None:
            refuse_second(log)
        before = ended_or_last(log, reference)
        if before.ended_at is not None:
            refuse_second(log)
        after = transitions.reopen(before, now)
        write.change_session(before, after)
        return after


def to_delete(log: PracticeLog, references: Series[SessionReference]) -> list[PracticeSession]:
    """The sessions that a person asks to delete, each once. Raises as `choosing.ended_or_last`."""
    found = {session.uuid: session for session in (ended_or_last(log, reference) for reference in references)}
    return list(found.values())


def delete(
    log: PracticeLog, now: datetime, references: Series[SessionReference], *, forever: bool = False
) -> list[PracticeSession]:
    """Deletes sessions: `undo` brings them back, unless `forever`, which leaves no trace in the change log.

    Raises:
        SessionNotFound, NotYours: as `choosing.ended_or_last`; nothing is deleted then.
    """
    with log.writing("delete", now) as write:
        sessions = to_delete(log, references)
        for session in sessions:
            if forever:
                write.delete_session_forever(session)
            else:
                write.delete_session(session)
        return sessions


def undo(log: PracticeLog, now: datetime, count: int) -> list[Change]:
    """Takes back the latest changes. Raises as `PracticeLog.take_back`."""
    return log.take_back(count, now)


def redo(log: PracticeLog, now: datetime, count: int) -> list[Change]:
    """Brings again what was undone last. Raises as `PracticeLog.bring_again`."""
    return log.bring_again(count, now)
