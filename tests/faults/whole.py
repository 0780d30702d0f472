"""What must be true of a file whatever happened to the programs that wrote it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.practice_logs import Dump, dump, log_of
from yogaflow_cli.domain.session import SessionState
from yogaflow_cli.domain.session_object import session_of_record
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter

LATEST_RECORDS = """
SELECT identity, after FROM changed_records JOIN changes USING (change_id)
WHERE kind = 'session' AND profile_id = ? ORDER BY change_id, position
"""


def whole(path: Path) -> Dump:
    """All that a file holds, which is sound: every page, every reference, every session and every total."""
    assert_sound(path)
    database = Database.opened(path)
    try:
        log = log_of(database)
        # It compares the kept totals with the sessions.
        held = dump(log)
        assert_no_session_is_torn(log)
    finally:
        database.close()
    return held


def assert_sound(path: Path) -> None:
    """As SQLite sees it: every page is in order, and every reference leads somewhere."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], path


def assert_no_session_is_torn(log: PracticeLog) -> None:
    """Each session is what its latest entry in the change log says came after; at most one is open."""
    sessions = {session.uuid: session for session in log.sessions.listed(SessionFilter())}
    rows = log.connection.execute(LATEST_RECORDS, [log.profile_id]).fetchall()
    latest = {uuid: after and json.loads(after) for uuid, after in rows}
    assert set(sessions) == {uuid for uuid, after in latest.items() if after is not None}
    for uuid, session in sessions.items():
        assert session_of_record(latest[uuid], session.sequence) == session
    assert sum(session.state is not SessionState.ENDED for session in sessions.values()) <= 1


def entries(path: Path) -> list[str]:
    """The actions of the change log, in order."""
    with closing(sqlite3.connect(path)) as connection:
        return [action for (action,) in connection.execute("SELECT action FROM changes ORDER BY change_id")]


def version(path: Path) -> int:
    """The number of the file's schema."""
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def whole_backups(folder: Path) -> list[Path]:
    """The backups in a data folder; a file that has the name of one is one, to its last page."""
    backups = sorted((folder / "backups").glob("*.db"))
    for backup in backups:
        assert_sound(backup)
        assert version(backup) > 0, backup
    return backups
