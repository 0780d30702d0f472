"""`yogaflow import`: practices in from files."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.input_files import beginning_of, opened_input
from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.errors import InvalidValue, SequenceNotFound, UsageMistake
from yogaflow_cli.importers.catalogue import FORMATS, ImportFormat
from yogaflow_cli.importers.importer import Arrival
from yogaflow_cli.presentation.import_words import import_object, import_words, left_out_words
from yogaflow_cli.services.transfer import Report, import_files
from yogaflow_cli.text.names import nearest

MANY_BYTES = 5_000_000
"""A file of this size takes long enough to show how far it is."""

READ_AT_ONCE = 500


class OpenFile(NamedTuple):
    """A file to import: its name, its bytes and its format."""

    name: str
    file: BufferedReader
    read_as: ImportFormat


def import_command(
    context: typer.Context,
    words: Annotated[
        list[Path],
        typer.Argument(metavar="[FORMAT] FILE...", help=f"{', '.join(FORMATS)}, unless the file tells; - is input."),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
) -> None:
    """Adds the practices that are missing here; all of it is one change."""
    workspace = workspace_of(context)
    read_as, paths = told_apart(words)
    with ExitStack() as open_files:
        files = [opened(open_files.enter_context(opened_input(path)), path, read_as) for path in paths]
        log = workspace.log if dry_run else workspace.log_from_first_use()
        size = sum(size_of(path) for path in paths)
        with progress(workspace, "Importing", lambda: size, MANY_BYTES) as step:
            report = import_files(
                log,
                " ".join(sorted({file.read_as.name for file in files})),
                ((file.name, arrivals(workspace, file, step)) for file in files),
                workspace.now,
                lambda name: sequence_here(workspace, name),
                dry_run=dry_run,
            )
    tell_of_import(workspace, report, dry_run)


def told_apart(words: list[Path]) -> tuple[ImportFormat | None, list[Path]]:
    """The format, where the first word is one, and the files.

    Raises:
        UsageMistake: there is a format and no file.
        InvalidValue: the first word is neither a format nor a file.
    """
    first, *others = words
    name = str(first)
    if name in FORMATS and others:
        return FORMATS[name], others
    if not others or first.suffix or len(first.parts) > 1 or name == "-" or is_there(first):
        if name in FORMATS and not is_there(first):
            raise UsageMistake("No file was given.", f"Name it: yogaflow import {name} FILE")
        return None, words
    near = nearest(name, FORMATS)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"It is one of: {', '.join(FORMATS)}."
    raise InvalidValue(f"There is no format {name!r} to import from.", hint)


def is_there(path: Path) -> bool:
    """Whether a file is there; a name that no file can have is not."""
    try:
        return path.exists()
    except OSError:
        return False


def opened(file: BufferedReader, path: Path, read_as: ImportFormat | None) -> OpenFile:
    """A file with its format, which its beginning tells unless the person did. Raises InvalidValue."""
    if read_as is not None:
        return OpenFile(str(path), file, read_as)
    beginning = beginning_of(file)
    for candidate in FORMATS.values():
        if candidate.recognises(beginning):
            return OpenFile(str(path), file, candidate)
    raise InvalidValue(f"What {path} holds cannot be told.", f"Say it: yogaflow import {' or '.join(FORMATS)} {path}")


def arrivals(workspace: Workspace, opened_file: OpenFile, step: Callable[[int], None] | None) -> Iterator[Arrival]:
    """What a file holds; `step` hears how many more bytes were read."""
    # A mark at the beginning, as some editors put it, is no part of the text.
    stream = TextIOWrapper(opened_file.file, encoding="utf-8-sig", newline="")
    told = 0
    for count, arrival in enumerate(opened_file.read_as.importer()(stream, workspace.zone_setting)):
        if step is not None and count % READ_AT_ONCE == 0 and opened_file.file.seekable():
            read = opened_file.file.tell()
            step(read - told)
            told = read
        yield arrival


def size_of(path: Path) -> int:
    """The bytes of a file, 0 where that cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def sequence_here(workspace: Workspace, name: str) -> Sequence | None:
    """The sequence with that name here, None when there is none, or its file is broken."""
    try:
        return sequence_named(workspace, name)
    except (SequenceNotFound, InvalidValue):
        return None


def tell_of_import(workspace: Workspace, report: Report, dry_run: bool) -> None:
    """Answers with what was brought."""
    if workspace.manner.json:
        workspace.output.answer_json(import_object(report, dry_run))
        return
    workspace.output.echo(import_words(report, dry_run) + workspace.label)
    for line in left_out_words(report):
        workspace.output.notice(line)
