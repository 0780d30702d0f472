"""`yogaflow show`: all of one practice."""

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import name_of, object_of, workspace_of
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_record
from yogaflow_cli.presentation.session_page import session_page
from yogaflow_cli.services.choosing import open_or_last


def show_command(context: typer.Context, session: options.Session = None) -> None:
    """Shows all of one practice: times, pauses, note."""
    workspace = workspace_of(context)
    found = open_or_last(workspace.log, values.session_reference(session))
    if workspace.manner.json:
        kept = session_record(found)
        parts = {name: kept[name] for name in ("uuid", "segments", "pauses", "steps")}
        workspace.output.answer_json(object_of(workspace, found) | parts)
    else:
        page = session_page(found, workspace.viewer, name_of(workspace, found), step_names(workspace, found))
        title, _, page = page.partition("\n")
        workspace.output.answer(f"{title}{workspace.label}\n{page}")


def step_names(workspace: Workspace, session: PracticeSession) -> list[str]:
    """What the steps of a guided session are called."""
    if session.sequence is None or not session.steps:
        return []
    return workspace.log.sequences.step_names(session.sequence.sequence_id)
