"""The numbers that a database has given: none of them is ever given again, not even after a restore."""

import sqlite3
from contextlib import closing
from pathlib import Path

from yogaflow_cli.errors import StorageError
from yogaflow_cli.repository.connection import connection_to

GIVEN = "SELECT name, seq FROM sqlite_sequence"
# SQLite counts a table from its first row on.
COUNT_TABLE = """
INSERT INTO sqlite_sequence SELECT name, 0 FROM sqlite_schema
WHERE type = 'table' AND name = ? AND sql LIKE '%AUTOINCREMENT%' AND name NOT IN (SELECT name FROM sqlite_sequence)
"""
GO_ON = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"


def numbers_given(path: Path) -> dict[str, int]:
    """The last number that each table has given; none where the database cannot be read. Only reads."""
    try:
        with closing(connection_to(path, reads_only=True)) as connection:
            return dict(connection.execute(GIVEN).fetchall())
    except StorageError:
        return {}


def go_on_from(connection: sqlite3.Connection, numbers: dict[str, int]) -> None:
    """Lets each table's numbers go on behind those; inside a write's transaction."""
    for table, number in numbers.items():
        connection.execute(COUNT_TABLE, [table])
        connection.execute(GO_ON, [number, table])
