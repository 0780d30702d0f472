"""`yogaflow balance`: time by pose family, left against right, and what was not practised for a while."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of, period_of, show_lines, sign
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.statistics.balance import Balance, lately
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.presentation.balance_page import balance_lines, balance_object, balance_plain, balance_rows
from yogaflow_cli.services.balance import balance


def balance_command(
    context: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(metavar="[PERIOD]", help="this-month, 2026-11, 2026, A..B, all. Left out, the last 12 weeks."),
    ] = None,
    first: options.From = None,
    last: options.To = None,
    csv: options.Csv = False,
    output: options.OutputFile = None,
    force: options.Force = False,
) -> None:
    """Shows time by pose family, left against right, and what was not practised for a while."""
    workspace = workspace_of(context)
    days = days_of(workspace, period, first, last)
    found = balance(workspace.log, shipped_poses(), days, day_of(workspace))
    if csv:
        text = csv_text(*balance_rows(found))
    elif workspace.manner.json:
        text = as_json(balance_object(found))
    elif output is not None:
        raise UsageMistake(
            "A page is not written to a file.", "Add --csv or --json: yogaflow balance --csv -o balance.csv"
        )
    else:
        show_balance(workspace, found)
        return
    write_out(workspace, text, output, force=force)


def days_of(workspace: Workspace, period: str | None, first: str | None, last: str | None) -> Period:
    """The days to look at; left out, the last twelve weeks. Raises as `period_of`."""
    if period is None and first is None and last is None:
        return lately(day_of(workspace))
    return period_of(workspace, period, first, last)


def show_balance(workspace: Workspace, found: Balance) -> None:
    """Shows the balance to a person."""
    show_lines(workspace, lambda canvas: balance_lines(found, canvas.width), lambda: balance_plain(found))
    sign(workspace)
