"""Practices from Watson: its file `frames`, or what `watson log --json` wrote."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.json_items import Twice, items_of, texts_of
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded
from yogaflow_cli.zones import zone

NAME = "watson"
HINT = "It must be Watson's file `frames`, or what `watson log --json` wrote."
FRAMES = re.compile(r"\s*\[\s*\[\s*[0-9]+(\.[0-9]+)?\s*,")
LOGGED = re.compile(r"\s*\[\s*\{")
LOGGED_KEYS = ('"project"', '"start"', '"stop"')
DATE_AND_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
ISO_INSTANT = re.compile(rf"{DATE_AND_TIME}(Z|[+-][0-9:]{{4,6}})?")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOST_SECONDS = 1 << 34
"""Of an epoch: beyond the year 2200, and far from what cannot be a date."""

FEWEST = 4


class Frame(NamedTuple):
    """A frame as the file tells it, nothing of it believed yet."""

    start: object
    stop: object
    project: object
    identity: object
    tags: object


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Watson's."""
    beginning = look.beginning
    if FRAMES.match(beginning):
        return True
    return bool(LOGGED.match(beginning)) and all(key in beginning for key in LOGGED_KEYS)


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds; a frame counts when its project or one of its tags is among those to take.

    Raises:
        InvalidValue: it is no JSON list, or damaged.
    """
    taken = taking(source.wishes, (YOGA,))
    for place, value in items_of(source, HINT):
        frame = frame_of(value)
        if frame is not None:
            yield arrival_of(place, frame, taken, source.default_zone)
        elif isinstance(value, Twice):
            yield Skipped(place, f"it has {quoted(value.name)} twice")
        else:
            yield Skipped(place, "it is no frame")


def frame_of(value: object) -> Frame | None:
    """A frame in either form, None for anything else. Old files lack the instant of the last change, which we skip."""
    if isinstance(value, dict):
        value = [value.get(key) for key in ("start", "stop", "project", "id", "tags")]
    if not isinstance(value, list) or len(value) < FEWEST:
        return None
    start, stop, project, identity, *others = value
    return Frame(start, stop, project, identity, others[0] if others else None)


def arrival_of(place: str, frame: Frame, taken: Taking, default_zone: str) -> Arrival:
    """The practice that a frame is, or why it is none."""
    project, tags = frame.project, texts_of(frame.tags)
    if not isinstance(project, str) or tags is None:
        return Skipped(place, "its project or its tags cannot be read")
    if not any(map(taken.takes, (project, *tags))):
        return Skipped(place, taken.reason_against(project))
    if frame.stop is None:
        return Skipped(place, "it has no end yet")
    started_at, ended_at = instant_of(frame.start, default_zone), instant_of(frame.stop, default_zone)
    if started_at is None:
        return Skipped(place, unreadable("start", frame.start))
    if ended_at is None:
        return Skipped(place, unreadable("end", frame.stop))
    if reason := reason_against(started_at, ended_at):
        return Skipped(place, reason)
    told = Told(
        started_at.astimezone(UTC),
        ended_at.astimezone(UTC),
        identity=frame.identity if isinstance(frame.identity, str) and frame.identity else None,
        offset=offset_told(frame.start, started_at),
        tags=tuple(word for word in (project, *tags) if folded(word) != YOGA),
    )
    return arriving(NAME, place, told, default_zone)


def instant_of(value: object, default_zone: str) -> datetime | None:
    """An instant: seconds since 1970, or a date and time, which without an offset is one of the person's zone."""
    if isinstance(value, str):
        return instant_of_text(value, default_zone)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST_SECONDS:
        return None
    return EPOCH + timedelta(seconds=value)


def instant_of_text(text: str, default_zone: str) -> datetime | None:
    """An instant such as `2023-10-01T10:30:00+02:00`, None for anything else."""
    if not ISO_INSTANT.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone(default_zone))


def offset_told(value: object, moment: datetime) -> timedelta | None:
    """The offset from UTC that a start tells of itself, None where it tells none."""
    told = isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    return moment.utcoffset() if told else None
