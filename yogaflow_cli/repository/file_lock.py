"""A file that one process at a time holds; the system frees it when its holder dies, however."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from yogaflow_cli.paths import BINARY, create_private_file, storage_failure

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCKED_BYTE = 1 << 20
"""Windows locks bytes, and nobody may read one that is locked: this one lies behind all content."""


@contextmanager
def held(path: Path, patience_seconds: float) -> Iterator[bool]:
    """Whether the file could be locked, which is made when it is missing, within a time; free again at the end.

    Raises:
        StorageError: the file cannot be used.
    """
    descriptor = opened(path)
    try:
        yield taken(descriptor, patience_seconds)
    finally:
        os.close(descriptor)


def opened(path: Path) -> int:
    """The file that is to be locked, made when it is missing. Raises StorageError."""
    with suppress(FileExistsError):
        create_private_file(path)
    try:
        return os.open(path, os.O_RDWR | BINARY)
    except OSError as error:
        raise storage_failure(error, path) from error


def taken(descriptor: int, patience_seconds: float) -> bool:
    """Whether the file could be locked against everybody within a time."""
    give_up_at = monotonic() + patience_seconds
    while not locked(descriptor, alone=True):
        if monotonic() >= give_up_at:
            return False
        sleep(0.02)
    return True


def locked(descriptor: int, *, alone: bool = False) -> bool:
    """Whether the lock could be taken, without waiting; `alone` against everybody, else only against who is alone."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
