"""One session object of a file, read with distrust: every mistake names the place and the key.

It may be one that our export wrote, or one that a person wrote by hand in its likeness: then what it lacks is derived.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yogaflow_cli.domain.session import (
    IMPORTED,
    LIMIT,
    CompletionStatus,
    PracticeSession,
    Reflection,
    whole_seconds,
)
from yogaflow_cli.importers.fields import MOST_SECONDS, Fields
from yogaflow_cli.importers.session_course import Course, course_of, refuse_wrong_ends
from yogaflow_cli.importers.session_steps import mark_of, steps_of
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import clean_note, quoted
from yogaflow_cli.text.instants import iso_utc
from yogaflow_cli.zones import offset_at, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

KEYS = frozenset(
    {
        "session_id",
        "user_id",
        "profile",
        "sequence_id",
        "sequence",
        "style",
        "started_at",
        "completed_at",
        "duration_seconds",
        "elapsed_seconds",
        "completion_status",
        "state",
        "poses_completed",
        "poses_planned",
        "practice_day",
        "time_zone",
        "source",
        "tags",
        "note",
        "effort",
        "mood_before",
        "mood_after",
        "energy_before",
        "energy_after",
        "target_seconds",
        "uuid",
        "sequence_hash",
        "started_offset_seconds",
        "completed_offset_seconds",
        "arrived_open",
        "segments",
        "pauses",
        "steps",
        "guide",
    }
)
WRITTEN_BY_HAND = UUID("6f1d3c5e-6f0b-4d1c-9f57-6a5d0c0f2f3b")
"""The name space of the UUIDs that sessions without one get: the same session gets the same one every time."""

# A dictionary is asked in a tenth of the time that the enumeration takes.
STATUSES = {status.value: status for status in CompletionStatus}
CANONICAL_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SOURCES = ("timer", "log")
OWN_SOURCE = f"{IMPORTED}json"
MOST_NUMBER = 10**9
"""A number beyond would leave none to those that follow it."""

MOST_POSES = 100_000
MOST_TARGET_SECONDS = 14_400
MOST_OFFSET_SECONDS = 86_399


def session_of(fields: Fields, default_zone: str) -> PracticeSession:
    """The session that an object describes, without its frozen sequence.

    Raises:
        InvalidValue: a key is unknown, of the wrong type or out of range, or what it says cannot be true.
    """
    fields.refuse_others(KEYS)
    started_at = fields.instant("started_at")
    course = course_of(fields, started_at)
    time_zone, zone_of_it = zone_of(fields, default_zone)
    session = PracticeSession(
        uuid=told_uuid(fields),
        number=fields.number("session_id", 1, MOST_NUMBER),
        started_at=started_at,
        started_offset=offset_of(fields, "started_offset_seconds", started_at, zone_of_it),
        ended_at=course.ended_at,
        ended_offset=None
        if course.ended_at is None
        else offset_of(fields, "completed_offset_seconds", course.ended_at, zone_of_it),
        time_zone=time_zone,
        segments=course.segments,
        pauses=course.pauses,
        status=status_of(fields, course),
        style=words(fields, "style", style),
        tags=tags_of(fields),
        note=words(fields, "note", clean_note),
        reflection=reflection_of(fields),
        poses_completed=fields.number("poses_completed", 0, MOST_POSES) or 0,
        target=fields.seconds("target_seconds", MOST_TARGET_SECONDS),
        source=source_of(fields),
        arrived_open=fields.flag("arrived_open"),
        steps=steps_of(fields),
        guide=mark_of(fields),
    )
    refuse_impossible(fields, session)
    return session if session.uuid else session._replace(uuid=own_uuid(session))


def zone_of(fields: Fields, default_zone: str) -> "tuple[str, ZoneInfo]":
    """The zone that a session was in."""
    name = fields.optional_text("time_zone") or default_zone
    return name, fields.understood("time_zone", known_zone, name)


@lru_cache(maxsize=1000)
def known_zone(name: str) -> "ZoneInfo":
    """The zone with that name; a file names the same few a hundred thousand times."""
    return zone(name)


@lru_cache(maxsize=1000)
def style(text: str) -> str:
    """A style in its one form."""
    return names.style(text)


@lru_cache(maxsize=1000)
def tag(text: str) -> str:
    """A tag in its one form."""
    return names.tag(text)


def offset_of(fields: Fields, key: str, instant: datetime, time_zone: "ZoneInfo") -> timedelta:
    """The local offset that the file tells, else that of the zone."""
    seconds = fields.number(key, -MOST_OFFSET_SECONDS, MOST_OFFSET_SECONDS)
    return offset_at(instant, time_zone) if seconds is None else timedelta(seconds=seconds)


def words(fields: Fields, key: str, parse: Callable[[str], str]) -> str | None:
    """A text that a person wrote, None when it is missing or empty."""
    text = fields.optional_text(key)
    return fields.understood(key, parse, text) if text else None


def tags_of(fields: Fields) -> tuple[str, ...]:
    """The tags, each once, in order."""
    if not fields.has("tags"):
        return ()
    tags = set()
    for text in fields.items("tags"):
        if not isinstance(text, str):
            raise fields.refused("'tags' must be a list of texts")
        tags.add(fields.understood("tags", tag, text))
    return tuple(sorted(tags))


def reflection_of(fields: Fields) -> Reflection:
    """How it felt."""
    return Reflection(
        fields.number("effort", 1, 10),
        fields.number("mood_before", 1, 5),
        fields.number("mood_after", 1, 5),
        fields.number("energy_before", 1, 5),
        fields.number("energy_after", 1, 5),
    )


def source_of(fields: Fields) -> str:
    """Where the session came from, as the file says it; it came from this file when it says nothing."""
    source = fields.optional_text("source") or OWN_SOURCE
    format_name = source.removeprefix(IMPORTED)
    plain_name = format_name.replace("-", "")
    if source in SOURCES or (source != format_name and plain_name.isascii() and plain_name.isalnum()):
        return source
    raise fields.refused(f"'source' cannot be {quoted(source)}", "It is timer, log or import:FORMAT.")


def status_of(fields: Fields, course: Course) -> CompletionStatus:
    """The completion status; one that the file does not tell is `completed`, that of an open session `abandoned`."""
    told = fields.choice("completion_status", STATUSES)
    if course.ended_at is None:
        return CompletionStatus.ABANDONED
    return STATUSES[told] if told else CompletionStatus.COMPLETED


def told_uuid(fields: Fields) -> str:
    """The UUID that the file tells, empty when it tells none."""
    told = fields.optional_text("uuid")
    if told is None:
        return ""
    if CANONICAL_UUID.fullmatch(told):
        return told
    try:
        return str(UUID(told))
    except ValueError as error:
        raise fields.refused(f"'uuid' cannot be {quoted(told)}") from error


def own_uuid(session: PracticeSession) -> str:
    """A UUID made of the start and the active time: the same whenever the same session is read."""
    seconds = whole_seconds(session.active_time(session.ended_at or session.started_at))
    return str(uuid5(WRITTEN_BY_HAND, f"{iso_utc(session.started_at, milliseconds=True)} {seconds}"))


def refuse_impossible(fields: Fields, session: PracticeSession) -> None:
    """Raises InvalidValue for what no practice can have been."""
    ended_at = session.ended_at
    if ended_at is not None and ended_at < session.started_at:
        raise fields.refused("it ended before it began")
    refuse_wrong_ends(fields, session)
    if ended_at is None:
        return
    active = session.active_time(ended_at)
    if active > LIMIT:
        raise fields.refused("it holds over 4 hours of practice", "The longest is 4 hours: 14400 seconds.")
    told = fields.number("duration_seconds", 0, MOST_SECONDS)
    if told is not None and told != whole_seconds(active):
        raise fields.refused("'duration_seconds' is not what its segments add up to", "Leave the segments out.")
