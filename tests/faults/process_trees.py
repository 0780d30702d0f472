"""A process with all that it began: stopped together, so that it can be looked at, then killed with them or alone."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.sync.mirrors import begun_by, is_soon


def stopped(process: int) -> list[int]:
    """A process that we began and all that it began, each in the middle of what it did."""
    send(process, signal.SIGSTOP)
    # One that is not yet still could begin another.
    is_soon(lambda: letter_of(process) in "TZX")
    return [process, *(each for child in begun_by(process) for each in stopped(child))]


def kill_all(tree: list[int]) -> None:
    """As when the power fails."""
    for process in tree:
        send(process, signal.SIGKILL)


def kill_alone(tree: list[int]) -> None:
    """The first; what it began goes on without it."""
    kill_all(tree[:1])
    for process in tree[1:]:
        send(process, signal.SIGCONT)


def send(process: int, how: int) -> None:
    """Sends a signal to a process that may be gone."""
    with suppress(ProcessLookupError):
        os.kill(process, how)


def letter_of(process: int) -> str:
    """The letter by which the system tells how a process is; X when it is gone."""
    return read(process, "stat").rpartition(b")")[2].strip()[:1].decode() or "X"


def command_of(process: int) -> list[bytes]:
    """The words of a command."""
    return read(process, "cmdline").split(b"\0")


def read(process: int, name: str) -> bytes:
    """What the system tells of a process, nothing when it is gone."""
    try:
        return Path(f"/proc/{process}/{name}").read_bytes()
    except OSError:
        return b""
