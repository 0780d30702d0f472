"""What access tickets and web tokens hold by. It is asked before a token is proven: of the practice, one time alone."""

import os
import sqlite3
from datetime import datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.settings import UNLOCK_FOR, unlocked_time
from yogaflow_cli.repository.milliseconds import optional_from_milliseconds

SECRET_BYTES = 32
SELECT_ACCESS = """
SELECT ticket_secret,
  (SELECT value FROM settings WHERE settings.profile_id = profiles.profile_id AND name = ?2),
  (SELECT max(started_at_ms) FROM sessions WHERE sessions.profile_id = profiles.profile_id AND state <> 'ended')
FROM profiles WHERE profile_id = ?1
"""
SELECT_SECRET = "SELECT ticket_secret FROM profiles WHERE profile_id = ?"
SET_SECRET = "UPDATE profiles SET ticket_secret = ? WHERE profile_id = ?"


class Access(NamedTuple):
    """The secret that seals the tickets, how long they hold, and when the open practice began."""

    secret: str | None
    lasts: timedelta
    practice_began: datetime | None


def access_of(connection: sqlite3.Connection, profile: Profile) -> Access:
    """What the profile's tickets hold by; no secret where another hand took it away."""
    cells = connection.execute(SELECT_ACCESS, [profile.profile_id, UNLOCK_FOR.name]).fetchone()
    secret, stored, began_ms = (None, None, None) if cells is None else cells
    kept = UNLOCK_FOR.default if stored is None else UNLOCK_FOR.trusted(stored)
    return Access(secret, unlocked_time(kept), optional_from_milliseconds(began_ms))


def secret_of(connection: sqlite3.Connection, profile: Profile) -> str | None:
    """The secret alone; none where another hand took it away."""
    secret: str | None = connection.execute(SELECT_SECRET, [profile.profile_id]).fetchone()[0]
    return secret


def end_access(connection: sqlite3.Connection, profile_id: int) -> None:
    """Changes the secret: no ticket and no web token of before holds any longer. Inside a write's transaction."""
    connection.execute(SET_SECRET, [os.urandom(SECRET_BYTES).hex(), profile_id])
