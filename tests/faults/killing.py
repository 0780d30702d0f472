"""A call that is killed at a moment of its life, told by the clock or by what it has done to the disk."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from tests.program import PATIENCE_SECONDS, Program, script

LOOK_SECONDS = 0.0001


@dataclass(frozen=True)
class Course:
    """When, in seconds, a call that is left alone begins to write, has written, and ends."""

    begins_to_write: float
    has_written: float
    ends: float


class Since(IntEnum):
    """What a call has done by then."""

    BEGUN = 0
    WRITING = 1
    WRITTEN = 2


@dataclass(frozen=True)
class Moment:
    """So many seconds after a call has come so far."""

    since: Since
    seconds: float


@dataclass(frozen=True)
class Left:
    """What a call left: whether it was killed before it ended, what was read of its answer, and a journal."""

    was_killed: bool
    answer: str
    in_the_write: bool


def journal(program: Program) -> int | None:
    """When SQLite's journal was written last; None when there is none, because no write has begun that is not done."""
    try:
        return program.database.with_name("yogaflow.db-journal").stat().st_mtime_ns
    except FileNotFoundError:
        return None


def is_new(found: int | None, before: int | None) -> bool:
    """Whether a journal is of this call: a killed one may leave its own, which stays until the next write."""
    return found is not None and found != before


def begun_call(program: Program, *arguments: str) -> subprocess.Popen[str]:
    """A call that runs."""
    return subprocess.Popen(
        [script(), *arguments],
        env=program.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait(process: subprocess.Popen[str], until: Callable[[], bool]) -> None:
    """Waits for it, or for the end of the process."""
    while process.poll() is None and not until():
        time.sleep(LOOK_SECONDS)


def course_of(program: Program, *arguments: str) -> Course:
    """How a call that is left alone goes."""
    before = journal(program)
    began = time.monotonic()
    process = begun_call(program, *arguments)
    wait(process, lambda: is_new(journal(program), before))
    begins_to_write = time.monotonic() - began
    wait(process, lambda: journal(program) is None)
    has_written = time.monotonic() - began
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    return Course(begins_to_write, has_written, time.monotonic() - began)


def killed(program: Program, moment: Moment | None, *arguments: str) -> Left:
    """A call that is killed at that moment, unless it has ended before; without a moment it is left alone."""
    before = journal(program)
    process = begun_call(program, *arguments)
    if moment is not None:
        if moment.since >= Since.WRITING:
            wait(process, lambda: is_new(journal(program), before))
        if moment.since >= Since.WRITTEN:
            wait(process, lambda: journal(program) is None)
        time.sleep(moment.seconds)
        process.kill()
    answer, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in (0, -signal.SIGKILL), errors
    return Left(process.returncode != 0, answer, is_new(journal(program), before))
