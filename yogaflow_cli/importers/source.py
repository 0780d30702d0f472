"""A file to import as importers get it: its bytes, how it looks from outside, and what the person said about it."""

import codecs
from collections.abc import Mapping
from io import BufferedReader, TextIOWrapper
from typing import BinaryIO, NamedTuple, TextIO

from yogaflow_cli.importers.zipped import opened_zip

LOOKED_AT_BYTES = 4096
ZIP_MAGIC = b"PK\x03\x04"
MOST_MEMBERS = 1000
"""More names of a zip file are not looked at."""

ENCODINGS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Look(NamedTuple):
    """How a file looks: the beginning of its text, and the names in it when it is a zip file."""

    beginning: str
    members: tuple[str, ...] = ()

    @property
    def first_line(self) -> str:
        """Its first line, without its end."""
        return self.beginning.lstrip().partition("\n")[0].rstrip("\r")


class Source(NamedTuple):
    """A file to import.

    `default_zone` is the IANA name of the zone that times are in which do not tell their own. `wishes` is what the
    person said with `--map`: only keys that the format's line in the catalogue has.
    """

    name: str
    file: BufferedReader | BinaryIO
    default_zone: str
    wishes: Mapping[str, str] = {}

    def text(self) -> TextIO:
        """Its text, line ends left alone: UTF-8 or, with its mark at the beginning, UTF-16; the mark is left out."""
        return TextIOWrapper(self.file, encoding=encoding_of(beginning_of(self.file)), newline="")

    def look(self) -> Look:
        """How it looks; nothing is read away. Raises InvalidValue for a zip file that cannot be read."""
        beginning = beginning_of(self.file)
        if not beginning.startswith(ZIP_MAGIC):
            return Look(beginning.decode(encoding_of(beginning), "replace"))
        return Look("", members_of(self.file))


def beginning_of(file: BufferedReader | BinaryIO) -> bytes:
    """How a file begins, which it is not read for."""
    if isinstance(file, BufferedReader):
        return file.peek(LOOKED_AT_BYTES)[:LOOKED_AT_BYTES]
    position = file.tell()
    beginning = file.read(LOOKED_AT_BYTES)
    file.seek(position)
    return beginning


def encoding_of(beginning: bytes) -> str:
    """The encoding of a text that begins so: programs of Windows mark theirs."""
    return next((name for mark, name in ENCODINGS if beginning.startswith(mark)), "utf-8-sig")


def members_of(file: BinaryIO | BufferedReader) -> tuple[str, ...]:
    """The names in a zip file. Raises InvalidValue for one that is damaged, or comes through a pipe."""
    with opened_zip(file) as zipped:
        names = zipped.names[:MOST_MEMBERS]
    file.seek(0)
    return names
