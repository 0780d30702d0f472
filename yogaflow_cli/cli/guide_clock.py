"""The guide's clock: it runs evenly from one reading of the time of day, through sleep, and whoever sets the clock."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from yogaflow_cli.errors import InvalidValue

MILLISECOND = timedelta(milliseconds=1)
SPEED_VARIABLE = "YOGAFLOW_TEST_SPEED"
"""How many times faster the guide's time runs: for tests, and for whoever wants to look through a sequence."""

MOST_SPEED = 3600


class GuideClock:
    """Instants from `anchor` on. `seconds` are real ones: they tell how long the guide itself did nothing."""

    def __init__(self, anchor: datetime, speed: float = 1.0) -> None:
        self.speed = speed
        self._anchor = anchor.replace(microsecond=anchor.microsecond // 1000 * 1000)
        self._began = steady_seconds()

    def now(self) -> datetime:
        """The instant, to the millisecond, rounded down."""
        passed = timedelta(seconds=(steady_seconds() - self._began) * self.speed)
        return self._anchor + passed // MILLISECOND * MILLISECOND

    def seconds(self) -> float:
        """Real seconds since some moment."""
        return steady_seconds()


def steady_seconds() -> float:
    """Seconds that nobody can set, and that go on while the machine sleeps; they tell so that it slept."""
    # Linux: `time.monotonic` stops while the machine sleeps. macOS: only CLOCK_MONOTONIC goes on. Windows: it does.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()


def speed_of(environment: Mapping[str, str]) -> float:
    """How much faster time is to run; 1 where nothing is said.

    Raises:
        InvalidValue: it is no number from 1 to 3600.
    """
    text = environment.get(SPEED_VARIABLE) or "1"
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST_SPEED):
        raise InvalidValue(f"{SPEED_VARIABLE} must be a whole number from 1 to {MOST_SPEED}.")
    return float(text)
