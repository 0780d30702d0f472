"""Who waits for changes is told when something was written, from whichever process it came."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from yogaflow_cli.errors import StorageError, TokenWrong
from yogaflow_cli.repository.database import Database, identity_of
from yogaflow_cli.server.databases import Databases

LOOK_EVERY_SECONDS = 0.4
"""SQLite counts the writes of a file (`PRAGMA data_version`): a look takes 0.05 ms, waking up for it as much again."""


class Watch:
    """Looks at the database while anybody listens. It lives in the server's event loop.

    Its `databases` wait for nobody: while another program holds the file, the next look sees what that wrote.
    """

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self.listeners: set[asyncio.Event] = set()
        self.seen: tuple[tuple[int, int] | None, int] | None = None
        self.database: Database | None = None
        self.is_heard = asyncio.Event()
        self.is_closing = False

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """An event that is set at every change, and when the server closes; who listens clears it."""
        listener = asyncio.Event()
        self.listeners.add(listener)
        self.is_heard.set()
        try:
            yield listener
        finally:
            self.listeners.discard(listener)
            if not self.listeners:
                self.is_heard.clear()

    async def next_change(self, listener: asyncio.Event, at_most_seconds: float) -> None:
        """Waits for a change, the end of the server, or so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(listener.wait(), at_most_seconds)

    async def run(self) -> None:
        """Looks until it is cancelled, whenever somebody listens."""
        try:
            while True:
                await self.is_heard.wait()
                if self.is_closing or self.has_changed():
                    for listener in tuple(self.listeners):
                        listener.set()
                await asyncio.sleep(LOOK_EVERY_SECONDS)
        finally:
            self.let_go()

    def has_changed(self) -> bool:
        """Whether anybody wrote, or replaced the file, since the last look."""
        try:
            database = self.opened()
            now = (identity_of(database.path), database.data_version())
        except (StorageError, TokenWrong):
            self.let_go()
            return False
        changed, self.seen = now != self.seen, now
        return changed

    def opened(self) -> Database:
        """The database that is looked at, the one at its path now. Raises as `Databases.opened`."""
        if self.database is not None and identity_of(self.database.path) != self.database.file:
            self.let_go()
        if self.database is None:
            self.database = self.databases.opened()
        return self.database

    def let_go(self) -> None:
        """Closes the database; the next look opens it again, and finds it changed."""
        self.seen = None
        if self.database is not None:
            self.database.close()
            self.database = None
