"""`yogaflow sequence`: the sequences that can be practised."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.completions import complete_sequence
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.shelves import sequence_named, warn_of_broken
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.presentation.sequence_page import (
    sequence_heading,
    sequence_object,
    sequences_table,
    steps_table,
    title_object,
)

app = noun_app("See the sequences that can be practised.")


@verb(app, "list", "List the sequences: the shipped ones and your own.")
def list_sequences(context: typer.Context) -> None:
    """Lists every sequence with its length."""
    workspace = workspace_of(context)
    shelf = workspace.shelf
    sequences = [(title, shelf.find(title.slug)) for title in shelf.names()]
    warn_of_broken(workspace)
    if workspace.manner.json:
        workspace.output.answer_json([title_object(title, sequence) for title, sequence in sequences])
    else:
        show_table(workspace, sequences_table(sequences, workspace.viewer))


@verb(app, "show", "Show a sequence: steps, sides, holds, total time.")
def show_sequence(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name.", autocompletion=complete_sequence)],
) -> None:
    """Shows every step of a sequence."""
    workspace = workspace_of(context)
    sequence = sequence_named(workspace, name)
    if workspace.manner.json:
        workspace.output.answer_json(sequence_object(sequence))
        return
    workspace.output.answer(sequence_heading(sequence, workspace.viewer))
    show_table(workspace, steps_table(sequence, workspace.viewer))
