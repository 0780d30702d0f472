"""How much is tried: a quick form for every change, a long form whose figures the README shows."""

import os

from hypothesis import HealthCheck, Phase, settings

VARIABLE = "YOGAFLOW_FAULTS"
LONG = "long"


def is_long() -> bool:
    """Whether this run is the long form."""
    return os.environ.get(VARIABLE) == LONG


def times(quick: int, long: int) -> int:
    """How often, or for how many seconds, something is tried in this run."""
    return long if is_long() else quick


def fuzzing(examples: int, *, derandomize: bool = False) -> settings:
    """How much hypothesis tries, with no limit of its own, and nothing remembered from run to run.

    What is found is told as it was found: to make it smaller took five minutes of a run that may take six.
    """
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=derandomize,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
