"""What was practised of each step of a guided run. `playback.py` moves a run on; `status.py` says what it makes."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.side import Side

if TYPE_CHECKING:
    # Its import takes 7 ms, and every session that is read may hold records.
    from yogaflow_cli.domain.sequence import Step


class Outcome(StrEnum):
    """HELD for its planned time or longer, SHORTENED, or SKIPPED: left before a tenth of the hold was practised."""

    HELD = "held"
    SHORTENED = "shortened"
    SKIPPED = "skipped"


class StepRecord(NamedTuple):
    """One attempt at a step, as it ended; a step that was done again has several. `step_number` counts from 1.

    `pose` is the step's: a slug of the pose book, or the writer's own words. Both times hold the moving into the pose.
    All records together hold all time of the run, skipped steps' too.
    """

    step_number: int
    pose: str
    outcome: Outcome
    side: Side | None
    planned_milliseconds: int
    practised_milliseconds: int


def record_of(step: "Step", step_number: int, practised_milliseconds: int) -> StepRecord:
    """The record of a step that ends after so long."""
    held = practised_milliseconds - step.transition_milliseconds
    if practised_milliseconds >= step.planned_milliseconds:
        outcome = Outcome.HELD
    elif held * 10 < step.hold_milliseconds:
        outcome = Outcome.SKIPPED
    else:
        outcome = Outcome.SHORTENED
    return StepRecord(step_number, step.pose, outcome, step.side, step.planned_milliseconds, practised_milliseconds)


def planned_milliseconds_practised(records: Iterable[StepRecord]) -> int:
    """How much of the plan was practised and not skipped: attempts at a step add up, to its planned time at most."""
    practised: dict[int, int] = {}
    for record in records:
        if record.outcome is not Outcome.SKIPPED:
            sum_so_far = practised.get(record.step_number, 0) + record.practised_milliseconds
            practised[record.step_number] = min(sum_so_far, record.planned_milliseconds)
    return sum(practised.values())


def poses_completed(records: Iterable[StepRecord]) -> int:
    """The number of steps that were held or shortened, each counted once."""
    return len({record.step_number for record in records if record.outcome is not Outcome.SKIPPED})
