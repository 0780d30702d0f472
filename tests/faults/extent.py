"""How much is tried: a quick form for every change, a long form whose figures the README shows."""

import os

from hypothesis import Phase

VARIABLE = "YOGAFLOW_FAULTS"
LONG = "long"

AS_FOUND = [Phase.generate]
"""What is found by fuzzing is told as it was found: to make it smaller took five minutes of a run that may take six."""


def is_long() -> bool:
    """Whether this run is the long form."""
    return os.environ.get(VARIABLE) == LONG


def times(quick: int, long: int) -> int:
    """How often, or for how many seconds, something is tried in this run."""
    return long if is_long() else quick
