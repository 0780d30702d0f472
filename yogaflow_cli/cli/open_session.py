"""What to do about an open practice when another is started: asked on a terminal, refused elsewhere."""

from yogaflow_cli.cli.answering import tell_of_session
from yogaflow_cli.cli.asking import choice, line
from yogaflow_cli.cli.completion_answer import tell_of_completion
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.presentation import wording
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import completing, practice

CHOICES = {
    "c": "complete it now",
    "t": "complete it at a time",
    "d": "discard it",
    "g": "go on with it",
}


def settled_open_session(workspace: Workspace, log: PracticeLog) -> bool:
    """Whether a new practice can begin: nothing is open, or the person just said what becomes of it."""
    session = log.sessions.current()
    if session is None:
        return True
    workspace.output.warn(wording.current_line(session, workspace.viewer, None))
    answer = choice("A practice is open. What becomes of it?", CHOICES)
    if answer == "g":
        go_on(workspace, log)
        return False
    if answer == "d":
        dropped = practice.discard(log, workspace.now)
        tell_of_session(workspace, dropped, wording.dropped(dropped, workspace.viewer))
    elif answer == "t":
        end = line("It ended at", workspace.instant)
        tell_of_completion(workspace, completing.complete(log, workspace.now, at=end))
    else:
        tell_of_completion(workspace, completing.complete(log, workspace.now))
    return True


def go_on(workspace: Workspace, log: PracticeLog) -> None:
    """Goes on with the open practice, whether it runs or is paused."""
    session = log.sessions.current()
    if session is not None and session.pauses and session.pauses[-1].ended_at is None:
        resumed = practice.resume(log, workspace.now)
        tell_of_session(workspace, resumed, wording.resumed(resumed, workspace.viewer))
