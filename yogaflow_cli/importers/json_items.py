"""The items of a file that is one JSON list, as other programs write them: read one by one, and distrusted."""

from collections.abc import Iterator
from json import JSONDecoder
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.json_stream import JsonStream, refuse_constant
from yogaflow_cli.importers.source import Source


class Twice(NamedTuple):
    """Stands for an object that names one of its members twice, so that nobody knows which of them is meant."""

    name: str


class Item(NamedTuple):
    """An item of the list, where it stands (`item 3`)."""

    place: str
    value: object


def items_of(source: Source, hint: str) -> Iterator[Item]:
    """The items of a list; an object that names a member twice is a `Twice`.

    Raises:
        InvalidValue: it is no JSON list, damaged, or nested too deeply; `hint` says what the file should be.
    """
    stream = JsonStream(source.text())
    stream.decoder = JSONDecoder(parse_constant=refuse_constant, object_pairs_hook=object_of)
    try:
        for piece in stream.top_items():
            yield Item(f"item {piece.key}", piece.value)
    except InvalidValue as error:
        # What that stream reads is else our own, and it says so.
        raise InvalidValue(error.message, hint) from error


def object_of(pairs: list[tuple[str, object]]) -> object:
    """A JSON object, unless it names a member twice."""
    named = dict(pairs)
    if len(named) == len(pairs):
        return named
    names = [name for name, _ in pairs]
    return Twice(next(name for name in names if names.count(name) > 1))


def texts_of(value: object) -> tuple[str, ...] | None:
    """A list of texts, empty where there is none; None for anything else."""
    if value is None:
        return ()
    if not isinstance(value, list):
        return None
    texts = tuple(text for text in value if isinstance(text, str))
    return texts if len(texts) == len(value) else None
