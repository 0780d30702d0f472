"""`yogaflow delete`: take practices out of the log."""

from typing import Annotated

import typer

from yogaflow_cli.cli import values
from yogaflow_cli.cli.answering import object_of, workspace_of
from yogaflow_cli.cli.asking import NOTHING_CHANGED, agreed
from yogaflow_cli.cli.completions import complete_session
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import Interrupted, NeedsAnAnswer
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import correction


def delete_command(
    context: typer.Context,
    sessions: Annotated[
        list[str], typer.Argument(metavar="SESSION...", help="Numbers, or last.", autocompletion=complete_session)
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    forever: Annotated[bool, typer.Option("--forever", help="Leave no trace; cannot be undone.")] = False,
) -> None:
    """Deletes practices; undo brings them back, unless --forever."""
    workspace = workspace_of(context)
    references = [values.session_reference(text) for text in sessions]
    found = correction.to_delete(workspace.log, references)
    if not yes:
        ask(workspace, found, forever)
    deleted = correction.delete(workspace.log, workspace.now, [session.number for session in found], forever=forever)
    if workspace.manner.json:
        workspace.output.answer_json([object_of(workspace, session) for session in deleted])
    else:
        workspace.output.echo(wording.deleted(deleted, forever, workspace.log.syncs()) + workspace.label)


def ask(workspace: Workspace, sessions: list[PracticeSession], forever: bool) -> None:
    """Asks whether to delete.

    Raises:
        NeedsAnAnswer: nobody can be asked.
        Interrupted: the person did not say yes.
    """
    numbers = ", ".join(str(session.number) for session in sessions)
    if not workspace.can_ask:
        raise NeedsAnAnswer(f"Delete {numbers}?", f"Say so: yogaflow delete {numbers.replace(',', '')} --yes")
    for session in sessions:
        workspace.output.warn(f"  {session.number}  {wording.stretch(session, workspace.viewer)}")
    if not agreed("Delete for ever?" if forever else "Delete?"):
        raise Interrupted(NOTHING_CHANGED)
