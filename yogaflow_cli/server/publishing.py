"""What prompts see of the writes that clients make side by side."""

from collections.abc import Callable
from threading import Lock

from yogaflow_cli.repository.database import Database


class Publishing:
    """Lets prompts see what was written; one look at the database serves all writes that were on disk before it."""

    def __init__(self, publish: Callable[[Database], None]) -> None:
        self.publish = publish
        self.is_wanted = False
        self.turn = Lock()

    def __call__(self, database: Database) -> None:
        """Returns when a look that began after the caller's write has been published."""
        self.is_wanted = True
        with self.turn:
            if self.is_wanted:
                self.is_wanted = False
                self.publish(database)
