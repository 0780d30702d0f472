"""A machine with short sequences of its own, and the guide on its terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.emulated_terminal import EmulatedTerminal
from tests.program import PATIENCE_SECONDS, Json, Program, script

SHORT = """
name = "Short"
move = 0
prepare = 0
steps = ["mountain, 3s", "tree, 3s, both", "corpse, 3s"]
"""
"""Twelve seconds in four steps, one of them a change of side."""

LONG = """
name = "Long"
move = 0
prepare = 0
bell = "none"
steps = ["mountain, 60s", "tree, 60s, both", "corpse, 120s"]
"""


class Guided:
    """The program with the real clock, and its terminal."""

    def __init__(self, program: Program) -> None:
        self.program = program.with_the_real_clock().of(PATH=f"{Path(script()).parent}:{program.environment['PATH']}")

    def set_up(self) -> None:
        """A profile, and its sequences."""
        self.program.done("profile", "create", "maya")
        # Most tests end with the run; those of the question ask for it.
        self.program.done("config", "set", "ask_after", "off")
        for name, content in (("short", SHORT), ("long", LONG)):
            self.write_sequence(name, content)

    def write_sequence(self, name: str, content: str) -> None:
        """A sequence of the person's own."""
        folder = self.program.data / "sequences"
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / f"{name}.toml").write_text(content, encoding="utf-8")

    @contextmanager
    def terminal(
        self, *arguments: str, rows: int = 24, columns: int = 80, **environment: str
    ) -> Iterator[EmulatedTerminal]:
        """One call on a terminal."""
        around = self.program.environment | environment
        folder = self.program.home.parent
        with EmulatedTerminal([script(), *arguments], around, folder, rows, columns) as terminal:
            yield terminal

    @contextmanager
    def shell(self) -> Iterator[EmulatedTerminal]:
        """An interactive shell on a terminal, with job control."""
        command = ["/bin/bash", "--norc", "--noprofile", "-i"]
        around = self.program.environment | {"PS1": "ready> ", "HISTFILE": ""}
        with EmulatedTerminal(command, around, self.program.home.parent) as terminal:
            terminal.shows("ready>")
            yield terminal

    def session(self, number: int = 1) -> Json:
        """A session with its steps and pauses."""
        return self.program.json("show", str(number))

    def becomes(self, state: str, within_seconds: float = PATIENCE_SECONDS) -> Json:
        """The session, once it is in that state."""
        give_up_at = time.monotonic() + within_seconds
        while (session := self.session())["state"] != state:
            assert time.monotonic() < give_up_at, session
        return session


def logged(session: Json) -> list[tuple[int, str, str | None, str]]:
    """The steps of a session: number, pose, side, outcome."""
    return [(step["step"], step["pose"], step["side"], step["outcome"]) for step in session["steps"]]


def practised_ms(session: Json) -> int:
    """What the steps of a session add up to."""
    return sum(step["practised_ms"] for step in session["steps"])
