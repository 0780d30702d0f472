"""Machines that sync: homes of their own, and a repository in a folder where they meet."""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.program import Json, Program

WORD = re.compile(r"\d+\. ([a-z]+)")


@dataclass
class Meeting:
    """A place to meet, and the key to it; `url` is its address where that is not the folder itself."""

    folder: Path
    url: str = ""
    key_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.key_file = self.folder / "key.txt"

    @property
    def place(self) -> Path:
        """The repository."""
        return self.folder / "stick" / "practice.git"

    @property
    def address(self) -> str:
        """What the machines are told."""
        return self.url or str(self.place)

    def machine(self, name: str, **environment: str) -> Program:
        """A new machine."""
        home = self.folder / name / "home"
        home.parent.mkdir()
        return Program(home, **environment)

    def begin(self, name: str = "laptop", **environment: str) -> Program:
        """The machine that began, with a practice of the morning."""
        self.place.parent.mkdir(exist_ok=True)
        machine = self.machine(name, **environment)
        machine.done("log", "--start", "07:00", "--end", "07:30", "--note", "calm")
        machine.done("sync", "init", self.address)
        self.key_file.write_text(" ".join(words_of(machine)))
        return machine

    def join(self, name: str = "desktop", **environment: str) -> Program:
        """Another machine, which joined."""
        machine = self.machine(name, **environment)
        machine.done(*self.joining)
        return machine

    @property
    def joining(self) -> tuple[str, ...]:
        """How a machine joins."""
        return ("sync", "join", self.address, "--key-file", str(self.key_file))


def words_of(machine: Program) -> list[str]:
    """The key, as a person sees it on a terminal."""
    with machine.terminal("sync", "key", "show") as terminal:
        assert terminal.end() == 0
        words = WORD.findall(terminal.screen)
    assert len(words) == 24
    return words


def meet(*machines: Program) -> None:
    """All sync until nothing is new."""
    for machine in (*machines, *machines):
        machine.done("sync")


def history(machine: Program) -> list[Json]:
    """What a person sees of the past; user and sequence have each machine's own numbers."""
    sessions = machine.json("history", "--all")
    return [{**session, "user_id": None, "sequence_id": None} for session in sessions]


def copy_of_disk(machine: Program, folder: Path) -> Program:
    """The same machine once more, as after a copy of its disk."""
    shutil.copytree(machine.home, folder / "home")
    return Program(folder / "home")
