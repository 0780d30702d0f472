"""`yogaflow pause`: rest inside a practice."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.practise.pause import pause
from yogaflow_cli.text.durations import parse_duration


def pause_command(
    context: typer.Context,
    session: options.Session = None,
    at: options.At = None,
    ago: options.Ago = None,
    duration: Annotated[
        str | None, typer.Option("--duration", metavar="DURATION", help="The time practised so far.")
    ] = None,
    toggle: Annotated[bool, typer.Option("--toggle", help="Resume a paused practice: one key for both.")] = False,
) -> None:
    """Pauses the practice."""
    workspace = workspace_of(context)
    reference = values.session_reference(session)
    stated = None if duration is None else parse_duration(duration)
    pause(workspace, reference, workspace.instant(at, ago), stated, toggle)
