"""The installed `yogaflow`, run as a real process in a home of its own, with a clock that the test sets.

Nothing of the person who runs the tests reaches it: no session bus, no keyring, no folders, no language.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]  # it comes without types
import pytest

SCRIPT = Path(sys.executable).with_name("yogaflow")
KEPT = ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START")
NO_KEYRING = "keyring.backends.fail.Keyring"
MORNING = "2026-11-23T07:30:00Z"
"""A Monday, 08:30 in Berlin."""
PATIENCE_SECONDS = 60.0
ROWS, COLUMNS = 24, 80

# Objects that the program printed: a test looks into them by key.
Json = Any


@dataclass(frozen=True)
class Result:
    """What one call left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @cached_property
    def json(self) -> Json:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The error object on standard error, which holds nothing else."""
        held = json.loads(self.err)
        assert list(held) == ["error"], held
        error: dict[str, str] = held["error"]
        assert list(error) == ["code", "message", "hint"], error
        return error


class Program:
    """The program of one machine: a home, an environment and a clock."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.environment = clean_environment(home) | environment
        self.at(MORNING)

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.home / "data"

    @property
    def database(self) -> Path:
        """The file that holds everything."""
        return self.data / "yogaflow.db"

    def at(self, instant: str) -> "Program":
        """Sets the clock: `2026-11-23T07:30:00Z`."""
        self.environment["YOGAFLOW_TEST_NOW"] = instant
        return self

    def with_the_real_clock(self) -> "Program":
        """Lets time pass."""
        del self.environment["YOGAFLOW_TEST_NOW"]
        return self

    def with_a_copy_of(self, home: Path) -> "Program":
        """Begins where another program's home stands: what many tests begin with is made once, by many calls."""
        shutil.copytree(home, self.home)
        return self

    def of(self, **environment: str) -> "Program":
        """The same home and moment in another environment."""
        other = Program(self.home)
        other.environment = self.environment | environment
        return other

    def run(self, *arguments: str | bytes, given: str = "") -> Result:
        """One call, to its end, with no terminal anywhere."""
        ended = subprocess.run(
            [script(), *arguments],
            env=self.environment,
            cwd=self.home.parent,
            input=given.encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )
        result = Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
        assert "Traceback" not in result.out + result.err
        return result

    def limited(self, most_kib: int, *arguments: str) -> Result:
        """One call that cannot write a file beyond a size."""
        command = f'ulimit -f {most_kib} && exec "$@"'
        ended = subprocess.run(
            ["bash", "-c", command, "bash", script(), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        return Result(ended.returncode, ended.stdout, ended.stderr)

    def done(self, *arguments: str, given: str = "") -> Result:
        """One call that succeeds."""
        result = self.run(*arguments, given=given)
        assert result.code == 0, result
        return result

    def say(self, *arguments: str) -> str:
        """What a call that succeeds answers, when it has nothing else to say."""
        result = self.done(*arguments)
        assert result.err == "", result
        return result.out

    def json(self, *arguments: str) -> Json:
        """What a call that succeeds answers to `--json`."""
        return self.done(*arguments, "--json").json

    def refused(self, exit_code: int, error_code: str, *arguments: str) -> dict[str, str]:
        """The error object of a call that is refused, answers nothing else, and leaves the database as it was."""
        before = self.recorded()
        result = self.run(*arguments, "--json")
        assert result.code == exit_code, result
        assert result.out == ""
        assert result.error["code"] == error_code, result
        assert self.recorded() == before, "a refusal changed the database"
        return result.error

    def recorded(self) -> bytes:
        """All that the database holds, empty when there is none."""
        return self.database.read_bytes() if self.database.exists() else b""

    def token_files(self) -> list[Path]:
        """The private files with tokens."""
        return sorted((self.data / "tokens").glob("*"))

    @contextmanager
    def terminal(self, *arguments: str, term: str = "xterm-256color") -> "Iterator[Terminal]":
        """One call on a terminal of 24 lines of 80 columns."""
        with Terminal(arguments, self.environment | {"TERM": term}, self.home.parent) as terminal:
            yield terminal


class Terminal:
    """A call on a pseudo-terminal: the test reads and types as a person would."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
        on_a_screen = {name: value for name, value in environment.items() if name != "COLUMNS"}
        self.screen = ""
        self.child = pexpect.spawn(
            script(),
            list(arguments),
            env=on_a_screen,
            cwd=str(folder),
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
            # Ctrl-C drops what the terminal has not shown yet, and that may begin in the middle of a letter.
            codec_errors="replace",
            timeout=PATIENCE_SECONDS,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *ending: object) -> None:
        self.child.close(force=True)

    def shows(self, text: str) -> None:
        """Returns when the text appears."""
        self.child.expect_exact(text)
        self.screen += self.child.before + text

    def type(self, line: str) -> None:
        """A line and Enter."""
        self.child.sendline(line)

    def press_control(self, letter: str) -> None:
        """Ctrl and a letter."""
        self.child.sendcontrol(letter)

    def end(self) -> int:
        """The exit code; all that was shown is in `screen` then."""
        self.child.expect_exact(pexpect.EOF)
        self.screen += self.child.before
        self.child.wait()
        assert "Traceback" not in self.screen
        code: int = self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus
        return code


def clean_environment(home: Path) -> dict[str, str]:
    """What the program sees of the machine: UTF-8, Berlin, no terminal, no desktop and no keyring."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {
        "HOME": str(home.parent),
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "TERM": "dumb",
        "COLUMNS": str(COLUMNS),
        "USER": "maya",
        "LOGNAME": "maya",
        "YOGAFLOW_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": NO_KEYRING,
    }


def script() -> str:
    """The installed console script of the environment that runs the tests."""
    if not SCRIPT.exists():
        pytest.fail(f"{SCRIPT} is not there: install the project first, with `pip install -e '.[test]'`", pytrace=False)
    return str(SCRIPT)
