"""A sequence shaped for one practice: another breath, a later beginning, other bells. `fitting.py` has another length.

Shape in this order: breath, first step, length; a new breath would undo a length.
"""

from dataclasses import replace
from datetime import timedelta

from yogaflow_cli.domain.sequence import Bell, Sequence
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.durations import spoken

SHORTEST_BREATH, LONGEST_BREATH = timedelta(seconds=1), timedelta(seconds=60)
LONGEST_PREPARATION = timedelta(minutes=10)
SHORTEST_INTERVAL = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)


def with_breath(sequence: Sequence, breath: timedelta) -> Sequence:
    """The sequence at another length of a full breath; holds given in time stay.

    Raises:
        InvalidValue: no breath is that long, or that short.
    """
    if not SHORTEST_BREATH <= breath <= LONGEST_BREATH:
        raise InvalidValue(f"A breath lasts from 1 s to 60 s, not {spoken(breath)}.", "Such as --breath 6s.")
    return sequence.at_breath(breath // MILLISECOND)


def from_step(sequence: Sequence, step_number: int) -> Sequence:
    """The sequence without the steps before, which then are no part of the plan; steps count from 1.

    Raises:
        InvalidValue: there is no such step.
    """
    steps = len(sequence.steps)
    if not 1 <= step_number <= steps:
        raise InvalidValue(f"{sequence.slug} has no step {step_number}.", f"Its steps are 1 to {steps}.")
    return replace(sequence, steps=sequence.steps[step_number - 1 :])


def with_prepare(sequence: Sequence, prepare: timedelta) -> Sequence:
    """The sequence with so much time to get ready, up to 10 minutes.

    Raises:
        InvalidValue: it is negative or longer.
    """
    if not timedelta(0) <= prepare <= LONGEST_PREPARATION:
        raise InvalidValue(f"Preparing takes up to 10 minutes, not {spoken(prepare)}.", "Such as --prepare 10s.")
    return replace(sequence, prepare_milliseconds=prepare // MILLISECOND)


def with_bell(sequence: Sequence, bell: Bell, every: timedelta | None = None) -> Sequence:
    """The sequence with other bells; a step's own bell stays. `every` goes with Bell.EVERY and no other.

    Raises:
        InvalidValue: an interval is missing, not wanted, or under a second.
    """
    if (bell is Bell.EVERY) != (every is not None and every >= SHORTEST_INTERVAL):
        raise InvalidValue("The bell's interval must be a second or more.", "Such as --bell every:5m.")
    return replace(sequence, bell=bell, bell_every_milliseconds=every // MILLISECOND if every is not None else None)
