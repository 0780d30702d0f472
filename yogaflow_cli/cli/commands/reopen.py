"""`yogaflow reopen`: go on with a practice that was completed."""

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import tell_of_session, workspace_of
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import correction


def reopen_command(context: typer.Context, session: options.Session = None) -> None:
    """Goes on with a practice that was completed; the time since is a pause."""
    workspace = workspace_of(context)
    after = correction.reopen(workspace.log, workspace.now, values.session_reference(session))
    tell_of_session(workspace, after, wording.reopened(after, workspace.viewer))
