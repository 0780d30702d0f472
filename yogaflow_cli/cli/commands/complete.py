"""`yogaflow complete`: end the practice and see what it adds up to."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.asking import choice, line
from yogaflow_cli.cli.completion_answer import tell_of_completion
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import PracticeSession, SessionState, is_over_limit
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import completing, practice
from yogaflow_cli.services.choosing import SessionReference, lifecycle_session
from yogaflow_cli.services.practice import Said
from yogaflow_cli.text.durations import parse_duration

FORGOTTEN = {
    "e": "end it at 4 hours",
    "t": "end it at a time",
    "p": "give the time practised",
    "d": "discard it",
}


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
    if workspace.can_ask and stated is None and moment is None and not end_at_limit:
        answered = answer_for_forgotten(workspace, reference)
        if answered is None:
            return
        moment, stated, end_at_limit = answered
    complete_and_tell(workspace, reference, said, moment, stated, end_at_limit, overlap)


def complete_and_tell(
    workspace: Workspace,
    reference: SessionReference,
    said: Said,
    at: datetime | None,
    duration: timedelta | None,
    end_at_limit: bool,
    overlap: bool,
) -> None:
    """Ends the practice and answers with what it adds up to."""
    completion = completing.complete(
        workspace.log,
        workspace.now,
        reference,
        at=at,
        duration=duration,
        end_at_limit=end_at_limit,
        said=said,
        overlap=overlap,
    )
    tell_of_completion(workspace, completion)


def answer_for_forgotten(
    workspace: Workspace, reference: SessionReference
) -> tuple[datetime | None, timedelta | None, bool] | None:
    """What is true of a practice past 4 hours, as the person says; None when it was discarded."""
    session = lifecycle_session(workspace.log, reference)
    if session.state is SessionState.ENDED or not past_limit(session, workspace.now):
        return None, None, False
    answer = choice(f"Session {session.number} ran past 4 hours. What is true?", FORGOTTEN)
    if answer == "e":
        return None, None, True
    if answer == "t":
        return line("It ended at", workspace.instant), None, False
    if answer == "p":
        return None, line("Time practised", parse_duration), False
    dropped = practice.discard(workspace.log, workspace.now, session.number)
    workspace.output.echo(wording.dropped(dropped, workspace.viewer) + workspace.label)
    return None


def past_limit(session: PracticeSession, now: datetime) -> bool:
    """Whether the session, ended now, would hold over 4 hours."""
    return is_over_limit(transitions.ended_at(session, transitions.natural_end(session, now)), now)
