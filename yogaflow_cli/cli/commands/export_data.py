"""`yogaflow export`: practices out to a file or to standard output."""

from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.export_target import opened_target
from yogaflow_cli.cli.listing import listed, unknown_format
from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.looking_back import period_of
from yogaflow_cli.cli.shelves import slug_named
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.exporters.catalogue import FORMATS, ExportFormat
from yogaflow_cli.exporters.exporter import Form
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.repository.export_rows import count_of_sessions
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.export import export

LISTING = listed("Formats:", FORMATS.values())
"""What the help shows besides."""

MANY = 5000
"""So many sessions take long enough to show how far it is."""


def complete_format(incomplete: str) -> list[str]:
    """The formats that go on from what was typed."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_column(incomplete: str) -> list[str]:
    """The columns that go on from what was typed after the last comma."""
    before, comma, begun = incomplete.rpartition(",")
    return [f"{before}{comma}{column}" for column in COLUMNS if column.startswith(begun)]


Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="A,B", help="Only these columns.", autocompletion=complete_column),
]
Without = Annotated[
    str | None,
    typer.Option("--without", metavar="A,B", help="All but these columns.", autocompletion=complete_column),
]
Tag = Annotated[
    str | None, typer.Option("--tag", metavar="TAG", help="Only this tag.", autocompletion=options.complete_tag)
]


def export_command(
    context: typer.Context,
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="One of those above.", autocompletion=complete_format)
    ],
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
    output: options.OutputFile = None,
    sequence: options.SequenceFilter = None,
    style: options.Style = None,
    tag: Tag = None,
    columns: Columns = None,
    without: Without = None,
    raw: options.Raw = False,
    byte_order_mark: Annotated[bool, typer.Option("--bom", help="For a spreadsheet that misreads UTF-8.")] = False,
    private: Annotated[
        bool, typer.Option("--include-private", help="Take along days of rest for the reason cycle.")
    ] = False,
    force: options.Force = False,
) -> None:
    """Writes practices, the oldest first."""
    workspace = workspace_of(context)
    written_as = format_named(format_name)
    form = Form(chosen_columns(columns, without), raw, byte_order_mark)
    if form != Form() and not written_as.table:
        raise UsageMistake(f"{format_name} has no columns.", "--columns, --without, --raw and --bom are for csv.")
    days = period_of(workspace, period, first, last)
    chosen = SessionFilter(
        first=days.first,
        last=days.last,
        sequence=None if sequence is None else slug_named(workspace, sequence),
        style=values.style(style),
        tag=None if tag is None else values.tags([tag])[0],
    )
    write_export(workspace, written_as, chosen, form, output, force=force, private=private)
    if written_as.whole and not private:
        tell_of_private(workspace)


def write_export(
    workspace: Workspace,
    written_as: ExportFormat,
    chosen: SessionFilter,
    form: Form,
    output: Path | None,
    *,
    force: bool,
    private: bool,
) -> None:
    """Writes what was chosen to where it belongs. Raises as `opened_target`."""
    log = workspace.log
    with (
        opened_target(workspace, written_as, output, force=force) as target,
        progress(workspace, "Exporting", lambda: count_of_sessions(log, chosen), MANY) as step,
    ):
        written = export(log, written_as, chosen, form, target, workspace.now, step, private=private)
    if written_as.limits:
        tell_of_limits(workspace, written_as, chosen, written)


def tell_of_limits(workspace: Workspace, written_as: ExportFormat, chosen: SessionFilter, written: int) -> None:
    """Says how many practices the format could not hold."""
    left_out = count_of_sessions(workspace.log, chosen._replace(ended_only=True)) - written
    if left_out > 0:
        workspace.output.warn(f"{counted(left_out, 'practice')} left out: {written_as.limits}.")


def tell_of_private(workspace: Workspace) -> None:
    """Says what stayed here."""
    number = sum(rest.is_private for rest in workspace.log.rests.all())
    if number:
        told = "Private days of rest were left out; --include-private takes them along."
        workspace.output.notice(told)


def format_named(name: str) -> ExportFormat:
    """The format with that name. Raises InvalidValue for another word."""
    if name in FORMATS:
        return FORMATS[name]
    raise unknown_format(name, FORMATS, "export to")


def chosen_columns(columns: str | None, without: str | None) -> tuple[str, ...]:
    """The columns to write: those named, in the order named, or all but those named.

    Raises:
        InvalidValue: there is no such column, or none is left.
    """
    dropped = column_names(without)
    kept = tuple(column for column in column_names(columns) or COLUMNS if column not in dropped)
    if not kept:
        raise InvalidValue("No column is left.", f"There are: {', '.join(COLUMNS)}.")
    return kept


def column_names(text: str | None) -> tuple[str, ...]:
    """The names in a list of columns, each once. Raises InvalidValue for another word."""
    if text is None:
        return ()
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in COLUMNS:
            raise InvalidValue(f"There is no column {name!r}.", f"There are: {', '.join(COLUMNS)}.")
    return names
