"""A rest inside a practice."""

from datetime import datetime, timedelta

from yogaflow_cli.cli.answering import tell_of_session
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import SessionState
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice
from yogaflow_cli.services.choosing import SessionReference


def pause(
    workspace: Workspace,
    reference: SessionReference = None,
    at: datetime | None = None,
    duration: timedelta | None = None,
    toggle: bool = False,
) -> None:
    """Pauses the practice; `toggle` resumes a paused one. Raises as `services.practice.pause` and `toggle`."""
    act = practice.toggle if toggle else practice.pause
    after = act(workspace.log, workspace.now, reference, at=at, duration=duration)
    words = wording.paused if after.state is SessionState.PAUSED else wording.resumed
    tell_of_session(workspace, after, words(after, workspace.viewer))
