"""A person's own sequences: made, found, checked and deleted, and how they stand to the shipped ones."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.errors import FileExists, NameTaken, SequenceNotFound, StorageMissing
from yogaflow_cli.library.own_files import copy_of_shipped, drop_unchanged, template, write_own
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded, sequence_slug, sequence_title


class CheckedSequence(NamedTuple):
    """A sound sequence and its file; `in_place` when it lies where it is found, so that it can be practised."""

    sequence: Sequence
    file: Path
    in_place: bool
    shadows_shipped: bool
    warnings: list[str]


def create(folder: Path, typed: str) -> Path:
    """Writes the template of a new own sequence into the folder; its file.

    Raises:
        InvalidValue: the name does not fit.
        FileExists: a file of the own has it.
        NameTaken: another sequence is called so.
        StorageError: it cannot be written.
    """
    slug, name = sequence_slug(typed), sequence_title(typed)
    shelf = Shelf(folder)
    if slug in shelf.own_files:
        raise FileExists(f"{shelf.own_files[slug]} is there already.", f"To change it: yogaflow sequence edit {slug}")
    for title in shelf.names():
        if title.slug != slug and folded(title.name) == folded(name):
            hint = f"To change that one: yogaflow sequence edit {title.slug}"
            raise NameTaken(f"The sequence {title.slug} is called {quoted(title.name)}.", hint)
    return write_own(folder, slug, template(slug, name))


def own_file(shelf: Shelf, name: str) -> Path:
    """The own file that a slug or name means, sound or broken.

    Raises:
        SequenceNotFound: there is no such sequence, or it is a shipped one.
    """
    slug = shelf.slug(name)
    if slug not in shelf.own_files:
        hint = f"To make your own of it: yogaflow sequence edit {slug}"
        raise SequenceNotFound(f"The sequence {slug} is shipped; you have no file of your own for it.", hint)
    return shelf.own_files[slug]


def copy(folder: Path, slug: str) -> Path:
    """Copies a shipped sequence into the folder of the own ones; the new file. Raises as `write_own`."""
    return write_own(folder, slug, copy_of_shipped(slug))


def drop_unchanged_copy(file: Path) -> bool:
    """Takes a copy of a shipped sequence back when nothing was changed in it; whether it did."""
    return drop_unchanged(file, copy_of_shipped(file.stem))


def checked(folder: Path, file: Path) -> CheckedSequence:
    """The sequence in a file, read anew.

    Raises:
        InvalidValue: it is broken; the message begins with file and line.
        StorageError: it cannot be read.
    """
    shelf = Shelf(folder)
    told = len(shelf.warnings)
    refuse_missing(file)
    sequence = shelf.check(file)
    in_place = is_same(shelf.own_files.get(sequence.slug), file)
    # What is wrong with other files is not asked for here.
    warnings = shelf.warnings[told:]
    return CheckedSequence(sequence, file, in_place, in_place and shelf.ships(sequence.slug), warnings)


def refuse_missing(file: Path) -> None:
    """Raises StorageMissing when nothing is at the path; what else keeps it from being read is told by its reader."""
    with suppress(OSError):
        if file.exists() or file.is_symlink():
            return
        raise StorageMissing(f"There is no file {file}.", "For one of your own its name is enough.")


def is_same(own: Path | None, file: Path) -> bool:
    """Whether the file is the own one, however it was named."""
    with suppress(OSError):
        return own is not None and own.samefile(file)
    return False
