"""Files that a person wants to import: their formats, and what `--map` says of them."""

from collections.abc import Mapping, Sequence
from io import BufferedReader
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from yogaflow_cli.cli.listing import unknown_format
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.importers.catalogue import FORMATS, ImportFormat
from yogaflow_cli.importers.source import Source
from yogaflow_cli.text.names import nearest

TABLE = FORMATS["csv"]
"""What a file is taken for whose columns `--map` names."""


class ArrivingFile(NamedTuple):
    """A file to import: its name, its bytes and its format."""

    name: str
    file: BufferedReader
    read_as: ImportFormat

    def source(self, file: BufferedReader, default_zone: str, wishes: Mapping[str, str]) -> Source:
        """The file as its importer gets it, with those wishes that its format knows."""
        known = {key: value for key, value in wishes.items() if key in self.read_as.keys}
        return Source(self.name, file, default_zone, known)


def told_apart(words: Sequence[Path]) -> tuple[ImportFormat | None, list[Path]]:
    """The format, where the first word is one, and the files.

    Raises:
        UsageMistake: there is a format and no file.
        InvalidValue: the first word is neither a format nor a file.
    """
    first, *others = words
    name = str(first)
    if name in FORMATS and others:
        return FORMATS[name], others
    if not others or first.suffix or len(first.parts) > 1 or name == "-" or is_there(first):
        if name in FORMATS and not is_there(first):
            raise UsageMistake("No file was given.", f"Name it: yogaflow import {name} FILE")
        return None, list(words)
    raise unknown_format(name, FORMATS, "import from")


def is_there(path: Path) -> bool:
    """Whether a file is there; a name that no file can have is not."""
    try:
        return path.exists()
    except OSError:
        return False


def arriving_file(
    file: BufferedReader, path: Path, read_as: ImportFormat | None, wishes: Mapping[str, str]
) -> ArrivingFile:
    """A file with its format, which its look tells unless the person did. Raises InvalidValue."""
    if read_as is not None:
        return ArrivingFile(str(path), file, read_as)
    try:
        look = Source(str(path), file, "UTC").look()
    except InvalidValue as error:
        raise InvalidValue(f"In {path}: {error.message}", error.hint) from error
    if not look.beginning and not look.members:
        raise InvalidValue(f"There is nothing in {path}.", "Export it again, or give another file.")
    for candidate in FORMATS.values():
        if candidate.recognises(look):
            return ArrivingFile(str(path), file, candidate)
    if wishes.keys() & (TABLE.keys.keys() - {"take"}):
        return ArrivingFile(str(path), file, TABLE)
    raise InvalidValue(
        f"What {path} holds cannot be told.",
        f"Say it: yogaflow import FORMAT {quote(str(path))}; FORMAT is one of {', '.join(FORMATS)}."
        " Of a table of your own, name the columns: --map start=COLUMN --map duration=COLUMN",
    )


def wishes_of(texts: Sequence[str] | None) -> dict[str, str]:
    """What `--map key=value` says. Raises InvalidValue for what is not of that form, or said twice."""
    wishes: dict[str, str] = {}
    for text in texts or ():
        key, equals, value = text.partition("=")
        if not (key and equals and value):
            raise InvalidValue(f"--map {text!r} is not of the form key=value.", "Such as: --map start=Date")
        if key in wishes:
            raise InvalidValue(f"--map {key} is given twice.", "Give each key once.")
        wishes[key] = value
    return wishes


def refuse_unknown(wishes: Mapping[str, str], files: Sequence[ArrivingFile]) -> None:
    """Raises InvalidValue for a key that none of the files' formats knows."""
    known = {key: sentence for file in files for key, sentence in file.read_as.keys.items()}
    formats = ", ".join(sorted({file.read_as.name for file in files}))
    for key in wishes:
        if key not in known:
            near = nearest(key, known) or list(known)
            hint = f"It knows: {', '.join(near)}." if near else "It needs no --map."
            raise InvalidValue(f"{formats} has no --map {key!r}.", hint)
