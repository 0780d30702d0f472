"""What the file knows of itself: its own id, this device's id, and the profile that `profile use` chose."""

import sqlite3
from uuid import uuid4

READ = "SELECT value FROM installation WHERE name = ?"
WRITE = "INSERT INTO installation VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2"
WRITE_ONCE = "INSERT INTO installation VALUES (?, ?) ON CONFLICT DO NOTHING"
FORGET = "DELETE FROM installation WHERE name = ?"

CHOSEN_PROFILE = "chosen_profile"


def database_id(connection: sqlite3.Connection) -> str:
    """The id of this database, part of the name under which the keyring keeps tokens."""
    return kept_id(connection, "database_id")


def device_id(connection: sqlite3.Connection) -> str:
    """The id of this device, on every change that it makes."""
    return kept_id(connection, "device_id")


def kept_id(connection: sqlite3.Connection, name: str) -> str:
    """The id under `name`, made at the first call, which must stand in a write's transaction."""
    found = value(connection, name)
    if found is not None:
        return found
    connection.execute(WRITE_ONCE, [name, str(uuid4())])
    return kept_id(connection, name)


def value(connection: sqlite3.Connection, name: str) -> str | None:
    """A kept value."""
    row = connection.execute(READ, [name]).fetchone()
    return None if row is None else str(row[0])


def keep(connection: sqlite3.Connection, name: str, kept: str | None) -> None:
    """Keeps a value, or forgets it."""
    if kept is None:
        connection.execute(FORGET, [name])
    else:
        connection.execute(WRITE, [name, kept])
