"""The log of somebody who has not begun: reads answer as from an empty file, and nothing touches the disk."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.database import APPLICATION_ID, SCHEMA_VERSION, Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.profiles import Profiles

NO_TOKEN = "0" * 64


def nothing_recorded(name: str) -> PracticeLog:
    """An empty log in memory, of a profile with that name."""
    # The same seam as in `database.py`: it runs only before the first practice.
    from yogaflow_cli.repository.migrations import migrate  # noqa: PLC0415

    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, SCHEMA_VERSION, APPLICATION_ID)
    profile = Profiles(connection).add(name, None, NO_TOKEN, "file", None, datetime.fromtimestamp(0, UTC))
    return PracticeLog(Database(Path(":memory:"), connection), ProvenProfile(profile))
