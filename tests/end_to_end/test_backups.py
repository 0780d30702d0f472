"""Backups and the way back to them: made unasked, kept private, and put in place whatever the database became."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.end_to_end.test_storage import foreign, garbage, newer, torn
from tests.program import Program
from yogaflow_cli.repository.database import SCHEMA_VERSION

RELEASED = Path(__file__).parent.parent / "repository" / "released"
LARGE_BYTES = 64 * 1024 * 1024


def backups_of(yogaflow: Program, reason: str = "") -> list[Path]:
    """The backups whose names end so, the first one first."""
    return sorted((yogaflow.data / "backups").glob(f"*{reason}.db"))


def sessions_in(path: Path) -> int:
    """How many sessions a database holds."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])


def lifted(yogaflow: Program) -> dict[str, bytes]:
    """Every file of the data folder."""
    return {str(path): path.read_bytes() for path in yogaflow.data.rglob("*") if path.is_file()}


def rows_of(connection: sqlite3.Connection) -> list[object]:
    """Every table's name, and what is in those that hold practice."""
    names = connection.execute("SELECT name FROM sqlite_schema ORDER BY name").fetchall()
    tables = ("profiles", "sessions", "segments", "pauses", "changes", "changed_records", "settings")
    return [*names, *(connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables)]


class TestOfItself:
    """Backups that nobody asked for."""

    def test_the_first_write_of_a_day_makes_one_and_the_others_none(self, yogaflow: Program) -> None:
        """It holds what was just written; the next day has its own."""
        yogaflow.done("start")
        (first,) = backups_of(yogaflow, "daily")
        assert sessions_in(first) == 1
        yogaflow.at("2026-11-23T08:00:00Z").done("complete")
        yogaflow.done("start")
        assert backups_of(yogaflow) == [first]
        yogaflow.at("2026-11-24T07:00:00Z").done("complete", "--duration", "10m")
        assert len(backups_of(yogaflow, "daily")) == 2

    def test_a_day_is_one_of_the_machine(self, yogaflow: Program) -> None:
        """At 23:30 UTC it is tomorrow in Berlin."""
        yogaflow.at("2026-11-23T22:30:00Z").done("log", "--duration", "1m")
        yogaflow.at("2026-11-23T23:30:00Z").done("log", "--duration", "1m")
        assert len(backups_of(yogaflow, "daily")) == 2

    def test_it_is_private_whole_and_all_that_is_left(self, yogaflow: Program) -> None:
        """0600 in a folder of 0700, no draft and no journal beside it."""
        yogaflow.done("start")
        (backup,) = backups_of(yogaflow)
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700
        assert {path.name for path in backup.parent.iterdir()} == {".lock", backup.name}

    @pytest.mark.parametrize("words", ["current", "history", "stats", "show", "export csv", "backup list", "doctor"])
    def test_a_read_makes_none(self, begun: Program, words: str) -> None:
        """Not on the first day, nor on the next."""
        before = lifted(begun)
        begun.at("2026-11-24T07:00:00Z").done(*words.split())
        assert lifted(begun) == before

    def test_a_refused_write_makes_none(self, begun: Program) -> None:
        """Nothing was written."""
        before = lifted(begun)
        begun.at("2026-11-24T07:00:00Z").refused(6, "already_open", "start")
        assert lifted(begun) == before

    def test_one_that_cannot_be_made_is_a_warning(self, yogaflow: Program) -> None:
        """The practice is recorded and acknowledged all the same; a write that succeeds later makes it."""
        yogaflow.data.mkdir(parents=True)
        (yogaflow.data / "backups").write_text("in the way")
        result = yogaflow.done("start", "--json")
        assert result.json["session_id"] == 1
        assert "There is no backup of today: " in result.err
        assert "yogaflow doctor" in result.err
        (yogaflow.data / "backups").unlink()
        assert yogaflow.done("pause").err == ""
        assert len(backups_of(yogaflow, "daily")) == 1

    def test_a_large_database_is_copied_in_the_background(self, yogaflow: Program) -> None:
        """Above 64 MB nobody waits for it: the command is over before the backup is there."""
        yogaflow.done("start")
        with closing(sqlite3.connect(yogaflow.database)) as connection:
            connection.execute("CREATE TABLE ballast (bytes BLOB)")
            connection.execute("INSERT INTO ballast VALUES (zeroblob(?))", [LARGE_BYTES])
            connection.commit()
        yogaflow.at("2026-11-24T07:00:00Z").done("pause")
        give_up_at = monotonic() + 60
        while len(backups_of(yogaflow, "daily")) < 2 and monotonic() < give_up_at:
            sleep(0.05)
        assert sessions_in(backups_of(yogaflow, "daily")[-1]) == 1
        assert backups_of(yogaflow, "daily")[-1].stat().st_size > LARGE_BYTES

    @pytest.mark.parametrize("version", [1, 2, 3, 4])
    @pytest.mark.parametrize("words", ["profile list", "profile use maya"])
    def test_before_a_migration_there_is_one_of_the_old_schema(
        self, yogaflow: Program, version: int, words: str
    ) -> None:
        """A read makes it, too, for it changes the file."""
        yogaflow.data.mkdir(parents=True)
        with closing(sqlite3.connect(yogaflow.database)) as connection:
            connection.executescript((RELEASED / f"v{version}.sql").read_text(encoding="utf-8"))
            before = rows_of(connection)
        yogaflow.run(*words.split())
        (backup,) = backups_of(yogaflow, f"before-version-{SCHEMA_VERSION}")
        with closing(sqlite3.connect(backup)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (version,)
            assert rows_of(connection) == before
        with closing(sqlite3.connect(yogaflow.database)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)

    def test_without_a_backup_there_is_no_migration(self, yogaflow: Program) -> None:
        """Exit 7, and not a byte is changed."""
        yogaflow.data.mkdir(parents=True)
        with closing(sqlite3.connect(yogaflow.database)) as connection:
            connection.executescript((RELEASED / "v2.sql").read_text(encoding="utf-8"))
        (yogaflow.data / "backups").write_text("in the way")
        error = yogaflow.refused(7, "storage_missing", "profile", "list")
        assert "backups" in error["message"]


class TestByHand:
    """`backup` and `backup list`."""

    def test_one_can_be_made_at_any_time(self, begun: Program) -> None:
        """The answer names it, and how much is in it."""
        made = begun.json("backup")
        assert made["sessions"] == 1
        assert made["reason"] == "by-hand"
        assert made["made_at"] == "2026-11-23T07:40:00Z"
        assert Path(made["path"]) in backups_of(begun, "by-hand")
        assert Path(made["path"]).stat().st_size == made["size_bytes"]
        assert begun.say("backup").startswith("Backed up 1 session to ")

    def test_it_can_go_to_a_file(self, begun: Program) -> None:
        """Private, and never over another file unless told so."""
        target = begun.home.parent / "my copy.db"
        begun.done("backup", str(target))
        assert sessions_in(target) == 1
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        begun.refused(6, "file_exists", "backup", str(target))
        begun.done("log", "--duration", "1m", "--overlap")
        begun.done("backup", str(target), "--force")
        assert sessions_in(target) == 2

    @pytest.mark.parametrize(
        ("target", "exit_code", "error_code"),
        [
            ("-", 2, "usage"),
            ("nowhere/copy.db", 7, "storage_missing"),
            (".", 2, "invalid_value"),
            ("/dev/null", 2, "invalid_value"),
            ("home/data/yogaflow.db", 2, "invalid_value"),
            ("\x1b[2J.db", 0, ""),
        ],
    )
    def test_odd_targets_get_a_clear_end(self, begun: Program, target: str, exit_code: int, error_code: str) -> None:
        """Nothing is left behind; a name that a terminal would obey is a name, but is not printed as it is."""
        before = begun.recorded()
        result = begun.run("backup", target, "--force", "--json")
        assert result.code == exit_code, result
        assert "\x1b" not in result.out + result.err
        if error_code:
            assert result.error["code"] == error_code
        assert begun.recorded() == before
        assert not list(begun.home.parent.glob(".yogaflow-*"))

    def test_the_list_has_the_latest_first(self, begun: Program) -> None:
        """With what is in them; a damaged one says so, and somebody's own copy is in it."""
        begun.done("backup")
        begun.done("log", "--duration", "1m", "--overlap")
        begun.at("2026-11-24T07:00:00Z").done("backup")
        (begun.data / "backups" / "mine.db").write_bytes(b"nonsense " * 1000)
        listed = begun.json("backup", "list")
        by_reason = {item["reason"]: item["sessions"] for item in listed}
        assert by_reason == {None: None, "by-hand": 1, "daily": 1}
        assert [item["sessions"] for item in listed if item["reason"] == "by-hand"] == [2, 1]
        assert [item["made_at"] for item in listed if item["reason"]] == sorted(
            (item["made_at"] for item in listed if item["reason"]), reverse=True
        )
        text = begun.say("backup", "list")
        assert text.splitlines()[0].split() == ["Made", "Sessions", "Size", "File"]
        assert "damaged" in text
        assert max(map(len, text.splitlines())) <= 80

    def test_before_anything_was_recorded_there_is_nothing(self, yogaflow: Program) -> None:
        """The list is empty, and a backup is not made of nothing."""
        assert yogaflow.json("backup", "list") == []
        assert "No backup yet." in yogaflow.say("backup", "list")
        yogaflow.refused(7, "storage_missing", "backup")
        assert not yogaflow.data.exists()


def emptied(program: Program) -> None:
    """No byte is left, as after a power cut on some file systems."""
    program.database.write_bytes(b"")


def gone(program: Program) -> None:
    """The file is not there."""
    program.database.unlink()


def sound(program: Program) -> None:
    """Nothing is wrong."""


LOSSES = [garbage, torn, emptied, gone, newer, foreign, sound]


class TestRestore:
    """`restore`: the way back."""

    @pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
    def test_the_latest_backup_brings_every_session_back(self, begun: Program, loss: Callable[[Program], None]) -> None:
        """Whatever became of the file; what stood in its place is kept, byte for byte where it is damaged."""
        begun.done("complete")
        begun.done("backup")
        history = begun.json("history")
        loss(begun)
        lost = begun.recorded()
        restored = begun.json("restore", "latest")
        assert restored["restored"]["sessions"] == 1
        assert begun.json("history") == history
        assert begun.json("doctor")["sound"]
        if lost:
            kept = Path(restored["kept"]["path"])
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600
            if loss in (garbage, torn):
                assert kept.read_bytes() == lost
            else:
                with closing(sqlite3.connect(kept)) as connection:
                    assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        else:
            assert restored["kept"] is None

    @pytest.mark.parametrize("loss", [emptied, gone], ids=lambda loss: loss.__name__)
    @pytest.mark.parametrize("words", ["start", "current", "history", "stats", "profile list", "import x.csv", "undo"])
    def test_a_file_that_is_gone_beside_backups_is_a_loss_and_no_beginning(
        self, begun: Program, loss: Callable[[Program], None], words: str
    ) -> None:
        """Exit 7 names the file and the way back, and nothing is made in its place."""
        (begun.home.parent / "x.csv").write_text("started_at,duration_seconds\n2026-11-20T07:00:00Z,600\n")
        loss(begun)
        before = lifted(begun)
        result = begun.run(*words.split())
        assert result.code == 7, result
        assert str(begun.database) in result.err
        assert "yogaflow restore latest" in result.err
        assert lifted(begun) == before

    def test_without_backups_an_empty_file_is_a_beginning(self, yogaflow: Program) -> None:
        """As another process makes it, a moment before it writes."""
        yogaflow.data.mkdir(parents=True)
        yogaflow.database.write_bytes(b"")
        assert yogaflow.json("history") == []
        yogaflow.done("start")

    def test_it_can_be_taken_back(self, begun: Program) -> None:
        """What was replaced is a backup like any other, and its name is in the answer; `latest` never means it."""
        begun.done("backup")
        begun.done("log", "--duration", "1m", "--overlap")
        answer = begun.done("restore", "latest").out
        assert len(begun.json("history")) == 1
        name = answer.split("yogaflow restore ")[1].strip()
        begun.done("restore", "latest")
        assert len(begun.json("history")) == 1
        begun.done("restore", name)
        assert len(begun.json("history")) == 2

    def test_a_damaged_backup_is_passed_over(self, begun: Program) -> None:
        """`latest` is the latest sound one."""
        begun.done("backup")
        backups_of(begun, "by-hand")[0].write_bytes(b"nonsense " * 1000)
        assert begun.json("restore", "latest")["restored"]["reason"] == "daily"

    @pytest.mark.parametrize("version", [1, 2, 3, 4])
    def test_a_backup_of_an_earlier_schema_is_brought_up_to_date(self, begun: Program, version: int) -> None:
        """The backup itself stays what it was."""
        old = begun.home.parent / "old.db"
        with closing(sqlite3.connect(old)) as connection:
            connection.executescript((RELEASED / f"v{version}.sql").read_text(encoding="utf-8"))
        before = old.read_bytes()
        begun.done("restore", str(old))
        assert old.read_bytes() == before
        with closing(sqlite3.connect(begun.database)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert not backups_of(begun, f"before-version-{SCHEMA_VERSION}")

    @pytest.mark.parametrize(
        "wanted", ["nowhere.db", "home/data/yogaflow.db", "garbage.db", "theirs.db", "newer.db", "."]
    )
    def test_what_is_no_backup_is_refused(self, begun: Program, wanted: str) -> None:
        """Nothing is changed, and nothing is left."""
        folder = begun.home.parent
        (folder / "garbage.db").write_bytes(b"practice " * 5000)
        with closing(sqlite3.connect(folder / "theirs.db")) as connection:
            connection.execute("CREATE TABLE theirs (word TEXT)")
        begun.done("backup", str(folder / "newer.db"))
        with closing(sqlite3.connect(folder / "newer.db")) as connection:
            connection.execute("PRAGMA user_version = 9999")
        before = lifted(begun)
        result = begun.run("restore", wanted, "--json")
        assert result.code in (2, 7), result
        assert result.error["hint"]
        assert lifted(begun) == before

    def test_who_was_locked_out_since_is_not_let_in_by_an_older_file(self, begun: Program) -> None:
        """The restored file's own ticket secret is a new one."""
        (secret,) = secrets_in(begun.database)
        begun.done("backup")
        begun.done("restore", "latest")
        assert secrets_in(begun.database) != [secret]

    def test_a_token_that_was_reset_since_is_told(self, begun: Program) -> None:
        """The older file knows the older token: the answer says what to type."""
        begun.done("backup")
        begun.done("profile", "reset-token")
        assert "yogaflow profile reset-token maya" in begun.done("restore", "latest").err
        begun.refused(4, "token_wrong", "current")
        begun.done("profile", "reset-token", "maya")
        begun.done("current")

    def test_a_restore_is_in_the_change_log_and_cannot_be_undone_there(self, begun: Program) -> None:
        """`undo` takes back what was done before the backup, as ever."""
        begun.done("backup")
        begun.done("restore", "latest")
        with closing(sqlite3.connect(begun.database)) as connection:
            last = connection.execute("SELECT action, standing FROM changes ORDER BY change_id DESC").fetchone()
        assert last == ("restore", "final")
        assert begun.say("undo") == "Undid start: session 1 is gone.\n"

    def test_another_program_that_holds_the_file_is_waited_for_and_then_told(self, begun: Program) -> None:
        """Exit 7 after 10 seconds, and nothing was changed."""
        begun.done("backup")
        # Not while it is held: to open and close the file here would end SQLite's lock.
        before = begun.recorded()
        connection = sqlite3.connect(begun.database, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = begun.run("restore", "latest", "--json")
        finally:
            connection.close()
        assert (result.code, result.error["code"]) == (7, "storage_locked")
        assert begun.recorded() == before

    def test_prompts_show_what_is_open_then(self, begun: Program) -> None:
        """The state file is that of the restored database."""
        begun.done("backup")
        begun.done("complete")
        state_file = begun.home / "state" / "open-practices"
        assert "active" not in state_file.read_text(encoding="utf-8")
        begun.done("restore", "latest")
        assert "active" in state_file.read_text(encoding="utf-8")


def secrets_in(path: Path) -> list[str]:
    """What the access tickets of each profile are sealed with."""
    with closing(sqlite3.connect(path)) as connection:
        return [secret for (secret,) in connection.execute("SELECT ticket_secret FROM profiles")]


class TestOddBackups:
    """What else may lie among the backups, or beside them."""

    @pytest.mark.parametrize("name", ["20261123T080000000000-daily.db", "29991231T000000000000-daily.db", "mine.db"])
    def test_what_is_no_backup_is_neither_the_latest_nor_that_of_the_day(self, begun: Program, name: str) -> None:
        """A folder, and a file without content, with the name of one."""
        for odd in ("folder", "file"):
            place = begun.data / "backups" / name
            place.mkdir(0o700) if odd == "folder" else place.touch(0o600)
            assert begun.json("restore", "latest")["restored"]["reason"] == "daily"
            assert begun.run("doctor", "--json").code == 0
            begun.done("backup", "list")
            place.rmdir() if odd == "folder" else place.unlink()

    def test_an_empty_file_keeps_no_day_from_its_backup(self, begun: Program) -> None:
        """It has the name of today's."""
        begun.at("2026-11-24T07:00:00Z")
        (begun.data / "backups" / "20261124T060000000000-daily.db").write_bytes(b"")
        begun.done("pause")
        assert (begun.data / "backups" / "20261124T070000000000-daily.db").stat().st_size > 0

    @pytest.mark.parametrize("name", ["99991231T235959999999-daily.db", "00010101T000000000000-daily.db"])
    def test_a_date_at_the_end_of_the_calendar_stops_nothing(self, begun: Program, name: str) -> None:
        """There is no local time of it."""
        shutil.copy(backups_of(begun)[0], begun.data / "backups" / name)
        begun.of(TZ="Asia/Tokyo").done("pause")
        begun.of(TZ="America/New_York").done("backup", "list")
        assert begun.of(TZ="Asia/Tokyo").run("doctor").code in (0, 7)

    def test_a_backup_of_a_wrong_clock_is_not_the_latest(self, begun: Program) -> None:
        """One that is dated after now is taken when there is no other."""
        begun.at("2031-01-01T07:00:00Z").done("log", "--duration", "1m", "--overlap")
        begun.at("2026-11-24T07:00:00Z").done("log", "--duration", "1m", "--overlap")
        assert begun.json("restore", "latest")["restored"]["made_at"] == "2026-11-24T07:00:00Z"

    @pytest.mark.parametrize("end", ["-wal", "-journal"])
    def test_a_target_that_is_in_use_is_refused(self, begun: Program, end: str) -> None:
        """What lies beside it would be taken for the backup's own."""
        target = begun.home.parent / "kept.db"
        (begun.home.parent / f"kept.db{end}").write_bytes(b"pages of something else")
        begun.refused(6, "file_exists", "backup", str(target), "--force")
        assert not target.exists()

    def test_list_is_a_word_and_a_path_to_list_a_file(self, begun: Program) -> None:
        """`./list` is what a shell's user writes for the file."""
        begun.done("backup", "./list")
        assert sessions_in(begun.home.parent / "list") == 1

    def test_a_database_in_the_middle_of_a_write_can_be_restored(self, begun: Program) -> None:
        """With what SQLite keeps beside it, from a copy of a running program's files."""
        source = begun.home.parent / "running.db"
        begun.done("backup", str(source))
        with closing(sqlite3.connect(source)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("UPDATE sessions SET style = 'yin'")
            connection.commit()
            for end in ("", "-wal"):
                shutil.copy(f"{source}{end}", f"{begun.home.parent / 'copied.db'}{end}")
        begun.done("restore", str(begun.home.parent / "copied.db"))
        assert begun.json("show", "1")["style"] == "yin"
        with closing(sqlite3.connect(begun.database)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)

    def test_an_empty_database_is_not_put_in_the_place_of_practice(self, begun: Program) -> None:
        """It is sound, and no database of yogaflow."""
        empty = begun.home.parent / "empty.db"
        with closing(sqlite3.connect(empty)) as connection:
            connection.execute("VACUUM")
        begun.refused(7, "storage_damaged", "restore", str(empty))

    def test_numbers_go_on_after_a_restore(self, begun: Program) -> None:
        """Session 2 was given once, and is in what is kept."""
        begun.done("backup")
        begun.done("log", "--duration", "1m", "--overlap")
        begun.done("restore", "latest")
        assert begun.json("log", "--duration", "1m", "--overlap")["session_id"] == 3

    @pytest.mark.parametrize("loss", [sound, garbage, emptied], ids=lambda loss: loss.__name__)
    def test_a_link_to_the_database_stays_one(self, begun: Program, loss: Callable[[Program], None]) -> None:
        """It was put there on purpose."""
        real = begun.home.parent / "elsewhere" / "practice.db"
        real.parent.mkdir()
        begun.database.rename(real)
        begun.database.symlink_to(real)
        loss(begun)
        begun.done("restore", "latest")
        assert begun.database.is_symlink()
        assert sessions_in(real) == 1

    def test_what_a_killed_restore_left_is_gone_after_the_next(self, begun: Program) -> None:
        """A draft may be as large as the database."""
        for name in (".yogaflow-0123456789abcdef.part", ".yogaflow-0123456789abcdef.part-journal"):
            (begun.data / name).write_bytes(b"half of it")
        begun.done("restore", "latest")
        assert list(begun.data.glob(".yogaflow-*")) == []

    @pytest.mark.parametrize("words", ["history", "start", "restore latest", "doctor"])
    def test_a_pipe_in_the_database_s_place_is_told(self, begun: Program, words: str) -> None:
        """Nobody waits for what never comes out of it."""
        begun.database.unlink()
        os.mkfifo(begun.database)
        result = begun.run(*words.split())
        assert result.code == 7
        assert "is not a file" in result.out + result.err
