"""The change log of one proven profile: its entries, and which of them can be taken back or brought again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from yogaflow_cli.domain.change import Change, ChangedKind, ChangedRecord
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.milliseconds import from_milliseconds, to_milliseconds

INSERT_CHANGE = (
    "INSERT INTO changes (uuid, profile_id, device_id, recorded_at_ms, action, standing, reverts)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_RECORD = "INSERT INTO changed_records VALUES (?, ?, ?, ?, ?, ?)"
FORGET_UNDONE = "UPDATE changes SET standing = 'superseded' WHERE profile_id = ? AND standing = 'undone'"
SET_STANDING = "UPDATE changes SET standing = ? WHERE profile_id = ? AND change_id = ?"
# What can be undone is the latest applied; what can be redone is the earliest undone.
LATEST_APPLIED = (
    "SELECT change_id, uuid, action, recorded_at_ms, device_id FROM changes"
    " WHERE profile_id = ? AND standing = 'applied' ORDER BY change_id DESC LIMIT ?"
)
EARLIEST_UNDONE = (
    "SELECT change_id, uuid, action, recorded_at_ms, device_id FROM changes"
    " WHERE profile_id = ? AND standing = 'undone' ORDER BY change_id LIMIT ?"
)
RECORDS = "SELECT kind, identity, before, after FROM changed_records WHERE change_id = ? ORDER BY position LIMIT ?"
RECORDS_BACKWARDS = (
    "SELECT kind, identity, before, after FROM changed_records WHERE change_id = ? ORDER BY position DESC"
)
COUNT_SESSIONS = "SELECT count(*) FROM changed_records WHERE change_id = ? AND kind = 'session'"
SHOWN_RECORDS = 100
"""How many records a change is read with; an import has any number, and they are walked one by one."""

TOUCHING = (
    "SELECT DISTINCT change_id FROM changed_records JOIN changes USING (change_id)"
    " WHERE identity = ? AND kind = ? AND profile_id = ?"
)
FORGET_RECORDS = "DELETE FROM changed_records WHERE identity = ? AND kind = ? AND change_id = ?"
FORGET_WHEN_EMPTY = (
    "DELETE FROM changes WHERE change_id = ?1 AND NOT EXISTS (SELECT 1 FROM changed_records WHERE change_id = ?1)"
)
# A frozen sequence stays, as other sessions may hold it; to take back its freezing alone would do nothing.
FINAL_WHEN_NOTHING_TO_UNDO = (
    "UPDATE changes SET standing = 'final' WHERE change_id = ?1"
    " AND NOT EXISTS (SELECT 1 FROM changed_records WHERE change_id = ?1 AND kind <> 'sequence')"
)
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Changes:
    """The change log of one profile."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def begin(self, change: Change, standing: str, reverts: int | None = None) -> int:
        """Writes an entry without its records, and returns its number; an `applied` one ends what could be redone."""
        if standing == "applied":
            self.connection.execute(FORGET_UNDONE, [self.profile_id])
        cursor = self.connection.execute(
            INSERT_CHANGE,
            [
                change.uuid,
                self.profile_id,
                change.device_id,
                to_milliseconds(change.recorded_at),
                change.action,
                standing,
                reverts,
            ],
        )
        if cursor.lastrowid is None:
            raise LookupError("the number of the change that was just stored")
        return cursor.lastrowid

    def add_records(self, change_id: int, first_position: int, records: Iterable[ChangedRecord]) -> None:
        """Writes what a change touched, from a position on."""
        self.connection.executemany(
            INSERT_RECORD,
            [
                (change_id, position, record.kind.value, record.identity, as_text(record.before), as_text(record.after))
                for position, record in enumerate(records, start=first_position)
            ],
        )

    def set_standing(self, change: Change, standing: str) -> None:
        """Marks an entry as applied or undone."""
        self.connection.execute(SET_STANDING, [standing, self.profile_id, change.change_id])

    def latest_applied(self, count: int) -> list[Change]:
        """What `undo` takes back, in its order."""
        return self.found(LATEST_APPLIED, count)

    def earliest_undone(self, count: int) -> list[Change]:
        """What `redo` brings again, in its order."""
        return self.found(EARLIEST_UNDONE, count)

    def forget(self, kind: ChangedKind, identity: str) -> None:
        """Removes every trace of one thing, so that it cannot be brought back."""
        for (change_id,) in self.connection.execute(TOUCHING, [identity, kind.value, self.profile_id]).fetchall():
            self.connection.execute(FORGET_RECORDS, [identity, kind.value, change_id])
            self.connection.execute(FORGET_WHEN_EMPTY, [change_id])
            self.connection.execute(FINAL_WHEN_NOTHING_TO_UNDO, [change_id])

    def found(self, query: str, count: int) -> list[Change]:
        """The changes that a query finds, each with the first of its records."""
        rows = self.connection.execute(query, [self.profile_id, count]).fetchall()
        return [
            Change(
                change_id,
                uuid,
                action,
                from_milliseconds(recorded_at_ms),
                device_id,
                tuple(self.read(RECORDS, [change_id, SHOWN_RECORDS])),
                self.connection.execute(COUNT_SESSIONS, [change_id]).fetchone()[0],
            )
            for change_id, uuid, action, recorded_at_ms, device_id in rows
        ]

    def forwards(self, change: Change) -> Iterator[ChangedRecord]:
        """All that a change touched, in order; read one by one."""
        return self.read(RECORDS, [change.change_id, -1])

    def backwards(self, change: Change) -> Iterator[ChangedRecord]:
        """All that a change touched, turned around: the last first, and what was before is after."""
        return (record.reversed() for record in self.read(RECORDS_BACKWARDS, [change.change_id]))

    def read(self, query: str, parameters: list[int]) -> Iterator[ChangedRecord]:
        """The records that a query finds."""
        for kind, identity, before, after in self.connection.execute(query, parameters):
            yield ChangedRecord(ChangedKind(kind), identity, of_text(before), of_text(after))


def as_text(record: object) -> str | None:
    """A record as it is kept."""
    return None if record is None else ENCODE(record)


def of_text(text: str | None) -> dict[str, object] | None:
    """A record as it was kept."""
    if text is None:
        return None
    record: dict[str, object] = json.loads(text)
    return record
