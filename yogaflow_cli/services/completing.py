"""The end of a practice: what was said of it, its status, and what all practice adds up to then."""

from datetime import datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession
from yogaflow_cli.domain.statistics.facts import Fact, fact_of
from yogaflow_cli.domain.statistics.totals import Totals, totals_of
from yogaflow_cli.domain.status import status_when_not_given
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.choosing import SessionReference, lifecycle_session
from yogaflow_cli.services.practice import (
    NOTHING_SAID,
    Said,
    joined_tags,
    refuse_clock_of_another,
    refuse_overlap,
    with_end_offset,
)
from yogaflow_cli.text.cleaning import NOTE_LIMIT


class Completion(NamedTuple):
    """An ended session, what all ended sessions add up to, and one true and kind fact, where there is one."""

    session: PracticeSession
    totals: Totals
    fact: Fact | None


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
        if not end_at_limit:
            refuse_clock_of_another(log, before, duration)
        ended = transitions.complete(before, now, at=at, duration=duration, end_at_limit=end_at_limit)
        if at is not None and not overlap:
            refuse_overlap(log, before.started_at, ended.ended_at, but=before.number)
        after = finished(log, ended, said)
        write.change_session(seen_until(before, after), after)
    return completion_of(log, after)


def seen_until(before: PracticeSession, after: PracticeSession) -> PracticeSession:
    """The state to give back by an undo: paused at the end, should its guide have gone by then."""
    if before.guide is None or before.guide.seen_at is None:
        return before
    return before._replace(guide=before.guide._replace(seen_at=after.ended_at))


def finished(log: PracticeLog, ended: PracticeSession, said: Said = NOTHING_SAID) -> PracticeSession:
    """A session that was just ended, with what was said of it, its last step, and its status."""
    if ended.guide is not None and ended.sequence is not None:
        # A seam: what the guide needs of a sequence takes 10 ms to import.
        from yogaflow_cli.services.guided_end import with_steps_ended  # noqa: PLC0415

        ended, status = with_steps_ended(log, ended)
        poses = ended.poses_completed if said.poses is None else said.poses
        said = said._replace(status=said.status or status, poses=poses)
    return with_end_offset(with_words(ended, said))


def completion_of(log: PracticeLog, session: PracticeSession) -> Completion:
    """What there is to say of a session that was just stored as ended."""
    return Completion(session, statistics(log), fact(log, session))


def with_words(session: PracticeSession, said: Said) -> PracticeSession:
    """An ended session with what was said of it, and its status."""
    felt = session.reflection
    status = said.status or status_when_not_given(session, said.poses)
    return session._replace(
        status=status,
        poses_completed=poses_of(session, said.poses, status),
        style=said.style or session.style,
        tags=joined_tags(session.tags, said.tags),
        note=joined_note(session.note, said.note),
        reflection=felt._replace(
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


def joined_note(note: str | None, line: str | None) -> str | None:
    """The note with one more line.

    Raises:
        InvalidValue: together they are longer than a note may be.
    """
    if note is None or line is None:
        return note if line is None else line
    joined = f"{note}\n{line}"
    if len(joined) > NOTE_LIMIT:
        raise InvalidValue(
            f"The note from the start and this line have {len(joined)} characters, at most {NOTE_LIMIT} fit.",
            "Shorten the line, or replace the note afterwards: yogaflow edit last --note TEXT",
        )
    return joined


def statistics(log: PracticeLog) -> Totals:
    """What all ended sessions add up to."""
    return totals_of(log.totals.of_everything())


def fact(log: PracticeLog, session: PracticeSession) -> Fact | None:
    """One true and kind fact about a session that just ended."""
    day = session.practice_day(log.day_starts_at)
    longest_seconds = log.totals.longest_seconds(day.replace(day=1), day, but=session.number)
    return fact_of(session, longest_seconds, log.totals.usual_seconds(but=session.number))
