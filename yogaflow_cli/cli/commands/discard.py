"""`yogaflow discard`: drop the open practice."""

import typer

from yogaflow_cli.cli.answering import tell_of_session, workspace_of
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice


def discard_command(context: typer.Context) -> None:
    """Drops the open practice; undo brings it back."""
    workspace = workspace_of(context)
    session = practice.discard(workspace.log, workspace.now)
    tell_of_session(workspace, session, wording.dropped(session, workspace.viewer))
