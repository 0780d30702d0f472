"""`yogaflow start`: begin a practice, free or by a sequence, led by the guide or not."""

from datetime import timedelta
from functools import partial
from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import name_of, tell_of_session, workspace_of
from yogaflow_cli.cli.shape import shape_of
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.start_plan import Start, StartPlan, start_plan
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.presentation import wording
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
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
    moment, time_zone = workspace.instant(at, ago, zone), workspace.zone(zone)
    plan = start_plan(workspace, named, again, said, shape, guide, in_past=moment is not None)
    log = workspace.log_from_first_use()
    if not can_begin(workspace, log, plan.guided, options.Heard(silent, voice)):
        return
    begin = partial(practice.start, log, workspace.now, time_zone, at=moment, target=wanted_time, overlap=overlap)
    begin = partial(begin, sequence=plan.sequence or plan.frozen, said=plan.said)
    every = None if shape.bell is None else shape.bell.every
    if plan.guided:
        # A seam: the guide takes 30 ms to import.
        from yogaflow_cli.cli.guided import lead_first  # noqa: PLC0415

        lead_first(workspace, log, plan.sequence, every, begin, options.Heard(silent, voice))
    else:
        begin_unguided(workspace, plan, every, begin)


def begin_unguided(workspace: Workspace, plan: StartPlan, every: timedelta | None, begin: Start) -> None:
    """Starts the practice, and keeps the interval of free practice's bell for a guide that may be opened later."""
    is_free = plan.sequence is None and plan.frozen is None
    session = begin(guide=GuideMark(every=every) if every is not None and is_free else None)
    tell_of_session(workspace, session, wording.started(session, workspace.viewer, name_of(workspace, session)))


def can_begin(workspace: Workspace, log: PracticeLog, guided: bool, heard: options.Heard) -> bool:
    """Whether a new practice can begin; a person who goes on with the open one is led on where the guide was wanted."""
    if not workspace.can_ask or log.sessions.current() is None:
        return True
    # A seam: what the question needs takes 5 ms to import.
    from yogaflow_cli.cli.open_session import settled_open_session  # noqa: PLC0415

    if settled_open_session(workspace, log):
        return True
    if guided:
        from yogaflow_cli.cli.guided import lead_again  # noqa: PLC0415

        lead_again(workspace, log, heard)
    return False
