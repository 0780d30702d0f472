"""The answers that several commands give: a session, a completion, as words or as JSON."""

from typing import TYPE_CHECKING

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_object
from yogaflow_cli.presentation import wording

if TYPE_CHECKING:
    import typer


def workspace_of(context: "typer.Context") -> Workspace:
    """The workspace of this call."""
    workspace = context.find_root().obj
    if not isinstance(workspace, Workspace):
        raise TypeError("the command line was built without a workspace")
    return workspace


def object_of(workspace: Workspace, session: PracticeSession) -> dict[str, object]:
    """The session object."""
    log = workspace.log
    return session_object(session, log.profile.profile, log.day_starts_at, workspace.now)


def name_of(workspace: Workspace, session: PracticeSession) -> str | None:
    """The name of a session's sequence."""
    if session.sequence is None:
        return None
    return workspace.log.sequences.name(session.sequence.sequence_id)


def tell_of_session(workspace: Workspace, session: PracticeSession, words: str) -> None:
    """Answers with a session that was just written."""
    if workspace.manner.json:
        workspace.output.answer_json(object_of(workspace, session))
    else:
        workspace.output.echo(words + workspace.label)
    tell_of_clock(workspace, session)


def tell_of_clock(workspace: Workspace, session: PracticeSession) -> None:
    """Says so when the clock went back behind what the session holds."""
    complaint = wording.clock_went_back(session, workspace.viewer)
    if complaint:
        workspace.output.notice(complaint)
