"""The guide's tables: how a file of version 1 gets them, what they refuse, and that they go with their session."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, dump, log_of, new_log
from tests.services.guided_runs import after, led, opened
from yogaflow_cli.domain.session import CompletionStatus, Pause, Segment, SessionState
from yogaflow_cli.errors import NothingToUndo
from yogaflow_cli.repository import migrations as history
from yogaflow_cli.repository.database import SCHEMA_VERSION, Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete

RELEASED = Path(__file__).with_name("released") / "v1.sql"
LATER = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def made(path: Path, script: str) -> Path:
    """A file as that script makes it."""
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path


def without_rows(script: str) -> str:
    """The same file before anything was recorded in it: only what sqlite-utils and SQLite note themselves."""
    # A note may run over several lines, but no statement ends and none begins inside one here.
    statements = re.split(r"(?<=;)\n", script)
    tables = ("_sqlite_migrations", "sqlite_sequence", "sqlite_schema", "note_words_config", "note_words_data")
    kept = tuple(f"INSERT INTO {table}" for table in tables)
    return "\n".join(one for one in statements if not one.startswith("INSERT") or one.startswith(kept))


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A file that version 1 filled."""
    return made(tmp_path / "yogaflow.db", RELEASED.read_text(encoding="utf-8"))


@pytest.fixture
def migrated(released: Path) -> Iterator[PracticeLog]:
    """The log of maya in that file, opened by this version."""
    log = log_of(Database.opened(released))
    yield log
    log.database.close()


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found


def schema(path: Path) -> list[tuple[str, str, str]]:
    """Every table, index and view, in the words that made it."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name").fetchall()
    connection.close()
    return [(kind, name, " ".join(sql.split())) for kind, name, sql in rows]


def rows_of_version_1(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that version 1 had."""
    connection = sqlite3.connect(path)
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    new = {"steps", "guide_marks", "day_totals", "year_totals", "rests", "_sqlite_migrations", "sqlite_stat1"}
    new |= {"synced", "sync_devices", "sync_segments", "sync_files", "statements", "forgotten_sessions"}
    names = [name for (name,) in connection.execute(query) if name not in new and not name.startswith("note_words")]
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    columns = "profile_id, uuid, name, display_name, token_hash, token_store, keyring_backend, created_at_ms"
    rows["profiles"] = connection.execute(f"SELECT {columns} FROM profiles").fetchall()
    connection.close()
    return rows


def test_opening_a_file_of_version_1_brings_it_to_the_current_schema(released: Path, tmp_path: Path) -> None:
    """Migrations are append-only: an old file and a new one end with the same tables, and no row is touched."""
    assert version(released) == 1
    before = rows_of_version_1(released)
    Database.opened(released).close()
    new_log(tmp_path / "new").database.close()

    assert version(released) == SCHEMA_VERSION
    assert schema(released) == schema(tmp_path / "new" / "yogaflow.db")
    assert rows_of_version_1(released) == before


def test_a_file_is_migrated_once(released: Path) -> None:
    """The second opening writes nothing."""
    Database.opened(released).close()
    content = released.read_bytes()
    Database.opened(released).close()
    assert released.read_bytes() == content


def test_sessions_of_version_1_are_read_unchanged(migrated: PracticeLog) -> None:
    """Every session as it was, without steps, and never led by a guide."""
    free, guided_by_none, paused = migrated.sessions.listed(SessionFilter(), newest_first=False)
    assert [session.number for session in (free, guided_by_none, paused)] == [1, 2, 4]
    assert {(session.steps, session.guide) for session in (free, guided_by_none, paused)} == {((), None)}

    assert (free.started_at, free.ended_at, free.note) == (NOON, NOON + 30 * MINUTE, "calm\nlater")
    assert free.segments == (
        Segment(NOON, NOON + 10 * MINUTE),
        Segment(NOON + 12 * MINUTE, NOON + 30 * MINUTE),
    )
    assert free.pauses == (Pause(NOON + 10 * MINUTE, NOON + 12 * MINUTE),)
    assert (free.style, free.tags, tuple(free.reflection)) == ("yin", ("home", "mat"), (4, 3, 5, 2, 4))
    assert (free.active_time(LATER), free.status) == (28 * MINUTE, CompletionStatus.COMPLETED)

    assert guided_by_none.sequence is not None
    assert (guided_by_none.sequence.slug, guided_by_none.sequence.steps) == ("sun-salutation-a", 50)
    assert (guided_by_none.status, guided_by_none.poses_completed) == (CompletionStatus.PARTIAL, 30)
    assert (paused.state, paused.active_time(LATER)) == (SessionState.PAUSED, 5 * MINUTE)
    assert migrated.settings.all_stored() == {"time_zone": "Europe/Berlin"}


def test_what_version_1_recorded_can_be_undone_and_redone(migrated: PracticeLog) -> None:
    """Its records hold no steps and no mark; all of them, one by one, to the empty log and back."""
    states = [dump(migrated)]
    for _ in range(11):
        correction.undo(migrated, LATER, 1)
        states.append(dump(migrated))
    with pytest.raises(NothingToUndo):
        correction.undo(migrated, LATER, 1)
    assert states[-1] == {"sessions": [], "settings": {}}
    for state in reversed(states[:-1]):
        correction.redo(migrated, LATER, 1)
        assert dump(migrated) == state


def test_the_open_session_of_version_1_goes_on(migrated: PracticeLog) -> None:
    """Paused under the old version, resumed and completed under this one."""
    practice.resume(migrated, LATER)
    session = complete(migrated, LATER + 10 * MINUTE).session
    assert (session.number, session.active_time(LATER), session.steps) == (4, 15 * MINUTE, ())


def test_an_empty_file_of_version_1_is_migrated_too(tmp_path: Path) -> None:
    """From the first schema, empty: as good as a new file."""
    path = made(tmp_path / "yogaflow.db", without_rows(RELEASED.read_text(encoding="utf-8")))
    assert (version(path), sum(map(len, rows_of_version_1(path).values()))) == (1, 4)
    log = log_of(Database.opened(path))
    assert dump(log) == {"sessions": [], "settings": {}}
    session = complete(log, practice.start(log, NOON, BERLIN.key).started_at + MINUTE).session
    # Numbers are never reused, not even those of rows that are gone.
    assert (session.number, version(path)) == (5, SCHEMA_VERSION)
    log.database.close()


def test_a_migration_to_version_2_that_fails_leaves_version_1(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the old program can still open the file."""
    before = schema(released)
    monkeypatch.setattr(history, "GUIDE_MARKS", "CREATE TABLE guide_marks (nonsense")
    with pytest.raises(sqlite3.OperationalError):
        Database.opened(released)
    assert (version(released), schema(released)) == (1, before)
    monkeypatch.undo()
    Database.opened(released).close()
    assert version(released) == SCHEMA_VERSION


@pytest.fixture
def guided(log: PracticeLog) -> Iterator[PracticeLog]:
    """Session 1, open, with two steps and a mark in its third."""
    run = opened(log)
    led(run, 50)
    run.leave()
    run.log.guide_lock.release()
    practice.discard(log, after(50))
    log.take_back(1, after(51))
    yield log


def count(log: PracticeLog) -> tuple[int, int]:
    """The rows of steps and of marks."""
    query = "SELECT (SELECT count(*) FROM steps), (SELECT count(*) FROM guide_marks)"
    steps, marks = log.connection.execute(query).fetchone()
    return steps, marks


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE steps SET step_number = 0",
        "UPDATE steps SET step_number = NULL",
        "UPDATE steps SET pose = NULL",
        "UPDATE steps SET outcome = 'forgotten'",
        "UPDATE steps SET outcome = NULL",
        "UPDATE steps SET side = 'both'",
        "UPDATE steps SET planned_ms = -1",
        "UPDATE steps SET practised_ms = -1",
        "UPDATE steps SET practised_ms = 1.5",
        "UPDATE steps SET practised_ms = 'long'",
        "UPDATE steps SET session_id = 9",
        "INSERT INTO steps SELECT * FROM steps",
        "INSERT INTO steps VALUES (9, 0, 1, 'tree', 'held', NULL, 1, 1)",
        "UPDATE guide_marks SET step_number = 0",
        "UPDATE guide_marks SET into_ms = NULL",
        "UPDATE guide_marks SET into_ms = 'far'",
        "UPDATE guide_marks SET changed_ms = NULL",
        "UPDATE guide_marks SET active_ms = -1",
        "UPDATE guide_marks SET active_ms = NULL",
        "UPDATE guide_marks SET seen_at_ms = 'noon'",
        "UPDATE guide_marks SET bell_every_ms = 0",
        "UPDATE guide_marks SET session_id = 9",
        "INSERT INTO guide_marks SELECT * FROM guide_marks",
        "INSERT INTO guide_marks VALUES (9, 1, 0, 0, 0, NULL, NULL)",
    ],
)
def test_the_file_itself_refuses_steps_and_marks_that_cannot_be_true(guided: PracticeLog, statement: str) -> None:
    """Rules live in the schema too."""
    assert count(guided) == (1, 1)
    with pytest.raises(sqlite3.IntegrityError):
        guided.connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE guide_marks SET into_ms = -10000, step_number = NULL, bell_every_ms = 1",
        "UPDATE steps SET side = NULL, planned_ms = 0, practised_ms = 0",
        "UPDATE guide_marks SET changed_ms = -10000, seen_at_ms = 0",
    ],
)
def test_the_file_itself_takes_what_can_be(guided: PracticeLog, statement: str) -> None:
    """Getting ready, free practice, a shortened step."""
    assert guided.connection.execute(statement).rowcount == 1


def test_steps_and_mark_go_with_their_session_and_come_back_with_it(guided: PracticeLog) -> None:
    """`discard` and `delete` leave no rows behind; `undo` brings all of them back."""
    before = dump(guided)
    practice.discard(guided, after(60))
    assert count(guided) == (0, 0)
    correction.undo(guided, after(61), 1)
    assert (count(guided), dump(guided)) == ((1, 1), before)


def test_deleted_forever_a_guided_session_leaves_no_trace(guided: PracticeLog) -> None:
    """`delete --forever`: neither a row, nor an entry of the change log, nor a byte of it in the file."""
    complete(guided, after(0) + HOUR)
    correction.delete(guided, after(7200), [1], forever=True)
    assert count(guided) == (0, 0)
    kinds = guided.connection.execute("SELECT DISTINCT kind FROM changed_records").fetchall()
    assert kinds == [("sequence",)]
    with pytest.raises(NothingToUndo):
        correction.undo(guided, after(7201), 1)
    guided.database.close()
    content = guided.database.path.read_bytes()
    assert b'practised_ms":' not in content
    assert b'into_ms":' not in content


def test_a_session_with_steps_is_read_as_it_was_written(guided: PracticeLog) -> None:
    """Rows to the domain and back, and the record of the change log to the same."""
    session = guided.sessions.by_number(1)
    assert [step.practised_milliseconds for step in session.steps] == [32_000]
    assert session.guide is not None
    assert (session.guide.step_number, session.guide.into_milliseconds) == (2, 8000)
    assert (session.guide.active, session.guide.seen_at) == (timedelta(seconds=40), None)
