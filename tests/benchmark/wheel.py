"""The program as a wheel in a fresh environment, with bytecode, and the clock that compares commands.

A tree without bytecode is five times slower, and another program's load moves milliseconds but not ratios: each round
runs the yardstick and every command in turn, and the median of the rounds' ratios is reported.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
YARDSTICK = "import sqlite3"


class Wheel:
    """The installed program and its Python, in a home of its own."""

    def __init__(self, folder: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        self.scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([self.scripts / "pip", "install", "-q", ROOT], check=True)
        subprocess.run([self.python, "-m", "compileall", "-q", folder / "venv"], check=False)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "YOGAFLOW_HOME": str(folder / "home"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    @property
    def python(self) -> Path:
        """The interpreter that the program is installed in."""
        return self.scripts / "python"

    @property
    def database(self) -> Path:
        """The file that holds everything."""
        return Path(self.environment["YOGAFLOW_HOME"]) / "data" / "yogaflow.db"

    def yogaflow(self, *arguments: str) -> list[str]:
        """A command line."""
        return [str(self.scripts / "yogaflow"), *arguments]

    def run(self, *arguments: str) -> None:
        """One call that succeeds."""
        subprocess.run(self.yogaflow(*arguments), env=self.environment, check=True, capture_output=True)

    def seconds(self, command: Sequence[str]) -> float:
        """How long a command takes, as a person waits for it."""
        began = time.perf_counter()
        subprocess.run(command, env=self.environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return time.perf_counter() - began

    def ratios(self, commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, float]:
        """Each command's time in yardsticks: the median over the rounds. Commands run in the order given."""
        yardstick = [str(self.python), "-c", YARDSTICK]
        found: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            base = self.seconds(yardstick)
            for name, command in commands.items():
                found[name].append(self.seconds(command) / base)
        return {name: statistics.median(values) for name, values in found.items()}
