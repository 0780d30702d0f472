"""The sequences of this call, and what is wrong with the person's own files."""

from typing import TYPE_CHECKING

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.services.choosing import practised_slug
from yogaflow_cli.text.cleaning import shown

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence


def sequence_named(workspace: Workspace, name: str, rounds: int | None = None) -> "Sequence":
    """The sequence with that name, in so many rounds; what is wrong with own files is said on standard error.

    Raises:
        SequenceNotFound, InvalidValue, StorageError: as `Shelf.find`.
    """
    try:
        return workspace.shelf.find(name, rounds)
    finally:
        warn_of_broken(workspace)


def warn_of_broken(workspace: Workspace) -> None:
    """Says what is wrong with the person's own files."""
    for warning in workspace.shelf.warnings:
        # It names files, and a file's name may hold anything.
        workspace.output.warn(f"Warning: {shown(warning)}")


def slug_named(workspace: Workspace, name: str) -> str:
    """The slug of a sequence that was practised, or could be: also of one whose file is gone.

    Raises:
        SequenceNotFound: neither knows the name.
    """
    return practised_slug(workspace.log, name) or sequence_named(workspace, name).slug
