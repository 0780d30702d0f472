"""What was changed on this machine since it was gathered last for others, from the change log."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from yogaflow_cli.domain.change import ChangedKind, ChangedRecord, Record
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.changes import of_text
from yogaflow_cli.sync.statement import Thing

SYNC = "sync"
"""The action of changes that came from other machines."""

# By their numbers (the plus keeps SQLite from the index of profiles): what is new is at the end of a long log.
RECORDS = """
SELECT recorded_at_ms, kind, identity, before, after
FROM changes JOIN changed_records USING (change_id)
WHERE +profile_id = ?1 AND change_id > (SELECT gathered_change_id FROM synced WHERE profile_id = ?1)
  AND action <> 'sync' AND kind <> 'profile'
ORDER BY change_id, position
"""
LAST_CHANGED = """
SELECT kind, identity, max(recorded_at_ms) AS last FROM changes JOIN changed_records USING (change_id)
WHERE profile_id = ? AND kind <> 'profile' GROUP BY kind, identity ORDER BY last, kind, identity
"""
LAST_REMOVED = """
SELECT before FROM changes JOIN changed_records USING (change_id)
WHERE profile_id = ? AND kind = ? AND identity = ? AND after IS NULL ORDER BY change_id DESC, position DESC LIMIT 1
"""
FORGOTTEN = "SELECT uuid, forgotten_at_ms FROM forgotten_sessions WHERE profile_id = ? ORDER BY forgotten_at_ms, uuid"
CLEAR_FORGOTTEN = "DELETE FROM forgotten_sessions WHERE profile_id = ?"
THINGS = """
SELECT 'setting', name FROM settings WHERE profile_id = :profile_id
UNION ALL SELECT 'sequence', content_hash FROM sequences WHERE profile_id = :profile_id
UNION ALL SELECT 'rest', uuid FROM rests WHERE profile_id = :profile_id
UNION ALL SELECT 'session', uuid FROM sessions WHERE profile_id = :profile_id
"""


class Recorded(NamedTuple):
    """A record of the change log, and when it was written, by this machine's clock."""

    recorded_at_ms: int
    record: ChangedRecord


class Ungathered:
    """What a profile's machine has to tell."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def records(self) -> Iterator[Recorded]:
        """The records of the changes since then, in their order; not those that came from other machines."""
        for recorded_at_ms, kind, identity, before, after in self.connection.execute(RECORDS, [self.profile_id]):
            record = ChangedRecord(ChangedKind(kind), identity, of_text(before), of_text(after))
            yield Recorded(recorded_at_ms, record)

    def last_changed(self) -> dict[Thing, int]:
        """When each thing was changed last, milliseconds since 1970; the earliest first."""
        rows = self.connection.execute(LAST_CHANGED, [self.profile_id])
        return {Thing(kind, identity): last for kind, identity, last in rows}

    def last_removed(self, thing: Thing) -> Record | None:
        """What a thing was when it went here last; None when it never did."""
        row = self.connection.execute(LAST_REMOVED, [self.profile_id, *thing]).fetchone()
        return None if row is None else of_text(row[0])

    def forgotten(self) -> list[tuple[str, int]]:
        """The sessions that were deleted for ever, and when; they are told once."""
        rows = self.connection.execute(FORGOTTEN, [self.profile_id]).fetchall()
        self.connection.execute(CLEAR_FORGOTTEN, [self.profile_id])
        return rows

    def things(self) -> Iterator[Thing]:
        """Everything that is stored here, what sessions refer to first."""
        return (Thing(*row) for row in self.connection.execute(THINGS, {"profile_id": self.profile_id}))
