"""Practices from Apple Health, which Down Dog, Apple's own Watch and many others write to."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BufferedReader
from typing import BinaryIO, NamedTuple

from yogaflow_cli.domain.session import whole_seconds
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.apple_xml import HINT, RECORD, Recorded, has_amount, recorded
from yogaflow_cli.importers.clock_times import read_when
from yogaflow_cli.importers.fields import MOST_SECONDS
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.source import LOOKED_AT_BYTES, ZIP_MAGIC, Look, Source, beginning_of
from yogaflow_cli.importers.taking import MOST_SHOWN, YOGA, Taking, taking
from yogaflow_cli.importers.zipped import Zipped, opened_zip
from yogaflow_cli.text.cleaning import quoted, shown
from yogaflow_cli.text.names import folded
from yogaflow_cli.zones import is_zone

NAME = "apple-health"
MEDITATION = "meditation"
DEFAULT = (YOGA, "mind-and-body")
MINDFUL_KEY = "mindful"
MINDFUL_WISHES = {"yes": True, "no": False}
FOLDER, EXPORT, CLINICAL, XML = "apple_health_export", "export.xml", "export_cda.xml", ".xml"
BEGINNING = re.compile(r"<(?:!DOCTYPE\s+)?HealthData\b")
MOST_TRIED = 50
"""XML files of a zip file; Apple's has two."""

ACTIVITY = "HKWorkoutActivityType"
WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
UNIT_SECONDS = {"s": 1, "sec": 1, "min": 60, "h": 3600, "hr": 3600}
AMOUNT = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,2})?", re.IGNORECASE)
SECOND = timedelta(seconds=1)

TIME_ZONE, EXTERNAL, SYNCED = "HKTimeZone", "HKExternalUUID", "HKMetadataKeySyncIdentifier"
TOTALS = {
    "totalEnergyBurned": "calories",
    "totalDistance": "distance",
    "totalFlightsClimbed": "flights climbed",
    "totalSwimmingStrokeCount": "strokes",
}
QUANTITY = "HKQuantityTypeIdentifier"
QUANTITIES = {
    "HeartRate": "heart rate",
    "ActiveEnergyBurned": "calories",
    "BasalEnergyBurned": "calories",
    "StepCount": "steps",
}
DISTANCE = "Distance"
METADATA = {
    "HKAverageMETs": "METs",
    "HKWeatherTemperature": "weather",
    "HKWeatherHumidity": "weather",
    "HKWeatherCondition": "weather",
    "HKElevationAscended": "elevation",
    "HKElevationDescended": "elevation",
    "HKWorkoutBrandName": "brand",
    "HKIndoorWorkout": "indoors",
}
MINDFUL_SKIPPED = "mindful minutes: --map mindful=yes takes them"


class Span(NamedTuple):
    """From when to when, in UTC; the offset where it began; the time practised, where that is less."""

    started_at: datetime
    ended_at: datetime
    offset: timedelta | None
    active: timedelta | None


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Apple Health's: its zip file, or the XML in it."""
    if look.members:
        return any(map(is_of_export, look.members))
    return look.beginning.lstrip().startswith("<") and BEGINNING.search(look.beginning) is not None


def is_of_export(name: str) -> bool:
    """Whether a name in a zip file is one of Apple's, whose files are named in the phone's language but for these."""
    *folders, last = name.lower().split("/")
    return FOLDER in folders or last in (EXPORT, CLINICAL)


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds.

    Raises:
        InvalidValue: it is neither Apple Health's zip file nor its XML, or damaged, or a wish cannot be understood.
    """
    taken, with_mindful = taking(source.wishes, DEFAULT), wants_mindful(source.wishes)
    with opened_export(source.file) as file:
        for found in recorded(file):
            yield arrival_of(found, taken, with_mindful, source.default_zone)


def wants_mindful(wishes: Mapping[str, str]) -> bool:
    """Whether mindful minutes are practices, too. Raises InvalidValue for what is neither yes nor no."""
    asked = wishes.get(MINDFUL_KEY, "no")
    wanted = MINDFUL_WISHES.get(folded(asked))
    if wanted is None:
        raise InvalidValue(f"--map mindful={quoted(asked)} is neither yes nor no.", "Such as: --map mindful=yes")
    return wanted


@contextmanager
def opened_export(file: BufferedReader | BinaryIO) -> Iterator[BufferedReader | BinaryIO]:
    """The XML, out of the zip file where it is in one. Raises InvalidValue."""
    if not beginning_of(file).startswith(ZIP_MAGIC):
        yield file
        return
    with opened_zip(file) as zipped, zipped.opened(name_of_export(zipped)) as stream:
        yield stream


def name_of_export(zipped: Zipped) -> str:
    """The name of the XML in Apple's zip file, which the phone's language decides. Raises InvalidValue."""
    names = [name for name in zipped.names if name.lower().endswith(XML) and not name.lower().endswith(CLINICAL)]
    for name in names[:MOST_TRIED]:
        with zipped.opened(name) as stream:
            if BEGINNING.search(stream.peek(LOOKED_AT_BYTES)[:LOOKED_AT_BYTES].decode("utf-8", "replace")):
                return name
    raise InvalidValue("The zip file holds no export of Apple Health.", HINT)


def arrival_of(found: Recorded, taken: Taking, with_mindful: bool, default_zone: str) -> Arrival:
    """The practice that a workout or a session of mindful minutes is, or why it is none."""
    place = f"line {found.line}"
    style: str | None = MEDITATION
    if found.element == RECORD:
        if not with_mindful:
            return Skipped(place, MINDFUL_SKIPPED)
    else:
        word = word_of(found.told.get("workoutActivityType", ""))
        if not taken.takes(word):
            return Skipped(place, taken.reason_against(word))
        style = None if word == YOGA else word
    span = span_of(found.told)
    if isinstance(span, str):
        return Skipped(place, span)
    return arriving(NAME, place, told_of(found, span, style), default_zone)


def told_of(found: Recorded, span: Span, style: str | None) -> Told:
    """What Apple Health tells of a practice."""
    app = found.told.get("sourceName", "").strip()
    zone = found.metadata.get(TIME_ZONE, "")
    time_zone = zone if zone and is_zone(zone) else None
    return Told(
        span.started_at,
        span.ended_at,
        identity=identity_of(found, app),
        active=span.active,
        time_zone=time_zone,
        # The zone knows it better: the file's offsets may be those of where the phone was when it exported.
        offset=None if time_zone else span.offset,
        style=style,
        app=shown(app) or None,
        unkept=tuple(dict.fromkeys(unkept(found))),
    )


def identity_of(found: Recorded, app: str) -> str | None:
    """What the app that recorded it calls it, where it says so; Apple's own name for it is not in the file."""
    external, synced = found.metadata.get(EXTERNAL), found.metadata.get(SYNCED)
    # Each app counts for itself.
    return external or (f"{app} {synced}" if synced else None)


def unkept(found: Recorded) -> Iterator[str]:
    """What the file tells besides, some of it more than once."""
    yield from (word for key, word in TOTALS.items() if has_amount(found.told.get(key, "")))
    yield from (quantity_of(kind) for kind, has_value in found.statistics.items() if has_value)
    yield from (METADATA[key] for key, value in found.metadata.items() if key in METADATA and has_amount(value))
    if found.routes:
        yield "route"


def quantity_of(kind: str) -> str:
    """What is measured, in words."""
    name = kind.removeprefix(QUANTITY)
    return "distance" if name.startswith(DISTANCE) else QUANTITIES.get(name) or shown(word_of(name)).replace("-", " ")


@lru_cache(maxsize=256)
def word_of(kind: str) -> str:
    """The word for a kind of workout: `HKWorkoutActivityTypeMindAndBody` is `mind-and-body`."""
    return WORDS.sub("-", kind[: len(ACTIVITY) + MOST_SHOWN].removeprefix(ACTIVITY)).lower()


def span_of(told: Mapping[str, str]) -> Span | str:
    """From when to when a practice was, or why that cannot be."""
    start, end, lasted = told.get("startDate", ""), told.get("endDate", ""), duration_of(told)
    started_at, ended_at = instant_of(start), instant_of(end)
    if started_at is None:
        return unreadable("start", start)
    if isinstance(lasted, str):
        return lasted
    if not end and not lasted:
        return "it has no end yet"
    if end and ended_at is None:
        return unreadable("end", end)
    # Before anything is added, which close to the year 9999 is impossible.
    if reason := reason_against(started_at, ended_at or started_at):
        return reason
    if ended_at is None or (lasted and ended_at == started_at):
        ended_at = started_at + (lasted or timedelta(0))
    reason = reason_against(started_at, ended_at)
    active = lasted if lasted is not None and lasted < ended_at - started_at else None
    return reason or Span(started_at.astimezone(UTC), ended_at.astimezone(UTC), started_at.utcoffset(), active)


def instant_of(text: str) -> datetime | None:
    """A moment such as `2024-03-31 03:10:00 +0200`, None for what is none or has no offset."""
    when = read_when(text)
    moment = None if when is None else when.moment()
    return moment if moment is not None and moment.tzinfo is not None else None


def duration_of(told: Mapping[str, str]) -> timedelta | str | None:
    """The time practised, in whole seconds like the dates; None where it is not told, or why it cannot be read."""
    text, unit = told.get("duration", "").strip(), told.get("durationUnit", "min").strip()
    if not has_amount(text):
        return None
    seconds = float(text) * UNIT_SECONDS.get(unit, 0) if AMOUNT.fullmatch(text) else 0
    if not 0 < seconds <= MOST_SECONDS:
        return unreadable("duration", f"{text} {unit}")
    # Rounded: older phones wrote fewer digits of the same practice, which must stay the same one.
    return timedelta(seconds=whole_seconds(timedelta(seconds=seconds) + SECOND / 2))
