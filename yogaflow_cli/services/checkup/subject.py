"""What is examined: the folders, the database as far as it can be opened, the vault, and the moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.errors import StorageError
from yogaflow_cli.paths import Folders
from yogaflow_cli.repository.backups import session_count
from yogaflow_cli.repository.connection import connection_to
from yogaflow_cli.repository.database import SCHEMA_VERSION, has_content, refuse_unreadable
from yogaflow_cli.vault.vault import Vault

if TYPE_CHECKING:
    import sqlite3

Looked = Callable[[int], object]


class Subject(NamedTuple):
    """One machine's yogaflow. `connection` is None where there is no database, or `fault` kept it from being opened.

    `is_current` says whether it has this program's schema; `looked` is told how many sessions more were looked at.
    """

    folders: Folders
    database_path: Path
    vault: Vault
    now: datetime
    zone_name: str
    connection: "sqlite3.Connection | None" = None
    is_current: bool = False
    fault: StorageError | None = None
    looked: Looked | None = None

    @property
    def current(self) -> "sqlite3.Connection | None":
        """The connection to a database of this program's schema."""
        return self.connection if self.is_current else None


@contextmanager
def with_database(subject: Subject) -> Iterator[Subject]:
    """The subject with its database, as it is: nothing is brought to another schema, and nothing can be written."""
    path = subject.database_path
    connection = None
    try:
        try:
            if has_content(path):
                connection = connection_to(path)
                version = refuse_unreadable(connection, path)
                connection.execute("PRAGMA query_only = ON")
                subject = subject._replace(connection=connection, is_current=version == SCHEMA_VERSION)
        except StorageError as error:
            subject = subject._replace(fault=error)
        yield subject
    finally:
        if connection is not None:
            connection.close()


def sessions_of(subject: Subject) -> int:
    """How many sessions there are to look at; 0 where that cannot be told."""
    try:
        return 0 if subject.current is None else session_count(subject.current)
    except StorageError:
        return 0
