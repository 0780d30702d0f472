"""`yogaflow` alone: the open practice or today's, and what can be typed next."""

import typer

from yogaflow_cli.cli.answering import name_of, object_of, workspace_of
from yogaflow_cli.presentation import wording
from yogaflow_cli.services.review import practised_today


def home_command(context: typer.Context) -> None:
    """Answers the bare command."""
    workspace = workspace_of(context)
    log = workspace.log
    session = log.sessions.current()
    if workspace.manner.json:
        workspace.output.answer_json(None if session is None else object_of(workspace, session))
        return
    if session is not None:
        line = wording.current_line(session, workspace.viewer, name_of(workspace, session))
        following = wording.next_for_open(session)
    elif log.sessions.latest_started() is None:
        line, following = wording.NO_PRACTICE_YET, "Next: yogaflow start, yogaflow sequence list, yogaflow --help"
    else:
        count, practised = practised_today(log, workspace.now, workspace.zone())
        line, following = wording.today_line(count, practised, workspace.viewer), wording.NEXT_FOR_NONE
    workspace.output.answer(f"{line}{workspace.label}\n{following}")
