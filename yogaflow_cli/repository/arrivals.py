"""What an import asks before it stores a session: whether it is here already, and whether its number is free."""

import json

from yogaflow_cli.repository.practice_log import PracticeLog

# UUIDs lie all over their indexes: with SQLite's own 2 MB, a hundred thousand take half as long again.
ROOM = "PRAGMA cache_size = -16000"
OWNER = "SELECT profile_id FROM sessions WHERE uuid = ?"
IS_TAKEN = "SELECT 1 FROM sessions WHERE session_id = ?"
HIGHEST = "SELECT seq FROM sqlite_sequence WHERE name = 'sessions'"
HAS_NEIGHBOURS = "SELECT EXISTS (SELECT 1 FROM profiles WHERE profile_id <> ?)"
IS_EMPTY = "SELECT NOT EXISTS (SELECT 1 FROM sessions WHERE profile_id = ?)"
FORMER_RECORDS = (
    "SELECT coalesce(after, before) FROM changed_records JOIN changes USING (change_id)"
    " WHERE identity = ? AND kind = 'session' AND profile_id = ?"
)


class Arrivals:
    """The sessions of a profile, as they were when an import began; made inside its transaction."""

    def __init__(self, log: PracticeLog) -> None:
        self.connection = log.connection
        self.profile_id = log.profile_id
        self.connection.execute(ROOM)
        self.was_empty = bool(self.connection.execute(IS_EMPTY, [self.profile_id]).fetchone()[0])
        highest = self.connection.execute(HIGHEST).fetchone()
        self.has_neighbours = bool(self.connection.execute(HAS_NEIGHBOURS, [self.profile_id]).fetchone()[0])
        self.highest_before = 0 if highest is None else int(highest[0])
        self.highest_now = self.highest_before

    def owner(self, uuid: str) -> int | None:
        """The profile that holds the session; of another's, no more is to be known than that."""
        row = self.connection.execute(OWNER, [uuid]).fetchone()
        return None if row is None else int(row[0])

    def is_free(self, number: int, uuid: str) -> bool:
        """Whether a session may have the number: no other has it, and none but itself ever had it."""
        if number > self.highest_now:
            return True
        if self.connection.execute(IS_TAKEN, [number]).fetchone():
            return False
        return number > self.highest_before or number in self.former_numbers(uuid)

    def give(self, number: int | None) -> None:
        """Notes that a session was stored under a number."""
        self.highest_now = max(self.highest_now, number or 0)

    def former_numbers(self, uuid: str) -> set[object]:
        """The numbers that the session had here before it was deleted, or an import was undone."""
        rows = self.connection.execute(FORMER_RECORDS, [uuid, self.profile_id])
        return {json.loads(record)["session_id"] for (record,) in rows}
