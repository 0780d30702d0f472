"""`yogaflow stats`: what practice adds up to."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.look_back.stats import stats
from yogaflow_cli.cli.looking_back import day_of, period_of
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.statistics.grouping import ALL_GROUPINGS, GroupedBy
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.presentation.overview_object import goal_object, overview_object, streak_object
from yogaflow_cli.presentation.stats_table import stats_object, stats_rows
from yogaflow_cli.services.review import overview, review
from yogaflow_cli.services.rhythm import Rhythm
from yogaflow_cli.text.names import nearest


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
        text = as_json(object_of_stats(workspace, days, grouping))
    elif output is not None:
        raise UsageMistake(
            "A table is not written to a file.", "Add --csv or --json: yogaflow stats --csv -o stats.csv"
        )
    else:
        stats(workspace, days, grouping)
        return
    write_out(workspace, text, output, force=force)


def grouping_of(text: str | None) -> GroupedBy | None:
    """The grouping with that name. Raises InvalidValue for another word."""
    for grouping in ALL_GROUPINGS:
        if text == grouping:
            return grouping
    if text is None:
        return None
    near = nearest(text, ALL_GROUPINGS)
    known = " or ".join(near) if near else ", ".join(ALL_GROUPINGS)
    raise InvalidValue(f"Cannot group by {text!r}.", f"Group by {known}.")


def object_of_stats(workspace: Workspace, days: Period, by: GroupedBy | None) -> dict[str, object]:
    """The answer to --json."""
    log, day = workspace.log, day_of(workspace)
    rhythm = Rhythm(log)
    seen = overview(log, days, day, workspace.zone())
    # The goal is no streak: how far it is stays, whether streaks are shown or not.
    streak = seen.streak
    if streak is None and seen.this_week is not None:
        streak = rhythm.standing(day, workspace.zone())[1]
    week = None if streak is None else streak.this_week
    beside = {"streak": streak_object(seen.streak, rhythm.headline), "goal": goal_object(rhythm.goal, week)}
    return stats_object(review(log, days, day, by), by) | beside | overview_object(seen)
