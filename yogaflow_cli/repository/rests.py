"""The days of rest of one proven profile: finding and storing them. Recording the change is `writing.py`'s."""

import sqlite3
from datetime import date

from yogaflow_cli.domain.change import Record
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.rest import Rest

COLUMNS = "uuid, rest_id, first_day, last_day, reason"
ALL = f"SELECT {COLUMNS} FROM rests WHERE profile_id = ? ORDER BY first_day, rest_id"
BETWEEN = f"""
SELECT {COLUMNS} FROM rests WHERE profile_id = ? AND first_day <= ? AND last_day >= ? ORDER BY first_day, rest_id
"""
BY_NUMBER = f"SELECT {COLUMNS} FROM rests WHERE profile_id = ? AND rest_id = ?"
BY_UUID = f"SELECT {COLUMNS} FROM rests WHERE profile_id = ? AND uuid = ?"
STORE = """
INSERT INTO rests (rest_id, uuid, profile_id, first_day, last_day, reason) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (rest_id) DO UPDATE
SET first_day = excluded.first_day, last_day = excluded.last_day, reason = excluded.reason
"""
DELETE = "DELETE FROM rests WHERE profile_id = ? AND uuid = ?"


class Rests:
    """The days of rest of one profile."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def all(self) -> list[Rest]:
        """Every rest, the earliest first."""
        return [rest_of_row(row) for row in self.connection.execute(ALL, [self.profile_id])]

    def between(self, first: date, last: date) -> list[Rest]:
        """The rests that have a day from `first` to `last`, the earliest first."""
        rows = self.connection.execute(BETWEEN, [self.profile_id, last.isoformat(), first.isoformat()])
        return [rest_of_row(row) for row in rows]

    def by_number(self, number: int) -> Rest | None:
        """The rest with that number."""
        return self.one(BY_NUMBER, number)

    def by_uuid(self, uuid: str) -> Rest | None:
        """The rest with that UUID."""
        return self.one(BY_UUID, uuid)

    def one(self, query: str, identity: str | int) -> Rest | None:
        """The rest that a query finds."""
        row = self.connection.execute(query, [self.profile_id, identity]).fetchone()
        return None if row is None else rest_of_row(row)

    def store(self, rest: Rest) -> Rest:
        """Stores a new rest, or a changed one under its number; the rest with its number."""
        cells = (rest.uuid, self.profile_id, rest.first.isoformat(), rest.last.isoformat(), rest.reason)
        cursor = self.connection.execute(STORE, (rest.number, *cells))
        return rest if rest.number is not None else rest._replace(number=cursor.lastrowid)

    def delete(self, uuid: str) -> None:
        """Removes a rest."""
        self.connection.execute(DELETE, [self.profile_id, uuid])


def rest_of_row(row: tuple[str, int, str, str, str | None]) -> Rest:
    """The rest of a row."""
    uuid, number, first, last, reason = row
    return Rest(uuid, number, date.fromisoformat(first), date.fromisoformat(last), reason)


def rest_of_record(record: Record) -> Rest:
    """The rest of a record of the change log."""
    reason = record["reason"]
    number = record["rest_id"]
    return Rest(
        str(record["uuid"]),
        number if isinstance(number, int) else None,
        date.fromisoformat(str(record["first_day"])),
        date.fromisoformat(str(record["last_day"])),
        None if reason is None else str(reason),
    )
