"""A database that another hand wrote into: any of its texts, also those within its JSON, may mean harm."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from tests.faults.hostile import ACTING, LOOKING

WORDS = (
    *(
        "profiles.display_name",
        "sequences.slug",
        "sequences.name",
        "sequences.content",
        "sessions.style",
        "sessions.note",
    ),
    *("session_tags.tag", "steps.pose", "rests.reason", "changes.action", "settings.value"),
)
"""The columns whose texts are a person's: with any words in them the file is sound. A new one is a word here."""

SHORT = {"rests.reason": 60, "sessions.note": 4000}
"""How much the table itself lets in, where it does not let in anything."""

POISONS: dict[str, bytes] = {
    "what acts": " ".join(ACTING.values()).encode("utf-8", "replace"),
    "what looks like markup": " ".join(LOOKING.values()).encode(),
    "a line of 20,000 letters": b"x" * 20_000,
    "bytes that are not UTF-8": b"a\xff\xfe\xed\xa0\x80b",
    "NUL": b"a\0b\0",
    "nothing": b"",
    "no number": b"nan",
}
"""What is put into the cells."""

SOUND_POISONS = ("what acts", "what looks like markup", "a line of 20,000 letters")
"""Those that are text: with them in a column of words everything answers."""

WORDS_OF_JSON = frozenset(
    {"name", "about", "sanskrit", "english", "pose", "cue", "note", "part", "style", "slug", "props"}
)


class Column(NamedTuple):
    """One column with texts, and whether they are JSON."""

    table: str
    name: str

    @property
    def whole_name(self) -> str:
        """With its table."""
        return f"{self.table}.{self.name}"


def text_columns(database: Path) -> list[Column]:
    """Every column with texts, read from the database itself: a new one is poisoned without a word here."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
        return [
            Column(table, name)
            for table in sorted(tables)
            if not table.startswith(("sqlite_", "note_words"))
            for (name,) in connection.execute("SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'", [table])
        ]


def poison(database: Path, columns: list[Column], content: bytes) -> int:
    """Writes the content into every cell of the columns that lets it in; in JSON, into the texts. The cells written."""
    written = 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.text_factory = bytes
        for column in columns:
            for kept in {cell for (cell,) in connection.execute(f"SELECT {column.name} FROM {column.table}")}:
                new = cell_for(column, kept, content)
                # Several cells may have to differ; of those the first is enough.
                statement = (
                    f"UPDATE OR IGNORE {column.table} SET {column.name} = CAST(? AS TEXT) WHERE {column.name} IS ?"
                )
                with suppress(sqlite3.IntegrityError):
                    written += connection.execute(statement, (new, kept and kept.decode())).rowcount
    return written


def cell_for(column: Column, kept: bytes | None, content: bytes) -> bytes:
    """What becomes of a cell: the content, or its own JSON with the content for texts."""
    with suppress(ValueError):
        record = json.loads(kept or b"")
        if isinstance(record, dict):
            return json.dumps(with_texts(record, content.decode("utf-8", "surrogateescape"))).encode()
    return content[: SHORT.get(column.whole_name, len(content))]


def with_texts(record: object, text: str) -> object:
    """The record with the text for a person's words in it."""
    if isinstance(record, list):
        return [with_texts(item, text) for item in record]
    if isinstance(record, dict):
        return {key: replaced(key, value, text) for key, value in record.items()}
    return record


def replaced(key: str, value: object, text: str) -> object:
    """The value of one key: the text, where it held words."""
    if key in WORDS_OF_JSON:
        return [text] if isinstance(value, list) else text
    return with_texts(value, text)


def columns_of_words(database: Path) -> Iterator[Column]:
    """Those that a person's texts stand in."""
    return (column for column in text_columns(database) if column.whole_name in WORDS)
