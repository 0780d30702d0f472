"""The answer of a practice that just ended: the session, one fact, and what all practice adds up to."""

from yogaflow_cli.cli.answering import object_of, tell_of_clock
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.presentation import completion_words
from yogaflow_cli.services.completing import Completion


def tell_of_completion(workspace: Workspace, completion: Completion) -> None:
    """Answers with a session that just ended, and what all sessions add up to."""
    session = completion.session
    if workspace.manner.json:
        answer = object_of(workspace, session) | {"statistics": completion.totals.four_figures()}
        workspace.output.answer_json(answer)
    else:
        workspace.output.echo(completion_lines(workspace, completion))
    tell_of_clock(workspace, session)


def completion_lines(workspace: Workspace, completion: Completion) -> str:
    """The session, one fact where there is one, and what all sessions add up to."""
    session = completion.session
    lines = [completion_words.completed(session, workspace.viewer)]
    if completion.fact is not None:
        lines.append(completion_words.fact_words(completion.fact, session, workspace.viewer))
    lines.append(completion_words.statistics(completion.totals, workspace.viewer))
    return "\n".join(lines) + workspace.label
