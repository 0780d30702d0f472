"""The settings of one proven profile, as text. What they may be is `domain/settings.py`'s."""

import sqlite3
from datetime import time

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.settings import DAY_STARTS_AT, SETTINGS, Setting

SELECT_SETTING = "SELECT value FROM settings WHERE profile_id = ? AND name = ?"
SELECT_SETTINGS = "SELECT name, value FROM settings WHERE profile_id = ? ORDER BY name"


class Settings:
    """The settings of one profile; one that was never set has its default."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def value(self, setting: Setting) -> str:
        """The value that holds now."""
        stored = self.stored(setting.name)
        return setting.default if stored is None else stored

    def stored(self, name: str) -> str | None:
        """The value that the person set, None when it is the default."""
        row = self.connection.execute(SELECT_SETTING, [self.profile_id, name]).fetchone()
        return None if row is None else str(row[0])

    def all_stored(self) -> dict[str, str]:
        """Everything that the person set, by name."""
        return dict(self.connection.execute(SELECT_SETTINGS, [self.profile_id]))

    def all(self) -> dict[str, str]:
        """Every setting with the value that holds now."""
        stored = self.all_stored()
        return {setting.name: stored.get(setting.name, setting.default) for setting in SETTINGS}

    def day_starts_at(self) -> time:
        """When a practice day begins, local time."""
        return stored_day_start(self.connection, self.profile_id)


def stored_day_start(connection: sqlite3.Connection, profile_id: int) -> time:
    """When a practice day of a profile begins, local time."""
    row = connection.execute(SELECT_SETTING, [profile_id, DAY_STARTS_AT.name]).fetchone()
    try:
        return time.fromisoformat(DAY_STARTS_AT.default if row is None else str(row[0]))
    except ValueError:  # written by another hand; the default lets it be set right again
        return time.fromisoformat(DAY_STARTS_AT.default)
