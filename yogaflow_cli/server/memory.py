"""What keeps a process that goes on for days small."""

import ctypes
import gc
import sys
from contextlib import suppress

USUAL_THRESHOLDS = (700, 10, 10)
"""Python's own, which `cli/entry.py` raises."""

M_ARENA_MAX, ARENAS = -8, 2
"""glibc gives nearly every thread an arena of its own, and what one leaves the others do not use: of 200 clients 99 MB
were left with 16 arenas, 89 MB with two, at the same speed. See mallopt(3)."""


def stay_small() -> None:
    """Collects garbage as Python usually does, which a command hardly does; and lets threads share their heap."""
    gc.freeze()
    gc.set_threshold(*USUAL_THRESHOLDS)
    if sys.platform == "linux":
        # musl has no such function, and no arenas.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)
