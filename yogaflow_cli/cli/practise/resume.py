"""Going on with a paused practice."""

from datetime import datetime

from yogaflow_cli.cli.answering import tell_of_session
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice
from yogaflow_cli.services.choosing import SessionReference


def resume(workspace: Workspace, reference: SessionReference = None, at: datetime | None = None) -> None:
    """Goes on with the practice. Raises as `services.practice.resume`."""
    after = practice.resume(workspace.log, workspace.now, reference, at=at)
    tell_of_session(workspace, after, wording.resumed(after, workspace.viewer))
