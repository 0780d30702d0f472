"""`yogaflow pause`: rest inside a practice."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import tell_of_session, workspace_of
from yogaflow_cli.domain.session import SessionState
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice
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
    log = workspace.log
    moment = workspace.instant(at, ago)
    if toggle:
        after = practice.toggle(log, workspace.now, reference, at=moment, duration=stated)
    else:
        after = practice.pause(log, workspace.now, reference, at=moment, duration=stated)
    words = wording.paused if after.state is SessionState.PAUSED else wording.resumed
    tell_of_session(workspace, after, words(after, workspace.viewer))
