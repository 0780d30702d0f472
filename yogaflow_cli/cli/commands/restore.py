"""`yogaflow restore`: go back to a backup. It asks nothing, for what it replaces is kept."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.completions import complete_backup
from yogaflow_cli.presentation.backup_words import restored, restored_object
from yogaflow_cli.services.restoring import chosen_backup, restore


def restore_command(
    context: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="FILE|latest",
            help="A file, or a name that yogaflow backup list shows.",
            autocompletion=complete_backup,
        ),
    ],
) -> None:
    """Puts a backup in the database's place; it needs no token, as whoever owns the files could move them anyway."""
    workspace = workspace_of(context)
    path = workspace.database_path
    done = restore(path, chosen_backup(path, wanted, workspace.now), workspace.now)
    # Prompts show what is open now.
    workspace.database().tell_of_write()
    if workspace.manner.json:
        workspace.output.answer_json(restored_object(done))
    else:
        workspace.output.echo(restored(done))
    for name in done.older_tokens:
        workspace.output.warn(f"The token of {name} is another one now: yogaflow profile reset-token {name}")
