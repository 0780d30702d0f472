"""`yogaflow prompt`: the open practice in the prompt of a shell."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.prompt.shells import SHELLS, shell_function
from yogaflow_cli.repository.database import Database
from yogaflow_cli.text.cleaning import quoted

SHORT_PATIENCE_SECONDS = 0.2

app = noun_app("Show the open practice in your shell's prompt.")


@verb(app, "init", "Print the function that shows it.")
def init_prompt(
    context: typer.Context,
    shell: Annotated[
        str, typer.Argument(metavar="bash|zsh|fish", help="Your shell.", autocompletion=lambda: list(SHELLS))
    ],
) -> None:
    """Prints what a shell evaluates at its start: eval "$(yogaflow prompt init bash)"."""
    workspace = workspace_of(context)
    if shell not in SHELLS:
        raise InvalidValue(f"There is no prompt for {quoted(shell)}.", f"There is one for {', '.join(SHELLS)}.")
    renew_state(workspace)
    workspace.output.answer(shell_function(shell, workspace.state_file, workspace.database_path).rstrip("\n"))


def renew_state(workspace: Workspace) -> None:
    """Renews a state file that is missing or behind: a practice may be open since before there was one.

    Whatever ails the database, or holds it, a shell is to start at once.
    """
    with suppress(YogaflowError, OSError):
        if is_behind(workspace.state_file, workspace.database_path):
            database = Database.existing(workspace.database_path, workspace.publish, SHORT_PATIENCE_SECONDS)
            if database is not None:
                workspace.publish(database)
                database.close()


def is_behind(state_file: Path, database: Path) -> bool:
    """Whether the state file is not what was read from the database last. Raises OSError where there is none."""
    dated_ns = database.stat().st_mtime_ns
    return not state_file.exists() or state_file.stat().st_mtime_ns != dated_ns
