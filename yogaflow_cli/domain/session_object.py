"""A session as plain values: the object that scripts read, and the record that export, import and change log keep."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from yogaflow_cli.domain.change import ChangedRecord, Record
from yogaflow_cli.domain.guide_record import guide_of, guide_record, step_record, steps_of
from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.record_values import instant, items, mapping, optional_int, optional_str, seconds, whole
from yogaflow_cli.domain.session import (
    CompletionStatus,
    Pause,
    PlannedSequence,
    PracticeSession,
    Reflection,
    Segment,
    whole_seconds,
)
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import iso_utc

TIME_KEYS = frozenset(
    {
        *("started_at", "started_offset_seconds", "completed_at", "completed_offset_seconds", "time_zone"),
        *("segments", "pauses"),
    }
)
"""The keys of a record that are the times of one session: none of them makes sense with another's."""


def session_object(session: PracticeSession, profile: Profile, day_starts_at: time, now: datetime) -> dict[str, object]:
    """The session object of every `--json` answer: seconds are whole, instants UTC to the second, rounded down."""
    return {
        "session_id": session.number,
        "user_id": profile.profile_id,
        "profile": profile.name,
        "sequence_id": session.sequence.sequence_id if session.sequence else None,
        "sequence": session.sequence.slug if session.sequence else None,
        "style": session.style,
        "started_at": iso_utc(session.started_at),
        "completed_at": iso_utc(session.ended_at) if session.ended_at else None,
        "duration_seconds": whole_seconds(session.active_time(now)),
        "elapsed_seconds": whole_seconds(session.elapsed_time(now)),
        "completion_status": session.status.value,
        "state": session.state.value,
        "poses_completed": session.poses_completed,
        "poses_planned": session.poses_planned,
        "practice_day": session.practice_day(day_starts_at).isoformat(),
        "time_zone": session.time_zone,
        "source": session.source,
        "tags": list(session.tags),
        "note": session.note,
        **reflection_values(session.reflection),
        "target_seconds": whole_seconds(session.target) if session.target is not None else None,
    }


def text_of(value: object) -> str:
    """A value of the session object as a person reads it: None is nothing, a list joined by commas; defused."""
    if value is None:
        return ""
    return shown(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def session_record(session: PracticeSession) -> dict[str, object]:
    """All that is kept of a session and cannot be derived, instants to the millisecond."""
    return {
        "uuid": session.uuid,
        "session_id": session.number,
        "sequence_hash": session.sequence.content_hash if session.sequence else None,
        "style": session.style,
        "started_at": iso_utc(session.started_at, milliseconds=True),
        "started_offset_seconds": whole_seconds(session.started_offset),
        "completed_at": iso_utc(session.ended_at, milliseconds=True) if session.ended_at else None,
        "completed_offset_seconds": whole_seconds(session.ended_offset) if session.ended_offset is not None else None,
        "time_zone": session.time_zone,
        "completion_status": session.status.value,
        "poses_completed": session.poses_completed,
        "target_seconds": whole_seconds(session.target) if session.target is not None else None,
        "source": session.source,
        "arrived_open": session.arrived_open,
        "tags": list(session.tags),
        "note": session.note,
        **reflection_values(session.reflection),
        "segments": [segment_record(segment) for segment in session.segments],
        "pauses": [pause_record(rest) for rest in session.pauses],
        "steps": [step_record(step) for step in session.steps],
        "guide": None if session.guide is None else guide_record(session.guide),
    }


def session_of_record(record: Record, sequence: PlannedSequence | None) -> PracticeSession:
    """The session that `session_record` wrote; `sequence` is the frozen one that `sequence_hash` names.

    Records from before there was a guide hold no steps.

    Raises:
        KeyError, TypeError, ValueError, InvalidValue: the record is not one that `session_record` wrote.
    """
    ended_at = record["completed_at"]
    return PracticeSession(
        uuid=str(record["uuid"]),
        number=optional_int(record["session_id"]),
        sequence=sequence,
        style=optional_str(record["style"]),
        started_at=instant(record["started_at"]),
        started_offset=seconds(record["started_offset_seconds"]),
        ended_at=instant(ended_at) if ended_at is not None else None,
        ended_offset=seconds(record["completed_offset_seconds"]) if ended_at is not None else None,
        time_zone=str(record["time_zone"]),
        status=CompletionStatus(str(record["completion_status"])),
        poses_completed=whole(record["poses_completed"]),
        target=seconds(record["target_seconds"]) if record["target_seconds"] is not None else None,
        source=str(record["source"]),
        arrived_open=bool(record["arrived_open"]),
        tags=tuple(str(tag) for tag in items(record["tags"])),
        note=optional_str(record["note"]),
        reflection=reflection_of(record),
        segments=tuple(segments_of(record)),
        pauses=tuple(pauses_of(record)),
        steps=tuple(steps_of(record)),
        guide=guide_of(record),
    )


def reflection_values(reflection: Reflection) -> dict[str, object]:
    """How it felt, as the keys of the session object."""
    return {
        "effort": reflection.effort,
        "mood_before": reflection.mood_before,
        "mood_after": reflection.mood_after,
        "energy_before": reflection.energy_before,
        "energy_after": reflection.energy_after,
    }


def reflection_of(record: Record) -> Reflection:
    """How it felt, from the keys of the session object; missing keys were not given."""
    names = ("effort", "mood_before", "mood_after", "energy_before", "energy_after")
    return Reflection(*(optional_int(record.get(name)) for name in names))


def segment_record(segment: Segment) -> dict[str, object]:
    """A stretch of practice as plain values; `stated_ms` only where the person stated it."""
    record = {
        "started_at": iso_utc(segment.started_at, milliseconds=True),
        "ended_at": iso_utc(segment.ended_at, milliseconds=True) if segment.ended_at else None,
    }
    if segment.stated is None:
        return dict(record)
    return {**record, "stated_ms": segment.stated // timedelta(milliseconds=1)}


def pause_record(rest: Pause) -> dict[str, object]:
    """A pause as plain values."""
    return {
        "started_at": iso_utc(rest.started_at, milliseconds=True),
        "ended_at": iso_utc(rest.ended_at, milliseconds=True) if rest.ended_at else None,
    }


def segments_of(record: Record) -> Iterator[Segment]:
    """The stretches of practice that a record holds."""
    for item in items(record["segments"]):
        values = mapping(item)
        stated = optional_int(values.get("stated_ms"))
        yield Segment(
            instant(values["started_at"]),
            instant(values["ended_at"]) if values.get("ended_at") is not None else None,
            timedelta(milliseconds=stated) if stated is not None else None,
        )


def pauses_of(record: Record) -> Iterator[Pause]:
    """The pauses that a record holds."""
    for item in items(record["pauses"]):
        values = mapping(item)
        yield Pause(
            instant(values["started_at"]), instant(values["ended_at"]) if values.get("ended_at") is not None else None
        )


def carried_over(record: ChangedRecord, here: Record | None) -> ChangedRecord:
    """What a change of a session does where another machine changed it since: what that set, stays as it set it.

    A session that is gone stays gone, one that is there again stays as it is, and one that others went on with is not
    taken away; its times go together.
    """
    before, after = record.before, record.after
    if here == before:
        return record
    if before is None or after is None or here is None:
        return record._replace(before=here, after=here)
    changed = {key for key, value in after.items() if before.get(key) != value}
    theirs = {key for key, value in here.items() if before.get(key) != value}
    if changed & TIME_KEYS:
        changed |= {*TIME_KEYS, "completion_status"}
    if theirs & TIME_KEYS:
        theirs |= {*TIME_KEYS, "completion_status"}
    ours = {key: value for key, value in after.items() if key in changed - theirs}
    return record._replace(before=here, after={**here, **ours})
