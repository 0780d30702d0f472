"""`yogaflow start`: begin a practice, free or by a sequence."""

from typing import TYPE_CHECKING, Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import name_of, tell_of_session, workspace_of
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.domain.session import PlannedSequence
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import practice
from yogaflow_cli.services.repeating import repeated
from yogaflow_cli.text.durations import parse_duration

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence


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
) -> None:
    """Begins a practice."""
    workspace = workspace_of(context)
    said = values.said(tag=tag, style_text=style, note_text=note, mood=mood, energy=energy)
    wanted_time = None if target is None else parse_duration(target)
    plan: Sequence | PlannedSequence | None = None if sequence is None else sequence_named(workspace, sequence)
    # What was typed is understood before the first use makes a profile: a mistake leaves nothing behind.
    moment, time_zone = workspace.instant(at, ago, zone), workspace.zone(zone)
    if again:
        before = repeated(workspace.log, workspace.shelf)
        plan = plan or before.sequence
        said = said._replace(style=said.style or before.style, tags=said.tags or before.tags)
    log = workspace.log_from_first_use()
    if workspace.can_ask and log.sessions.current() is not None:
        # A seam: what the question needs takes 5 ms to import.
        from yogaflow_cli.cli.open_session import settled_open_session  # noqa: PLC0415

        if not settled_open_session(workspace, log):
            return
    session = practice.start(
        log,
        workspace.now,
        time_zone,
        at=moment,
        sequence=plan,
        said=said,
        target=wanted_time,
        overlap=overlap,
    )
    tell_of_session(workspace, session, wording.started(session, workspace.viewer, name_of(workspace, session)))
