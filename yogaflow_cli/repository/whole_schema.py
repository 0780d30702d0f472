"""What a database of the current schema consists of, and what one lacks."""

import sqlite3
from contextlib import closing
from typing import NamedTuple

from yogaflow_cli.repository.database import APPLICATION_ID, SCHEMA_VERSION
from yogaflow_cli.repository.migrations import migrate

PARTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
CREATED_BY_SQLITE = "sqlite_"


class Part(NamedTuple):
    """A table, index, trigger or view, and the SQL that makes it."""

    kind: str
    name: str
    sql: str


def missing_parts(connection: sqlite3.Connection) -> list[Part]:
    """The parts that a new database has, and this one has not."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new, SCHEMA_VERSION, APPLICATION_ID)
        whole = [Part(*row) for row in new.execute(PARTS)]
    there = {(kind, name) for kind, name, _ in connection.execute(PARTS)}
    return [part for part in whole if part[:2] not in there and not part.name.startswith(CREATED_BY_SQLITE)]
