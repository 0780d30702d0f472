"""Practices as daily notes in Markdown, as Obsidian has them: a note for each practice day, `2026-11-20.md`.

A new note has properties in its head (`date`, `yoga_minutes`, `yoga_sessions`, `yoga_styles`) and a list of the
practices between two markers. In a note that is there, only what yogaflow wrote is renewed: what stands between its
markers, and its three properties, as long as they stand together as they were written. A note without markers is given
them at its end. Where a head does not have our properties, it is never touched; the list then begins with the same
numbers as fields of Dataview, so that a query finds them in either kind of note, and never twice in one.

Minutes are whole, rounded down. A note whose practices were all deleted, or left out by a filter, is not looked at.
Without a folder the days come one after another, each under a heading, for reading and pasting: no head, no markers.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TextIO

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.exporters.daily_note_blocks import Day, Practice, listed, new_note, practice_of
from yogaflow_cli.exporters.daily_note_renewal import renewed_note
from yogaflow_cli.exporters.exporter import Folder, Form, Material, Target

SETTLED_AFTER = timedelta(days=3)
"""A practice counts for a day at most two before that on which it began in UTC: a zone, and days that begin at noon."""


def export(material: Material, form: Form, target: Target) -> int:
    """Writes the notes; the number of practices in them. A table's form has no meaning here.

    Raises:
        InvalidValue: as `renewed_note`.
    """
    count = 0
    for day in days_of(material):
        if target.folder is None:
            write_day(target.stream, day, is_first=count == 0)
        else:
            put_note(target.folder, day)
        count += len(day.practices)
    return count


def days_of(material: Material) -> Iterator[Day]:
    """The days on which somebody practised, the first one first, each as soon as no practice can count for it."""
    names = {content_hash: str(content["name"]) for content_hash, content in material.sequences()}
    waiting: dict[date, list[Practice]] = {}
    for session in ended(material.sessions()):
        yield from taken_before(session.started_at.date() - SETTLED_AFTER, waiting)
        practice = practice_of(session, name_of(session, names))
        waiting.setdefault(session.practice_day(material.day_starts_at), []).append(practice)
    yield from taken_before(date.max, waiting)


def ended(sessions: Iterable[PracticeSession]) -> Iterator[PracticeSession]:
    """The sessions that ended."""
    return (session for session in sessions if session.ended_at is not None)


def name_of(session: PracticeSession, names: dict[str, str]) -> str | None:
    """What the session's sequence is called, None for free practice."""
    planned = session.sequence
    return None if planned is None else names.get(planned.content_hash, planned.slug)


def taken_before(first: date, waiting: dict[date, list[Practice]]) -> Iterator[Day]:
    """The days before one, taken out of those that wait."""
    for day in sorted(day for day in waiting if day < first):
        yield Day(day, waiting.pop(day))


def put_note(folder: Folder, day: Day) -> None:
    """Puts a day's note into the folder, unless one that is there says the same already."""
    name = f"{day.day.isoformat()}.md"
    former = folder.former(name)
    if former is None:
        folder.put(name, new_note(day).encode())
    elif (content := renewed_note(name, former, day)) != former:
        folder.renew(name, content)


def write_day(stream: TextIO, day: Day, *, is_first: bool) -> None:
    """Writes a day under its heading."""
    lines = ([] if is_first else [""]) + [f"## {day.day.isoformat()}", "", *listed(day)]
    stream.writelines(f"{line}\n" for line in lines)
