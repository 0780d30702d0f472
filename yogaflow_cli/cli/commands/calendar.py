"""`yogaflow calendar`: the days of a year or a month at a glance."""

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of, nothing_practised, period_of, show_lines, sign
from yogaflow_cli.presentation.calendar_view import calendar_lines, calendar_object, calendar_plain_lines
from yogaflow_cli.services.review import calendar


def calendar_command(
    context: typer.Context,
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
) -> None:
    """Shows the days of the last year, or of the PERIOD: up to 31 days with their minutes, more as a heat map."""
    workspace = workspace_of(context)
    everything = period is None and first is None and last is None
    days = None if everything else period_of(workspace, period, first, last)
    found = calendar(workspace.log, days, day_of(workspace), workspace.zone())
    if workspace.manner.json:
        workspace.output.answer_json(calendar_object(found))
        return
    if workspace.log.sessions.latest_started() is None:
        workspace.output.answer(nothing_practised(workspace))
        return
    show_lines(
        workspace,
        lambda canvas: calendar_lines(found, canvas.width, coloured=canvas.coloured),
        lambda: calendar_plain_lines(found),
    )
    sign(workspace)
