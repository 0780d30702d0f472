"""`yogaflow resume`: go on with a paused practice."""

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.practise.resume import resume


def resume_command(
    context: typer.Context,
    session: options.Session = None,
    at: options.At = None,
    ago: options.Ago = None,
) -> None:
    """Goes on with a paused practice."""
    workspace = workspace_of(context)
    resume(workspace, values.session_reference(session), workspace.instant(at, ago))
