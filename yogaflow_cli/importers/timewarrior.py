"""Practices from Timewarrior: what `timew export` wrote, or one of the files that it keeps (`data/2023-10.data`)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.json_items import Twice, items_of, texts_of
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded

NAME = "timewarrior"
HINT = "It must be what `timew export` wrote."
INSTANT = re.compile(r"[0-9]{8}T[0-9]{6}Z")
EXPORTED = re.compile(r'\s*\[\s*\{.*?"start"\s*:\s*"[0-9]{8}T[0-9]{6}Z"', re.DOTALL)
KEPT = re.compile(r"inc [0-9]{8}T[0-9]{6}Z\b")
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
ESCAPED = re.compile(r"\\(.)")
LONGEST_LINE = 1 << 16


class Interval(NamedTuple):
    """An interval as the file tells it, nothing of it believed yet."""

    place: str
    start: object
    end: object
    tags: tuple[str, ...] | None
    note: object


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Timewarrior's."""
    return bool(KEPT.match(look.beginning) or EXPORTED.match(look.beginning))


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds; an interval counts when one of its tags is among those to take.

    Raises:
        InvalidValue: it is neither JSON nor a file of Timewarrior's, or damaged.
    """
    taken = taking(source.wishes, (YOGA,))
    kept = KEPT.match(source.look().beginning)
    for interval in kept_intervals(source) if kept else exported_intervals(source):
        yield interval if isinstance(interval, Skipped) else arrival_of(interval, taken, source.default_zone)


def exported_intervals(source: Source) -> Iterator[Interval | Skipped]:
    """The intervals of an export. Their `id` is no more than their place, and changes."""
    for place, value in items_of(source, HINT):
        if isinstance(value, Twice):
            yield Skipped(place, f"it has {quoted(value.name)} twice")
        elif isinstance(value, dict):
            annotation, tags = value.get("annotation"), texts_of(value.get("tags"))
            yield Interval(place, value.get("start"), value.get("end"), tags, annotation)
        else:
            yield Skipped(place, "it is no interval")


def kept_intervals(source: Source) -> Iterator[Interval | Skipped]:
    """The intervals of one of the files that Timewarrior keeps, a line each."""
    for number, line in enumerate(lines_of(source), start=1):
        if line.strip():
            place = f"line {number}"
            yield kept_interval(place, line) or Skipped(place, "it is no interval")


def kept_interval(place: str, line: str) -> Interval | None:
    """The interval of a line such as `inc START - END # yoga "with music" # "a note"`, None for any other line."""
    times: list[str] = []
    tags: list[str] = []
    note: list[str] = []
    section = iter((times, tags, note))
    words = next(section)
    for found in WORD.finditer(line):
        quoted_word, bare = found.groups()
        if bare == "#":
            words = next(section, note)
        else:
            words.append(bare if bare is not None else ESCAPED.sub(r"\1", quoted_word))
    word, start, dash, end = (*times, None, None, None, None)[:4]
    if word != "inc" or len(times) not in (2, 4) or dash not in (None, "-"):
        return None
    return Interval(place, start, end, tuple(tags), " ".join(note))


def lines_of(source: Source) -> Iterator[str]:
    """The lines of a file; one that is longer than any of Timewarrior's comes in pieces."""
    text = source.text()
    try:
        while line := text.readline(LONGEST_LINE):
            yield line
    except UnicodeDecodeError as error:
        raise InvalidValue("The file is not UTF-8.", "Convert it first: iconv -t UTF-8") from error


def arrival_of(interval: Interval, taken: Taking, default_zone: str) -> Arrival:
    """The practice that an interval is, or why it is none."""
    place, start, end, tags, note = interval
    if tags is None:
        return Skipped(place, "its tags cannot be read")
    if not any(map(taken.takes, tags or ("",))):
        return Skipped(place, taken.reason_against(", ".join(tags)))
    if end is None:
        return Skipped(place, "it has no end yet")
    started_at, ended_at = instant_of(start), instant_of(end)
    if started_at is None:
        return Skipped(place, unreadable("start", start))
    if ended_at is None:
        return Skipped(place, unreadable("end", end))
    if reason := reason_against(started_at, ended_at):
        return Skipped(place, reason)
    told = Told(
        started_at,
        ended_at,
        note=note if isinstance(note, str) else None,
        tags=tuple(tag for tag in tags if folded(tag) != YOGA),
    )
    return arriving(NAME, place, told, default_zone)


def instant_of(value: object) -> datetime | None:
    """An instant such as `20231001T103000Z`, None for anything else."""
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except ValueError:
        return None
