"""What `exporters/sessions_ndjson.py` wrote, read back line by line, with distrust: a person may have edited it."""

import json
from collections.abc import Iterator
from typing import TextIO

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import Arrival
from yogaflow_cli.importers.json_stream import MOST_CHARACTERS, Piece, refuse_constant
from yogaflow_cli.importers.own_json import OwnFile
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.text.cleaning import quoted

LISTS = ("rests",)
MAPPINGS = ("settings",)
HINT = "It must be what yogaflow export ndjson wrote."


def recognises(look: Look) -> bool:
    """Whether a file that looks so is ours: its first line says what kind it is of, or begins to."""
    return look.first_line.replace(" ", "").startswith(('{"kind":"profile"', '{"kind":"sequence"', '{"kind":"session"'))


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds.

    Raises:
        InvalidValue: a line is no JSON, not ours, from a newer version, or says what cannot be true.
    """
    yield from OwnFile(source.default_zone, "line {key}").arrivals(pieces(source.text()))


def pieces(stream: TextIO) -> Iterator[Piece]:
    """The pieces of every line, as those of the one object of the JSON export. Raises InvalidValue."""
    for number, line in enumerate(lines(stream), start=1):
        if not line.isspace():
            yield from pieces_of_line(number, record_of(number, line))


def pieces_of_line(number: int, record: dict[str, object]) -> Iterator[Piece]:
    """The pieces of one line. Raises InvalidValue for a kind that is none of ours."""
    kind = record.pop("kind", None)
    if kind == "session":
        yield Piece("sessions", number, record)
    elif kind == "sequence":
        yield Piece("sequences", str(record.get("sequence_hash")), record.get("content"))
    elif kind == "profile":
        for name, value in record.items():
            yield from pieces_of_member(name, value)
    else:
        raise InvalidValue(f"line {number}: its kind {quoted(str(kind))} is not known", HINT)


def pieces_of_member(name: str, value: object) -> Iterator[Piece]:
    """The pieces of one member of the profile's line."""
    if isinstance(value, list) and name in LISTS:
        yield from (Piece(name, position, item) for position, item in enumerate(value, start=1))
    elif isinstance(value, dict) and name in MAPPINGS:
        yield from (Piece(name, key, item) for key, item in value.items())
    else:
        yield Piece(name, None, value)


def lines(stream: TextIO) -> Iterator[str]:
    """The lines of a stream. Raises InvalidValue for what is not UTF-8, or longer than any of ours."""
    while True:
        try:
            line = stream.readline(MOST_CHARACTERS)
        except UnicodeDecodeError as error:
            raise InvalidValue("The file is not UTF-8.", "Save it as UTF-8.") from error
        if not line:
            return
        if len(line) == MOST_CHARACTERS:
            raise InvalidValue("A line is beyond measure.", HINT)
        yield line


def record_of(number: int, line: str) -> dict[str, object]:
    """The object of a line. Raises InvalidValue."""
    try:
        record = json.loads(line, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(f"line {number}: it is no JSON, or was cut off", HINT) from error
    if not isinstance(record, dict):
        raise InvalidValue(f"line {number}: it holds no object", HINT)
    return record
