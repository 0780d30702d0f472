"""The beginning of a practice, led by the guide or not."""

from datetime import datetime, timedelta
from functools import partial

from yogaflow_cli.cli.answering import name_of, tell_of_session
from yogaflow_cli.cli.heard import NOTHING_HEARD, Heard
from yogaflow_cli.cli.start_plan import FREE_PRACTICE, Start, StartPlan
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.presentation import wording
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice


def start(
    workspace: Workspace,
    plan: StartPlan = FREE_PRACTICE,
    zone_name: str | None = None,
    at: datetime | None = None,
    target: timedelta | None = None,
    overlap: bool = False,
    heard: Heard = NOTHING_HEARD,
) -> None:
    """Begins a practice by a plan, in the named zone or the person's own. Raises as `services.practice.start`."""
    zone_name = workspace.zone_name(zone_name)
    log = workspace.log_from_first_use()
    if not can_begin(workspace, log, plan.guided, heard):
        return
    begin = partial(practice.start, log, workspace.now, zone_name, at=at, target=target, overlap=overlap)
    begin = partial(begin, sequence=plan.sequence or plan.frozen, said=plan.said)
    if plan.guided:
        # A seam: the guide takes 30 ms to import.
        from yogaflow_cli.cli.guided import lead_first  # noqa: PLC0415

        lead_first(workspace, log, plan.sequence, plan.bell_every, begin, heard)
    else:
        begin_unguided(workspace, plan, begin)


def begin_unguided(workspace: Workspace, plan: StartPlan, begin: Start) -> None:
    """Starts the practice, and keeps the interval of free practice's bell for a guide that may be opened later."""
    is_free = plan.sequence is None and plan.frozen is None
    mark = GuideMark(every=plan.bell_every) if plan.bell_every is not None and is_free else None
    session = begin(guide=mark)
    tell_of_session(workspace, session, wording.started(session, workspace.viewer, name_of(workspace, session)))


def can_begin(workspace: Workspace, log: PracticeLog, guided: bool, heard: Heard) -> bool:
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
