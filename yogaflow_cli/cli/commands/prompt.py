"""`yogaflow prompt`: the open practice in the prompt of a shell."""

from contextlib import suppress
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.prompt.shells import SHELLS, shell_function
from yogaflow_cli.text.cleaning import quoted

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
    # A practice may be open since before there was a state file. Whatever ails the database, a shell is to start.
    with suppress(YogaflowError):
        database = workspace.existing_database()
        if database is not None:
            workspace.publish(database)
    workspace.output.answer(shell_function(shell, workspace.state_file).rstrip("\n"))
