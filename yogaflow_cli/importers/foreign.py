"""A practice of another app as one of ours: the same every time it is read, and all of its text made harmless."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID, uuid5

from yogaflow_cli.domain.session import IMPORTED, CompletionStatus, PracticeSession, Segment, whole_seconds
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.session_fields import known_zone
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import NOTE_LIMIT, clean_note, shown_note
from yogaflow_cli.text.instants import iso_utc
from yogaflow_cli.zones import is_zone, offset_at

NAME_SPACE = UUID("2c7b7a0e-54a3-5d0e-9f0a-3f1e6a6f9d11")
"""Of the UUIDs that practices of other apps get."""

HOUR = timedelta(hours=1)
NOT_OF_WHOLE_HOURS = (
    *("Asia/Kolkata", "Asia/Tehran", "Asia/Kathmandu", "Asia/Kabul", "Asia/Yangon", "Asia/Colombo"),
    *("Australia/Adelaide", "Australia/Darwin", "America/St_Johns", "America/Caracas", "Asia/Pyongyang"),
    *("Australia/Lord_Howe", "Australia/Eucla", "Pacific/Chatham", "Pacific/Marquesas", "Pacific/Norfolk"),
)
"""Zones whose offset is not of whole hours, or was not for some years."""

LONG_NOTE = f"the end of a note of over {NOTE_LIMIT:,} characters"
ODD_TAG = "a tag that cannot be one here"
LABEL_SEPARATORS = str.maketrans(",;", "  ")
MILLISECOND = timedelta(milliseconds=1)


class Told(NamedTuple):
    """What another app tells of one practice.

    Instants are aware. `identity` is the app's own name for it, where that stays the same in every export. `active` is
    the time practised where that is less than from start to end. `offset` is the local offset from UTC at the start,
    where the format tells one; `time_zone` an IANA name, where it tells that.
    """

    started_at: datetime
    ended_at: datetime
    identity: str | None = None
    active: timedelta | None = None
    time_zone: str | None = None
    offset: timedelta | None = None
    style: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    app: str | None = None
    unkept: tuple[str, ...] = ()


def arriving(format_name: str, place: str, told: Told, default_zone: str) -> ArrivingSession:
    """The session that a practice of another app is, found at `place` (`line 12`).

    Its length is not looked at here: what is too long or too short to be believed, the import lists.

    Raises:
        InvalidValue: it ends before it begins.
    """
    if told.ended_at < told.started_at:
        raise InvalidValue(f"{place}: it ended before it began")
    started_at, ended_at = floored(told.started_at), floored(told.ended_at)
    time_zone = told.time_zone if told.time_zone and is_zone(told.time_zone) else None
    time_zone = time_zone or zone_name_of(started_at, told.offset, default_zone)
    rules = known_zone(time_zone)
    offset = offset_at(started_at, rules)
    # Where the zone has the offset that is told, it also knows whether the clocks changed meanwhile.
    is_of_zone = told.offset in (None, offset)
    note, unkept_note = kept_note(told.note)
    tags, unkept_tags = kept_tags(told.tags)
    style = kept_label(told.style)
    session = PracticeSession(
        uuid=uuid_of(format_name, told, started_at, ended_at),
        started_at=started_at,
        started_offset=offset if told.offset is None else told.offset,
        ended_at=ended_at,
        ended_offset=offset_at(ended_at, rules) if is_of_zone else told.offset,
        time_zone=time_zone,
        segments=(Segment(started_at, ended_at, stated_time(told, ended_at - started_at)),),
        status=CompletionStatus.COMPLETED,
        style=style,
        tags=tags,
        note=note,
        source=f"{IMPORTED}{format_name}",
    )
    return ArrivingSession(
        place, session, foreign=True, app=told.app, unkept=(*told.unkept, *unkept_note, *unkept_tags)
    )


def stated_time(told: Told, elapsed: timedelta) -> timedelta | None:
    """The active time where the instants do not measure it."""
    if told.active is None or whole_seconds(told.active) == whole_seconds(elapsed):
        return None
    return max(timedelta(0), floored_span(told.active))


def uuid_of(format_name: str, told: Told, started_at: datetime, ended_at: datetime) -> str:
    """The UUID of a practice: of the app's own name for it or, without one, of its start and active time."""
    seconds = whole_seconds(told.active if told.active is not None else ended_at - started_at)
    identity = told.identity or f"{iso_utc(started_at, milliseconds=True)} {seconds}"
    return str(uuid5(NAME_SPACE, f"{format_name} {identity}"))


def floored(instant: datetime) -> datetime:
    """An instant of whole milliseconds."""
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def floored_span(span: timedelta) -> timedelta:
    """A span of whole milliseconds."""
    return span // MILLISECOND * MILLISECOND


def zone_name_of(instant: datetime, offset: timedelta | None, default_zone: str) -> str:
    """A zone for a practice of which no more than its offset is told: the person's own where that has it then.

    Else the fixed zone of that many hours or, for one that is not of whole hours, the largest zone that had it then; an
    offset that none had stands beside the person's own zone.
    """
    if offset is None or offset_at(instant, known_zone(default_zone)) == offset:
        return default_zone
    if offset % HOUR:
        kept = (name for name in NOT_OF_WHOLE_HOURS if offset_at(instant, known_zone(name)) == offset)
        return next(kept, default_zone)
    hours = offset // HOUR
    # The sign of these names is that of POSIX: west of Greenwich is positive.
    fixed = f"Etc/GMT{-hours:+d}" if hours else "UTC"
    return fixed if is_zone(fixed) else default_zone


def kept_note(text: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A note as it can be kept, and what of it cannot."""
    if text is None or not text.strip():
        return None, ()
    # Before what could act as a terminal control is replaced: line ends and tabs are meant well.
    harmless = shown_note(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    unkept = (LONG_NOTE,) if len(harmless) > NOTE_LIMIT else ()
    try:
        return clean_note(harmless[:NOTE_LIMIT]), unkept
    except InvalidValue:
        return None, unkept


def kept_tags(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags as they can be kept, each once, in order, and what of them cannot."""
    kept = {text: kept_label(text) for text in texts if text.strip()}
    return tuple(sorted({tag for tag in kept.values() if tag})), (ODD_TAG,) * sum(tag is None for tag in kept.values())


@lru_cache(maxsize=1000)
def kept_label(text: str | None) -> str | None:
    """A tag or style in its one form, None for one that has none."""
    if text is None or not text.strip():
        return None
    try:
        return names.tag(" ".join(text.translate(LABEL_SEPARATORS).split()))
    except InvalidValue:
        return None
