"""The index of the words of notes: after any change of notes it is what FTS5 itself finds in order."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository.test_guided_schema import made, schema, version
from yogaflow_cli.repository import migrations as history
from yogaflow_cli.repository.database import SCHEMA_VERSION, Database

RELEASED = Path(__file__).with_name("released")
# It is written like a change, and changes nothing.
CHECK = "INSERT INTO note_words (note_words) VALUES ('integrity-check')"
FOUND = "SELECT rowid FROM note_words WHERE note_words MATCH ? ORDER BY rowid"
MISSING = (
    "SELECT session_id FROM sessions WHERE note IS NOT NULL AND session_id NOT IN (SELECT id FROM note_words_docsize)"
)
WITH_WORD = "SELECT session_id FROM sessions WHERE ' ' || note || ' ' LIKE '% ' || ? || ' %' ORDER BY session_id"
NOTES = [None, "a", "a b", "b c", ""]


def assert_in_order(connection: sqlite3.Connection) -> None:
    """FTS5's own check finds nothing, no note is without an entry, and every word finds the notes that it is in."""
    connection.execute(CHECK)
    assert connection.execute(MISSING).fetchall() == []
    for word in "abc":
        assert connection.execute(FOUND, [word]).fetchall() == connection.execute(WITH_WORD, [word]).fetchall(), word


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A file of version 4, in which a note was edited: its index is not in order."""
    return made(tmp_path / "yogaflow.db", (RELEASED / "v4.sql").read_text(encoding="utf-8"))


def test_a_file_whose_notes_were_edited_is_put_in_order(released: Path) -> None:
    """Version 4 lost the entry of a note whenever it was edited."""
    with closing(sqlite3.connect(released)) as connection:
        assert connection.execute(MISSING).fetchall() == [(2,)]
    database = Database.opened(released)
    assert_in_order(database.connection)
    assert database.connection.execute(FOUND, ["steady"]).fetchall() == [(2,)]
    database.close()
    assert version(released) == SCHEMA_VERSION


def test_a_migration_to_version_5_that_fails_leaves_version_4(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the old program can still open the file."""
    before = schema(released)
    monkeypatch.setattr(history, "NOTE_WORDS_CHANGED", "CREATE TRIGGER nonsense")
    with pytest.raises(sqlite3.OperationalError):
        Database.opened(released)
    assert (version(released), schema(released)) == (4, before)


@pytest.fixture(scope="module")
def put_in_order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released file in today's schema; made once and copied for each example."""
    script = (RELEASED / "v4.sql").read_text(encoding="utf-8")
    path = made(tmp_path_factory.mktemp("released") / "yogaflow.db", script)
    Database.opened(path, has_backup=True).close()
    return path


@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 5, 7]), st.none() | st.sampled_from(["a", "a b", "b c", ""])), max_size=12
    )
)
def test_whatever_notes_become_their_words_are_in_order(
    put_in_order: Path, tmp_path_factory: pytest.TempPathFactory, notes: list[tuple[int, str | None]]
) -> None:
    """Added, changed, taken away, and the same again."""
    path = tmp_path_factory.mktemp("notes") / "yogaflow.db"
    shutil.copy(put_in_order, path)
    database = Database.opened(path)
    with closing(database):
        for number, note in notes:
            database.connection.execute("UPDATE sessions SET note = ? WHERE session_id = ?", [note, number])
            assert_in_order(database.connection)
        database.connection.execute("DELETE FROM sessions WHERE session_id = 1")
        assert_in_order(database.connection)
