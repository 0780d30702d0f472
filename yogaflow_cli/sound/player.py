"""Rings the bowl: through the first player of the machine that works, else as the terminal's own bell.

What a sound is made of is the business of `bowl`.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from yogaflow_cli.errors import StorageError
from yogaflow_cli.sound.bells import Bells, Sound
from yogaflow_cli.sound.bowl import sound_file
from yogaflow_cli.sound.programs import OVERDUE_SECONDS, Program, Programs, found

if sys.platform == "win32":
    import winsound

PLAYERS: Mapping[str, tuple[str, ...]] = {"pw-play": (), "paplay": (), "aplay": ("-q",), "afplay": ()}
"""The players, best first, with the options that each is given before the file."""

TERMINAL_BELL = "\a"


def bells_of(environment: Mapping[str, str], folder: Path, terminal: TextIO | None, silent: bool = False) -> Bells:
    """The machine's bells: their files lie in `folder`; `terminal` rings when no player works, None never does."""
    if sys.platform == "win32":
        return WindowsBells(folder, terminal, silent)
    return PlayedBells(players(environment), environment, folder, terminal, silent)


def players(environment: Mapping[str, str]) -> list[Program]:
    """The players on PATH, best first."""
    paths = {name: found(name, environment) for name in PLAYERS}
    return [Program(path, PLAYERS[name]) for name, path in paths.items() if path]


class PlayedBells:
    """Bells through a player: a program that is given a file."""

    def __init__(
        self,
        programs: Sequence[Program],
        environment: Mapping[str, str],
        folder: Path,
        terminal: TextIO | None,
        silent: bool = False,
        overdue_seconds: float = OVERDUE_SECONDS,
    ) -> None:
        self.silent = silent
        self._folder = folder
        self._terminal = terminal
        self._programs = Programs(programs, environment, self._ring_terminal, overdue_seconds)
        self._to_make = list(Sound)

    def ring(self, sound: Sound) -> None:
        """Begins a sound, beside any that still rings."""
        if self.silent:
            return
        if not self._programs.usable:
            self._ring_terminal()
            return
        try:
            file = sound_file(self._folder, sound)
        except StorageError:
            self._ring_terminal()
        else:
            self._programs.begin(str(file))

    def tend(self) -> None:
        """Looks after the players; the first calls make one missing file each, so that no ring has to."""
        self._programs.tend()
        if self._to_make and self._programs.usable and not self.silent:
            with suppress(StorageError):
                sound_file(self._folder, self._to_make.pop(0))

    def hush(self) -> None:
        """Stops what rings."""
        self._programs.stop()

    def _ring_terminal(self) -> None:
        if not self.silent:
            ring_terminal(self._terminal)


class WindowsBells:
    """Bells through Windows itself, which plays one sound at a time and stops it when the program ends."""

    def __init__(self, folder: Path, terminal: TextIO | None, silent: bool = False) -> None:
        self.silent = silent
        self._folder = folder
        self._terminal = terminal

    def ring(self, sound: Sound) -> None:
        """Begins a sound, in the place of any that still rings."""
        if self.silent:
            return
        try:
            play_on_windows(sound_file(self._folder, sound))
        except (StorageError, RuntimeError):
            ring_terminal(self._terminal)

    def tend(self) -> None:
        """Nothing is left to look after."""

    def hush(self) -> None:
        """Stops what rings."""
        with suppress(RuntimeError):
            play_on_windows(None)


def play_on_windows(file: Path | None) -> None:
    """Begins the file and returns; None stops the one that plays.

    Raises:
        RuntimeError: it cannot be played.
    """
    if sys.platform == "win32":
        name = str(file) if file else None
        winsound.PlaySound(name, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)


def ring_terminal(terminal: TextIO | None) -> None:
    """Writes the terminal's bell; a terminal that has gone is no reason to stop."""
    if terminal is None:
        return
    with suppress(OSError, ValueError):
        terminal.write(TERMINAL_BELL)
        terminal.flush()
