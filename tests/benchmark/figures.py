"""What samples come to: the median of the rounds' ratios, and its spread."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.benchmark.limits import Goal, Subject
from tests.benchmark.rounds import Samples


@dataclass(frozen=True)
class Figure:
    """A goal and what was found; the quartiles are the first and the third."""

    goal: Goal
    median: float
    quartiles: tuple[float, float]
    rounds: int

    @property
    def is_met(self) -> bool | None:
        """Whether the limit holds; None where there is none."""
        return None if self.goal.at_most is None else self.median <= self.goal.at_most


def figure(goal: Goal, values: Sequence[float]) -> Figure:
    """The figure of a goal from one value a round, at least one."""
    return Figure(goal, statistics.median(values), quartiles(values), len(values))


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """The first and the third quartile, the lowest and the highest value counted in; of one value, itself twice."""
    if len(values) == 1:
        return values[0], values[0]
    first, _, third = statistics.quantiles(values, n=4, method="inclusive")
    return first, third


def yardsticks(samples: Samples, subject: Subject) -> list[float]:
    """One subject's time in yardsticks, round by round."""
    return [sample.seconds / sample.yardstick_seconds for sample in samples[subject]]


def ratios(samples: Samples, subject: Subject, beside: Subject) -> list[float]:
    """One subject's time in another's, round by round, in the rounds that had both."""
    return [over.seconds / under.seconds for over, under in zip(samples[subject], samples[beside], strict=False)]
