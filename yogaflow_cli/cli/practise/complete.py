"""The end of a practice, and what all practice adds up to."""

from datetime import datetime, timedelta

from yogaflow_cli.cli.asking import choice, line
from yogaflow_cli.cli.completion_answer import tell_of_completion
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.session import PracticeSession, SessionState, is_over_limit
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import completing, practice
from yogaflow_cli.services.choosing import SessionReference, lifecycle_session
from yogaflow_cli.services.practice import NOTHING_SAID, Said
from yogaflow_cli.text.durations import parse_duration

FORGOTTEN = {
    "e": "end it at 4 hours",
    "t": "end it at a time",
    "p": "give the time practised",
    "d": "discard it",
}


def complete(
    workspace: Workspace,
    reference: SessionReference = None,
    said: Said = NOTHING_SAID,
    at: datetime | None = None,
    duration: timedelta | None = None,
    end_at_limit: bool = False,
    overlap: bool = False,
) -> None:
    """Ends the practice and answers with what it adds up to; a forgotten one is asked about on a terminal.

    Raises as `services.completing.complete`.
    """
    if workspace.can_ask and duration is None and at is None and not end_at_limit:
        answered = answer_for_forgotten(workspace, reference)
        if answered is None:
            return
        at, duration, end_at_limit = answered
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
