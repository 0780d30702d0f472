"""SIGKILL before each system call of a migration: the old schema or the new one, and every row of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import is_long, times
from tests.faults.homes import Homes
from tests.faults.killing import Moment, Since, course_of, killed
from tests.faults.tracing import can_trace, killed_before, spread, writing_calls
from tests.faults.whole import version, whole, whole_backups
from tests.program import Json, Program
from tests.repository.test_guided_schema import RELEASED, made, rows_of_version_1, schema
from yogaflow_cli.repository.database import SCHEMA_VERSION

pytestmark = pytest.mark.fault

TOKEN = "the token of a released file"
READING = ("history", "--json")
SCHEMAS = sorted(RELEASED.parent.glob("v*.sql"))


@dataclass(frozen=True)
class Released:
    """A home with a file of an earlier version, and what a migration that nothing disturbs makes of it."""

    homes: Homes
    tables: list[tuple[str, str, str]]
    rows: dict[str, list[tuple[object, ...]]]
    migrated_tables: list[tuple[str, str, str]]
    told: Json

    @property
    def version(self) -> int:
        """The number of its schema."""
        return version(self.homes.original.database)


def released(script: Path, folder: Path) -> Released:
    """Such a home, and a migration of a copy of it."""
    program = Program(folder / script.stem / "home", YOGAFLOW_TOKEN=TOKEN).at("2026-11-28T08:00:00Z")
    program.data.mkdir(parents=True, mode=0o700)
    text = script.read_text(encoding="utf-8").replace("0" * 64, sha256(TOKEN.encode()).hexdigest())
    made(program.database, text).chmod(0o600)
    homes = Homes(program, folder / script.stem)
    migrated = homes.fresh()
    told = migrated.json("history")
    tables, rows = schema(program.database), rows_of_version_1(program.database)
    return Released(homes, tables, rows, schema(migrated.database), told)


def test_a_migration_killed_at_any_step_leaves_the_old_schema_or_the_new_one(tmp_path: Path, show: Show) -> None:
    """From every released schema: tables and rows of the one or the other, a backup, and the next call succeeds."""
    found: list[int] = []
    for script in SCHEMAS:
        one = released(script, tmp_path)
        kills = killed_by_strace(one, tmp_path) if can_trace() else killed_by_the_clock(one)
        for program in kills:
            found.append(state_after(one, program, tmp_path / "aside"))
            assert_the_next_call_succeeds(one, program)
    new = found.count(SCHEMA_VERSION)
    how = "kills before a write" if can_trace() else "kills by the clock (no strace)"
    show(
        "a migration killed at each step, from every released schema",
        f"{len(found)} {how}, {len(SCHEMAS)} schemas: {len(found) - new} times the old schema, {new} the new one,"
        " every row there, the old file in backups/, the next call succeeds",
    )


def killed_by_strace(one: Released, folder: Path) -> Iterator[Program]:
    """A program after each kill before one of the system calls by which a reading call migrates."""
    calls = writing_calls(one.homes.fresh(), folder, *READING)
    for call in calls if is_long() else spread(calls, 9):
        program = one.homes.fresh()
        killed_before(program, call, *READING)
        yield program


def killed_by_the_clock(one: Released) -> Iterator[Program]:
    """The same, at moments that lie close together from the beginning of the write to the end of the call."""
    course = course_of(one.homes.fresh(), *READING)
    count = times(9, 60)
    for step in range(count):
        program = one.homes.fresh()
        seconds = (course.ends - course.begins_to_write) * step / count
        killed(program, Moment(Since.WRITING, seconds), *READING)
        yield program


def state_after(one: Released, program: Program, aside: Path) -> int:
    """The schema that the kill left, of the two that may be; looked at in a copy, which SQLite may tidy up."""
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(program.data, aside)
    path = aside / program.database.name
    found = version(path)
    assert found in (one.version, SCHEMA_VERSION)
    assert schema(path) == (one.tables if found == one.version else one.migrated_tables)
    assert rows_of_version_1(path) == one.rows
    if found == SCHEMA_VERSION:
        assert_a_backup_is_there(one, program)
    else:
        whole_backups(program.data)
    return found


def assert_the_next_call_succeeds(one: Released, program: Program) -> None:
    """It tells what an undisturbed migration tells, and leaves nothing undone."""
    assert program.json("history") == one.told
    assert version(program.database) == SCHEMA_VERSION
    assert schema(program.database) == one.migrated_tables
    assert rows_of_version_1(program.database) == one.rows
    assert_a_backup_is_there(one, program)
    whole(program.database)


def assert_a_backup_is_there(one: Released, program: Program) -> None:
    """A whole file of the old schema with its rows; and no file has the name of a backup and is half of one."""
    backups = [path for path in whole_backups(program.data) if version(path) == one.version]
    assert backups, "the file was migrated, and no backup of the old one is there"
    for backup in backups:
        assert rows_of_version_1(backup) == one.rows
