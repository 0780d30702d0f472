"""What was practised of each step of a guided run, and what that makes of the run. `playback.py` moves a run on."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.pose import Side
from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.status import status_by_share


class Outcome(StrEnum):
    """HELD for its planned time or longer, SHORTENED, or SKIPPED: left before a tenth of the hold was practised."""

    HELD = "held"
    SHORTENED = "shortened"
    SKIPPED = "skipped"


class StepRecord(NamedTuple):
    """One attempt at a step, as it ended; a step that was done again has several. `step_number` counts from 1.

    Both times hold the moving into the pose. All records together hold all time of the run, skipped steps' too.
    """

    step_number: int
    outcome: Outcome
    side: Side | None
    planned_milliseconds: int
    practised_milliseconds: int


def record_of(step: Step, step_number: int, practised_milliseconds: int) -> StepRecord:
    """The record of a step that ends after so long."""
    held = practised_milliseconds - step.transition_milliseconds
    if practised_milliseconds >= step.planned_milliseconds:
        outcome = Outcome.HELD
    elif held * 10 < step.hold_milliseconds:
        outcome = Outcome.SKIPPED
    else:
        outcome = Outcome.SHORTENED
    return StepRecord(step_number, outcome, step.side, step.planned_milliseconds, practised_milliseconds)


def planned_milliseconds_practised(records: Iterable[StepRecord]) -> int:
    """How much of the plan was practised and not skipped: attempts at a step add up, to its planned time at most."""
    practised: dict[int, int] = {}
    for record in records:
        if record.outcome is not Outcome.SKIPPED:
            sum_so_far = practised.get(record.step_number, 0) + record.practised_milliseconds
            practised[record.step_number] = min(sum_so_far, record.planned_milliseconds)
    return sum(practised.values())


def status_of_run(sequence: Sequence, records: Iterable[StepRecord]) -> CompletionStatus:
    """The status of a guided session when the person gives none: by the share of the whole plan's time."""
    return status_by_share(planned_milliseconds_practised(records), sequence.planned_milliseconds)


def poses_completed(records: Iterable[StepRecord]) -> int:
    """The number of steps that were held or shortened, each counted once."""
    return len({record.step_number for record in records if record.outcome is not Outcome.SKIPPED})
