"""The program: reads the command line, runs the command, and turns every end into an exit code."""

import atexit
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from yogaflow_cli import __version__
from yogaflow_cli.cli.manner import manner_of
from yogaflow_cli.cli.typer_seam import home_of, install_completion, root_of, run, show_completion
from yogaflow_cli.cli.workspace import Workspace

TERMINATED = 143
"""The exit code of a call that was told to end."""


def show_version(asked: bool) -> None:
    """Prints the version and ends."""
    if asked:
        typer.echo(f"yogaflow {__version__}")
        raise typer.Exit


def complete_in_shell(option: typer.CallbackParam, context: typer.Context, asked: bool) -> None:
    """Shows or installs the completion of a shell, and ends."""
    if asked and not context.resilient_parsing:
        act = install_completion if option.name == "install" else show_completion
        act(option.opts[0])
        raise typer.Exit


def home(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Version.")] = False,
    install: Annotated[bool, typer.Option("--install-completion", callback=complete_in_shell, is_eager=True)] = False,
    show: Annotated[bool, typer.Option("--show-completion", callback=complete_in_shell, is_eager=True)] = False,
) -> None:
    """A practice tracker for yoga."""
    if context.invoked_subcommand is None:
        home_of()(context)


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
    leave(answer(sys.argv[1:]))


def open_missing_streams() -> None:
    """Gives the program the streams that whoever called it has closed, as a daemon does; they lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)


def answer(arguments: list[str]) -> int:
    """Runs one command line; its exit code."""
    workspace = Workspace(os.environ, manner_of(os.environ))
    try:
        # A copy: typer takes the list apart, and the ending looks at it whole.
        run(root_of(home), [*arguments], workspace)
        sys.stdout.flush()
    except BaseException as error:
        # A seam: most calls end well, and need none of this.
        from yogaflow_cli.cli.ending import ending_of  # noqa: PLC0415

        return ending_of(error, arguments, workspace)
    finally:
        workspace.close()
    return 0


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
