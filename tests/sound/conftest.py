"""The machine that the tests of this folder play and speak on."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sound.machine import Machine, children, machine_in


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with nothing installed, and a sound card that writes down what it is given."""
    return machine_in(tmp_path)


@pytest.fixture
def begun() -> Iterator[Callable[[], set[str]]]:
    """The programs that the test began and nobody took leave of; none may outlive it, not as a zombie either."""
    before = children()
    yield lambda: children() - before
    left = children() - before
    for number in left:
        os.killpg(int(number), signal.SIGKILL)
    assert left == set()
