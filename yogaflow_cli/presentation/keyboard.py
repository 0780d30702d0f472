"""Keys of the terminal, one at a time and without Enter, while everything else goes on."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic, sleep
from typing import Protocol

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios

ARROWS = {"[C": "n", "OC": "n", "[D": "b", "OD": "b", "[A": "+", "OA": "+", "[B": "-", "OB": "-"}
"""What follows ESC when an arrow is pressed, and the key that it stands for."""

SAME_KEYS = {"=": "+", "_": "-", "\r": "\n"}
"""What lies on the same key as what was meant."""

READ_AT_ONCE = 1024
POLLED_EVERY_SECONDS = 0.05

LOCAL_FLAGS, CONTROL_CHARACTERS = 3, 6
"""Where `termios.tcgetattr` has them."""


class TerminalGone(Exception):
    """Nobody is at the other end any more."""


class Keyboard(Protocol):
    """Something that keys come from."""

    def keys(self, wait_seconds: float) -> list[str]:
        """What was pressed, waiting at most so long for the first; letters are small. Raises TerminalGone."""

    def open(self) -> None:
        """Takes the terminal: keys come at once and are not shown."""

    def close(self) -> None:
        """Gives the terminal back as it was."""


class NoKeyboard:
    """Where nobody can press anything."""

    def keys(self, wait_seconds: float) -> list[str]:
        """Nothing, after so long."""
        sleep(wait_seconds)
        return []

    def open(self) -> None:
        """There is nothing to take."""

    def close(self) -> None:
        """There is nothing to give back."""


def keyboard_of(has_terminal: bool) -> Keyboard:
    """The keys of standard input, where that is a terminal."""
    if not has_terminal:
        return NoKeyboard()
    return WindowsKeyboard() if sys.platform == "win32" else TerminalKeyboard(sys.stdin.fileno())


class TerminalKeyboard:
    """The keys of a terminal as Unix has it. Ctrl-C and Ctrl-Z stay signals."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._give_back: Callable[[], None] | None = None

    def keys(self, wait_seconds: float) -> list[str]:
        """What was pressed. Raises TerminalGone when the terminal is."""
        try:
            readable, _, _ = select.select([self._descriptor], [], [], max(0.0, wait_seconds))
            pressed = os.read(self._descriptor, READ_AT_ONCE) if readable else None
        except OSError as error:
            raise TerminalGone from error
        if pressed == b"":
            raise TerminalGone
        return keys_of((pressed or b"").decode("utf-8", "ignore"))

    def open(self) -> None:
        """Takes the terminal."""
        if sys.platform != "win32":
            before, taken = termios.tcgetattr(self._descriptor), termios.tcgetattr(self._descriptor)
            self._give_back = partial(termios.tcsetattr, self._descriptor, termios.TCSAFLUSH, before)
            taken[LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON)
            # Else each Ctrl-C drops what the terminal has not read yet: a second one, what gives the screen back.
            taken[LOCAL_FLAGS] |= termios.NOFLSH
            taken[CONTROL_CHARACTERS][termios.VMIN], taken[CONTROL_CHARACTERS][termios.VTIME] = 1, 0
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, taken)

    def close(self) -> None:
        """Gives the terminal back; what was typed and not read is no command for the shell."""
        if sys.platform != "win32" and self._give_back is not None:
            with suppress(termios.error):
                self._give_back()
            self._give_back = None


class WindowsKeyboard:
    """The keys of a console of Windows."""

    def keys(self, wait_seconds: float) -> list[str]:
        """What was pressed."""
        pressed = ""
        give_up_at = monotonic() + wait_seconds
        if sys.platform == "win32":
            while not msvcrt.kbhit() and monotonic() < give_up_at:
                sleep(POLLED_EVERY_SECONDS)
            while msvcrt.kbhit():
                pressed += msvcrt.getwch()
        return keys_of(pressed)

    def open(self) -> None:
        """A console needs nothing for it."""

    def close(self) -> None:
        """Nor afterwards."""


def keys_of(text: str) -> list[str]:
    """The keys that a terminal's characters stand for; what is no key of ours, such as F5, is left out whole."""
    keys: list[str] = []
    while text:
        if text[0] == "\x1b" and len(text) > 1 and text[1] in "[O":
            sequence, text = escape_sequence(text[1:])
            keys += [ARROWS[sequence]] if sequence in ARROWS else []
        else:
            keys.append(SAME_KEYS.get(text[0], text[0].lower()))
            text = text[1:]
    return keys


def escape_sequence(text: str) -> tuple[str, str]:
    """What belongs to the sequence that a text begins with, and the rest."""
    for position, sign in enumerate(text[1:], start=1):
        if "@" <= sign <= "~":
            return text[: position + 1], text[position + 1 :]
    return text, ""
