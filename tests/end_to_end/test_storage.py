"""Files that cannot be read or written: exit 7, the file named, a way out, and nothing lost."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from tests.program import Program

COMMANDS = ["start", "current", "complete", "history", "stats", "undo", "log --duration 1m", "profile list"]


def newer(program: Program) -> None:
    """As a later version would leave it."""
    with closing(sqlite3.connect(program.database)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def foreign(program: Program) -> None:
    """Another program's database."""
    program.database.unlink()
    with closing(sqlite3.connect(program.database)) as connection:
        connection.execute("CREATE TABLE theirs (word TEXT)")


def garbage(program: Program) -> None:
    """Not a database at all."""
    program.database.write_bytes(b"practice " * 5000)


def torn(program: Program) -> None:
    """The first half of one."""
    program.database.write_bytes(program.recorded()[: len(program.recorded()) // 2])


@pytest.mark.parametrize(
    ("fault", "error_code"),
    [(newer, "storage_newer"), (foreign, "storage_damaged"), (garbage, "storage_damaged"), (torn, "storage_damaged")],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_file_that_is_not_ours_to_read_is_left_as_it_is(
    begun: Program, fault: Callable[[Program], None], error_code: str
) -> None:
    """Byte for byte, by every command; the message names the file and a way out."""
    fault(begun)
    for words in COMMANDS:
        error = begun.refused(7, error_code, *words.split())
        assert str(begun.database) in error["message"] + error["hint"], words


@pytest.mark.parametrize("place", ["home", "data", "database"])
def test_something_else_where_the_files_belong_is_told(begun: Program, place: str) -> None:
    """A file instead of a folder, a folder instead of a file."""
    shutil.rmtree(begun.home)
    if place == "home":
        begun.home.write_text("a file")
    elif place == "data":
        begun.home.mkdir()
        begun.data.write_text("a file")
    else:
        begun.database.mkdir(parents=True)
    for words in ("start", "log --duration 1m"):
        result = begun.run(*words.split(), "--json")
        assert result.code == 7, result
        assert result.error["code"].startswith("storage_")


def test_a_database_that_is_gone_leaves_no_trace_of_a_crash(begun: Program) -> None:
    """Without its file and its backups it is a machine where nobody practised yet."""
    begun.database.unlink()
    shutil.rmtree(begun.data / "backups")
    begun.refused(3, "no_open_session", "current")
    assert begun.json("history") == []


def test_a_disk_that_is_full_loses_nothing(begun: Program) -> None:
    """Every file is limited to what the database holds already: exit 7, and what was recorded is still there."""
    before = begun.json("show")
    most_kib = begun.database.stat().st_size // 1024
    words = ["log", "--duration", "1m", "--overlap", "--note", "x" * 3900]
    results = [begun.limited(most_kib, *words)]
    while results[-1].code == 0 and len(results) < 30:
        results.append(begun.limited(most_kib, *words))
    assert results[-1].code == 7, results[-1]
    assert str(begun.database) in results[-1].err
    assert begun.json("show", "1") == before
    assert len(begun.json("history")) == len(results)
    begun.done("complete")
