"""The guide while its file cannot be written: practice goes on, saving is tried again, and it is told at the end."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.emulated_terminal import EmulatedTerminal
from tests.end_to_end.guided import Guided, logged


@contextmanager
def held_by_another_program(guided: Guided) -> Iterator[None]:
    """The database, locked for everybody else."""
    connection = sqlite3.connect(guided.program.database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def no_room(guided: Guided, terminal: EmulatedTerminal) -> Iterator[None]:
    """A disk on which no file can grow: as full as a disk can be for the guide."""
    _, hard = resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        if terminal.child.isalive():
            resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (hard, hard))


def test_while_another_program_holds_the_file_practice_goes_on(guided: Guided) -> None:
    """The picture says so and moves on; once the file is free everything is saved."""
    with guided.terminal("start", "long") as terminal:
        terminal.shows("Mountain", "space pause")
        with held_by_another_program(guided):
            terminal.press("n")
            terminal.shows("Tree", "right side", "Not saved, tried again")
            terminal.press("n")
            terminal.shows("left side", "step 3 of 4")
        terminal.hides("Not saved")
        terminal.until(lambda: len(guided.session()["steps"]) == 2, "the steps in the file")
        terminal.press("qy")
        assert terminal.ended() == 0
    assert [number for number, *_ in logged(guided.session())] == [1, 2, 3]


def test_on_a_full_disk_practice_goes_on(guided: Guided) -> None:
    """The same for a disk without room."""
    with guided.terminal("start", "long") as terminal:
        terminal.shows("Mountain", "space pause")
        with no_room(guided, terminal):
            terminal.press("n")
            terminal.shows("Tree", "Not saved, tried again")
        terminal.hides("Not saved")
        terminal.press("qy")
        assert terminal.ended() == 0
    assert [number for number, *_ in logged(guided.session())] == [1, 2]


@pytest.mark.parametrize("leaving", ["Ctrl-C", "q"])
def test_what_cannot_be_saved_to_the_end_is_told_with_the_way_out(guided: Guided, leaving: str) -> None:
    """Exit 7, the file, what is not saved, what to type; what was saved before is kept, as paused."""
    with guided.terminal("start", "long") as terminal:
        terminal.shows("Mountain", "space pause")
        with no_room(guided, terminal):
            terminal.press("n")
            terminal.shows("Not saved, tried again")
            if leaving == "q":
                terminal.press("qy")
            else:
                terminal.press_control("c")
            assert terminal.ended() == 7
            assert terminal.gave_the_terminal_back()
    said = " ".join(terminal.printed.split())
    assert "yogaflow.db" in said
    assert "What was practised since" in said and "is not saved" in said
    assert "yogaflow complete --duration" in said
    session = guided.session()
    assert (session["state"], session["steps"]) == ("paused", [])
