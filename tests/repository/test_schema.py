"""The schema: its history, the rules that it keeps itself, and the view for people with another program."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database as SqliteUtilsDatabase

from tests.practice_logs import BERLIN, MINUTE, NOON, fresh_log, log_of, sequence
from yogaflow_cli.errors import StorageNewer
from yogaflow_cli.repository import migrations as history
from yogaflow_cli.repository.database import APPLICATION_ID, SCHEMA_VERSION, Database, bring_up_to_date
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.services import practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.practice import Said

RECORDS_OF_MIGRATIONS = {"_sqlite_migrations"}


def user_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def tables(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [name for (name,) in connection.execute(query)]
    return [name for name in names if name not in RECORDS_OF_MIGRATIONS and not name.startswith("note_words_")]


def test_the_schema_version_is_the_number_of_migrations() -> None:
    """The gate compares one number; it must be the true one."""
    written = re.findall(r"^def (m\d{3}_\w+)", Path(history.__file__).read_text(encoding="utf-8"), re.MULTILINE)
    empty = SqliteUtilsDatabase(sqlite3.connect(":memory:"))
    pending = [migration.name for migration in history.migrations.pending(empty)]
    assert len(pending) == SCHEMA_VERSION
    assert pending == written == sorted(written)
    assert [name[:4] for name in written] == [f"m{number:03}" for number in range(1, SCHEMA_VERSION + 1)]


def test_an_empty_file_gets_the_whole_schema_and_our_mark(log: PracticeLog) -> None:
    """From empty: every table, the version, and the mark that tells it from another program's file."""
    assert user_version(log.connection) == SCHEMA_VERSION
    assert log.connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert tables(log.connection) == [
        *("changed_records", "changes", "day_totals", "forgotten_sessions", "guide_marks", "installation"),
        *("note_words", "pauses", "profiles", "rests", "segments", "sequences", "session_tags", "sessions"),
        *("settings", "statements", "steps", "sync_devices", "sync_files", "sync_segments", "synced", "year_totals"),
    ]
    assert log.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert log.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_is_on_record_and_never_applied_again(log: PracticeLog) -> None:
    """Each once, whatever the version number says."""
    assert history.migrations.pending(SqliteUtilsDatabase(log.connection)) == []
    history.migrate(log.connection, SCHEMA_VERSION + 1, APPLICATION_ID)
    assert user_version(log.connection) == SCHEMA_VERSION + 1
    assert log.profile_id == 1


def test_a_migration_that_fails_leaves_the_file_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All pending migrations and the version are one transaction: there is no half a schema."""
    monkeypatch.setattr(history, "PRACTICE_LOG", "SELECT nothing FROM nowhere; --")
    monkeypatch.setattr(history, "CHANGE_INDEXES", ("CREATE INDEX broken ON nowhere (nothing)",))
    with pytest.raises(sqlite3.OperationalError):
        Database.created(tmp_path / "yogaflow.db")
    connection = sqlite3.connect(tmp_path / "yogaflow.db")
    assert (user_version(connection), tables(connection)) == (0, [])
    monkeypatch.undo()
    Database.created(tmp_path / "yogaflow.db").close()


def test_an_older_program_refuses_before_it_looks_further() -> None:
    """The gate comes first: sqlite-utils itself would take a newer file for a current one."""
    with fresh_log() as log:
        log.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 7}")
        with pytest.raises(StorageNewer):
            bring_up_to_date(log.connection, log.database.path)
        assert user_version(log.connection) == SCHEMA_VERSION + 7


def test_every_table_is_strict(log: PracticeLog) -> None:
    """A column holds what it says, also when another program writes."""
    strict = {name: bool(is_strict) for _, name, kind, _, _, is_strict in log.connection.execute("PRAGMA table_list")}
    # A full-text index has no columns to be strict about.
    assert all(strict[table] for table in tables(log.connection) if table != "note_words")
    with pytest.raises(sqlite3.IntegrityError, match="TEXT value in INTEGER"):
        log.connection.execute("UPDATE profiles SET created_at_ms = 'yesterday'")


@pytest.fixture
def practised(log: PracticeLog) -> PracticeLog:
    """One ended session by a sequence, one running, a setting and a change log."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence(), said=Said(tags=("home", "early"), note="calm"))
    practice.pause(log, NOON + 10 * MINUTE)
    complete(log, NOON + 30 * MINUTE, said=Said(mood=4))
    practice.start(log, NOON + 60 * MINUTE, BERLIN.key)
    with log.writing("config set", NOON) as write:
        write.set_setting("plain", "true")
    return log


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE profiles SET name = ''",
        "UPDATE profiles SET name = printf('%.*c', 33, 'x')",
        "UPDATE profiles SET token_hash = 'short'",
        "UPDATE profiles SET token_store = 'pocket'",
        "INSERT INTO profiles SELECT 9, 'u', name, NULL, token_hash, 'file', NULL, 0, NULL FROM profiles",
        "UPDATE sequences SET planned_seconds = -1",
        "UPDATE sequences SET steps = 0",
        "UPDATE sequences SET content = '{'",
        "UPDATE sequences SET content_hash = ''",
        "INSERT INTO sequences SELECT 9, profile_id, content_hash, 's', 'n', 1, 1, '{}' FROM sequences",
        "UPDATE sessions SET ended_at_ms = started_at_ms - 1 WHERE session_id = 1",
        "UPDATE sessions SET started_offset_seconds = 86400",
        "UPDATE sessions SET ended_offset_seconds = -86400 WHERE session_id = 1",
        "UPDATE sessions SET practice_day = '23.11.2026'",
        "UPDATE sessions SET practice_day = '2026-11-23T00'",
        "UPDATE sessions SET state = 'resting'",
        "UPDATE sessions SET state = 'active' WHERE session_id = 1",
        "UPDATE sessions SET state = 'ended' WHERE session_id = 2",
        "UPDATE sessions SET ended_at_ms = started_at_ms WHERE session_id = 2",
        "UPDATE sessions SET ended_offset_seconds = NULL WHERE session_id = 1",
        "UPDATE sessions SET duration_seconds = -1",
        "UPDATE sessions SET duration_seconds = 14401 WHERE session_id = 1",
        "UPDATE sessions SET completion_status = 'great' WHERE session_id = 1",
        "UPDATE sessions SET completion_status = 'completed' WHERE session_id = 2",
        "UPDATE sessions SET poses_completed = -1",
        "UPDATE sessions SET target_seconds = 14401",
        "UPDATE sessions SET arrived_open = 2",
        "UPDATE sessions SET note = printf('%.*c', 4001, 'x')",
        "UPDATE sessions SET effort = 0",
        "UPDATE sessions SET effort = 11",
        *(
            f"UPDATE sessions SET {scale} = {value}"
            for scale in ("mood_before", "mood_after", "energy_before", "energy_after")
            for value in (0, 6)
        ),
        "UPDATE sessions SET uuid = 'same'",
        "UPDATE sessions SET profile_id = 9",
        "UPDATE sessions SET sequence_id = 9",
        "DELETE FROM sequences",
        "UPDATE segments SET ended_at_ms = started_at_ms - 1 WHERE session_id = 1",
        "UPDATE segments SET stated_ms = -1",
        "UPDATE segments SET session_id = 9",
        "INSERT INTO segments SELECT * FROM segments",
        "INSERT INTO pauses VALUES (1, 1, 1000, 999)",
        "INSERT INTO pauses VALUES (9, 1, 1000, NULL)",
        "INSERT INTO session_tags VALUES (1, 'home')",
        "INSERT INTO session_tags VALUES (9, 'home')",
        "INSERT INTO settings VALUES (9, 'plain', 'true')",
        "UPDATE changes SET standing = 'perhaps'",
        "UPDATE changes SET uuid = 'same'",
        "UPDATE changes SET profile_id = 9",
        "UPDATE changes SET reverts = 99",
        "UPDATE changed_records SET kind = 'wish'",
        "UPDATE changed_records SET before = '{'",
        "UPDATE changed_records SET after = 'x'",
        "UPDATE changed_records SET change_id = 99",
    ],
)
def test_the_file_itself_refuses_what_cannot_be_true(practised: PracticeLog, statement: str) -> None:
    """Rules live in the schema too: no program, ours included, can write around them."""
    with pytest.raises(sqlite3.IntegrityError):
        practised.connection.execute(statement)


def test_a_profile_has_one_open_session(practised: PracticeLog) -> None:
    """Rule 1, in the schema: a second is refused, one that arrived by import stands beside it."""
    running = practised.sessions.current()
    assert running is not None
    second = running._replace(uuid="second", number=None)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), practised.writing("import", NOON) as write:
        write.add_session(second)
    with practised.writing("import", NOON) as write:
        write.add_session(second._replace(arrived_open=True))
    assert [session.uuid for session in practised.sessions.open()] == ["second", running.uuid]


def test_another_profile_has_its_own_open_session(practised: PracticeLog) -> None:
    """Rule 1: at most one open session a profile."""
    assert practice.start(log_of(practised.database, "noor"), NOON, BERLIN.key).number == 3


def test_a_deleted_profile_takes_all_its_rows_along(practised: PracticeLog) -> None:
    """Nothing of a deleted profile is left in any table."""
    with practised.database.transaction():
        Profiles(practised.connection).delete(practised.profile.profile)
    left = {
        table: practised.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in tables(practised.connection)
    }
    assert {table for table, count in left.items() if count} <= {"installation"}
    found = practised.connection.execute("SELECT rowid FROM note_words WHERE note_words MATCH 'calm'").fetchall()
    assert found == []


def test_the_view_shows_local_time_and_names(practised: PracticeLog) -> None:
    """Issue 2, 7: sessions for people who open the file with `sqlite3` or Datasette."""
    practised.connection.row_factory = sqlite3.Row
    ended, running = (dict(row) for row in practised.connection.execute("SELECT * FROM practice_log ORDER BY session"))
    assert ended == {
        **{"session": 1, "profile": "maya", "practice_day": "2026-11-23", "time_zone": "Europe/Berlin"},
        **{"started": "2026-11-23 13:00:00", "ended": "2026-11-23 13:10:00", "state": "ended"},
        **{"minutes": 10, "duration_seconds": 600, "completion_status": "completed"},
        **{"sequence": "Sun Salutation A", "style": "ashtanga", "tags": "early;home", "effort": None},
        **{"mood_before": None, "mood_after": 4, "energy_before": None, "energy_after": None},
        **{"source": "timer", "note": "calm"},
    }
    assert (running["sequence"], running["state"], running["ended"], running["tags"]) == (
        "Free practice",
        "active",
        None,
        None,
    )


def test_the_view_shows_the_clock_of_the_place(log: PracticeLog) -> None:
    """Rule 9: in the zone it happened in, each end with its own offset when the clocks change in between."""
    night = NOON.replace(month=10, day=25, hour=0, minute=30)
    practice.start(log, night, BERLIN.key)
    complete(log, night + timedelta(hours=1))
    query = "SELECT started, ended, practice_day FROM practice_log"
    assert log.connection.execute(query).fetchone() == ("2026-10-25 02:30:00", "2026-10-25 02:30:00", "2026-10-24")
