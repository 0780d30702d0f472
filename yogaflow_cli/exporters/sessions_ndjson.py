"""Everything of a profile as lines of JSON, for `jq` and its like, and for `importers/own_ndjson.py` to read back.

Each line says its `kind`: first one `profile` (version, settings, days of rest), then each `sequence` that was
practised, then each `session`, the oldest first. A session is the object that the JSON export has.
"""

from collections.abc import Iterator

from yogaflow_cli.domain.change import Record
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.exporters.sessions_json import VERSION, encoded, head, session_objects


def export(material: Material, form: Form, target: Target) -> int:
    """Writes the lines; the number of sessions. A table's form has no meaning here."""
    for line in first_lines(material):
        target.stream.write(f"{encoded(line)}\n")
    count = 0
    for session in session_objects(material):
        target.stream.write(f"{encoded({'kind': 'session', **session})}\n")
        count += 1
    return count


def first_lines(material: Material) -> Iterator[Record]:
    """What stands before the sessions."""
    yield {"kind": "profile", "version": VERSION, **head(material)}
    for content_hash, content in material.sequences():
        yield {"kind": "sequence", "sequence_hash": content_hash, "content": content}
