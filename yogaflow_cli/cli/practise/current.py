"""The open practice, shown for people, scripts and prompts."""

from yogaflow_cli.cli.answering import name_of, object_of
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.presentation import wording
from yogaflow_cli.services.choosing import lifecycle_session


def current(workspace: Workspace, template: str | None = None) -> None:
    """Shows the open practice, by a template where one is given. Raises as `lifecycle_session` and `filled`."""
    session = lifecycle_session(workspace.log, None)
    if template is not None:
        # A seam: most calls have no template.
        from yogaflow_cli.presentation.template import filled  # noqa: PLC0415

        workspace.output.answer(filled(template, object_of(workspace, session)))
    elif workspace.manner.json:
        workspace.output.answer_json(object_of(workspace, session))
    else:
        line = wording.current_line(session, workspace.viewer, name_of(workspace, session))
        workspace.output.answer(line + workspace.label)
