"""`yogaflow import`: practices in from files."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.arriving_files import arriving_file, refuse_unknown, told_apart, wishes_of
from yogaflow_cli.cli.input_files import opened_input
from yogaflow_cli.cli.listing import listed
from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.watched_file import watched
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.sequence import Sequence as PracticeSequence
from yogaflow_cli.errors import InvalidValue, SequenceNotFound
from yogaflow_cli.importers.catalogue import FORMATS
from yogaflow_cli.presentation.import_words import import_lines, import_object, import_words
from yogaflow_cli.services.import_report import Report
from yogaflow_cli.services.transfer import Incoming, Wishes, import_files

MANY_BYTES = 5_000_000
"""A file of this size takes long enough to show how far it is."""

LISTING = listed("Formats, told by the file where none is named:", FORMATS.values())
"""What the help shows besides."""

Words = Annotated[list[Path], typer.Argument(metavar="[FORMAT] FILE...", help="What to read; - is standard input.")]
Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="KEY=VALUE", help="Which column is what, or which activities to take."),
]


def import_command(
    context: typer.Context,
    words: Words,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    mapped: Map = None,
    zone: Annotated[
        str | None, typer.Option("--zone", metavar="ZONE", help="Of times that tell none: Europe/Berlin.")
    ] = None,
    keep_short: Annotated[bool, typer.Option("--keep-short", help="Also what lasted under a minute.")] = False,
    keep_long: Annotated[bool, typer.Option("--keep-long", help="What lasted over 4 hours, as 4 hours.")] = False,
    keep_duplicates: Annotated[
        bool, typer.Option("--keep-duplicates", help="Also what is here from another app.")
    ] = False,
) -> None:
    """Adds the practices that are missing here; all of it is one change."""
    workspace = workspace_of(context)
    asked = wishes_of(mapped)
    default_zone = workspace.zone_setting if zone is None else workspace.zone(zone).key
    read_as, paths = told_apart(words)
    with ExitStack() as open_files:
        files = [arriving_file(open_files.enter_context(opened_input(path)), path, read_as, asked) for path in paths]
        refuse_unknown(asked, files)
        log = workspace.log if dry_run else workspace.log_from_first_use()
        size = sum(size_of(path) for path in paths)
        with progress(workspace, "Importing", lambda: size, MANY_BYTES) as step:
            report = import_files(
                log,
                [
                    Incoming(
                        file.name,
                        file.read_as.name,
                        file.read_as.importer()(file.source(watched(file.file, step), default_zone, asked)),
                    )
                    for file in files
                ],
                workspace.now,
                lambda name: sequence_here(workspace, name),
                Wishes(keep_short, keep_long, keep_duplicates),
                dry_run=dry_run,
            )
    tell_of_import(workspace, report, dry_run)


def size_of(path: Path) -> int:
    """The bytes of a file, 0 where that cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def sequence_here(workspace: Workspace, name: str) -> PracticeSequence | None:
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
    for line in import_lines(report, plain=workspace.plain):
        workspace.output.echo(line)
