"""The program: reads the command line, runs the command, and turns every end into an exit code."""

import atexit
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from yogaflow_cli.cli.manner import COMPLETE_VARIABLE, manner_of
from yogaflow_cli.cli.workspace import Workspace

ALONE = {
    **dict.fromkeys(("start", "pause", "resume", "complete", "current"), "practise"),
    "stats": "look_back",
}
"""What is often typed alone, from aliases and hotkeys, and the folder where each has a file of its own."""

INTERRUPTED, TERMINATED = 130, 143
"""The exit codes of a call that was interrupted, and of one that was told to end."""


def main() -> None:
    """The command `yogaflow`."""
    open_missing_streams()
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in ("SIGTERM", "SIGHUP"):
        # What the caller shut out, as `nohup` does, stays shut out.
        if hasattr(signal, ending) and signal.getsignal(getattr(signal, ending)) is not signal.SIG_IGN:
            # An exception instead of sudden death: what is half written is taken back and put away.
            signal.signal(getattr(signal, ending), lambda *_: sys.exit(TERMINATED))
    try:
        code = answer(sys.argv[1:])
    except KeyboardInterrupt:
        # Another Ctrl-C, while the first was being answered.
        code = INTERRUPTED
    leave(code)


def open_missing_streams() -> None:
    """Gives the program the streams that whoever called it has closed, as a daemon does; they lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)


def answer(arguments: list[str]) -> int:
    """Runs one command line; its exit code."""
    workspace = Workspace(os.environ, manner_of(os.environ))
    try:
        act(arguments, workspace)
        sys.stdout.flush()
    except BaseException as error:
        # A seam: most calls end well, and need none of this.
        from yogaflow_cli.cli.ending import ending_of  # noqa: PLC0415

        return ending_of(error, arguments, workspace)
    finally:
        workspace.close()
    return 0


def act(arguments: list[str], workspace: Workspace) -> None:
    """Runs the command that the arguments name."""
    if len(arguments) == 1 and arguments[0] in ALONE and COMPLETE_VARIABLE not in os.environ:
        # Nothing is there to be parsed, and parsing with typer is more than a third of such a call: 3.0 S against 4.7.
        (verb,) = arguments
        getattr(import_module(f"yogaflow_cli.cli.{ALONE[verb]}.{verb}"), verb)(workspace)
        return
    # A seam: see above.
    from yogaflow_cli.cli.command_line import run_command_line  # noqa: PLC0415

    run_command_line(arguments, workspace)


def leave(code: int) -> NoReturn:
    """Ends the process at once, when all is written, closed and flushed.

    Python would take every module apart first: 20 ms, a fifth of a command. What others registered for the end still
    runs.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)
