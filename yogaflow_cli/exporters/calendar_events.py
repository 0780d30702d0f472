"""Practices that ended as events of a calendar (RFC 5545), written one by one, for `importers/calendar_events.py` too.

An event is named after its session, so that a later export renews it where it was imported before. A session keeps no
count of its edits: DTSTAMP is the instant of the export, which says how things were then, and SEQUENCE its minutes
since 1970. So a later export is always the newer one, even where the event was changed in the calendar.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Component, Event, Timezone, vCategory, vDatetime, vText

from yogaflow_cli.domain.session import PracticeSession, whole_seconds
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.text.cleaning import shown, shown_note
from yogaflow_cli.text.durations import spoken
from yogaflow_cli.text.instants import is_ambiguous
from yogaflow_cli.zones import offset_at, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//YogaFlow//yogaflow//EN\r\nCALSCALE:GREGORIAN\r\n"
FOOT = "END:VCALENDAR\r\n"
ZONE_COLUMNS = ("time_zone", "started_local", "completed_local")
UTC_NAME = "UTC"
FREE_PRACTICE = "free practice"
MINUTE_SECONDS = 60


class Years(NamedTuple):
    """The first and the last year in which a zone was practised in."""

    first: int
    last: int


class Telling(NamedTuple):
    """What events are told with: the moment of the export, the rules of zones, and the names of sequences by hash."""

    exported_at: datetime
    zones: "dict[str, ZoneInfo]"
    names: dict[str, str]


class Text(vText):
    """A text that keeps a backslash before a capital N, which the library takes for the end of a line."""

    def to_ical(self) -> bytes:
        """Its escaped form."""
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def export(material: Material, form: Form, target: Target) -> int:
    """Writes the calendar; the number of its events. A table's form has no meaning here."""
    write = target.stream.write
    write(HEAD)
    zones: dict[str, ZoneInfo] = {}
    for name, years in sorted(years_of_zones(material).items()):
        if rules := rules_of(name):
            zones[name] = rules
            write(written(description_of_zone(name, rules, years)))
    names = {content_hash: str(content["name"]) for content_hash, content in material.sequences()}
    telling = Telling(material.exported_at, zones, names)
    count = 0
    for session in material.sessions():
        if session.ended_at is not None:
            write(written(event_of(session, session.ended_at, telling)))
            count += 1
    write(FOOT)
    return count


def written(component: Component) -> str:
    """A component in lines of at most 75 octets."""
    lines: bytes = component.to_ical()
    return lines.decode()


def years_of_zones(material: Material) -> dict[str, Years]:
    """The zones that were practised in, and when; read ahead, as many calendars want to know them before the events."""
    found: dict[str, Years] = {}
    for name, started, ended in material.rows(ZONE_COLUMNS):
        first, last = int(str(started)[:4]), int(str(ended)[:4])
        before = found.get(str(name), Years(first, last))
        found[str(name)] = Years(min(before.first, first), max(before.last, last))
    return found


def rules_of(name: str) -> "ZoneInfo | None":
    """The rules of a zone; None for UTC, which needs none, and for one that this machine does not know."""
    try:
        return None if name == UTC_NAME else zone(name)
    except InvalidValue:
        return None


def description_of_zone(name: str, rules: "ZoneInfo", years: Years) -> Timezone:
    """What a calendar must be told of a zone, for whole years: rules that change later do not change it."""
    return Timezone.from_tzinfo(rules, name, date(years.first, 1, 1), date(years.last + 1, 1, 1))


def event_of(session: PracticeSession, ended_at: datetime, telling: Telling) -> Event:
    """The event of a session that ended."""
    active = session.active_time(ended_at)
    event = Event()
    event.add("UID", f"{shown(session.uuid)}@yogaflow")
    event.add("DTSTAMP", telling.exported_at)
    event.add("SEQUENCE", int(telling.exported_at.timestamp()) // MINUTE_SECONDS)
    zoned = is_told_by_zone(session, ended_at, telling.zones)
    event.add("DTSTART", moment(session.started_at, session.started_offset, session.time_zone if zoned else None))
    event.add("DTEND", moment(ended_at, session.ended_offset, session.time_zone if zoned else None))
    event.add("SUMMARY", Text(f"Yoga: {shown(what(session, telling.names))}"))
    event.add("DESCRIPTION", Text(shown_note(told(session, active))))
    event.add("CATEGORIES", vCategory(["YOGA", *(Text(shown(tag)) for tag in session.tags)]))
    event.add("TRANSP", "TRANSPARENT")
    event.add("X-YOGAFLOW-ACTIVE-SECONDS", str(whole_seconds(active)))
    if session.style is not None:
        event.add("X-YOGAFLOW-STYLE", Text(shown(session.style)))
    return event


def is_told_by_zone(session: PracticeSession, ended_at: datetime, zones: "dict[str, ZoneInfo]") -> bool:
    """Whether its zone's clocks tell both of its ends: with the offsets that were kept, and each time shown once."""
    rules = zones.get(session.time_zone)
    if rules is None:
        return False
    ends = ((session.started_at, session.started_offset), (ended_at, session.ended_offset))
    return all(
        offset_at(instant, rules) == offset and not is_ambiguous(instant.astimezone(rules)) for instant, offset in ends
    )


def moment(instant: datetime, offset: timedelta | None, time_zone: str | None) -> vDatetime:
    """An instant, floored to the second: on the clocks of its zone or, without one, in UTC."""
    if time_zone is None or offset is None:
        return vDatetime(instant)
    clock = vDatetime(instant.replace(tzinfo=None) + offset)
    clock.params["TZID"] = time_zone
    return clock


def what(session: PracticeSession, names: dict[str, str]) -> str:
    """What was practised, in words."""
    planned = session.sequence
    if planned is not None:
        return names.get(planned.content_hash, planned.slug)
    return session.style or FREE_PRACTICE


def told(session: PracticeSession, active: timedelta) -> str:
    """What is told of a practice: its length, how it felt and, after an empty line, the note."""
    felt = " ".join(feelings(session))
    facts = f"Practised {spoken(active, plain=True)}." + (f"\n{felt}" if felt else "")
    return f"{facts}\n\n{session.note}" if session.note else facts


def feelings(session: PracticeSession) -> list[str]:
    """How it felt, a sentence for each scale that was answered."""
    effort, *moods = session.reflection
    sentences = [f"Effort {effort} of 10."] if effort is not None else []
    for scale, before, after in (("Mood", *moods[:2]), ("Energy", *moods[2:])):
        sides = ((before, "before"), (after, "after"))
        answered = [f"{value} of 5 {side}" for value, side in sides if value is not None]
        if answered:
            sentences.append(f"{scale} {', '.join(answered)}.")
    return sentences
