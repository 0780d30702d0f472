"""The keys of a real terminal, which is taken for them and given back as it was."""

import os
import select
import sys
from collections.abc import Iterator

import pytest

from yogaflow_cli.presentation.keyboard import TerminalKeyboard

if sys.platform == "win32":
    pytest.skip("a terminal of Unix", allow_module_level=True)
import termios

LOCAL_FLAGS = 3
CTRL_C = b"\x03"
PATIENCE_SECONDS = 10.0
READ_AT_ONCE = 65_536


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Where a person sits at a terminal, and where the program does."""
    person, program = os.openpty()
    yield person, program
    os.close(person)
    os.close(program)


def flags_of(descriptor: int) -> int:
    """How the terminal treats keys."""
    flags: int = termios.tcgetattr(descriptor)[LOCAL_FLAGS]
    return flags


def filled(program: int) -> int:
    """Writes as much as a terminal that reads nothing takes; how much that is."""
    os.set_blocking(program, False)
    written = 0
    try:
        while True:
            written += os.write(program, b"." * READ_AT_ONCE)
    except BlockingIOError:
        os.set_blocking(program, True)
        return written


def read_by(person: int) -> int:
    """How much comes to the person's side until nothing more does."""
    found = 0
    while select.select([person], [], [], 0.5)[0]:
        found += len(os.read(person, READ_AT_ONCE))
    return found


def test_two_times_ctrl_c_drop_nothing_of_what_was_written(ends: tuple[int, int]) -> None:
    """Else the second one drops what gives the screen back, where the terminal has not read it yet."""
    person, program = ends
    keyboard = TerminalKeyboard(program)
    keyboard.open()
    written = filled(program)
    # when
    os.write(person, CTRL_C + CTRL_C + b"x")
    assert keyboard.keys(PATIENCE_SECONDS) == ["x"]
    # then
    assert read_by(person) == written


def test_it_is_taken_with_its_signals_and_given_back_as_it_was(ends: tuple[int, int]) -> None:
    person, program = ends
    before = termios.tcgetattr(program)
    keyboard = TerminalKeyboard(program)
    # when
    keyboard.open()
    # then
    assert flags_of(program) & (termios.ECHO | termios.ICANON | termios.ISIG) == termios.ISIG
    # when
    os.write(person, b"rm\n")
    assert select.select([program], [], [], PATIENCE_SECONDS)[0]
    keyboard.close()
    # then
    assert termios.tcgetattr(program) == before
    assert not select.select([program], [], [], 0)[0], "what was typed and not read is no command for the shell"
