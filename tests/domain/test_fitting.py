"""`--fit 20m`: a sequence as long as the time one has."""

from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.guide_sequences import breathed, held, sequence_of, sequences
from yogaflow_cli.domain.fitting import fitted
from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue

BOTH = [held("tree", 30, side, move=3) for side in (Side.RIGHT, Side.LEFT)]


def seconds(count: float) -> timedelta:
    """So many of them."""
    return timedelta(seconds=count)


def holds(sequence: Sequence) -> list[float]:
    """The holds in seconds."""
    return [step.hold_seconds for step in sequence.steps]


def fitted_or_none(sequence: Sequence, total: timedelta) -> Sequence | None:
    """The fitted sequence, None where the total cannot be reached."""
    try:
        return fitted(sequence, total)
    except InvalidValue:
        return None


@given(sequences(), st.floats(0.2, 4))
def test_the_total_is_met_exactly(sequence: Sequence, factor: float) -> None:
    """Issue 3: scales holds to a total; only an odd millisecond cannot be shared between two sides."""
    total = timedelta(seconds=max(1, round(sequence.planned_seconds * factor)))
    found = fitted_or_none(sequence, total)
    assume(found is not None)
    assert found is not None
    missing = total // timedelta(milliseconds=1) - found.planned_milliseconds

    assert missing == 0 or (missing == 1 and any(step.side for step in sequence.steps))
    assert found.planned_seconds == total.total_seconds()


@given(sequences(), st.integers(1, 1200))
def test_a_fitted_sequence_keeps_its_steps_its_sides_equal_and_its_breaths_sane(
    sequence: Sequence, total_seconds: int
) -> None:
    """Issue 3: keeps both sides equal, and a sane minimum for each counted breath."""
    found = fitted_or_none(sequence, seconds(total_seconds))
    assume(found is not None)
    assert found is not None

    assert [(step.pose, step.side, step.transition_milliseconds) for step in found.steps] == [
        (step.pose, step.side, step.transition_milliseconds) for step in sequence.steps
    ]
    sides = {side: [step.hold_milliseconds for step in found.steps if step.side is side] for side in Side}
    assert sum(sides[Side.LEFT]) == sum(sides[Side.RIGHT])
    for written, step in zip(sequence.steps, found.steps, strict=True):
        assert step.hold_milliseconds > 0
        if step.breaths is not None:
            shortest = min(2500 * step.breaths, written.hold_milliseconds)
            assert step.hold_milliseconds >= shortest
            assert abs(step.breath_milliseconds * step.breaths - step.hold_milliseconds) <= step.breaths


@given(sequences(), st.integers(1, 1200))
def test_longer_holds_stay_the_longer_ones(sequence: Sequence, total_seconds: int) -> None:
    """One factor for all: of two holds alike in kind the longer one is never fitted to be the shorter."""
    found = fitted_or_none(sequence, seconds(total_seconds))
    assume(found is not None)
    assert found is not None
    timed = [
        (written.hold_milliseconds, step.hold_milliseconds)
        for written, step in zip(sequence.steps, found.steps, strict=True)
        if step.breaths is None and step.pattern is None and step.pose != "corpse"
    ]
    for (written, now), (later_written, later_now) in zip(sorted(timed), sorted(timed)[1:], strict=False):
        assert written == later_written or now <= later_now + 2


@given(sequences(), st.integers(1, 1200))
def test_the_range_that_a_refusal_names_can_be_reached(sequence: Sequence, total_seconds: int) -> None:
    """What to type next must work when it is typed."""
    try:
        fitted(sequence, seconds(total_seconds))
    except InvalidValue as refused:
        words = refused.message.split()
        shortest, longest = in_seconds(words[4]), in_seconds(words[6].rstrip(","))
        assume(shortest <= longest)  # no range of whole seconds lies within steps of milliseconds
        for total in (shortest, longest):
            assert fitted(sequence, total).planned_seconds == total.total_seconds()


def in_seconds(typed: str) -> timedelta:
    """The span of `1h20m5s`."""
    total, number = 0, ""
    for sign in typed:
        if sign.isdigit():
            number += sign
        else:
            total += int(number) * {"h": 3600, "m": 60, "s": 1}[sign]
            number = ""
    return seconds(total)


def test_holds_are_scaled_and_moving_is_not() -> None:
    """66 s with 6 s of moving, in two minutes."""
    found = fitted(sequence_of(*BOTH), seconds(126))
    assert holds(found) == [60, 60]
    assert [step.transition_milliseconds for step in found.steps] == [3000, 3000]


def test_its_own_length_leaves_a_sequence_as_it_is() -> None:
    """Not even a rounding."""
    sequence = sequence_of(*BOTH, breathed("dog", 7.0, breath_milliseconds=3333), held("corpse", 120))
    assert fitted(sequence, sequence.planned_milliseconds * timedelta(milliseconds=1)) == sequence


def test_the_final_rest_is_not_shortened() -> None:
    """Issue 3: protects the final rest; it grows with the rest of the practice."""
    sequence = sequence_of(held("tree", 200), held("dog", 200), held("corpse", 60), held("corpse", 60))
    assert holds(fitted(sequence, seconds(320))) == [100, 100, 60, 60]
    assert holds(fitted(sequence, seconds(1040))) == [400, 400, 120, 120]


def test_a_rest_in_the_middle_is_a_hold_like_any_other() -> None:
    """Only what ends the practice is protected."""
    assert holds(fitted(sequence_of(held("corpse", 60), held("tree", 60)), seconds(60))) == [30, 30]


def test_a_practice_that_is_mostly_rest_can_be_shorter() -> None:
    """Ten minutes of savasana in five."""
    assert holds(fitted(sequence_of(held("corpse", 540), held("corpse", 60)), seconds(300))) == [270, 30]


def test_what_one_hold_cannot_give_the_others_do() -> None:
    """Counted breaths of 3 s go down to 2.5 s and no further; up to 20 s, and no further."""
    sequence = sequence_of(breathed("tree", 10.0, breath_milliseconds=3000), held("dog", 60))
    assert holds(fitted(sequence, seconds(45))) == [25, 20]
    assert holds(fitted(sequence, seconds(200 + 560))) == [200, 560]


@pytest.mark.parametrize(
    ("steps", "total", "message"),
    [
        ([breathed("tree", 10.0)], 24, "any can last from 25s to 3m20s, not 24s."),
        ([breathed("tree", 10.0)], 201, "any can last from 25s to 3m20s, not 3m21s."),
        (BOTH, 15, "any can last from 16s to 10m6s, not 15s."),
        ([held("tree", 3600)], 14_401, "any can last from 5s to 4h, not 4h1s."),
    ],
)
def test_a_total_out_of_reach_is_refused_and_the_range_told(steps: list[Step], total: int, message: str) -> None:
    """Issue 3: the reason, and what would be right."""
    with pytest.raises(InvalidValue) as refused:
        fitted(sequence_of(*steps), seconds(total))
    assert refused.value.message == message
    assert refused.value.hint
