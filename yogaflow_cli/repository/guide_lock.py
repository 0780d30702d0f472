"""Tells whether a guide leads a practice at this moment: it holds a lock that the system frees when it dies.

A file beside the database for each profile, made by its first guide. What is in it is the UUID of the session.
"""

import os
from pathlib import Path

from yogaflow_cli.errors import AlreadyOpen
from yogaflow_cli.paths import BINARY
from yogaflow_cli.repository.file_lock import locked, opened, taken

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
        descriptor = opened(self.path)
        try:
            if not taken(descriptor, PATIENCE_SECONDS):
                raise AlreadyOpen("A guide leads this practice already.", "Go to its terminal, or end it there: q")
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
