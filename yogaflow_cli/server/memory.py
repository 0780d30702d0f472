"""What keeps a process that goes on for days within its bounds: of memory, and of files."""

import ctypes
import gc
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

USUAL_THRESHOLDS = (700, 10, 10)
"""Python's own, which `cli/entry.py` raises."""

FILES_A_CONNECTION, OTHER_FILES = 2, 40
M_ARENA_MAX, ARENAS = -8, 1
"""glibc gives nearly every thread an arena of its own, and what one leaves the others do not use: 200 clients left 99
MB in 16 arenas and 88 MB in one, at the same speed, for Python's lock lets one thread compute at a time. mallopt(3)."""


def stay_small() -> None:
    """Collects garbage as Python usually does, which a command hardly does; and lets threads share their heap."""
    gc.freeze()
    gc.set_threshold(*USUAL_THRESHOLDS)
    if sys.platform == "linux":
        # musl has no such function, and no arenas.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def connections_that_fit(most: int) -> int:
    """So many connections, or as many as there may be files open: each may take one more, and the databases some."""
    if sys.platform == "win32":
        return most
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_A_CONNECTION * most + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return most if soft == resource.RLIM_INFINITY else min(most, max(1, (soft - OTHER_FILES) // FILES_A_CONNECTION))
