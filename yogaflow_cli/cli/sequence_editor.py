"""A person's own sequence in their editor: opened where it lies, checked, and opened again on a mistake."""

import sys
from pathlib import Path

from yogaflow_cli.cli.asking import agreed
from yogaflow_cli.cli.editor import run_editor, tell_of_mistake
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import Interrupted, YogaflowError
from yogaflow_cli.services import own_sequences
from yogaflow_cli.services.own_sequences import CheckedSequence


def can_edit(workspace: Workspace) -> bool:
    """Whether an editor would have a terminal, all of it."""
    return workspace.can_ask and sys.stdout.isatty()


def edited(workspace: Workspace, file: Path) -> CheckedSequence:
    """The sequence as the person leaves it; a mistake is said, and the file opened again or kept with it.

    Raises:
        Interrupted: it is kept with the mistake, or the editor was stopped.
        InvalidValue: the editor cannot be run.
    """
    while True:
        run_editor(file, workspace.environment, "Set EDITOR for another one; what was saved is kept.")
        try:
            return own_sequences.checked(workspace.sequences_folder, file)
        except YogaflowError as error:
            tell_of_mistake(error)
        if not once_more():
            hint = f"It cannot be practised so. To mend it: yogaflow sequence edit {file.stem}"
            raise Interrupted(f"Kept as it is: {file}", hint)


def once_more() -> bool:
    """Whether the person wants the editor again; leaving the question is a no, for the file is on disk already."""
    try:
        return agreed("Edit again?")
    except (Interrupted, KeyboardInterrupt):
        return False
