"""What a running guide uses of the machine: processor time and memory, as the system counts them for it alone."""

import os
import time
from pathlib import Path
from typing import NamedTuple

import pexpect  # type: ignore[import-untyped]  # it comes without types

from tests.benchmark.leading import FIRST_PICTURE, guide
from tests.benchmark.wheel import Wheel

WATCHED_SECONDS, STRETCHES = 12, 2
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class Used(NamedTuple):
    """Shares of one core, by stretch of the guide's time, and the most memory that it ever had."""

    shares: list[float]
    peak_mebibytes: float


def watched(wheel: Wheel, sequence: str) -> Used:
    """What the guide through a sequence uses."""
    with guide(wheel, "start", sequence, "--prepare", "0s") as child:
        child.expect_exact(FIRST_PICTURE)
        # On first use the bowls are made, once in the life of a machine; their memory counts.
        read_for(child, 5)
        shares = [share_of_a_core(child) for _ in range(STRETCHES)]
        return Used(shares, peak_mebibytes(child.pid))


def read_for(child: pexpect.spawn, seconds: float) -> None:
    """Takes what the guide draws, as a terminal does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            child.read_nonblocking(65_536, timeout=0.2)
        except pexpect.TIMEOUT:
            continue


def seconds_of_processor(pid: int) -> float:
    """What a process has used so far, by itself and by what it began."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / CLOCK_TICKS


def share_of_a_core(child: pexpect.spawn) -> float:
    """What the guide uses of one core, for a stretch of its time."""
    before = seconds_of_processor(child.pid)
    read_for(child, WATCHED_SECONDS)
    return (seconds_of_processor(child.pid) - before) / WATCHED_SECONDS


def peak_mebibytes(pid: int) -> float:
    """The most memory that a process ever had."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024
