"""How the many writes of a guided run become one change, so that one `undo` takes all of it back."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from yogaflow_cli.domain.change import ChangedKind, ChangedRecord
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.changes import (
    FINAL_WHEN_NOTHING_TO_UNDO,
    FORGET_RECORDS,
    FORGET_UNDONE,
    FORGET_WHEN_EMPTY,
    as_text,
    of_text,
)
from yogaflow_cli.repository.milliseconds import to_milliseconds

GUIDE = "guide"
"""The action of the guide's changes."""

# What was gathered for other machines stays as it is, and the run goes on in a new change.
LATEST = (
    "SELECT change_id, action FROM changes WHERE profile_id = ?1 AND standing = 'applied'"
    " AND change_id > coalesce((SELECT gathered_change_id FROM synced WHERE profile_id = ?1), 0)"
    " ORDER BY change_id DESC LIMIT 1"
)
TOUCHES = "SELECT 1 FROM changed_records WHERE change_id = ? AND kind = 'session' AND identity = ?"
AMEND = "UPDATE changed_records SET after = ? WHERE change_id = ? AND kind = 'session' AND identity = ?"
SET_TIME = "UPDATE changes SET recorded_at_ms = ? WHERE change_id = ?"
# The newest first; they end where the session was open for the last time, or did not exist yet.
OF_SESSION = (
    "SELECT change_id, action, before, after FROM changed_records JOIN changes USING (change_id)"
    " WHERE identity = ? AND kind = 'session' AND profile_id = ? AND standing = 'applied' ORDER BY change_id DESC"
)
SET_BEFORE = "UPDATE changed_records SET before = ? WHERE change_id = ? AND kind = 'session' AND identity = ?"


class Touch(NamedTuple):
    """What one applied change did to the session; records as text."""

    change_id: int
    action: str
    before: str | None
    after: str | None


class GuidedChanges:
    """The guide's part of the change log of one profile."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def latest(self, session_uuid: str) -> int | None:
        """The change that a write of the guide joins: the profile's latest, if it is the guide's and of the session."""
        row = self.connection.execute(LATEST, [self.profile_id]).fetchone()
        if row is None or row[1] != GUIDE:
            return None
        return row[0] if self.connection.execute(TOUCHES, [row[0], session_uuid]).fetchone() else None

    def amend(self, change_id: int, records: Sequence[ChangedRecord], at: datetime) -> bool:
        """Lets a change end where the records end; whether they could be joined: only sessions can."""
        if not records or any(record.kind is not ChangedKind.SESSION for record in records):
            return False
        # What was undone since would bring back an older state.
        self.connection.execute(FORGET_UNDONE, [self.profile_id])
        self.connection.execute(SET_TIME, [to_milliseconds(at), change_id])
        for record in records:
            self.connection.execute(AMEND, [as_text(record.after), change_id, record.identity])
        return True

    def fold(self, session_uuid: str) -> None:
        """Makes one change, the latest, of the run's: the guide's and what other commands did to the session between.

        Changes that touched other things as well keep those.
        """
        touches = self.of_run(session_uuid)
        if len(touches) < 2:
            return
        self.connection.execute(SET_BEFORE, [touches[-1].before, touches[0].change_id, session_uuid])
        for touch in touches[1:]:
            self.connection.execute(FORGET_RECORDS, [session_uuid, ChangedKind.SESSION.value, touch.change_id])
            self.connection.execute(FORGET_WHEN_EMPTY, [touch.change_id])
            self.connection.execute(FINAL_WHEN_NOTHING_TO_UNDO, [touch.change_id])

    def of_run(self, session_uuid: str) -> list[Touch]:
        """The changes of the session from the first of the guide's to its latest, the newest first."""
        touches = [Touch(*row) for row in self.connection.execute(OF_SESSION, [session_uuid, self.profile_id])]
        ended = (number for number, touch in enumerate(touches[1:], start=1) if is_ended(touch.after))
        touches = touches[: next(ended, None)]
        while touches and touches[-1].action != GUIDE:
            touches.pop()
        return touches


def is_ended(record: str | None) -> bool:
    """Whether a recorded session had ended, or was gone."""
    session = of_text(record)
    return session is None or session["completed_at"] is not None
