"""The sequences of this call; loaded by the commands that need one."""

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.library.shelf import Shelf


def shelf_of(workspace: Workspace) -> Shelf:
    """The shipped sequences and the person's own."""
    return Shelf(workspace.folders.data / "sequences")


def sequence_named(workspace: Workspace, name: str) -> Sequence:
    """The sequence with that name; what is wrong with the person's own files is said on standard error.

    Raises:
        SequenceNotFound, InvalidValue, StorageError: as `Shelf.find`.
    """
    shelf = shelf_of(workspace)
    try:
        return shelf.find(name)
    finally:
        warn_of_broken(workspace, shelf)


def warn_of_broken(workspace: Workspace, shelf: Shelf) -> None:
    """Says what is wrong with the person's own files."""
    for warning in shelf.warnings:
        workspace.output.warn(f"Warning: {warning}")
