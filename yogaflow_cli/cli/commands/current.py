"""`yogaflow current`: the open practice, for people, scripts and prompts."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.practise.current import current


def current_command(
    context: typer.Context,
    template: Annotated[
        str | None, typer.Option("--format", metavar="TEMPLATE", help="Such as '{sequence} {minutes} min {state}'.")
    ] = None,
) -> None:
    """Shows the open practice."""
    current(workspace_of(context), template)
