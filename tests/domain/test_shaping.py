"""A sequence shaped for one practice."""

from datetime import timedelta

import pytest

from tests.domain.guide_sequences import breathed, held, sequence_of
from yogaflow_cli.domain.sequence import Bell
from yogaflow_cli.domain.shaping import from_step, with_bell, with_breath, with_prepare
from yogaflow_cli.errors import InvalidValue

SEQUENCE = sequence_of(breathed("tree", 5.0), held("dog", 20), held("corpse", 60), prepare=10)


def seconds(count: float) -> timedelta:
    """So many of them."""
    return timedelta(seconds=count)


def test_another_breath_changes_counted_holds_only() -> None:
    """`--breath 4s`."""
    assert [step.hold_milliseconds for step in with_breath(SEQUENCE, seconds(4)).steps] == [20_000, 20_000, 60_000]


@pytest.mark.parametrize("breath", [seconds(-1), seconds(0), seconds(0.9), seconds(61), timedelta(hours=1)])
def test_a_breath_that_nobody_breathes_is_refused(breath: timedelta) -> None:
    """The bounds of a sequence file."""
    with pytest.raises(InvalidValue, match="A breath lasts from 1 s to 60 s"):
        with_breath(SEQUENCE, breath)


def test_a_later_beginning_leaves_the_steps_before_out_of_the_plan() -> None:
    """`--from-step 2`."""
    assert from_step(SEQUENCE, 1) == SEQUENCE
    assert from_step(SEQUENCE, 2).steps == SEQUENCE.steps[1:]
    assert from_step(SEQUENCE, 3).planned_seconds == 60


@pytest.mark.parametrize("step_number", [-1, 0, 4])
def test_a_beginning_outside_the_sequence_is_refused(step_number: int) -> None:
    """The message names what there is."""
    with pytest.raises(InvalidValue) as refused:
        from_step(SEQUENCE, step_number)
    assert (refused.value.message, refused.value.hint) == (f"any has no step {step_number}.", "Its steps are 1 to 3.")


def test_preparing_takes_as_long_as_wanted() -> None:
    """`--prepare 0s` up to ten minutes; it is no part of the plan."""
    assert with_prepare(SEQUENCE, seconds(0)).prepare_milliseconds == 0
    longest = with_prepare(SEQUENCE, timedelta(minutes=10))
    assert (longest.prepare_milliseconds, longest.planned_seconds) == (600_000, SEQUENCE.planned_seconds)
    for prepare in (seconds(601), seconds(-1)):
        with pytest.raises(InvalidValue, match="Preparing takes up to 10 minutes"):
            with_prepare(SEQUENCE, prepare)


def test_other_bells_replace_those_of_the_file() -> None:
    """`--bell every:5m`, and back."""
    every = with_bell(SEQUENCE, Bell.EVERY, seconds(300))
    assert (every.bell, every.bell_every_milliseconds) == (Bell.EVERY, 300_000)
    steps = with_bell(every, Bell.STEPS)
    assert (steps.bell, steps.bell_every_milliseconds) == (Bell.STEPS, None)


@pytest.mark.parametrize(
    ("bell", "every"),
    [(Bell.EVERY, None), (Bell.EVERY, seconds(0.5)), (Bell.EVERY, seconds(0)), (Bell.ENDS, seconds(5))],
)
def test_an_interval_goes_with_every_and_no_other(bell: Bell, every: timedelta | None) -> None:
    """Nothing could be read back otherwise."""
    with pytest.raises(InvalidValue, match="interval must be a second or more"):
        with_bell(SEQUENCE, bell, every)
