"""SIGKILL, at random moments and before each system call that writes: what was acknowledged stays, nothing is torn."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import is_long, times
from tests.faults.homes import Homes
from tests.faults.killing import Moment, Since, course_of, killed
from tests.faults.practising import Practising
from tests.faults.tracing import can_trace, killed_before, spread, writing_calls
from tests.faults.whole import whole, whole_backups
from tests.practice_logs import Dump
from tests.program import Program

pytestmark = pytest.mark.fault

COMPLETE = ("complete", "--json")


def test_a_kill_at_any_moment_of_a_write_loses_nothing_that_was_acknowledged(yogaflow: Program, show: Show) -> None:
    """Start, pause, resume, complete, log, edit and undo in turn: what was answered is there and whole."""
    seed = time.time_ns()
    print(f"seed {seed}")  # pytest shows it beside a failure
    practising = Practising(yogaflow, seed)
    while practising.kills < times(30, 300):
        practising.one_more()
    where = ", ".join(f"{count} {place}" for place, count in practising.killed.items())
    show(
        "SIGKILL at random moments of writes",
        f"{practising.kills} kills ({where}), {practising.acknowledged} acknowledged writes: 0 lost,"
        " 0 integrity failures, 0 torn sessions",
    )


def test_a_kill_before_any_write_of_complete_leaves_the_old_or_the_new_state(
    homes: Homes, tmp_path: Path, show: Show
) -> None:
    """The session is open exactly as it was, or completed exactly as it should be; the next command succeeds."""
    old = whole(homes.original.database)
    program = homes.fresh()
    program.done(*COMPLETE)
    new = whole(program.database)

    kills = killed_by_strace(homes, tmp_path) if can_trace() else killed_by_the_clock(homes)
    states = [state_after(program, old, new) for program in kills]

    if can_trace():
        # By the clock it may not happen that a kill comes early or late enough.
        assert set(states) == {"old", "new"}
    how = "calls" if can_trace() else "moments of its write (no strace)"
    shown = f"{len(states)} {how}: {states.count('old')} times the old state, {states.count('new')} the new one"
    show("SIGKILL before each write, fsync, rename and unlink of one `complete`", f"{shown}, none between")


def killed_by_strace(homes: Homes, folder: Path) -> Iterator[Program]:
    """A program after each kill before one of the system calls by which `complete` writes."""
    calls = writing_calls(homes.fresh(), folder, *COMPLETE)
    for call in calls if is_long() else spread(calls, 24):
        program = homes.fresh()
        killed_before(program, call, *COMPLETE)
        yield program


def killed_by_the_clock(homes: Homes) -> Iterator[Program]:
    """The same, at moments that lie close together from the beginning of the write to the end of the call."""
    course = course_of(homes.fresh(), *COMPLETE)
    count = times(24, 200)
    for step in range(count):
        program = homes.fresh()
        seconds = (course.ends - course.begins_to_write) * step / count
        killed(program, Moment(Since.WRITING, seconds), *COMPLETE)
        yield program


def state_after(program: Program, old: Dump, new: Dump) -> str:
    """Which of the two states the next command finds; there is no other, and no backup is half of one."""
    told = program.json("show", "1")
    held = whole(program.database)
    whole_backups(program.data)
    assert held in (old, new)
    state = "old" if held == old else "new"
    assert told["state"] == ("active" if state == "old" else "ended")
    if is_long():
        program.done(*(COMPLETE if state == "old" else ("edit", "1", "--note", "slept well")))
    return state
