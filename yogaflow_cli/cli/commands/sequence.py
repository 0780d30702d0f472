"""`yogaflow sequence`: the sequences that can be practised, and those of one's own."""

import os
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.asking import NOTHING_CHANGED, agreed
from yogaflow_cli.cli.completions import complete_any_sequence, complete_own_sequence, complete_sequence
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.sequence_editor import can_edit, edited
from yogaflow_cli.cli.shelves import sequence_named, warn_of_broken
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import Interrupted, NeedsAnAnswer
from yogaflow_cli.library.own_files import put_aside
from yogaflow_cli.presentation import own_sequence_words
from yogaflow_cli.presentation.sequence_page import (
    sequence_heading,
    sequence_object,
    sequences_table,
    shadowing,
    steps_table,
    title_object,
)
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.services import own_sequences
from yogaflow_cli.services.own_sequences import CheckedSequence
from yogaflow_cli.text.cleaning import shown

app = noun_app("See the sequences that can be practised, and make your own.")


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
        if any(title.shadows_shipped for title, _ in sequences):
            workspace.output.answer(f"\n{shadowing(sequences)}")


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


@verb(app, "create", "Write a sequence of your own, beginning with a template.")
def create_sequence(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help='What to call it: evening, "My evening".')],
) -> None:
    """Writes a commented template, and opens it in your editor where there is a terminal."""
    workspace = workspace_of(context)
    # Reading a setting can fail: here it does so before anything is written.
    viewer = workspace.viewer
    file = own_sequences.create(workspace.sequences_folder, name)
    if workspace.manner.json:
        answer(workspace, viewer, own_sequences.checked(workspace.sequences_folder, file))
        return
    workspace.output.echo(own_sequence_words.wrote(file, workspace.shelf.ships(file.stem)))
    if can_edit(workspace):
        answer(workspace, viewer, edited(workspace, file))
    else:
        workspace.output.notice(f"Change it as you like, then: yogaflow sequence check {file.stem}")


@verb(app, "edit", "Change one in your editor; a shipped one is copied first.")
def edit_sequence(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name.", autocompletion=complete_any_sequence)],
) -> None:
    """Opens your editor on a sequence, and checks what it leaves."""
    workspace = workspace_of(context)
    slug = workspace.shelf.slug(name)
    file = workspace.shelf.own_files.get(slug)
    if not can_edit(workspace):
        hint = f"Edit the file: {file}" if file else "Without one: yogaflow sequence create NAME"
        raise NeedsAnAnswer("There is no terminal to edit on.", hint)
    viewer = workspace.viewer
    if file:
        answer(workspace, viewer, edited(workspace, file))
    else:
        edit_copy(workspace, viewer, slug)


def edit_copy(workspace: Workspace, viewer: Viewer, slug: str) -> None:
    """Edits a copy of a shipped sequence; one that nothing was changed in is not kept."""
    place = workspace.sequences_folder / f"{slug}.toml"
    workspace.output.notice(f"{slug} is shipped. A copy of it becomes yours: {shown(str(place))}")
    file = own_sequences.copy(workspace.sequences_folder, slug)
    try:
        checked = edited(workspace, file)
    finally:
        unchanged = own_sequences.drop_unchanged_copy(file)
    if unchanged:
        workspace.output.echo(f"{NOTHING_CHANGED} The shipped {slug} stays as it is.")
    else:
        answer(workspace, viewer, checked)


@verb(app, "check", "Find the first mistake in a file, or tell its total time.")
def check_sequence(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A path, or the name of one of your own.", autocompletion=complete_own_sequence
        ),
    ],
) -> None:
    """Reads a sequence file as practising it would."""
    workspace = workspace_of(context)
    # Whole, for a message would write its first letter large.
    path = Path(file).absolute() if is_path(file) else own_sequences.own_file(workspace.shelf, file)
    answer(workspace, workspace.viewer, own_sequences.checked(workspace.sequences_folder, path))


def is_path(text: str) -> bool:
    """Whether a text can only be a path: names hold no separator and no ending."""
    separators = [separator for separator in ("/", os.sep, os.altsep) if separator]
    return text.endswith(".toml") or any(separator in text for separator in separators)


@verb(app, "delete", "Delete a sequence of your own; the file is kept aside.")
def delete_sequence(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name.", autocompletion=complete_own_sequence)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Deletes an own sequence; practices by it stay as they are."""
    workspace = workspace_of(context)
    file = own_sequences.own_file(workspace.shelf, name)
    if not yes:
        ask_to_delete(workspace, file)
    kept = put_aside(file)
    told = (file, kept, workspace.shelf.ships(file.stem))
    if workspace.manner.json:
        workspace.output.answer_json(own_sequence_words.deleted_object(*told))
    else:
        workspace.output.echo(own_sequence_words.deleted(*told))


def ask_to_delete(workspace: Workspace, file: Path) -> None:
    """Asks whether to delete.

    Raises:
        NeedsAnAnswer: nobody can be asked.
        Interrupted: the person did not say yes.
    """
    if not workspace.can_ask:
        raise NeedsAnAnswer(f"Delete {file.stem}?", f"Say so: yogaflow sequence delete {file.stem} --yes")
    workspace.output.warn(f"  {shown(str(file))}")
    if not agreed(f"Delete {file.stem}? Practices by it stay."):
        raise Interrupted(NOTHING_CHANGED)


def answer(workspace: Workspace, viewer: Viewer, checked: CheckedSequence) -> None:
    """Answers with a sound sequence; what is to know besides goes to standard error."""
    for warning in checked.warnings:
        workspace.output.warn(f"Warning: {shown(warning)}")
    if workspace.manner.json:
        workspace.output.answer_json(own_sequence_words.checked_object(checked))
        return
    workspace.output.echo(own_sequence_words.sound(checked, viewer))
    workspace.output.notice(own_sequence_words.next_words(checked, workspace.sequences_folder))
