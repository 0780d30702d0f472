"""`yogaflow current`: the open practice, for people, scripts and prompts."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import name_of, object_of, workspace_of
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.template import filled
from yogaflow_cli.services.choosing import lifecycle_session


def current_command(
    context: typer.Context,
    template: Annotated[
        str | None, typer.Option("--format", metavar="TEMPLATE", help="Such as '{sequence} {minutes} min {state}'.")
    ] = None,
) -> None:
    """Shows the open practice."""
    workspace = workspace_of(context)
    session = lifecycle_session(workspace.log, None)
    if template is not None:
        workspace.output.answer(filled(template, object_of(workspace, session)))
    elif workspace.manner.json:
        workspace.output.answer_json(object_of(workspace, session))
    else:
        line = wording.current_line(session, workspace.viewer, name_of(workspace, session))
        workspace.output.answer(line + workspace.label)
