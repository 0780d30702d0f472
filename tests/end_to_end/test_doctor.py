"""`doctor`: what is wrong is found, named with what mends it, and mended where nothing can be lost by that."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.program import Json, Program

NOW = "2026-11-23T07:40:00Z"
CHECKS = [
    *("database", "integrity", "schema", "references", "rules", "totals", "notes", "change log", "backups"),
    *("permissions", "writing", "file system", "room", "tokens", "clock", "versions"),
]


def found(program: Program, level: str, *arguments: str) -> list[Json]:
    """The findings of a level."""
    return [finding for finding in examined(program, *arguments)["findings"] if finding["level"] == level]


def examined(program: Program, *arguments: str) -> Json:
    """All that doctor says, with the exit code that belongs to it."""
    result = program.run("doctor", "--json", *arguments)
    assert result.code == (0 if result.json["sound"] else 7), result
    assert result.err == ""
    return result.json


def execute(program: Program, *statements: str) -> None:
    """What another hand does to the database."""
    with closing(sqlite3.connect(program.database)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def write(*statements: str) -> Callable[[Program], None]:
    """A fault that SQL can make."""
    return lambda program: execute(program, *statements)


@pytest.fixture(scope="module")
def practised_home(begun_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Session 1 is completed, with a note and moods, session 2 is paused; the goal, a rest and a setting are there."""
    begun = Program(tmp_path_factory.mktemp("practised") / "home").with_a_copy_of(begun_home).at(NOW)
    begun.done("complete", "--note", "calm", "--mood", "4", "--energy", "2", "--effort", "6")
    begun.done("goal", "set", "3 per week")
    begun.done("rest", "add", "2026-11-01..2026-11-03")
    begun.done("config", "set", "day_starts_at", "05:00")
    begun.done("start", "sun-salutation-a", "--no-guide", "--mood", "3")
    begun.done("pause")
    return begun.home


@pytest.fixture
def practised(yogaflow: Program, practised_home: Path) -> Program:
    """The same for each test."""
    return yogaflow.with_a_copy_of(practised_home).at(NOW)


def test_a_sound_machine_is_told_so_line_by_line(practised: Program) -> None:
    """Every check says what it looked at; exit 0, and nothing was written."""
    before = practised.recorded()
    report = examined(practised)
    assert report["sound"]
    assert [finding["check"] for finding in report["findings"]] == CHECKS
    assert {finding["level"] for finding in report["findings"]} == {"ok"}
    text = practised.say("doctor")
    assert text.splitlines()[-1] == "All is sound."
    assert practised.recorded() == before


def test_before_anything_was_recorded_all_is_sound(yogaflow: Program) -> None:
    """And nothing is made."""
    assert examined(yogaflow)["sound"]
    assert not yogaflow.home.exists()


@pytest.mark.parametrize(
    ("fault", "check", "words"),
    [
        (write("UPDATE sessions SET effort = 11"), "integrity", "CHECK constraint failed in sessions"),
        (write("DROP INDEX one_open_session"), "schema", "There is no index one_open_session"),
        (write("DROP TRIGGER note_words_changed"), "schema", "There is no trigger note_words_changed"),
        (write("DROP TABLE guide_marks"), "schema", "There is no table guide_marks"),
        (write("DELETE FROM profiles"), "references", "of something that is not there"),
        (write("UPDATE segments SET ended_at_ms = NULL WHERE session_id = 1"), "rules", "Session 1: ended, but"),
        (write("UPDATE pauses SET ended_at_ms = started_at_ms"), "rules", "Session 2: open in another state"),
        (write("UPDATE segments SET stated_ms = 1000"), "rules", "of another length"),
        (write("UPDATE sessions SET practice_day = '2026-11-01'"), "rules", "Sessions 1, 2: counted for another day"),
        (write("UPDATE sessions SET time_zone = 'Mars/Olympus'"), "rules", "Session 1: in a time zone"),
        (write("UPDATE day_totals SET completed_seconds = 7"), "totals", "not what the sessions add up to"),
        (write("DELETE FROM year_totals"), "totals", "not what the sessions add up to"),
        (write("INSERT INTO note_words (note_words) VALUES ('delete-all')"), "notes", "1 note is not"),
        (write("UPDATE note_words_data SET block = x'00' WHERE id > 10"), "notes", "1 note is not"),
        (write("UPDATE sessions SET note = 'calm as never' WHERE session_id = 1"), "change log", "Session 1: not as"),
        (write("UPDATE changed_records SET after = '{}'"), "change log", "cannot be read"),
        (write("DELETE FROM sessions WHERE session_id = 1"), "change log", "1 recorded session is not there"),
        (write("UPDATE changes SET recorded_at_ms = 2000000000000"), "clock", "The clock is behind"),
        (write("UPDATE profiles SET token_hash = upper(hex(zeroblob(32)))"), "tokens", "does not fit"),
    ],
)
def test_what_is_wrong_inside_is_found(
    practised: Program, fault: Callable[[Program], None], check: str, words: str
) -> None:
    """The check that is there for it names it, and what to type."""
    fault(practised)
    report = examined(practised)
    findings = [each for each in report["findings"] if each["check"] == check and each["level"] != "ok"]
    assert any(words in finding["message"] for finding in findings), report
    assert all(finding["mend"] for finding in findings)


@pytest.mark.parametrize(
    "fault",
    [
        write("UPDATE day_totals SET completed_seconds = 7"),
        write("DELETE FROM year_totals", "DELETE FROM day_totals"),
        write("DROP INDEX one_open_session", "DROP TRIGGER note_words_changed", "DROP VIEW practice_log"),
        write("INSERT INTO note_words (note_words) VALUES ('delete-all')"),
        lambda program: program.database.chmod(0o644),
        lambda program: (program.data / "backups").chmod(0o755),
        lambda program: program.token_files()[0].chmod(0o660),
    ],
)
def test_what_can_be_mended_without_loss_is_mended(practised: Program, fault: Callable[[Program], object]) -> None:
    """After that all is sound, no session is another, and what was done is said."""
    history = practised.json("history")
    fault(practised)
    assert not examined(practised)["sound"]
    report = examined(practised, "--fix")
    assert report["sound"]
    assert len(report["mended"]) == 1
    assert practised.json("history") == history
    assert practised.say("doctor", "--fix").splitlines()[-1] == "All is sound."


def test_what_a_person_can_do_with_a_file_of_theirs_stays(practised: Program) -> None:
    """A script among the sequences can still be run by its owner."""
    script = practised.data / "sequences" / "print.sh"
    script.parent.mkdir(0o700, exist_ok=True)
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    practised.done("doctor", "--fix")
    assert script.stat().st_mode & 0o777 == 0o700


def test_quiet_says_only_what_is_not_well(practised: Program) -> None:
    """And the sum of it."""
    assert practised.say("doctor", "--quiet") == "All is sound.\n"
    execute(practised, "DELETE FROM year_totals")
    assert practised.run("doctor", "--quiet").out.startswith("problem  totals: ")


def test_edited_notes_stay_in_order(practised: Program) -> None:
    """Every change of a note is one of the search, too."""
    practised.done("edit", "1", "--note", "restless")
    practised.done("edit", "1", "--note", "restless, then calm")
    assert examined(practised)["sound"]
    assert [session["session_id"] for session in practised.json("history", "--search", "calm")] == [1]


def test_before_the_database_is_mended_there_is_a_backup(practised: Program) -> None:
    """As it was, with the fault in it."""
    execute(practised, "UPDATE day_totals SET completed_seconds = 7")
    practised.done("doctor", "--fix")
    assert len(list((practised.data / "backups").glob("*-before-doctor.db"))) == 1


def test_an_index_that_does_not_fit_its_rows_is_made_anew(practised: Program) -> None:
    """The rows are what counts."""
    index = "name = 'sessions_by_sequence'"
    with closing(sqlite3.connect(practised.database)) as connection:
        entry = connection.execute(f"SELECT * FROM sqlite_schema WHERE {index}").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"DELETE FROM sqlite_schema WHERE {index}")
        connection.commit()
    execute(practised, "UPDATE sessions SET sequence_id = (SELECT min(sequence_id) FROM sequences)")
    with closing(sqlite3.connect(practised.database)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", entry)
        connection.commit()
    (finding,) = [each for each in examined(practised)["findings"] if each["check"] == "integrity"]
    assert (finding["level"], finding["fixable"]) == ("problem", True)
    practised.run("doctor", "--fix")
    (finding,) = [each for each in examined(practised)["findings"] if each["check"] == "integrity"]
    assert finding["level"] == "ok"


def test_a_database_that_cannot_be_opened_is_told_and_the_rest_is_looked_at(practised: Program) -> None:
    """Backups and rights matter all the more then."""
    practised.database.write_bytes(b"practice " * 5000)
    report = examined(practised, "--fix")
    assert not report["sound"]
    (finding,) = [each for each in report["findings"] if each["check"] == "database"]
    assert "is not a database" in finding["message"]
    assert "yogaflow restore latest" in finding["mend"]
    assert [each["level"] for each in report["findings"] if each["check"] == "permissions"] == ["ok"]


def test_an_earlier_schema_is_looked_at_as_it_is(yogaflow: Program) -> None:
    """doctor only reads: the next command brings it up to date."""
    released = Path(__file__).parent.parent / "repository" / "released" / "v2.sql"
    yogaflow.data.mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(yogaflow.database)) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
    yogaflow.database.chmod(0o600)
    before = yogaflow.recorded()
    report = examined(yogaflow)
    assert any("an earlier schema" in finding["message"] for finding in report["findings"])
    assert yogaflow.recorded() == before


def test_what_a_killed_call_left_is_found_after_an_hour_and_removed(practised: Program) -> None:
    """A draft that is younger may be in use at this moment."""
    draft = practised.data / ".yogaflow-0123456789abcdef.part"
    draft.write_bytes(b"half of it")
    draft.chmod(0o600)
    now = 1795419600  # 2026-11-23T07:40:00Z
    os.utime(draft, (now - 60, now - 60))
    assert found(practised, "warning") == []
    os.utime(draft, (now - 7200, now - 7200))
    (finding,) = found(practised, "warning")
    assert (finding["check"], finding["fixable"]) == ("leftovers", True)
    examined(practised, "--fix")
    assert not draft.exists()


def test_a_missing_backup_is_a_warning_and_made(practised: Program) -> None:
    """Exit 0: nothing is wrong yet."""
    for backup in (practised.data / "backups").glob("*.db"):
        backup.unlink()
    (finding,) = found(practised, "warning")
    assert (finding["check"], finding["mend"]) == ("backups", "yogaflow backup")
    assert found(practised, "warning", "--fix") == []
    assert len(list((practised.data / "backups").glob("*.db"))) == 1


def test_a_damaged_backup_is_named(practised: Program) -> None:
    """One that a restore replaced is not: it was damaged before."""
    (practised.data / "backups" / "20261120T070000000000-daily.db").write_bytes(b"nonsense " * 1000)
    (practised.data / "backups" / "20261120T070000000000-before-restore.db").write_bytes(b"nonsense " * 1000)
    for path in (practised.data / "backups").iterdir():
        path.chmod(0o600)
    (finding,) = found(practised, "warning")
    assert "20261120T070000000000-daily.db is not a database" in finding["message"]
    assert finding["mend"].startswith("mv ")


def test_with_a_token_from_the_environment_no_store_is_asked(practised: Program) -> None:
    """As everywhere."""
    report = examined(practised.of(YOGAFLOW_TOKEN="x" * 43))
    (finding,) = [each for each in report["findings"] if each["check"] == "tokens"]
    assert "no store was asked" in finding["message"]


def test_a_missing_token_is_told_with_the_command_that_makes_a_new_one(practised: Program) -> None:
    """doctor itself needs none."""
    practised.token_files()[0].unlink()
    (finding,) = found(practised, "problem")
    assert (finding["check"], finding["mend"]) == ("tokens", "yogaflow profile reset-token maya")


def test_lines_fit_a_terminal_of_80_columns(practised: Program) -> None:
    """But for a file's name that is longer by itself."""
    for line in practised.say("doctor").splitlines():
        assert len(line) <= 80 or "/" in line
