"""Totals, days of rest and the words of notes: how a file of version 2 gets them, and what they refuse."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.kept_totals import assert_totals_agree
from tests.practice_logs import BERLIN, MINUTE, NOON, dump, fresh_log, log_of, new_log
from tests.repository.test_guided_schema import made, schema, version, without_rows
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import NothingToUndo
from yogaflow_cli.repository import kept_totals
from yogaflow_cli.repository import migrations as history
from yogaflow_cli.repository.database import SCHEMA_VERSION, Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits
from yogaflow_cli.services.practice import Said

RELEASED = Path(__file__).with_name("released")
LATER = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
MANY = 500
"""So many sessions are a large write here: the way that they take is the same for ten times as many."""


@pytest.fixture(params=["v1.sql", "v2.sql", "v3.sql", "v4.sql", "v5.sql"])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file that an earlier version filled."""
    return made(tmp_path / "yogaflow.db", (RELEASED / request.param).read_text(encoding="utf-8"))


def test_an_earlier_file_ends_with_the_schema_of_a_new_one(released: Path, tmp_path: Path) -> None:
    """Migrations are append-only."""
    Database.opened(released).close()
    new_log(tmp_path / "new").database.close()
    assert version(released) == SCHEMA_VERSION
    assert schema(released) == schema(tmp_path / "new" / "yogaflow.db")


def test_an_earlier_empty_file_does_too(tmp_path: Path) -> None:
    """As good as a new file, and its numbers go on."""
    for name in ("v1", "v2", "v3", "v4", "v5"):
        script = (RELEASED / f"{name}.sql").read_text(encoding="utf-8")
        log = log_of(Database.opened(made(tmp_path / f"{name}.db", without_rows(script))))
        assert dump(log) == {"sessions": [], "settings": {}}
        log.database.close()
        assert version(tmp_path / f"{name}.db") == SCHEMA_VERSION


def test_what_was_practised_is_added_up_and_its_notes_are_found(released: Path) -> None:
    """The first opening does what each write does from then on."""
    log = log_of(Database.opened(released))
    assert_totals_agree(log)
    assert log.totals.of_everything() != []
    assert 1 in [session.number for session in log.sessions.listed(SessionFilter(search="CALM"))]
    log.database.close()


def test_what_was_recorded_can_be_undone_and_redone(released: Path) -> None:
    """The change log moved to its new table with all that it held; `dump` compares the totals at every step."""
    log = log_of(Database.opened(released))
    states = [dump(log)]
    with pytest.raises(NothingToUndo):
        for _ in range(100):
            correction.undo(log, LATER, 1)
            states.append(dump(log))
    assert states[-1] == {"sessions": [], "settings": {}}
    for state in reversed(states[:-1]):
        correction.redo(log, LATER, 1)
        assert dump(log) == state
    log.database.close()


def test_a_migration_to_version_3_that_fails_leaves_version_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the old program can still open the file."""
    path = made(tmp_path / "yogaflow.db", (RELEASED / "v2.sql").read_text(encoding="utf-8"))
    before = schema(path)
    monkeypatch.setattr(history, "FILL_NOTE_WORDS", "CREATE TABLE nowhere (nonsense")
    with pytest.raises(sqlite3.OperationalError):
        Database.opened(path)
    assert (version(path), schema(path)) == (2, before)
    monkeypatch.undo()
    Database.opened(path).close()
    assert version(path) == SCHEMA_VERSION


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO rests VALUES (1, 'u', 1, '2026-11-24', '2026-11-23', NULL)",
        "INSERT INTO rests VALUES (1, 'u', 1, 'tomorrow', 'tomorrow', NULL)",
        "INSERT INTO rests VALUES (1, 'u', 1, '2026-11-24', '2026-11-24', '')",
        "INSERT INTO rests VALUES (1, 'u', 1, '2026-11-24', '2026-11-24', printf('%.*c', 61, 'x'))",
        "INSERT INTO rests VALUES (1, 'u', 9, '2026-11-24', '2026-11-24', NULL)",
        "UPDATE day_totals SET completed = -1",
        "UPDATE day_totals SET completed_seconds = -1",
        "UPDATE year_totals SET days = -1",
        "INSERT INTO day_totals SELECT * FROM day_totals",
        "INSERT INTO year_totals SELECT * FROM year_totals",
    ],
)
def test_the_file_itself_refuses_what_cannot_be_true(log: PracticeLog, statement: str) -> None:
    """Rules live in the schema too."""
    practice.start(log, NOON, BERLIN.key)
    complete(log, NOON + 30 * MINUTE)
    with pytest.raises(sqlite3.IntegrityError):
        log.connection.execute(statement)


def test_a_write_of_many_sessions_is_added_up_anew_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import of years costs less so; an undo of it as well, and both agree with the sessions."""
    monkeypatch.setattr(kept_totals, "MOST_ONE_BY_ONE", MANY)
    with fresh_log() as log:
        practice.start(log, NOON, BERLIN.key)
        first = complete(log, NOON + 30 * MINUTE).session
        with log.writing("import json", NOON) as write:
            for number in range(MANY + 2):
                write.add_session(copy_of(first, number))
        assert_totals_agree(log)
        assert log.totals.of_everything()[0].sessions == MANY + 3
        correction.undo(log, LATER, 1)
        assert_totals_agree(log)


def copy_of(session: PracticeSession, number: int) -> PracticeSession:
    """The same practice, some hours earlier."""
    shift = -number * 60 * MINUTE
    return session._replace(
        uuid=f"copy {number}",
        number=None,
        started_at=session.started_at + shift,
        ended_at=(session.ended_at or session.started_at) + shift,
        segments=tuple(
            segment._replace(
                started_at=segment.started_at + shift, ended_at=(segment.ended_at or segment.started_at) + shift
            )
            for segment in session.segments
        ),
    )


def test_no_word_of_a_note_outlives_its_session_deleted_forever() -> None:
    """Neither those of its last note nor of the one before, in no table and no index, not even as bytes."""
    words = ("zanzibar", "quetzal", "xylophone")
    with fresh_log() as log:
        for number in range(30):
            practice.start(log, NOON + number * MINUTE, BERLIN.key, said=Said(note=f"calm {number}"))
            complete(log, NOON + (number + 1) * MINUTE)
        practice.start(log, LATER, BERLIN.key, said=Said(note="zanzibar quetzal"))
        session = complete(log, LATER + MINUTE).session
        correction.edit(log, LATER + MINUTE, session.number, Edits(note="xylophone"))
        assert any(word.encode() in log.database.path.read_bytes() for word in words)
        correction.delete(log, LATER + MINUTE, [session.number or 0], forever=True)
        held = log.database.path.read_bytes()
        assert [word for word in words if word.encode() in held] == []
        assert [found.number for found in log.sessions.listed(SessionFilter(search="calm 7"))] == [8]
