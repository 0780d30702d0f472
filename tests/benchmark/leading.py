"""The live guide of the installed program on a terminal, and the two real minutes that it leads for."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect  # type: ignore[import-untyped]  # it comes without types

from tests.benchmark.wheel import Wheel

FIRST_PICTURE = " to go"
"""Stands in its last line but one."""
TWO_MINUTES = """
name = "Two minutes"
move = 0
prepare = 0
bell = "none"
steps = ["mountain, 5 breaths", "tree, 30s, both", "corpse, 30s"]
"""


@contextmanager
def guide(wheel: Wheel, *arguments: str) -> Iterator[pexpect.spawn]:
    """The guide of the installed program on a terminal of 24 lines of 80 columns; no open session is left."""
    environment = wheel.environment | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    command, *rest = wheel.yogaflow(*arguments)
    # Whoever ends it in the middle of a picture may cut a letter in two.
    reading = {"encoding": "utf-8", "codec_errors": "replace", "timeout": 200}
    child = pexpect.spawn(command, rest, env=environment, dimensions=(24, 80), **reading)
    try:
        yield child
        child.sendintr()
        child.expect(pexpect.EOF)
    finally:
        child.close(force=True)
        subprocess.run(wheel.yogaflow("discard"), env=wheel.environment, check=False, capture_output=True)


def seconds_on_the_wall(wheel: Wheel) -> float:
    """From the first picture of the two minutes to the words at their end."""
    with guide(wheel, "start", "two-minutes") as child:
        child.expect_exact(FIRST_PICTURE)
        began = time.monotonic()
        child.expect_exact("Session ")
        return time.monotonic() - began
