"""`yogaflow log`: add a practice that is over."""

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.completion_answer import tell_of_completion
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.services import correction
from yogaflow_cli.services.correction import Times
from yogaflow_cli.text.durations import parse_duration


def log_command(
    context: typer.Context,
    sequence: options.SequenceName = None,
    start: options.Start = None,
    end: options.End = None,
    duration: options.Duration = None,
    zone: options.Zone = None,
    status: options.Status = None,
    poses: options.Poses = None,
    note: options.Note = None,
    tag: options.Tags = None,
    style: options.Style = None,
    effort: options.Effort = None,
    mood: options.Mood = None,
    energy: options.Energy = None,
    overlap: options.Overlap = False,
) -> None:
    """Adds a practice that is over."""
    workspace = workspace_of(context)
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
    length = None if duration is None else parse_duration(duration)
    plan = None if sequence is None else sequence_named(workspace, sequence)
    # What was typed is understood before the first use makes a profile: a mistake leaves nothing behind.
    times = Times(workspace.instant(start, None, zone), workspace.instant(end, None, zone), length)
    time_zone = workspace.zone(zone)
    completion = correction.log_finished(
        workspace.log_from_first_use(), workspace.now, time_zone, times, sequence=plan, said=said, overlap=overlap
    )
    tell_of_completion(workspace, completion)
