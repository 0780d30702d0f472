"""How long one call takes, as a person waits for it: with its output thrown away, or drawn on a terminal."""

import fcntl
import os
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.limits import Subject

ROWS, COLUMNS = 24, 80
PEAK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)"
PEAK += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"


class CallFailed(Exception):
    """A call that should succeed did not: what it took says nothing."""


@dataclass(frozen=True, eq=False)
class Call:
    """A command line with its environment; `is_timed` is false for one that only prepares the next round."""

    subject: Subject
    command: tuple[str, ...]
    environment: Mapping[str, str]
    on_a_terminal: bool = False
    is_timed: bool = True


class Spent(NamedTuple):
    """What a long call took."""

    seconds: float
    peak_megabytes: int


def seconds(call: Call) -> float:
    """From the start of the process until its end, and until its terminal was read to the end.

    Raises:
        CallFailed: it ended with another code than 0, or could not begin.
    """
    try:
        return seconds_on_a_terminal(call) if call.on_a_terminal else seconds_in_silence(call)
    except OSError as error:
        raise CallFailed(f"{call.subject} cannot be called: {error}") from error


def seconds_in_silence(call: Call) -> float:
    """Nobody reads what it prints, and nobody can be asked."""
    began = time.perf_counter()
    result = subprocess.run(
        call.command,
        env=call.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    require_success(call, result.returncode, result.stderr)
    return took


def seconds_on_a_terminal(call: Call) -> float:
    """On a terminal of 24 lines of 80 columns, so that rich draws; `script` would be measured along with it."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = {**call.environment, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    began = time.perf_counter()
    with subprocess.Popen(
        call.command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        drawn = read_to_the_end(ours)
    took = time.perf_counter() - began
    os.close(ours)
    require_success(call, process.returncode, drawn.decode(errors="replace"))
    return took


def read_to_the_end(terminal: int) -> bytes:
    """All that is drawn, until nobody has the terminal open any more: Linux then fails to read."""
    drawn = b""
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:
            return drawn
        if not piece:
            return drawn
        drawn += piece


def require_success(call: Call, code: int, said: str) -> None:
    """Refuses what a failed call took, with the last line of what it said."""
    if code:
        last = (said.strip().splitlines() or ["nothing was said"])[-1]
        raise CallFailed(f"{call.subject} ended with {code}: {last}")


def spent(python: Path, call: Call) -> Spent:
    """The seconds and the most memory of a call that is long enough to hide the start of a small Python."""
    # By way of a small process: what starts a program counts towards its peak.
    asked = [str(python), "-c", PEAK, *call.command]
    began = time.perf_counter()
    result = subprocess.run(asked, env=call.environment, check=False, capture_output=True, text=True)
    took = time.perf_counter() - began
    require_success(call, result.returncode, result.stderr)
    return Spent(took, int(result.stdout))
