"""`yogaflow streak`: weeks that met the goal, days in a row, and why."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of, nothing_practised, show_lines, sign
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.domain.statistics.streak_explained import explained
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.presentation.inks import line_of
from yogaflow_cli.presentation.streak_page import (
    OFF,
    explained_object,
    explanation,
    folded,
    streak_lines,
    streak_plain,
    streak_rows,
)
from yogaflow_cli.services.rhythm import Rhythm


def streak_command(
    context: typer.Context,
    explain: Annotated[bool, typer.Option("--explain", help="Name the weeks, days and rules that decided.")] = False,
    csv: options.Csv = False,
    output: options.OutputFile = None,
    force: options.Force = False,
) -> None:
    """Shows the weeks in a row that met your goal, and the days in a row."""
    workspace = workspace_of(context)
    rhythm = Rhythm(workspace.log)
    days, streak = rhythm.standing(day_of(workspace), workspace.zone())
    why = explained(days, streak) if explain else None
    shown = None if rhythm.is_silent else streak
    if csv:
        write_out(workspace, csv_text(*streak_rows(shown, rhythm.headline)), output, force=force)
    elif workspace.manner.json:
        write_out(workspace, as_json(explained_object(shown, rhythm.headline, why)), output, force=force)
    elif output is not None:
        raise UsageMistake("A screen is not written to a file.", "Add --csv or --json.")
    elif rhythm.is_silent:
        workspace.output.answer(OFF)
    elif not days.seconds:
        workspace.output.answer(nothing_practised(workspace))
    else:
        plain = workspace.plain
        reasons = [] if why is None else ["", *explanation(streak, why, plain)]
        show_lines(
            workspace,
            lambda canvas: [
                *streak_lines(streak, rhythm.headline, canvas.width),
                *map(line_of, folded(reasons, canvas.width)),
            ],
            lambda: [*streak_plain(streak, rhythm.headline), *reasons],
        )
        sign(workspace)
