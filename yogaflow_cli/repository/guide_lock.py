"""Tells whether a guide leads a practice at this moment: it holds a lock that the system frees when it dies.

A file beside the database for each profile, made by its first guide. What is in it is the UUID of the session.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from yogaflow_cli.errors import AlreadyOpen
from yogaflow_cli.paths import create_private_file, storage_failure

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BINARY = getattr(os, "O_BINARY", 0)
LOCKED_BYTE = 1 << 20
"""Windows locks bytes, and nobody may read one that is locked: this one lies behind all content."""

PATIENCE_SECONDS = 2.0
"""Whoever only looks holds the lock for a moment, too, and a guide sees only after one that its session was ended."""


class GuideLock:
    """The lock of one profile's guide."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None

    def take(self) -> None:
        """Takes it, for no session yet; it is free again when `release` is called, or the process ends, however.

        Raises:
            AlreadyOpen: another guide of the profile is alive.
            StorageError: the file cannot be used.
        """
        descriptor = self._opened()
        try:
            give_up_at = monotonic() + PATIENCE_SECONDS
            while not locked(descriptor, alone=True):
                if monotonic() > give_up_at:
                    raise AlreadyOpen("A guide leads this practice already.", "Go to its terminal, or end it there: q")
                sleep(0.02)
            os.ftruncate(descriptor, 0)
        except BaseException:
            os.close(descriptor)
            raise
        self._held = descriptor

    def name(self, session_uuid: str) -> None:
        """Tells everybody which session the holder leads from now on."""
        if self._held is None:
            raise ValueError("only who holds the lock leads a session")
        os.write(self._held, session_uuid.encode("ascii"))

    def release(self) -> None:
        """Lets go of it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def is_held_for(self, session_uuid: str) -> bool:
        """Whether a guide leads that session now. Reads only."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | BINARY)
        except OSError:
            return False
        try:
            return os.read(descriptor, len(session_uuid)) == session_uuid.encode() and not locked(descriptor)
        except OSError:
            return False
        finally:
            os.close(descriptor)

    def _opened(self) -> int:
        with suppress(FileExistsError):
            create_private_file(self.path)
        try:
            return os.open(self.path, os.O_RDWR | BINARY)
        except OSError as error:
            raise storage_failure(error, self.path) from error


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
