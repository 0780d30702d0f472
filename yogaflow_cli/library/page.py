"""The text of one sequence file, and how messages name a place in it. Own files are not trusted in any way."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yogaflow_cli.errors import InvalidValue, StorageError
from yogaflow_cli.library.lines import Lines, Place

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
LARGEST_BYTES = 1_000_000


@lru_cache(maxsize=8)
def _lines(text: str) -> Lines:
    """Kept, because a file with many unknown poses asks for many lines."""
    return Lines(text)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one sequence file, the slug it has by its name, and how the file is called in messages."""

    slug: str
    file: str
    text: str
    shipped: bool

    def at(self, place: Place) -> str:
        """The file and the line of a thing, as messages begin."""
        return f"{self.file}, line {_lines(self.text).line(place)}"

    def mistake(self, place: Place, problem: str, hint: str | None = None) -> InvalidValue:
        """The failure that says where the problem is and what would be right."""
        return InvalidValue(f"{self.at(place)}: {problem}", hint)


def shipped_page(file: Path) -> Page:
    """The page of a file that yogaflow comes with."""
    return Page(file.stem, file.name, file.read_text(encoding="utf-8"), shipped=True)


def own_page(file: Path) -> Page:
    """The page of a person's own file.

    Raises:
        InvalidValue: its name gives no slug, it is larger than 1 MB, or not UTF-8.
        StorageError: it is no file, or cannot be read.
    """
    refuse_unfit_name(file)
    raw = _bytes(file)
    if len(raw) > LARGEST_BYTES:
        raise InvalidValue(f"{file}, line 1: the file is larger than 1 MB", "A sequence takes a few lines of text.")
    try:
        # Editors on Windows begin a file with a byte order mark, which is no TOML.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InvalidValue(f"{file}, line {line}: this is not UTF-8", "Save it as UTF-8.") from error
    return Page(file.stem, str(file), text.replace("\r\n", "\n"), shipped=False)


def refuse_unfit_name(file: Path) -> None:
    """Raise InvalidValue when the name of a file cannot be the name of a sequence."""
    if not SLUG.fullmatch(file.stem):
        hint = "Rename it: a-z, 0-9 and -, at most 64 characters, such as my-evening.toml."
        raise InvalidValue(f"{file}, line 1: the file's name cannot be the name of a sequence", hint)


def _bytes(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise StorageError(f"{file}: this is no file", "A sequence is a text file that ends in .toml.")
        with file.open("rb") as stream:
            return stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise StorageError(f"{file}: cannot be read ({error.strerror})", "Look at the file's permissions.") from error
