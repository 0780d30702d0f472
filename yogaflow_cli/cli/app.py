"""The program: reads the command line, runs the command, and turns every end into an exit code."""

import os
import sys
from typing import Annotated

import typer

from yogaflow_cli import __version__
from yogaflow_cli.cli.ending import ending_of, flushed
from yogaflow_cli.cli.manner import manner_of
from yogaflow_cli.cli.typer_seam import home_of, root_of, run
from yogaflow_cli.cli.workspace import Workspace


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
        return ending_of(error, arguments, workspace)
    finally:
        workspace.close()
    return 0
