"""A sequence fitted to a total: its holds longer or shorter by one factor, within what a body can follow.

Moving from pose to pose keeps its time. Both sides stay equal to the millisecond. The final rest is never shortened.
"""

from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.domain.session import LIMIT
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.durations import typed

SHORTEST_BREATH_MILLISECONDS = 2500
LONGEST_BREATH_MILLISECONDS = 20_000
SHORTEST_HOLD_MILLISECONDS = 5000
MOST_TIMES_A_HOLD = 10
MOST_TIMES_A_PATTERN = 2
FINAL_REST = "corpse"

ONE = 1 << 32
"""The factor 1: factors are whole numbers of this fraction, so that no rounding of floats can part two equal holds."""

LARGEST_FACTOR = 20 * ONE
"""Takes every hold to its longest: a written breath has a second or more."""

MILLISECOND = timedelta(milliseconds=1)


class Holds(NamedTuple):
    """Steps whose holds are one and the same length: a pose on both sides, or a single step. Shortest to longest."""

    step_indexes: tuple[int, ...]
    written_milliseconds: int
    shortest_milliseconds: int
    longest_milliseconds: int

    def fitted(self, factor: int) -> int:
        """The length of each at a factor."""
        scaled = self.written_milliseconds * factor // ONE
        return min(max(scaled, self.shortest_milliseconds), self.longest_milliseconds)

    def remainder(self, factor: int) -> int:
        """What rounding takes from the scaled length."""
        return self.written_milliseconds * factor % ONE


def fitted(sequence: Sequence, total: timedelta) -> Sequence:
    """The sequence with a planned time of `total`, preparing not included.

    Every hold takes the same factor, as far as its bounds allow: a counted breath lasts from 2.5 s to 20 s (or as
    written, where that is less or more), a pattern from half to twice its time, a hold in time from half of it (or 5 s,
    if that is less) to ten times. The resting at the end may grow, and shrinks only if it is over half of the practice.
    It is exact, but for one millisecond where every step has two sides and the total is odd.

    Raises:
        InvalidValue: no factor leads there; the message has the range that can be reached.
    """
    groups = _groups(sequence)
    moving = sum(step.transition_milliseconds for step in sequence.steps)
    shortest, longest = (moving + _total(groups, factor) for factor in (0, LARGEST_FACTOR))
    wanted = total // MILLISECOND
    _refuse_unreachable(sequence, wanted, shortest, min(longest, LIMIT // MILLISECOND))
    factor = bisect_right(range(LARGEST_FACTOR + 1), wanted - moving, key=lambda each: _total(groups, each)) - 1
    lengths = _shared_out(groups, factor, wanted - moving)
    holds = {index: length for group, length in zip(groups, lengths, strict=True) for index in group.step_indexes}
    return replace(sequence, steps=tuple(_with_hold(step, holds[index]) for index, step in enumerate(sequence.steps)))


def _groups(sequence: Sequence) -> list[Holds]:
    """Single steps, and pairs of the two sides of one pose, wherever in the sequence they stand."""
    resting = _final_rest(sequence)
    return [_holds(indexes, sequence.steps[indexes[0]], indexes[-1] >= resting) for indexes in _paired(sequence.steps)]


def _paired(steps: tuple[Step, ...]) -> list[tuple[int, ...]]:
    """The indexes of all steps: of each pose and hold the first right with the first left and so on, the others alone.

    In pairs, and not in one group of all that are alike, few milliseconds are left that cannot be shared out.
    """
    waiting: dict[tuple[object, ...], list[int]] = {}
    paired: list[tuple[int, ...]] = []
    for index, step in enumerate(steps):
        alike = (step.pose, step.hold_milliseconds, step.breaths, step.pattern)
        opposite = Side.LEFT if step.side is Side.RIGHT else Side.RIGHT
        if step.side is None:
            paired.append((index,))
        elif others := waiting.get((*alike, opposite)):
            paired.append((others.pop(0), index))
        else:
            waiting.setdefault((*alike, step.side), []).append(index)
    return [*paired, *((index,) for indexes in waiting.values() for index in indexes)]


def _final_rest(sequence: Sequence) -> int:
    """The index where the resting begins that ends the sequence; past the end where none is to be protected."""
    steps = sequence.steps
    begin = len(steps)
    while begin and steps[begin - 1].pose == FINAL_REST:
        begin -= 1
    resting = sum(step.planned_milliseconds for step in steps[begin:])
    return begin if resting * 2 <= sequence.planned_milliseconds else len(steps)


def _holds(step_indexes: tuple[int, ...], step: Step, is_final_rest: bool) -> Holds:
    """The bounds of a hold; what is written always lies within them."""
    written = step.hold_milliseconds
    if step.breaths is not None:
        shortest = round(step.breaths * SHORTEST_BREATH_MILLISECONDS)
        longest = round(step.breaths * LONGEST_BREATH_MILLISECONDS)
    elif step.pattern is not None:
        shortest, longest = -(-written // 2), written * MOST_TIMES_A_PATTERN
    else:
        shortest, longest = min(SHORTEST_HOLD_MILLISECONDS, -(-written // 2)), written * MOST_TIMES_A_HOLD
    return Holds(step_indexes, written, written if is_final_rest else min(shortest, written), max(longest, written))


def _total(groups: list[Holds], factor: int) -> int:
    return sum(group.fitted(factor) * len(group.step_indexes) for group in groups)


def _refuse_unreachable(sequence: Sequence, wanted: int, shortest: int, longest: int) -> None:
    if shortest <= wanted <= longest:
        return
    # Rounded inward, so that what is named can be typed.
    reachable = typed(-(-shortest // 1000) * timedelta(seconds=1)), typed(longest * MILLISECOND)
    asked = typed(wanted * MILLISECOND)
    hint = "Take more --rounds, or another sequence." if wanted > longest else "Take fewer --rounds, or a later step."
    raise InvalidValue(f"{sequence.slug} can last from {reachable[0]} to {reachable[1]}, not {asked}.", hint)


def _shared_out(groups: list[Holds], factor: int, wanted_milliseconds: int) -> list[int]:
    """The lengths at the factor, and what rounding left over given back a millisecond at a time.

    Pairs come first, since single steps fill any gap; then those from which rounding took most.
    """
    lengths = [group.fitted(factor) for group in groups]
    left = wanted_milliseconds - _total(groups, factor)
    places = range(len(groups))
    order = sorted(places, key=lambda place: (-len(groups[place].step_indexes), -groups[place].remainder(factor)))
    given = True
    while left and given:
        given = False
        for place in order:
            group = groups[place]
            if len(group.step_indexes) <= left and lengths[place] < group.longest_milliseconds:
                lengths[place] += 1
                left -= len(group.step_indexes)
                given = True
    return lengths


def _with_hold(step: Step, hold_milliseconds: int) -> Step:
    if hold_milliseconds == step.hold_milliseconds:
        return step
    breath = round(hold_milliseconds / step.breaths) if step.breaths else step.breath_milliseconds
    return replace(step, hold_milliseconds=hold_milliseconds, breath_milliseconds=breath)
