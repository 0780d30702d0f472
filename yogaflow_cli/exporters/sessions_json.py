"""Everything of a profile as one JSON object, written session by session, for `importers/own_json.py` to read back.

A session is the object that `--json` answers with, with instants to the millisecond, and what it is made of. Derived
from the rest, and not read back: user_id, profile, sequence_id, sequence, duration_seconds, elapsed_seconds, state,
poses_planned, practice_day. The steps are in `sequences`, once for all sessions whose `sequence_hash` names them.
"""

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from typing import TextIO

from yogaflow_cli.domain.change import Record
from yogaflow_cli.domain.session_object import session_object, session_record
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import iso_utc

VERSION = 1
"""Rises whenever an older yogaflow could not read all of it; `importers/own_json.py` knows the same number."""

ENCODE = JSONEncoder(ensure_ascii=False).encode


def export(material: Material, form: Form, target: Target) -> int:
    """Writes the object; the number of its sessions. A table's form has no meaning here."""
    stream = target.stream
    stream.write(f'{{"version": {VERSION},\n')
    for name, value in head(material).items():
        stream.write(f'"{name}": {encoded(value)},\n')
    stream.write('"sequences": {')
    write_lines(stream, (f"{encoded(name)}: {encoded(content)}" for name, content in material.sequences()))
    stream.write('},\n"sessions": [')
    count = write_lines(stream, map(encoded, session_objects(material)))
    stream.write("]}\n")
    return count


def head(material: Material) -> dict[str, object]:
    """What stands before the sequences and sessions."""
    profile = material.profile
    return {
        "exported_at": iso_utc(material.exported_at),
        "profile": {"name": profile.name, "display_name": profile.display_name, "uuid": profile.uuid},
        "settings": dict(material.settings),
        "rests": [rest.as_record() for rest in material.rests],
    }


def session_objects(material: Material) -> Iterator[Record]:
    """Each session: what it is, and what it is made of."""
    for session in material.sessions():
        answer = session_object(session, material.profile, material.day_starts_at, material.exported_at)
        yield answer | session_record(session)


def write_lines(stream: TextIO, items: Iterable[str]) -> int:
    """Writes items with commas between them, each on its line; their number."""
    count = 0
    for count, item in enumerate(items, start=1):
        stream.write(f",\n{item}" if count > 1 else f"\n{item}")
    if count:
        stream.write("\n")
    return count


def encoded(value: object) -> str:
    """A value as one line of JSON; what could act as a terminal control is escaped or replaced."""
    return shown(ENCODE(value))
