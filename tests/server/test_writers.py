"""Writes of several clients that reach the disk together: each is whole, and fails alone."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.practice_logs import copied_log
from yogaflow_cli.errors import AlreadyOpen, InvalidValue, StorageFull, StorageLocked
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.databases import Databases
from yogaflow_cli.server.writers import Writers

# What a write does in these tests: it answers with a word.
Work = Callable[[PracticeLog], str]


class House:
    """Writers over a real file, and what they told."""

    def __init__(self, log: PracticeLog) -> None:
        self.profile = log.profile
        self.path = log.database.path
        self.published = 0
        self.followed = 0
        self.databases = Databases(self.opened, 10.0)
        self.writers = Writers(self.databases, self.publish, self.follow)

    def opened(self, patience_seconds: float) -> Database | None:
        """A database that any thread may use."""
        return Database.existing(self.path, None, patience_seconds, one_thread=False)

    def publish(self, database: Database) -> None:
        """Counts, and looks whether what is told of is on disk: another connection sees it."""
        self.published += 1
        assert not database.connection.in_transaction

    def follow(self, log: PracticeLog) -> None:
        """Counts."""
        self.followed += 1

    def log_in(self, database: Database) -> PracticeLog:
        """The log of whoever writes."""
        return PracticeLog(database, self.profile)

    def write(self, work: Work) -> str:
        """One write, as a client's thread does it."""
        return self.writers.write(self.log_in, work)

    def settings(self) -> dict[str, str]:
        """What is stored."""
        with self.databases.taken() as database:
            return self.log_in(database).settings.all_stored()

    def write_together(self, *works: Work) -> list[str | BaseException]:
        """What comes of writes that wait for the same turn, in their order."""
        found: list[str | BaseException] = ["" for _ in works]

        def run(number: int, work: Work) -> None:
            try:
                found[number] = self.write(work)
            except BaseException as error:
                found[number] = error

        threads = [threading.Thread(target=run, args=each) for each in enumerate(works)]
        with self.writers.turn:
            for number, thread in enumerate(threads, start=1):
                thread.start()
                while len(self.writers.waiting) < number:
                    time.sleep(0.001)
        for thread in threads:
            thread.join()
        return found


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Writers over maya's log."""
    log = copied_log(tmp_path / "data")
    log.database.close()
    made = House(log)
    yield made
    made.databases.close()


def setting(name: str, value: str) -> Work:
    """A write of a setting."""

    def work(log: PracticeLog) -> str:
        with log.writing("config set", log.profile.profile.created_at) as write:
            write.set_setting(name, value)
        return f"{name}={value}"

    return work


def then(work: Work, error: BaseException) -> Work:
    """A write that fails when half of it is done."""

    def failing(log: PracticeLog) -> str:
        work(log)
        raise error

    return failing


def half(name: str, error: BaseException) -> Work:
    """A write that fails inside its own transaction."""

    def work(log: PracticeLog) -> str:
        with log.writing("config set", log.profile.profile.created_at) as write:
            write.set_setting(name, "true")
            raise error

    return work


def changes(house: House) -> int:
    """How many entries the change log has."""
    with house.databases.taken() as database:
        found: int = database.connection.execute("SELECT count(*) FROM changes").fetchone()[0]
    return found


def test_writes_that_wait_together_are_one_look_of_the_disk_and_an_entry_each(house: House) -> None:
    """All are answered when all are on disk; prompts are told once."""
    before = changes(house)
    found = house.write_together(setting("plain", "true"), setting("theme", "dark"), setting("sound", "off"))
    assert found == ["plain=true", "theme=dark", "sound=off"]
    assert house.settings() == {"plain": "true", "theme": "dark", "sound": "off"}
    assert changes(house) == before + 3
    assert (house.published, house.followed) == (1, 3)


def test_what_a_person_did_wrong_takes_nothing_of_others_along(house: House) -> None:
    """Its own half is taken back."""
    refused = AlreadyOpen("Session 1 is already open (active).")
    found = house.write_together(setting("plain", "true"), half("theme", refused), setting("sound", "off"))
    assert found == ["plain=true", refused, "sound=off"]
    assert house.settings() == {"plain": "true", "sound": "off"}


@pytest.mark.parametrize("error", [StorageFull("No room is left."), ValueError("a mistake")], ids=["full", "mistake"])
def test_what_breaks_one_is_done_again_for_each_by_itself(house: House, error: BaseException) -> None:
    """Nobody is told of a write that is not there, and nobody's write is there twice."""
    before = changes(house)
    found = house.write_together(
        setting("plain", "true"), then(setting("theme", "dark"), error), setting("sound", "off")
    )
    assert found == ["plain=true", error, "sound=off"]
    assert house.settings()["plain"] == "true"
    assert house.settings()["sound"] == "off"
    assert changes(house) <= before + 3


def test_a_transaction_that_ended_under_them_is_no_end_of_the_others(house: House) -> None:
    """A full disk makes SQLite take back everything: each is done by itself then."""
    tries = []

    def ending(log: PracticeLog) -> str:
        with log.writing("config set", log.profile.profile.created_at) as write:
            write.set_setting("theme", "dark")
            tries.append(1)
            if len(tries) == 1:
                log.connection.execute("ROLLBACK")
                raise StorageFull("No room is left.")
        return "theme=dark"

    found = house.write_together(setting("plain", "true"), ending, setting("sound", "off"))
    assert found == ["plain=true", "theme=dark", "sound=off"]
    assert house.settings() == {"plain": "true", "theme": "dark", "sound": "off"}


def test_a_file_that_another_program_holds_is_waited_for_once(house: House) -> None:
    """By all of them together, and then all are told."""
    house.databases.patience_seconds = 0.3
    with closing(sqlite3.connect(house.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        found = house.write_together(*[setting("plain", "true")] * 8)
        assert time.monotonic() - begun < 1.5
    assert {type(error) for error in found} == {StorageLocked}
    assert house.settings() == {}


def test_a_database_in_which_the_storage_failed_is_not_used_again(house: House) -> None:
    """One that was opened while its file could only be read would read only for ever."""
    house.write(setting("plain", "true"))
    (kept,) = house.databases.idle
    with pytest.raises(StorageFull):
        house.write(half("theme", StorageFull("No room is left.")))
    assert list(house.databases.idle) == []
    house.write(setting("sound", "off"))
    assert kept not in house.databases.idle
    assert house.settings() == {"plain": "true", "sound": "off"}


def test_who_is_not_let_in_writes_nothing(house: House) -> None:
    """And is told why."""

    def shut(database: Database) -> PracticeLog:
        raise InvalidValue("nobody")

    with pytest.raises(InvalidValue, match="nobody"):
        house.writers.write(shut, setting("plain", "true"))
    assert house.settings() == {}
    assert (house.published, house.followed) == (0, 0)


def test_hundreds_of_writers_each_get_their_own_answer(house: House) -> None:
    """Whoever had the turn."""
    found = house.write_together(*(setting("theme", "dark" if number % 2 else "light") for number in range(100)))
    assert found == [f"theme={'dark' if number % 2 else 'light'}" for number in range(100)]
