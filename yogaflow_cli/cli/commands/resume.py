"""`yogaflow resume`: go on with a paused practice."""

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import tell_of_session, workspace_of
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice


def resume_command(
    context: typer.Context,
    session: options.Session = None,
    at: options.At = None,
    ago: options.Ago = None,
) -> None:
    """Goes on with a paused practice."""
    workspace = workspace_of(context)
    reference = values.session_reference(session)
    log = workspace.log
    after = practice.resume(log, workspace.now, reference, at=workspace.instant(at, ago))
    tell_of_session(workspace, after, wording.resumed(after, workspace.viewer))
