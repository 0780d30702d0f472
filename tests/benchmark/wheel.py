"""The program as a wheel in a fresh environment, with bytecode: a tree without it is five times slower."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from copy import copy
from pathlib import Path

ROOT = Path(__file__).parents[2]
YARDSTICK = "import sqlite3"


class Wheel:
    """The installed program and its Python, in a home of its own."""

    def __init__(self, folder: Path) -> None:
        # With what sync and the server need: that it is there must not cost those who do neither.
        self.scripts = installed(f"{ROOT}[sync,serve]", folder / "venv")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "YOGAFLOW_HOME": str(folder / "home"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def in_another_home(self, home: Path) -> "Wheel":
        """The same program, with nothing recorded yet."""
        other = copy(self)
        other.environment = self.environment | {"YOGAFLOW_HOME": str(home)}
        return other

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


def installed(requirement: str, folder: Path) -> Path:
    """The scripts of a fresh environment that holds what pip finds under that name, with bytecode."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "pip", "install", "-q", requirement], check=True, capture_output=True, text=True)
    subprocess.run([scripts / "python", "-m", "compileall", "-q", folder], check=False, capture_output=True)
    return scripts
