"""`yogaflow complete`: end the practice and see what it adds up to."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.practise.complete import complete
from yogaflow_cli.text.durations import parse_duration


def complete_command(
    context: typer.Context,
    session: options.Session = None,
    status: options.Status = None,
    poses: options.Poses = None,
    duration: options.Duration = None,
    at: options.At = None,
    ago: options.Ago = None,
    note: options.Note = None,
    tag: options.Tags = None,
    style: options.Style = None,
    effort: options.Effort = None,
    mood: options.Mood = None,
    energy: options.Energy = None,
    end_at_limit: Annotated[
        bool, typer.Option("--end-at-limit", help="End a forgotten practice when it reached 4 hours.")
    ] = False,
    overlap: options.Overlap = False,
) -> None:
    """Ends the practice."""
    workspace = workspace_of(context)
    reference = values.session_reference(session)
    said = values.said(
        tag=tag,
        style_text=style,
        note_text=note,
        mood=mood,
        energy=energy,
        effort=effort,
        poses_text=poses,
        status_text=status,
    )
    stated = None if duration is None else parse_duration(duration)
    moment = workspace.instant(at, ago)
    complete(workspace, reference, said, moment, stated, end_at_limit, overlap)
