"""The command line as typer reads it: the root command with its options, and what they do."""

from typing import Annotated

import typer

from yogaflow_cli import __version__
from yogaflow_cli.cli.typer_seam import home_of, install_completion, root_of, run, show_completion
from yogaflow_cli.cli.workspace import Workspace


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


def run_command_line(arguments: list[str], workspace: Workspace) -> None:
    """Runs what the arguments say. Raises as `typer_seam.run`, and what the command raises."""
    # A copy: typer takes the list apart, and the ending looks at it whole.
    run(root_of(home), [*arguments], workspace)
