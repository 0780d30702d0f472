"""One home after another, each a copy of the same one, for what does harm once."""

import shutil
from pathlib import Path

from tests.program import Program


class Homes:
    """Copies of a program's home, all at the same place: making one removes the one before."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.original = program
        self.place = folder / "tried" / "home"

    def fresh(self) -> Program:
        """The program on a new copy, at the same moment and in the same environment."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.original.home, self.place)
        program = Program(self.place)
        program.environment = self.original.environment | {"YOGAFLOW_HOME": str(self.place)}
        return program
