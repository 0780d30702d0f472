"""Programs that sound: begun apart from the practice, watched without waiting, and given up when they fail.

What they are told, and what sounds when none is left, is for `player` and `voice` to say.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import NamedTuple

OVERDUE_SECONDS = 15.0
# A sound that comes later than this after its moment would be a cue for the wrong pose.
PROMPT_SECONDS = 1.0

# The signal that no program can put off; Windows has one kind of end only.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)

# Windows would open a console window beside the practice; elsewhere the flag does not exist.
WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Program(NamedTuple):
    """A program on this machine, told by its last argument what to sound, or by a variable where one is named."""

    path: str
    options: tuple[str, ...] = ()
    variable: str = ""

    def command(self, subject: str) -> list[str]:
        """What is run, without any shell."""
        return [self.path, *self.options] if self.variable else [self.path, *self.options, subject]

    def environment(self, subject: str, ours: Mapping[str, str]) -> dict[str, str]:
        """Our variables without yogaflow's own, among which may be a token."""
        theirs = {name: value for name, value in ours.items() if not name.startswith("YOGAFLOW_")}
        return theirs | ({self.variable: subject} if self.variable else {})


class Begun(NamedTuple):
    """A program that runs, and those to be tried in its place."""

    program: Program
    others: tuple[Program, ...]
    subject: str
    process: "subprocess.Popen[bytes]"
    began_seconds: float


class Programs:
    """Programs that can do the same, best first; where one fails, the next takes its place."""

    def __init__(
        self,
        programs: Sequence[Program],
        environment: Mapping[str, str],
        unable: Callable[[], None],
        overdue_seconds: float = OVERDUE_SECONDS,
    ) -> None:
        self._usable = tuple(programs)
        self._environment = environment
        self._unable = unable
        self._overdue_seconds = overdue_seconds
        self._proven: set[Program] = set()
        self._running: list[Begun] = []
        self._stopped: list[subprocess.Popen[bytes]] = []

    @property
    def usable(self) -> tuple[Program, ...]:
        """Those that were not given up."""
        return self._usable

    def begin(self, subject: str) -> None:
        """Begins the first program that can be started; `unable` is called when none can."""
        self._begin_one_of(self._usable, subject)

    def tend(self) -> None:
        """Takes leave of what has ended, stops what hangs, and has another program do what failed at once."""
        self._stopped = [process for process in self._stopped if process.poll() is None]
        looked_at = [(begun, begun.process.poll()) for begun in self._running]
        self._running = [begun for begun, status in looked_at if status is None]
        for begun, status in looked_at:
            self._look_at(begun, status, monotonic() - begun.began_seconds)

    def stop(self) -> None:
        """Stops all that runs."""
        for begun in tuple(self._running):
            self._stop(begun, signal.SIGTERM)

    def _begin_one_of(self, programs: tuple[Program, ...], subject: str) -> None:
        for index, program in enumerate(programs, start=1):
            try:
                process = started(program.command(subject), program.environment(subject, self._environment))
            except (OSError, ValueError):
                self._give_up(program)
            else:
                self._running.append(Begun(program, programs[index:], subject, process, monotonic()))
                return
        self._unable()

    def _look_at(self, begun: Begun, status: int | None, age_seconds: float) -> None:
        if status == 0:
            self._proven.add(begun.program)
        elif status is not None:
            self._replace(begun, age_seconds)
        elif age_seconds > self._overdue_seconds:
            self._give_up(begun.program)
            self._stop(begun, KILL)

    def _replace(self, failed: Begun, age_seconds: float) -> None:
        # One that has worked, or is at work, fails for this once: a sound card may take only one at a time.
        at_work = {begun.program for begun in self._running}
        if failed.program not in self._proven | at_work:
            self._give_up(failed.program)
        if age_seconds <= PROMPT_SECONDS:
            self._begin_one_of(failed.others, failed.subject)

    def _stop(self, begun: Begun, how: int) -> None:
        stop(begun.process, how)
        self._running.remove(begun)
        self._stopped.append(begun.process)

    def _give_up(self, program: Program) -> None:
        self._usable = tuple(usable for usable in self._usable if usable != program)


def started(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The program in a session of its own, so that no key of the practice's terminal reaches it, and without a pipe.

    Raises:
        OSError, ValueError: it cannot be run.
    """
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=WITHOUT_WINDOW,
    )


def stop(process: "subprocess.Popen[bytes]", how: int) -> None:
    """Sends the signal to the program and to all that it began itself."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.terminate()
        else:
            # It leads its own session, and its number is not given to another before we asked how it ended.
            os.killpg(process.pid, how)


def found(name: str, environment: Mapping[str, str]) -> str | None:
    """Where on PATH the program lies. Folders that depend on where the person stands are left out."""
    for folder in environment.get("PATH", os.defpath).split(os.pathsep):
        path = Path(folder, name)
        if path.is_absolute() and os.access(path, os.X_OK) and path.is_file():
            return str(path)
    return None
