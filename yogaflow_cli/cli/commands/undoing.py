"""`yogaflow undo` and `yogaflow redo`: over everything that was written."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.change import Change
from yogaflow_cli.presentation.change_words import change_object, took_back
from yogaflow_cli.services import correction
from yogaflow_cli.text.numbers import whole_number

MOST = 1000
Count = Annotated[str, typer.Argument(metavar="[N]", help="How many changes.")]


def undo_command(context: typer.Context, count: Count = "1") -> None:
    """Takes the last changes back."""
    workspace = workspace_of(context)
    changes = correction.undo(workspace.log, workspace.now, whole_number(count, "N", 1, MOST))
    tell_of_changes(workspace, changes, undone=True)


def redo_command(context: typer.Context, count: Count = "1") -> None:
    """Brings again what was undone."""
    workspace = workspace_of(context)
    changes = correction.redo(workspace.log, workspace.now, whole_number(count, "N", 1, MOST))
    tell_of_changes(workspace, changes, undone=False)


def tell_of_changes(workspace: Workspace, changes: list[Change], undone: bool) -> None:
    """Answers with what was taken back or brought again."""
    if workspace.manner.json:
        workspace.output.answer_json([change_object(change, undone) for change in changes])
        return
    for change in changes:
        workspace.output.echo(took_back(change, undone) + workspace.label)
