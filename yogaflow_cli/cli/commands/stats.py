"""`yogaflow stats`: what practice adds up to."""

from typing import Annotated, get_args

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of, period_of, show_table
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.statistics.grouping import GroupedBy
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.stats_table import groups_table, stats_object, stats_rows, stats_table
from yogaflow_cli.services.review import Review, review
from yogaflow_cli.text.names import nearest

GROUPINGS: tuple[GroupedBy, ...] = get_args(GroupedBy)


def complete_grouping(incomplete: str) -> list[str]:
    """The groupings that go on from what was typed."""
    return [name for name in GROUPINGS if name.startswith(incomplete)]


def stats_command(
    context: typer.Context,
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="GROUP", help=f"{', '.join(GROUPINGS)}.", autocompletion=complete_grouping),
    ] = None,
    csv: options.Csv = False,
    raw: options.Raw = False,
    output: options.OutputFile = None,
    force: options.Force = False,
) -> None:
    """Shows what practice adds up to."""
    workspace = workspace_of(context)
    grouping = grouping_of(by)
    found = review(workspace.log, period_of(workspace, period, first, last), day_of(workspace), grouping)
    if csv:
        text = csv_text(*stats_rows(found, workspace.log.profile.profile.name, grouping), raw=raw)
    elif workspace.manner.json:
        text = as_json(stats_object(found, grouping))
    elif output is not None:
        raise UsageMistake(
            "A table is not written to a file.", "Add --csv or --json: yogaflow stats --csv -o stats.csv"
        )
    else:
        show_stats(workspace, found, grouping)
        return
    write_out(workspace, text, output, force=force)


def grouping_of(text: str | None) -> GroupedBy | None:
    """The grouping with that name. Raises InvalidValue for another word."""
    for grouping in GROUPINGS:
        if text == grouping:
            return grouping
    if text is None:
        return None
    near = nearest(text, GROUPINGS)
    raise InvalidValue(f"Cannot group by {text!r}.", f"Group by {' or '.join(near) if near else ', '.join(GROUPINGS)}.")


def show_stats(workspace: Workspace, found: Review, by: GroupedBy | None) -> None:
    """Shows the figures to a person."""
    if found.first is None:
        begun = workspace.log.sessions.latest_started() is not None
        workspace.output.answer(wording.NOTHING_ENDED_YET if begun else wording.NO_PRACTICE_YET)
        return
    show_table(workspace, stats_table(found, workspace.viewer))
    if by is not None:
        workspace.output.answer("")
        show_table(workspace, groups_table(found, by, workspace.viewer))
    if workspace.label:
        workspace.output.answer(workspace.label.strip())
