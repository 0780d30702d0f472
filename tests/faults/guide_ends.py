"""Every way in which a running guide is ended from outside, and what has to hold afterwards."""

import sqlite3
import termios
import time
from collections.abc import Callable
from signal import SIGINT
from typing import NamedTuple

from tests.emulated_terminal import HANG_UP, KILL, TAKES_SCREEN, TERMINATE, EmulatedTerminal
from tests.end_to_end.guided import Guided
from tests.program import Json

LOCAL_FLAGS = 3
"""Where `termios.tcgetattr` has what a shell needs: echo, whole lines, keys that send signals."""
SHELL_FLAGS = termios.ECHO | termios.ICANON | termios.ISIG


class End(NamedTuple):
    """One way to end a guide, and its exit code: none where nobody is left to be told."""

    name: str
    act: Callable[[EmulatedTerminal], None]
    code: int | None

    @property
    def gives_back(self) -> bool:
        """Whether there is a terminal afterwards, and a chance to give it back."""
        return self.code in (130, 143)


def sent(number: int) -> Callable[[EmulatedTerminal], None]:
    """Sends a signal to the program."""
    return lambda terminal: terminal.send_signal(number)


def twice(terminal: EmulatedTerminal) -> None:
    """An impatient finger."""
    terminal.press_control("c")
    terminal.press_control("c")


ENDS = (
    End("Ctrl-C", lambda terminal: terminal.press_control("c"), 130),
    End("Ctrl-C twice", twice, 130),
    End("INT", sent(SIGINT), 130),
    End("TERM", sent(TERMINATE), 143),
    End("HUP", sent(HANG_UP), 143),
    End("KILL", sent(KILL), -KILL),
    End("closed terminal", EmulatedTerminal.vanish, None),
)


def has_ended(terminal: EmulatedTerminal, end: End) -> None:
    """Returns when the program has ended, with its exit code where one can be seen."""
    if end.code is None:
        terminal.until(lambda: not terminal.child.isalive(), "the end of a program whose terminal is gone")
    else:
        assert terminal.ended() == end.code, end.name
    if end.gives_back:
        assert is_restored(terminal), end.name


def is_restored(terminal: EmulatedTerminal) -> bool:
    """Whether screen, cursor, echo and lines are there again; also when the guide never took them."""
    flags = termios.tcgetattr(terminal.child.fileno())[LOCAL_FLAGS]
    terminal.look()
    was_taken = TAKES_SCREEN in terminal.written
    return flags & SHELL_FLAGS == SHELL_FLAGS and (terminal.gave_the_terminal_back() or not was_taken)


def assert_whole(guided: Guided) -> None:
    """The file is sound."""
    connection = sqlite3.connect(guided.program.database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def open_session(guided: Guided) -> Json:
    """The open practice with its steps, None when there is none."""
    result = guided.program.run("current", "--json")
    assert result.code in (0, 3), result
    return None if result.code else guided.program.json("show")


def assert_safe(guided: Guided, session: Json, began: float) -> None:
    """A practice that was left: paused, with the time that was practised, and no more as time goes by."""
    assert session["state"] == "paused"
    assert 0 <= session["duration_seconds"] <= time.monotonic() - began
    ended = guided.program.json("complete")
    assert ended["session_id"] == session["session_id"]
    assert ended["duration_seconds"] == session["duration_seconds"]
