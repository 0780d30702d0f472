"""What a daily note says of a day's practices: a list, properties for its head, fields where the head is another's."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.session import PracticeSession, total
from yogaflow_cli.exporters.markdown_text import markdown, markdown_lines
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

BEGIN, END = "<!-- yogaflow:begin -->", "<!-- yogaflow:end -->"
FREE_PRACTICE = "Free practice"
MINUTE = timedelta(minutes=1)

PLAIN_IN_YAML = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
MISREAD_BY_YAML = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


class Practice(NamedTuple):
    """One practice of a day: its lines in the list, its active time and its style."""

    lines: tuple[str, ...]
    active: timedelta
    style: str | None


class Day(NamedTuple):
    """A practice day and its practices, in the order in which they began."""

    day: date
    practices: Sequence[Practice]

    @property
    def minutes(self) -> int:
        """The whole minutes practised, rounded down once for the day."""
        return total(practice.active for practice in self.practices) // MINUTE

    @property
    def styles(self) -> list[str]:
        """The styles practised, each once."""
        return sorted({practice.style for practice in self.practices if practice.style is not None})


def practice_of(session: PracticeSession, name: str | None) -> Practice:
    """A session that ended; `name` is its sequence's."""
    active = session.active_time(session.ended_at or session.started_at)
    length = f"{active // MINUTE} min" if active >= MINUTE else spoken(active)
    words = ", ".join(map(markdown, filter(None, (session.style, *session.tags))))
    head = f"- {session.local_start:%H:%M} {markdown(name or FREE_PRACTICE)}, {length}"
    note = markdown_lines(session.note) if session.note else []
    lines = (f"{head} ({words})" if words else head, *(f"  {line}".rstrip() for line in note))
    return Practice(lines, active, session.style)


def listed(day: Day) -> list[str]:
    """The lines of a day's list."""
    return [line for practice in day.practices for line in practice.lines]


def block(day: Day, *, fields: bool) -> list[str]:
    """The lines between the markers; `fields` for Dataview where the note's head does not tell the numbers."""
    return [*field_lines(day), "", *listed(day)] if fields else listed(day)


def field_lines(day: Day) -> list[str]:
    """The numbers of a day as fields that Dataview reads, by the names of the properties."""
    styles = ", ".join(quoted(markdown(style)) for style in day.styles)
    lines = [f"yoga_minutes:: {day.minutes}", f"yoga_sessions:: {len(day.practices)}"]
    return [*lines, f"yoga_styles:: {styles}"] if styles else lines


def quoted(text: str) -> str:
    """A text in quotation marks, those in it escaped."""
    return '"' + text.replace('"', '\\"') + '"'


def properties(day: Day) -> list[str]:
    """The numbers of a day as lines of YAML, in the form in which Obsidian itself writes them."""
    styles = [f"  - {yaml_text(style)}" for style in day.styles]
    numbers = [f"yoga_minutes: {day.minutes}", f"yoga_sessions: {len(day.practices)}"]
    return [*numbers, "yoga_styles:" if styles else "yoga_styles: []", *styles]


def yaml_text(text: str) -> str:
    """A text as YAML: as it is where YAML takes it for that, else in quotation marks."""
    if PLAIN_IN_YAML.fullmatch(text) and text.casefold() not in MISREAD_BY_YAML:
        return text
    signs = shown(text).replace("\\", "\\\\")
    return quoted("".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in signs))


def new_note(day: Day) -> str:
    """A note that holds nothing but a day's practices."""
    head = ["---", f"date: {day.day.isoformat()}", *properties(day), "---"]
    return "".join(f"{line}\n" for line in (*head, "", BEGIN, *block(day, fields=False), END))
