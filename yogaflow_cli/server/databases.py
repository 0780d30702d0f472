"""The open databases of the server: each is used by one request at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yogaflow_cli.errors import StorageError, TokenWrong
from yogaflow_cli.repository.database import Database, identity_of


class Databases:
    """Opened when all others are in use, and kept; one whose file was replaced, as by `restore`, is opened anew."""

    def __init__(self, open_database: Callable[[float], Database | None], patience_seconds: float) -> None:
        self.open_database = open_database
        self.patience_seconds = patience_seconds
        self.idle: deque[Database] = deque()

    @contextmanager
    def taken(self) -> Iterator[Database]:
        """A database for one request.

        Raises:
            TokenWrong: nobody practises here yet, so that no token can be anybody's.
            StorageError: as `Database.existing`.
        """
        database = self.usable() or self.opened()
        try:
            yield database
        except StorageError:
            # One that was opened while the file could only be read, reads only for ever.
            database.close()
            raise
        except BaseException:
            self.keep(database)
            raise
        self.keep(database)

    def keep(self, database: Database) -> None:
        """Keeps a database for the next request, unless something is unfinished in it."""
        if database.connection.in_transaction:
            database.close()
        else:
            self.idle.append(database)

    def usable(self) -> Database | None:
        """An idle one whose file is still the one at its path."""
        while self.idle:
            try:
                database = self.idle.pop()
            except IndexError:  # another thread took the last one between the two looks
                return None
            if identity_of(database.path) == database.file:
                return database
            database.close()
        return None

    def opened(self) -> Database:
        """A new one. Raises as `taken`."""
        database = self.open_database(self.patience_seconds)
        if database is None:
            raise TokenWrong("Nobody practises here yet.", "Begin in a terminal: yogaflow start")
        return database

    def close(self) -> None:
        """Lets go of all that are idle."""
        while self.idle:
            self.idle.pop().close()
