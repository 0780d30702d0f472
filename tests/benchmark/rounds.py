"""Calls in turn, round after round: another program's load moves seconds, but hardly the ratios within a round."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.benchmark.clock import Call, seconds
from tests.benchmark.limits import Subject

Cycle = tuple[Call, ...]
"""Calls that only make sense one after the other, such as `start` and `complete`."""


class Sample(NamedTuple):
    """What one call took, and what the yardstick took just before and just after its cycle, on average."""

    seconds: float
    yardstick_seconds: float


Samples = dict[Subject, list[Sample]]
"""By round; a slow subject has fewer of them, from the first rounds."""

LEAST_ROUNDS = 3
SLOW_SECONDS = 2.0
MOST_SECONDS_OF_A_CYCLE = 12.0
"""A cycle that is slow stops after that, as soon as it has had the least rounds."""


def in_turn(yardstick: Call, cycles: Sequence[Cycle], rounds: int, tell: Callable[[str], None]) -> Samples:
    """The samples of so many rounds; slow cycles get fewer of them, at least 3."""
    samples: Samples = {call.subject: [] for cycle in cycles for call in cycle if call.is_timed}
    due: dict[Cycle, int] = {}
    seconds(yardstick)
    for number in range(1, rounds + 1):
        tell(f"round {number} of {rounds}")
        before = seconds(yardstick)
        for cycle in cycles:
            if number > due.get(cycle, rounds):
                continue
            if number == 1:
                due[cycle], took = warm(cycle, rounds)
            else:
                took = run(cycle)
            after = seconds(yardstick)
            for call, call_seconds in zip(cycle, took, strict=True):
                if call.is_timed:
                    samples[call.subject].append(Sample(call_seconds, (before + after) / 2))
            before = after
    return samples


def warm(cycle: Cycle, rounds: int) -> tuple[int, list[float]]:
    """How many rounds a cycle gets, and its first; what is not slow has run once before that to warm up."""
    first = run(cycle)
    due = rounds_of(sum(first), rounds)
    return due, first if sum(first) > SLOW_SECONDS else run(cycle)


def run(cycle: Cycle) -> list[float]:
    """What each call of a cycle takes."""
    return [seconds(call) for call in cycle]


def rounds_of(cycle_seconds: float, rounds: int) -> int:
    """How many rounds a cycle of that length gets."""
    if cycle_seconds <= SLOW_SECONDS:
        return rounds
    return min(rounds, max(LEAST_ROUNDS, int(MOST_SECONDS_OF_A_CYCLE / cycle_seconds)))
