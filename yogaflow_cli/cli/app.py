"""The program: reads the command line, runs the command, and turns every end into an exit code."""

import os
import sys
from typing import Annotated

import typer

from yogaflow_cli import __version__
from yogaflow_cli.cli.manner import manner_of
from yogaflow_cli.cli.typer_seam import home_of, root_of, run
from yogaflow_cli.cli.workspace import Workspace

FAILED_TO_PRINT = 7
"""The exit code of storage: what standard output is written to is full or broken."""


def show_version(asked: bool) -> None:
    """Prints the version and ends."""
    if asked:
        typer.echo(f"yogaflow {__version__}")
        raise typer.Exit


def home(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True, help="Version.")] = False,
) -> None:
    """A practice tracker for yoga."""
    if context.invoked_subcommand is None:
        home_of()(context)


def main() -> None:
    """The command `yogaflow`."""
    sys.exit(flushed(answer(sys.argv[1:])))


def answer(arguments: list[str]) -> int:
    """Runs one command line; its exit code."""
    workspace = Workspace(os.environ, manner_of(os.environ))
    try:
        run(root_of(home), arguments, workspace)
    except BaseException as error:
        # A seam: most calls end well, and need none of this.
        from yogaflow_cli.cli.ending import ending_of  # noqa: PLC0415

        return ending_of(error, arguments, workspace)
    finally:
        workspace.close()
    return 0


def flushed(code: int) -> int:
    """The exit code, after what was printed has left; a reader that went away is no failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would print a complaint when it flushes again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or FAILED_TO_PRINT
    return code
