"""What an import asks before it stores a session: whether it is here already, and whether its number is free."""

import json
from datetime import timedelta

from yogaflow_cli.domain.session import PracticeSession, whole_seconds
from yogaflow_cli.repository.batch import Batch
from yogaflow_cli.repository.milliseconds import to_milliseconds
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
OF_THIS_SECOND = (
    "SELECT 1 FROM sessions WHERE profile_id = ? AND started_at_ms BETWEEN ? AND ? AND state = 'ended'"
    " AND duration_seconds = ?"
)
AROUND = """
SELECT session_id, source FROM sessions
WHERE profile_id = :profile_id AND started_at_ms BETWEEN :started_at_ms - :apart_ms AND :started_at_ms + :apart_ms
  AND state = 'ended' AND source <> :source
  AND abs(duration_seconds - :seconds) <= max(:apart_ms / 1000, max(duration_seconds, :seconds) / :share)
ORDER BY started_at_ms LIMIT 1
"""


class Arrivals:
    """The sessions of a profile while an import goes on, those in the batch too; made inside its transaction."""

    def __init__(self, log: PracticeLog, batch: Batch) -> None:
        self.connection = log.connection
        self.profile_id = log.profile_id
        self.batch = batch
        self.connection.execute(ROOM)
        self.was_empty = bool(self.connection.execute(IS_EMPTY, [self.profile_id]).fetchone()[0])
        highest = self.connection.execute(HIGHEST).fetchone()
        self.has_neighbours = bool(self.connection.execute(HAS_NEIGHBOURS, [self.profile_id]).fetchone()[0])
        self.highest_before = 0 if highest is None else int(highest[0])
        self.highest_now = self.highest_before

    def owner(self, uuid: str) -> int | None:
        """The profile that holds the session; of another's, no more is to be known than that."""
        if uuid in self.batch.uuids:
            return self.profile_id
        row = self.connection.execute(OWNER, [uuid]).fetchone()
        return None if row is None else int(row[0])

    def has_of_this_second(self, session: PracticeSession) -> bool:
        """Whether an ended session here began in the same second and lasted as many seconds; not one in the batch."""
        started_ms = to_milliseconds(session.started_at) // 1000 * 1000
        asked = [self.profile_id, started_ms, started_ms + 999, seconds_of(session)]
        return self.connection.execute(OF_THIS_SECOND, asked).fetchone() is not None

    def around(self, session: PracticeSession, apart: timedelta, share: int) -> tuple[int, str] | None:
        """Number and source of a session from elsewhere that began and lasted nearly as this; not one in the batch.

        Their starts lie at most `apart` from each other, their lengths as much or a `share`th of the longer.
        """
        near = {
            "profile_id": self.profile_id,
            "started_at_ms": to_milliseconds(session.started_at),
            "apart_ms": whole_seconds(apart) * 1000,
            "source": session.source,
            "seconds": seconds_of(session),
            "share": share,
        }
        row = self.connection.execute(AROUND, near).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def is_free(self, number: int, uuid: str) -> bool:
        """Whether a session may have the number: no other has it, and none but itself ever had it."""
        if number > self.highest_now:
            return True
        if number in self.batch.numbers or self.connection.execute(IS_TAKEN, [number]).fetchone():
            return False
        return number > self.highest_before or number in self.former_numbers(uuid)

    def next_number(self) -> int:
        """A number that no session ever had."""
        return self.highest_now + 1

    def give(self, number: int) -> None:
        """Notes that a session is stored under a number."""
        self.highest_now = max(self.highest_now, number)

    def former_numbers(self, uuid: str) -> set[object]:
        """The numbers that the session had here before it was deleted, or an import was undone."""
        rows = self.connection.execute(FORMER_RECORDS, [uuid, self.profile_id])
        return {json.loads(record)["session_id"] for (record,) in rows}


def seconds_of(session: PracticeSession) -> int:
    """The whole seconds of an ended session's active time."""
    return whole_seconds(session.active_time(session.ended_at or session.started_at))
