"""Practices from a calendar (RFC 5545): single events that say yoga, and those that we exported, one by one."""

import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from icalendar import Component, Event, Timezone, vCategory, vDDDTypes
from icalendar.parser import unescape_backslash
from icalendar.timezone import tzp

from yogaflow_cli.importers.calendar_blocks import ACTIVE, CALENDAR, EVENT, STYLE, Block, blocks
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.reasons import reason_against, unreadable
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded
from yogaflow_cli.text.numbers import is_digits
from yogaflow_cli.zones import zone

NAME = "ics"
DEFAULT = (YOGA, "yogakurs", "yogastunde", "йога")  # whole words: Yogananda's birthday is no practice
MOST_ZONES = 20
OWN = re.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@yogaflow")
WORD = re.compile(r"\w+")
WHOLE_DAY = re.compile(r"DTSTART\b.*:\s*[0-9]{8}\s*", re.IGNORECASE)
YEARLY = re.compile(
    r"RRULE:(?:(?:FREQ=YEARLY|INTERVAL=1|(?:BYMONTH|COUNT)=[0-9]{1,4}|BYMONTHDAY=[0-9,-]{1,20}|WKST=[A-Z]{2}"
    r"|BYDAY=[+-]?[0-9]?[A-Z]{2}|UNTIL=[0-9TZ]{8,16})(?:;|$))+"
)
"""The rules by which clocks change. Any others could keep the library busy for hours, or for ever."""

DAMAGE = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, AssertionError, OSError)
"""What the libraries raise for what is no calendar; OSError for a zone that is named like a folder of zones."""


class NotTaken(Exception):
    """Why an event is no practice to take."""


def recognises(look: Look) -> bool:
    """Whether a file that looks so is a calendar."""
    return look.first_line.strip().upper() == f"BEGIN:{CALENDAR}"


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds; an event counts when its categories or its title hold one of the words to take.

    Raises:
        InvalidValue: it is no calendar.
    """
    taken = taking(source.wishes, DEFAULT)
    # The library keeps the zones that it was told of, and another file may mean others by their names.
    tzp.use_default()
    zones = 0
    for block in blocks(source.file):
        if block.name == EVENT:
            yield arrival_of(block, taken, source.default_zone)
        elif zones < MOST_ZONES:
            zones += 1
            learn_zone(block)


def learn_zone(block: Block) -> None:
    """Tells the library of a zone that it does not know by name, unless something is wrong with it."""
    is_sound = not block.problem and all(
        YEARLY.fullmatch(line.upper()) if line[:5].upper() == "RRULE" else line.isprintable() for line in block.content
    )
    name = next((line[5:] for line in block.content if line[:5].upper() == "TZID:"), "")
    with suppress(*DAMAGE), warnings.catch_warnings(action="ignore"):
        if is_sound and tzp.timezone(name) is None:
            parsed(Timezone, block)


def parsed(kind: type[Event] | type[Timezone], block: Block) -> Component:
    """A block as the library reads it, which warns of zones that are named after their maker. Raises `DAMAGE`."""
    with warnings.catch_warnings(action="ignore"):
        return kind.from_ical("\r\n".join((f"BEGIN:{block.name}", *block.content, f"END:{block.name}", "")))


def arrival_of(block: Block, taken: Taking, default_zone: str) -> Arrival:
    """The practice that an event is, or why it is none."""
    place = f"line {block.line}"
    if block.problem:
        return Skipped(place, block.problem)
    try:
        event = parsed(Event, block)
        refuse_other(event, block, taken)
        own = own_uuid(event)
        told = told_of(event, block, default_zone, is_ours=own is not None)
    except NotTaken as reason:
        return Skipped(place, str(reason))
    except DAMAGE:
        return Skipped(place, "it is damaged")
    arrival = arriving(NAME, place, told, default_zone)
    return arrival if own is None else arrival._replace(session=arrival.session._replace(uuid=own))


def refuse_other(event: Component, block: Block, taken: Taking) -> None:
    """Raises NotTaken for an event that is no single practice."""
    if not any(says(text, taken) for text in (text_of(event, "SUMMARY"), *categories_of(event))):
        raise NotTaken(taken.reason_against(""))
    if text_of(event, "STATUS").upper() == "CANCELLED":
        raise NotTaken("it was cancelled")
    if "RRULE" in event or "RDATE" in event:
        raise NotTaken("it repeats: a series is not read, only single events")
    # Where such a day has a zone beside it, the library makes midnight of it.
    if any(map(WHOLE_DAY.fullmatch, block.content)):
        raise NotTaken("it is a whole day without a time")


def says(text: str, taken: Taking) -> bool:
    """Whether a text holds a word to take, or several that stand together."""
    return taken.words is None or any(spaced(word) in spaced(text) for word in taken.words)


def spaced(text: str) -> str:
    """The words of a text as they are compared, with spaces around each."""
    return f" {' '.join(WORD.findall(folded(text)))} "


def told_of(event: Component, block: Block, default_zone: str, is_ours: bool) -> Told:
    """What an event tells of a practice. Raises NotTaken for one that cannot have been."""
    start = moment_of(event, "DTSTART", default_zone)
    end = end_of(event, start, default_zone)
    if reason := reason_against(start, end):
        raise NotTaken(reason)
    # Without a key it is a zone that the file describes; UTC is how many calendars write every time.
    key = getattr(start.tzinfo, "key", None)
    active, categories = text_of(event, ACTIVE), categories_of(event)
    facts, note = description_of(event, is_ours)
    return Told(
        start.astimezone(UTC),
        end.astimezone(UTC),
        identity=identity_of(event, block),
        active=timedelta(seconds=int(active)) if is_ours and is_digits(active) else None,
        time_zone=None if key == "UTC" else key,
        offset=start.utcoffset() if key is None else None,
        style=unescape_backslash(text_of(event, STYLE)),
        note=note,
        tags=tuple(categories[1:] if is_ours else (word for word in categories if folded(word) != YOGA)),
        unkept=(*block.unkept, *(("effort and mood",) if "\n" in facts else ())),
    )


def moment_of(event: Component, name: str, default_zone: str) -> datetime:
    """The moment that a property tells, with its zone. Raises NotTaken."""
    value = event.get(name)
    if not isinstance(value, vDDDTypes) or not isinstance(value.dt, datetime):
        raise NotTaken(unreadable("start" if name == "DTSTART" else "end", value if isinstance(value, str) else None))
    if value.dt.tzinfo is not None:
        return value.dt
    if "TZID" in value.params:
        raise NotTaken(f"its time zone {quoted(str(value.params['TZID']))} is not known")
    return value.dt.replace(tzinfo=zone(default_zone))


def end_of(event: Component, start: datetime, default_zone: str) -> datetime:
    """The moment when an event ends. Raises NotTaken."""
    if "DTEND" in event:
        return moment_of(event, "DTEND", default_zone)
    length = getattr(event.get("DURATION"), "dt", None)
    if not isinstance(length, timedelta):
        raise NotTaken("it has no end")
    # In UTC: minutes pass alike on every clock, and those of a zone may change meanwhile.
    return start.astimezone(UTC) + length


def identity_of(event: Component, block: Block) -> str | None:
    """What names an event in every export: its UID and, for one of a series, which of them it is."""
    of_series = [line.rpartition(":")[2] for line in block.content if line.upper().startswith("RECURRENCE-ID")]
    return " ".join((text_of(event, "UID"), *of_series)).strip() or None


def own_uuid(event: Component) -> str | None:
    """The UUID of the session that an event is, where we exported it."""
    found = OWN.fullmatch(text_of(event, "UID").lower())
    return found[1] if found and "RECURRENCE-ID" not in event else None


def description_of(event: Component, is_ours: bool) -> tuple[str, str]:
    """What we told of a practice, and the note; of another program's event it is the title and the description."""
    title, text = text_of(event, "SUMMARY"), text_of(event, "DESCRIPTION")
    if is_ours and ACTIVE in event:
        facts, _, note = text.partition("\n\n")
        return facts, note
    return "", "\n".join(filter(None, ("" if folded(title) == YOGA else title, text)))


def text_of(event: Component, name: str) -> str:
    """The text of a property, the first where there are several, empty where there is none."""
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) else value).strip()


def categories_of(event: Component) -> list[str]:
    """The categories of an event, in order."""
    value = event.get("CATEGORIES")
    found = value if isinstance(value, list) else [value]
    return [str(text).strip() for item in found if isinstance(item, vCategory) for text in item.cats]
