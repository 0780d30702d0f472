"""`yogaflow start`: begin a practice, free or by a sequence, led by the guide or not."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.heard import Heard
from yogaflow_cli.cli.practise.start import start
from yogaflow_cli.cli.shape import shape_of
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.start_plan import start_plan
from yogaflow_cli.text.durations import parse_duration


def start_command(
    context: typer.Context,
    sequence: options.SequenceName = None,
    at: options.At = None,
    ago: options.Ago = None,
    tag: options.Tags = None,
    style: options.Style = None,
    note: options.Note = None,
    mood: options.Mood = None,
    energy: options.Energy = None,
    zone: options.Zone = None,
    again: Annotated[bool, typer.Option("--again", help="Repeat the last sequence, style and tags.")] = False,
    target: Annotated[str | None, typer.Option("--for", metavar="DURATION", help="A target time: 30m.")] = None,
    overlap: options.Overlap = False,
    guide: Annotated[bool | None, typer.Option("--guide/--no-guide", help="Be led step by step, or not.")] = None,
    fit: Annotated[str | None, typer.Option("--fit", metavar="DURATION", help="Scale the holds to a total.")] = None,
    rounds: Annotated[str | None, typer.Option("--rounds", metavar="N", help="So many rounds.")] = None,
    breath: Annotated[str | None, typer.Option("--breath", metavar="DURATION", help="One full breath: 6s.")] = None,
    from_step: Annotated[str | None, typer.Option("--from-step", metavar="N", help="Begin at a step.")] = None,
    prepare: Annotated[str | None, typer.Option("--prepare", metavar="DURATION", help="Time to get ready.")] = None,
    bell: options.BellTimes = None,
    silent: options.Silent = False,
    voice: options.SpokenPoses = False,
) -> None:
    """Begins a practice."""
    workspace = workspace_of(context)
    said = values.said(tag=tag, style_text=style, note_text=note, mood=mood, energy=energy)
    wanted_time = None if target is None else parse_duration(target)
    shape = shape_of(rounds, breath, from_step, fit, prepare, bell)
    named = None if sequence is None else sequence_named(workspace, sequence, shape.rounds)
    # What was typed is understood before the first use makes a profile: a mistake leaves nothing behind.
    moment, zone_name = workspace.instant(at, ago, zone), workspace.zone_name(zone)
    plan = start_plan(workspace, named, again, said, shape, guide, in_past=moment is not None)
    start(workspace, plan, zone_name, moment, wanted_time, overlap, Heard(silent, voice))
