"""How much of the plan was practised: the shares that decide a status. No formatting here."""

from collections.abc import Iterable

from yogaflow_cli.domain.session import CompletionStatus, PracticeSession
from yogaflow_cli.domain.step_record import StepRecord, planned_milliseconds_practised


def status_by_share(practised: int, planned: int) -> CompletionStatus:
    """At least 90 % is completed, more than half is partial, everything else abandoned; whole numbers, no rounding."""
    if practised * 10 >= planned * 9:
        return CompletionStatus.COMPLETED
    return CompletionStatus.PARTIAL if practised * 2 > planned else CompletionStatus.ABANDONED


def status_when_not_given(session: PracticeSession, poses: int | None) -> CompletionStatus:
    """The status of a session that no guide led: by `poses` against the plan where both are known, else completed."""
    if session.sequence is None or poses is None:
        return CompletionStatus.COMPLETED
    return status_by_share(poses, session.sequence.steps)


def status_of_run(planned_milliseconds: int, records: Iterable[StepRecord]) -> CompletionStatus:
    """The status of a guided session when the person gives none: by the share of the whole plan's time."""
    return status_by_share(planned_milliseconds_practised(records), planned_milliseconds)
