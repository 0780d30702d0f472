"""`yogaflow stats`: what practice adds up to."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.look_back.stats import stats
from yogaflow_cli.cli.looking_back import day_of, period_of
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.domain.statistics.grouping import ALL_GROUPINGS
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.presentation.stats_answer import grouping_of, stats_answer
from yogaflow_cli.presentation.stats_table import stats_rows
from yogaflow_cli.services.review import review


def complete_grouping(incomplete: str) -> list[str]:
    """The groupings that go on from what was typed."""
    return [name for name in ALL_GROUPINGS if name.startswith(incomplete)]


def stats_command(
    context: typer.Context,
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="GROUP", help=f"{', '.join(ALL_GROUPINGS)}.", autocompletion=complete_grouping),
    ] = None,
    csv: options.Csv = False,
    raw: options.Raw = False,
    output: options.OutputFile = None,
    force: options.Force = False,
) -> None:
    """Shows what practice adds up to."""
    workspace = workspace_of(context)
    grouping = grouping_of(by)
    days = period_of(workspace, period, first, last)
    if csv:
        found = review(workspace.log, days, day_of(workspace), grouping)
        text = csv_text(*stats_rows(found, workspace.log.profile.profile.name, grouping), raw=raw)
    elif workspace.manner.json:
        text = as_json(stats_answer(workspace.log, days, day_of(workspace), workspace.zone(), grouping))
    elif output is not None:
        raise UsageMistake(
            "A table is not written to a file.", "Add --csv or --json: yogaflow stats --csv -o stats.csv"
        )
    else:
        stats(workspace, days, grouping)
        return
    write_out(workspace, text, output, force=force)
