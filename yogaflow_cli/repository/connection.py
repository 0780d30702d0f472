"""Connections to the file at a path, whatever is in it. What is asked of ours is `database.py`'s."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from yogaflow_cli.repository.failures import TranslatingConnection, translated

BUSY_TIMEOUT_SECONDS = 10.0


def address_of(path: Path) -> str:
    """The file's URI; its bytes are quoted, for a folder's name need not be UTF-8."""
    return f"file:{quote(os.fsencode(path))}"


def connection_to(
    path: Path,
    patience_seconds: float = BUSY_TIMEOUT_SECONDS,
    *,
    reads_only: bool = False,
    one_thread: bool = True,
) -> TranslatingConnection:
    """A connection to the file, which must exist. Raises StorageError."""
    address = f"{address_of(path)}?mode={'ro' if reads_only else 'rw'}"
    with translated(path):
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=patience_seconds,
            isolation_level=None,
            check_same_thread=one_thread,
            factory=TranslatingConnection,
        )
    connection.path = path
    return connection


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """Several reads that see the file as it was at the first; inside others that do, the same state."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
