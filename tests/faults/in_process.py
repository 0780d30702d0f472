"""The program in this process: its own `answer`, real files for its streams, a home and an environment of its own."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.program import PATIENCE_SECONDS, Program, Result
from yogaflow_cli.cli.app import answer

STREAMS = {"stdin": "r", "stdout": "w", "stderr": "w"}


class InProcess:
    """Calls of the program of one machine, without the cost of a process for each; nothing has a terminal."""

    def __init__(self, program: Program, folder: Path) -> None:
        """Takes the folder that its calls are made in; the files that stand for the streams lie beside it."""
        self.program = program
        self.folder = folder
        self.stand_ins = {name: folder.parent / f"{folder.name}.{name}" for name in STREAMS}

    def run(self, arguments: list[str], given: bytes = b"") -> Result:
        """One call, to its end."""
        self.stand_ins["stdin"].write_bytes(given)
        with self.set_up(arguments), ended_in_time():
            code = answer(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        out, err = (self.stand_ins[name].read_bytes().decode() for name in ("stdout", "stderr"))
        return Result(int(code), out, err)

    @contextmanager
    def set_up(self, arguments: list[str]) -> Iterator[None]:
        """The call's own streams, environment, folder and arguments; all of it is put back."""
        kept = {name: getattr(sys, name) for name in STREAMS}
        environment, folder, typed = dict(os.environ), Path.cwd(), sys.argv
        # As most people have them: a lone surrogate that reaches a stream is an error, not a byte.
        opened = {name: self.stand_ins[name].open(mode, encoding="utf-8") for name, mode in STREAMS.items()}
        try:
            os.environ.clear()
            os.environ.update(self.program.environment)
            os.chdir(self.folder)
            sys.argv = ["yogaflow", *arguments]
            for name, stream in opened.items():
                setattr(sys, name, stream)
            yield
        finally:
            for name, stream in kept.items():
                setattr(sys, name, stream)
            sys.argv = typed
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            close(opened)


@contextmanager
def ended_in_time() -> Iterator[None]:
    """A call without end ends as one with a mistake of ours does, and its traceback says where it was."""
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def give_up(*_: object) -> None:
    """Raises what no part of the program expects."""
    raise AssertionError(f"no end after {PATIENCE_SECONDS:.0f} s")


def close(streams: Mapping[str, IO[str]]) -> None:
    """Closes what was opened; what could not be written was told already."""
    for stream in streams.values():
        try:
            stream.close()
        except (OSError, ValueError):
            continue
