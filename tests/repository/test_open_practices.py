"""The state file after every write: what it holds, who may read it, and what happens when many write at once."""

import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, log_of, sequence
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.prompt.state import ENDLESS, STATE_FILE, OpenPractice, read_state
from yogaflow_cli.repository import open_practices
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.open_practices import GUIDE_IS_SEEN_FOR, publish, state_of
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.practice import Said

NOON_MS = to_milliseconds(NOON)


@pytest.fixture
def state_file(tmp_path: Path) -> Path:
    """Where prompts look."""
    return tmp_path / "state" / STATE_FILE


@pytest.fixture
def seen_log(tmp_path: Path, state_file: Path) -> Iterator[PracticeLog]:
    """The log of maya, whose writes prompts see."""
    log = log_of(Database.created(tmp_path / "yogaflow.db", lambda database: publish(state_file, database)))
    yield log
    log.database.close()


def shown_practice(state_file: Path, log: PracticeLog, profile: str | None = None) -> OpenPractice | None:
    """What a prompt finds, once it has seen that the file is not behind."""
    assert state_file.stat().st_mtime_ns == log.database.path.stat().st_mtime_ns
    return read_state(state_file.read_text(encoding="utf-8"), profile)


def times(found: OpenPractice | None) -> tuple[int, int, int, int]:
    """The times of a practice that must be there."""
    assert found is not None
    return found.times


def test_it_follows_a_practice_through_its_life(seen_log: PracticeLog, state_file: Path) -> None:
    """Start, pause, resume, complete, undo: each is seen when it is on disk."""
    assert shown_practice(state_file, seen_log) is None
    practice.start(seen_log, NOON, BERLIN.key, said=Said(style="yin"))
    assert times(shown_practice(state_file, seen_log)) == (0, NOON_MS, ENDLESS, NOON_MS)
    practice.pause(seen_log, NOON + 10 * MINUTE)
    assert times(shown_practice(state_file, seen_log)) == (600_000, 0, 0, NOON_MS)
    practice.resume(seen_log, NOON + 20 * MINUTE)
    assert times(shown_practice(state_file, seen_log)) == (600_000, NOON_MS + 1_200_000, ENDLESS, NOON_MS)
    complete(seen_log, NOON + 30 * MINUTE)
    assert shown_practice(state_file, seen_log) is None
    correction.undo(seen_log, NOON + HOUR, 1)
    assert times(shown_practice(state_file, seen_log)) == (600_000, NOON_MS + 1_200_000, ENDLESS, NOON_MS)
    practice.discard(seen_log, NOON + HOUR)
    assert shown_practice(state_file, seen_log) is None


def test_a_stated_time_counts_and_measured_time_counts_on(seen_log: PracticeLog, state_file: Path) -> None:
    """As `current` counts."""
    practice.start(seen_log, NOON, BERLIN.key)
    practice.pause(seen_log, NOON + 10 * MINUTE, duration=5 * MINUTE)
    practice.resume(seen_log, NOON + 20 * MINUTE)
    found = shown_practice(state_file, seen_log)
    session = seen_log.sessions.current()
    assert found is not None
    assert session is not None
    for minutes in (20, 25, 47):
        now = NOON + minutes * MINUTE
        assert timedelta(milliseconds=found.active_ms(to_milliseconds(now))) == session.active_time(now)


def test_where_a_guide_is_seen_no_more_the_time_stands_still(seen_log: PracticeLog, state_file: Path) -> None:
    """It saves every 15 seconds while it lives; after a crash a prompt must not count on for days."""
    practice.start(seen_log, NOON, BERLIN.key, guide=GuideMark(seen_at=NOON))
    counted, since, until, _ = times(shown_practice(state_file, seen_log))
    assert (counted, since, until) == (0, NOON_MS, to_milliseconds(NOON + GUIDE_IS_SEEN_FOR))


def test_it_holds_no_note(seen_log: PracticeLog, state_file: Path) -> None:
    """A note is nobody's business in a prompt, a recording or on a projector."""
    practice.start(seen_log, NOON, BERLIN.key, said=Said(note="a secret", tags=("home",)))
    text = state_file.read_text(encoding="utf-8")
    assert "home" in text
    assert "secret" not in text


def test_it_holds_every_profiles_and_says_whose_is_meant(seen_log: PracticeLog, state_file: Path) -> None:
    """The only one, else the chosen one, else nobody's."""
    practice.start(seen_log, NOON, BERLIN.key)
    ben = log_of(seen_log.database, "ben")
    practice.start(ben, NOON + MINUTE, BERLIN.key)
    assert shown_practice(state_file, seen_log) is None
    assert times(shown_practice(state_file, seen_log, "maya"))[3] == NOON_MS
    assert times(shown_practice(state_file, seen_log, "ben"))[3] == NOON_MS + 60_000


def test_a_practice_is_called_by_its_sequence_else_its_style(seen_log: PracticeLog, state_file: Path) -> None:
    """Else it is practice; what a shell could obey is a dot."""
    planned = sequence()
    for style, plan, name in ((None, None, "practice"), ("it's hot", None, "it.s hot"), ("yin", planned, planned.slug)):
        practice.start(seen_log, NOON, BERLIN.key, said=Said(style=style), sequence=plan)
        found = shown_practice(state_file, seen_log)
        assert found is not None
        assert found.name == name
        practice.discard(seen_log, NOON + MINUTE)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_private(seen_log: PracticeLog, state_file: Path) -> None:
    """Folder 0700, files 0600, and no draft is left."""
    practice.start(seen_log, NOON, BERLIN.key)
    assert state_file.parent.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in state_file.parent.iterdir()}
    assert modes == {state_file.name: 0o600, f"{state_file.name}.lock": 0o600}


def test_a_write_does_not_fail_where_it_cannot_be_replaced(tmp_path: Path) -> None:
    """A file stands where the state folder should be: what was acknowledged is kept all the same."""
    (tmp_path / "state").write_text("in the way", encoding="utf-8")
    log = log_of(
        Database.created(tmp_path / "yogaflow.db", lambda database: publish(tmp_path / "state" / STATE_FILE, database))
    )
    practice.start(log, NOON, BERLIN.key)
    assert log.sessions.current() is not None
    log.database.close()


def test_a_write_does_not_fail_for_what_another_hand_wrote(seen_log: PracticeLog, state_file: Path) -> None:
    """Ben's open practice cannot be read: Maya's is on disk, and the file shows nothing until that is mended."""
    ben = log_of(seen_log.database, "ben")
    practice.start(ben, NOON, BERLIN.key)
    seen_log.connection.execute("UPDATE sessions SET started_at_ms = 9000000000000000000")
    practice.start(seen_log, NOON, BERLIN.key)
    assert seen_log.sessions.current() is not None
    assert state_file.stat().st_mtime_ns != seen_log.database.path.stat().st_mtime_ns


def test_a_migration_is_a_write(tmp_path: Path, state_file: Path) -> None:
    """Else a file that was just updated would hide the practice that is open."""
    told: list[Database] = []
    Database.created(tmp_path / "yogaflow.db", told.append).close()
    assert len(told) == 1
    existing = Database.existing(tmp_path / "yogaflow.db", told.append)
    assert existing is not None
    existing.close()
    assert len(told) == 1


def test_a_write_that_was_taken_back_is_not_told(seen_log: PracticeLog, state_file: Path) -> None:
    """Only what is on disk is shown."""
    before = state_file.read_bytes()
    with pytest.raises(RuntimeError, match="halfway"), seen_log.writing("start", NOON):
        raise RuntimeError("halfway")
    assert state_file.read_bytes() == before


def test_whoever_replaces_it_last_has_read_what_was_written_last(
    seen_log: PracticeLog, state_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process writes, and tells, between reading and replacing: the older state must not win."""
    other = log_of(Database.created(seen_log.database.path, lambda database: publish(state_file, database)))
    whole = state_of
    met: list[str] = []

    def interrupted(database: Database) -> str:
        text = whole(database)
        if database is seen_log.database and not met:
            met.append(text)
            practice.pause(other, NOON + MINUTE)
        return text

    monkeypatch.setattr(open_practices, "state_of", interrupted)
    practice.start(seen_log, NOON, BERLIN.key)
    found = shown_practice(state_file, seen_log)
    assert found is not None
    assert found.state == "paused"
    assert "\tactive\t" in met[0]
    other.database.close()


def test_many_writers_at_once_leave_it_as_the_database_is(tmp_path: Path, state_file: Path) -> None:
    """Eight connections pause and resume as fast as they can."""
    path = tmp_path / "yogaflow.db"
    log = log_of(Database.created(path, lambda database: publish(state_file, database)))
    practice.start(log, NOON, BERLIN.key)

    def toggle(number: int) -> None:
        own = log_of(Database.created(path, lambda database: publish(state_file, database)))
        for turn in range(10):
            practice.toggle(own, NOON + (number + 8 * turn) * MINUTE)
        own.database.close()

    threads = [threading.Thread(target=toggle, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shown_practice(state_file, log) is not None
    assert state_file.read_text(encoding="utf-8") == state_of(log.database)
    log.database.close()
