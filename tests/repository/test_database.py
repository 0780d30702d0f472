"""The gate of the file: who may open it, what is refused, and that a refusal and a read change nothing."""

import multiprocessing
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.practice_logs import BERLIN, MINUTE, NOON, log_of, new_log
from yogaflow_cli.domain.period import Period
from yogaflow_cli.errors import (
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageLocked,
    StorageMissing,
    StorageNewer,
    StorageReadOnly,
)
from yogaflow_cli.repository.backups import Backups
from yogaflow_cli.repository.database import SCHEMA_VERSION, Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.review import review

PROJECT = str(Path(__file__).parent.parent.parent)


def state_of(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file of a folder: its bytes, its time of change, its rights."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in sorted(folder.iterdir())
    }


def another_database(path: Path, statements: str) -> None:
    """A file that some program made."""
    connection = sqlite3.connect(path)
    connection.executescript(statements)
    connection.close()


def practised(log: PracticeLog, note: str | None = None) -> None:
    """Half an hour of practice."""
    practice.start(log, NOON, BERLIN.key, said=Said(note=note, tags=("home",)))
    complete(log, NOON + 30 * MINUTE)


def read_all(log: PracticeLog) -> int:
    """Everything that looks back; the number of sessions."""
    review(log, Period(None, None), NOON.date(), "week")
    log.settings.all()
    log.sessions.tags()
    log.sessions.styles()
    log.changes.latest_applied(10)
    return len(list(log.sessions.listed(SessionFilter())))


def test_a_newer_file_is_refused_and_stays_as_it_is(log: PracticeLog) -> None:
    """Contract 7: a database of a newer version exits 7; not a byte of it changes."""
    log.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    log.database.close()
    before = state_of(log.database.path.parent)
    for way in (Database.existing, Database.created):
        with pytest.raises(StorageNewer, match=r"yogaflow\.db") as failure:
            way(log.database.path)
        assert "upgrade" in str(failure.value.hint)
    assert state_of(log.database.path.parent) == before


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION, SCHEMA_VERSION + 1, 40])
def test_another_programs_file_is_refused_whatever_it_calls_its_version(tmp_path: Path, version: int) -> None:
    """A browser's database stays the browser's: nothing is added to it, and it is never read as ours."""
    path = tmp_path / "yogaflow.db"
    another_database(path, f"CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = {version}")
    before = state_of(tmp_path)
    for way in (Database.existing, Database.created):
        with pytest.raises(StorageDamaged, match="another program"):
            way(path)
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("content", [b"garbage", b"garbage" * 1000, b"SQLite format 3\x00", b"\x00" * 4096])
def test_garbage_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    """What is not a database may be somebody's only copy of something."""
    path = tmp_path / "yogaflow.db"
    path.write_bytes(content)
    before = state_of(tmp_path)
    for way in (Database.existing, Database.created):
        with pytest.raises(StorageError, match=r"yogaflow\.db") as failure:
            way(path)
        assert failure.value.hint
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("keep", [100, 512, 4096, 4097, 8192, 20_000])
def test_a_truncated_file_is_damaged_and_kept(log: PracticeLog, keep: int) -> None:
    """A disk that ran full under a copy: whether met at opening or in the middle of a query, it is told as damage."""
    practised(log)
    path = log.database.path
    log.database.close()
    path.write_bytes(path.read_bytes()[:keep])
    before = state_of(path.parent)
    with pytest.raises(StorageDamaged, match=r"yogaflow\.db"):
        read_whole_file(path)
    assert state_of(path.parent) == before


def read_whole_file(path: Path) -> None:
    """Opens the file and reads what maya has."""
    database = Database.existing(path)
    assert database is not None
    try:
        read_all(log_of(database))
    finally:
        database.close()


def test_a_damaged_text_is_told_as_damage(log: PracticeLog) -> None:
    """Bytes that are no UTF-8, as a broken disk leaves them."""
    practised(log)
    practice.start(log, NOON + 60 * MINUTE, BERLIN.key)
    log.connection.execute("UPDATE sessions SET note = CAST(x'ff' AS TEXT)")
    with pytest.raises(StorageDamaged, match="damaged"):
        read_all(log)
    with pytest.raises(StorageDamaged, match="damaged"):
        log.sessions.by_number(1)
    with pytest.raises(StorageDamaged, match="damaged"):
        log.sessions.open()


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_file_that_another_program_holds_is_locked(log: PracticeLog, lock: str) -> None:
    """Contract 7: locked exits 7 and names the file; nothing is changed."""
    practised(log)
    before = state_of(log.database.path.parent)
    holder = sqlite3.connect(log.database.path, isolation_level=None)
    holder.execute(f"BEGIN {lock}")
    log.connection.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(StorageLocked, match=r"yogaflow\.db"):
        practice.start(log, NOON, BERLIN.key)
    if lock == "EXCLUSIVE":
        with pytest.raises(StorageLocked, match=r"yogaflow\.db"):
            Database.existing(log.database.path, patience_seconds=0.02)
    holder.close()
    assert state_of(log.database.path.parent) == before
    assert practice.start(log, NOON + 60 * MINUTE, BERLIN.key).number == 2


def test_a_write_that_finds_no_room_is_told_and_leaves_nothing(log: PracticeLog) -> None:
    """Contract 7: full exits 7; what was acknowledged stays, what was not is gone."""
    practised(log)
    pages = log.connection.execute("PRAGMA page_count").fetchone()[0]
    log.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = log.database.path.read_bytes()
    with pytest.raises(StorageFull, match=r"yogaflow\.db"):
        practice.start(
            log, NOON + 60 * MINUTE, BERLIN.key, said=Said(note="x" * 4000, tags=tuple(map(str, range(900))))
        )
    assert log.database.path.read_bytes() == before
    assert not log.connection.in_transaction


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """Contract 7: storage that cannot be opened exits 7 and names the file."""
    (tmp_path / "yogaflow.db").mkdir()
    with pytest.raises(StorageMissing, match=r"yogaflow\.db"):
        Database.created(tmp_path / "yogaflow.db")


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    """A disk that is not plugged in: no second log begins beside the first."""
    (tmp_path / "yogaflow.db").symlink_to(tmp_path / "gone" / "yogaflow.db")
    with pytest.raises(StorageMissing, match=r"yogaflow\.db"):
        Database.created(tmp_path / "yogaflow.db")


@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077, 0o777])
def test_folder_and_file_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    """Contract 8: folders 0700, files 0600."""
    former = os.umask(umask)
    try:
        database = Database.created(tmp_path / "data" / "yogaflow.db")
        practised(log_of(database))
        copy = Backups(database.path).make(database.connection, "test", NOON)
        database.close()
    finally:
        os.umask(former)
    modes = {
        path: stat.S_IMODE(path.stat().st_mode) for path in (copy, database.path, copy.parent, database.path.parent)
    }
    assert list(modes.values()) == [0o600, 0o600, 0o700, 0o700]


def test_the_journal_is_private_too(log: PracticeLog) -> None:
    """While a write runs, its journal holds what the file held."""
    with log.database.transaction() as connection:
        connection.execute("UPDATE profiles SET display_name = 'Maya'")
        connection.execute("PRAGMA cache_spill = 1")
        journal = log.database.path.with_name("yogaflow.db-journal")
        assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_before_anything_was_recorded_a_read_makes_nothing(tmp_path: Path) -> None:
    """Rule 11: a command that only reads writes nothing."""
    assert Database.existing(tmp_path / "data" / "yogaflow.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_process_is_making_counts_as_none(tmp_path: Path) -> None:
    """Between its creation and its schema a file is empty; a reader meets no error then."""
    (tmp_path / "yogaflow.db").touch()
    assert Database.existing(tmp_path / "yogaflow.db") is None


def test_reading_changes_not_a_byte(log: PracticeLog) -> None:
    """Rule 11: neither the file, nor its time of change, nor the folder."""
    practised(log)
    log.database.close()
    before = state_of(log.database.path.parent)
    read_whole_file(log.database.path)
    assert state_of(log.database.path.parent) == before


READ_AS_NOBODY = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from tests.practice_logs import NOON, BERLIN, log_of
    from tests.repository.test_database import read_all
    from yogaflow_cli.errors import YogaflowError
    from yogaflow_cli.repository.database import Database
    from yogaflow_cli.services import practice
    if os.getuid() == 0:
        os.setgid(65534); os.setuid(65534)
    try:
        log = log_of(Database.existing(Path(sys.argv[1])))
        print(read_all(log))
        practice.start(log, NOON, BERLIN.key)
    except YogaflowError as error:
        print(type(error).__name__)
    """
)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "answers"),
    [
        (0o555, 0o444, ["1", "StorageReadOnly"]),
        (0o555, 0o666, ["1", "StorageReadOnly"]),
        (0o777, 0o444, ["1", "StorageReadOnly"]),
        (0o755, 0o000, ["StorageMissing"]),
        (0o000, 0o644, ["StorageReadOnly"]),
    ],
    ids=["all read-only", "read-only folder", "read-only file", "unreadable file", "closed folder"],
)
def test_what_cannot_be_written_can_be_read(folder_mode: int, file_mode: int, answers: list[str]) -> None:
    """Rule 11: reads work on a read-only folder; a write there, and what cannot be read, exit 7 without a traceback."""
    # Not in pytest's own folder, which another user may not enter: as root we must become one to be refused anything.
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        log = new_log(Path(temporary) / "data")
        practised(log)
        log.database.close()
        folder = log.database.path.parent
        log.database.path.chmod(file_mode)
        folder.chmod(folder_mode)
        command = [sys.executable, "-B", "-c", READ_AS_NOBODY, str(log.database.path), PROJECT]
        answered = subprocess.run(command, capture_output=True, text=True)
        folder.chmod(0o700)
    assert answered.stdout.split() == answers, answered.stderr


def test_a_folder_with_a_name_of_any_bytes_is_opened(tmp_path: Path) -> None:
    """A folder's name may hold what a web address may not, and need not be UTF-8."""
    for name in ("50% & more?#1", "ü ñ", os.fsdecode(b"\xff\xfe")):
        database = Database.created(tmp_path / name / "yogaflow.db")
        practised(log_of(database))
        database.close()
        again = Database.existing(tmp_path / name / "yogaflow.db")
        assert again is not None
        again.close()


def begin(path: Path, barrier_path: Path) -> None:
    """What each of many processes does at once: waits for the word, makes the file, writes."""
    while not barrier_path.exists():
        pass
    database = Database.created(path)
    with database.transaction() as connection:
        connection.execute("INSERT OR IGNORE INTO installation VALUES ('database_id', ?)", [str(os.getpid())])
    database.close()


def test_many_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    """Contract 5: many first uses at once; none fails, one schema comes of it."""
    word = tmp_path / "word"
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=begin, args=(tmp_path / "data" / "yogaflow.db", word), daemon=True) for _ in range(6)
    ]
    for process in processes:
        process.start()
    word.touch()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 6
    database = Database.existing(tmp_path / "data" / "yogaflow.db")
    assert database is not None
    assert database.connection.execute("SELECT count(*) FROM installation").fetchone() == (1,)
    database.close()


def test_a_write_that_fails_leaves_neither_session_nor_change(log: PracticeLog) -> None:
    """Rule 10: a write and its entry are one transaction; whatever breaks in it, both are gone."""
    before = log.database.path.read_bytes()
    with pytest.raises(ZeroDivisionError), log.writing("start", NOON) as write:
        write.set_setting("plain", "true")
        raise ZeroDivisionError
    assert log.database.path.read_bytes() == before
    assert not log.connection.in_transaction
    practised(log)


def test_a_failing_change_log_takes_the_session_with_it(log: PracticeLog) -> None:
    """Rule 10: no session without its entry, even when the entry is what fails."""
    log.connection.execute("CREATE TRIGGER broken BEFORE INSERT ON changes BEGIN SELECT raise(ABORT, 'broken'); END")
    with pytest.raises(sqlite3.IntegrityError, match="broken"):
        practice.start(log, NOON, BERLIN.key)
    assert log.sessions.current() is None


def test_a_snapshot_sees_one_state_of_the_file(log: PracticeLog) -> None:
    """Figures of one answer agree with each other, whatever is written meanwhile."""
    other = Database.existing(log.database.path)
    assert other is not None
    with other.snapshot() as seen:
        count = "SELECT count(*) FROM sessions"
        before = seen.execute(count).fetchone()
        log.connection.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(StorageLocked):
            practice.start(log, NOON, BERLIN.key)
        assert seen.execute(count).fetchone() == before
    other.close()
    practice.start(log, NOON, BERLIN.key)


def test_acknowledged_means_on_disk(log: PracticeLog) -> None:
    """Rule 10: every commit is synced, the folder too, and no other journal is left behind."""
    assert log.connection.execute("PRAGMA synchronous").fetchone() == (3,)
    assert log.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert log.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    practised(log)
    assert [path.name for path in log.database.path.parent.iterdir()] == ["yogaflow.db"]


def test_a_copy_that_cannot_be_made_is_told_of_the_copy(log: PracticeLog, tmp_path: Path) -> None:
    """A backup that failed leaves nothing that looks like one."""
    (log.database.path.parent / "backups").write_text("in the way")
    with pytest.raises((StorageMissing, StorageReadOnly), match="backups"):
        Backups(log.database.path).make(log.connection, "test", NOON)


def gone(path: Path) -> None:
    """The file is removed while it is open."""
    path.unlink()


def moved(path: Path) -> None:
    """Its folder is given another name."""
    path.parent.rename(path.parent.with_name("elsewhere"))


def replaced(path: Path) -> None:
    """Another file takes its place, as when somebody puts a copy back."""
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


@pytest.mark.parametrize("loss", [gone, moved, replaced], ids=lambda loss: loss.__name__)
def test_a_write_to_a_file_that_is_not_there_any_more_is_refused(
    log: PracticeLog, loss: Callable[[Path], None]
) -> None:
    """It would be acknowledged, and found by nobody."""
    practised(log)
    loss(log.database.path)
    with pytest.raises(StorageError, match=r"yogaflow\.db"):
        practice.start(log, NOON + 60 * MINUTE, BERLIN.key)
    assert not log.connection.in_transaction
