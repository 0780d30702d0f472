"""`yogaflow conflicts`: what lost when two machines changed one thing, and which of both is to hold."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.sync_means import means_of
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.presentation import conflict_words
from yogaflow_cli.services.syncing import conflicts

app = noun_app("What lost when two machines changed one thing.")
ConflictId = Annotated[str | None, typer.Argument(metavar="ID", help="The id that the list shows.")]
ConflictIdOrAll = Annotated[str | None, typer.Argument(metavar="ID|all", help="The id that the list shows, or all.")]
ALL = "all"


@app.callback(invoke_without_command=True)
def list_conflicts(context: typer.Context) -> None:
    """What lost when two machines changed one thing."""
    if context.invoked_subcommand is None:
        answer_with_list(workspace_of(context))


@verb(app, "list", "List what lost, when, and where.")
def list_conflicts_too(context: typer.Context) -> None:
    """Lists what lost, when, and on which machine."""
    answer_with_list(workspace_of(context))


@verb(app, "take", "Let what lost hold after all; undo takes it back.")
def take(context: typer.Context, conflict_id: ConflictId = None) -> None:
    """Lets what lost hold after all, here and, with the next sync, on every machine."""
    workspace = workspace_of(context)
    means = means_of(workspace, workspace.log)
    taken = conflicts.take(means, given(conflict_id))
    if workspace.manner.json:
        workspace.output.answer_json(conflict_words.conflict_object(taken))
    else:
        workspace.output.echo(conflict_words.taken(taken) + workspace.label)


@verb(app, "keep", "Leave it at what holds.")
def keep(context: typer.Context, conflict_id: ConflictIdOrAll = None) -> None:
    """Leaves it at what holds; no machine shows the conflict any more."""
    workspace = workspace_of(context)
    chosen = given(conflict_id)
    kept = conflicts.keep(means_of(workspace, workspace.log), None if chosen == ALL else chosen)
    if workspace.manner.json:
        workspace.output.answer_json([conflict_words.conflict_object(conflict) for conflict in kept])
    else:
        workspace.output.echo(conflict_words.kept(kept) + workspace.label)


def given(conflict_id: str | None) -> str:
    """The id, in the form of the list. Raises UsageMistake without one."""
    if conflict_id is None:
        raise UsageMistake("No conflict was named.", "See them, with their ids: yogaflow conflicts")
    return conflict_id.strip().casefold()


def answer_with_list(workspace: Workspace) -> None:
    """Answers with all that lost and was not settled."""
    found = conflicts.conflicts(workspace.log)
    if workspace.manner.json:
        workspace.output.answer_json([conflict_words.conflict_object(conflict) for conflict in found])
    elif found:
        show_table(workspace, conflict_words.conflicts_table(found))
        workspace.output.answer(conflict_words.HOW_TO_SETTLE + workspace.label)
    else:
        workspace.output.answer(conflict_words.NONE + workspace.label)
