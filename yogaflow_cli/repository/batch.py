"""Many new sessions at once: gathered, and put into their table by one statement, as an import needs it.

One statement a session would make SQLite write the index of notes out for each: 45 of 300 microseconds a session.
"""

import sqlite3

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.repository.session_rows import SESSION_COLUMNS, write_parts

STAGE = f"CREATE TEMP TABLE IF NOT EXISTS staged_sessions ({', '.join(SESSION_COLUMNS)})"
STAGE_SESSION = f"INSERT INTO staged_sessions VALUES ({', '.join('?' * len(SESSION_COLUMNS))})"
INSERT_STAGED = f"""
INSERT INTO sessions ({", ".join(SESSION_COLUMNS)})
SELECT {", ".join(SESSION_COLUMNS)} FROM staged_sessions ORDER BY staged_sessions.rowid
"""
CLEAR = "DELETE FROM staged_sessions"


class Batch:
    """New sessions, each with its number, that are not in the database yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.cells: list[tuple[object, ...]] = []
        self.sessions: list[tuple[int, PracticeSession]] = []
        self.uuids: set[str] = set()
        self.numbers: set[int] = set()

    def add(self, number: int, session: PracticeSession, cells: tuple[object, ...]) -> None:
        """Takes a session, and the cells of its row after the number."""
        self.cells.append((number, *cells))
        self.sessions.append((number, session))
        self.uuids.add(session.uuid)
        self.numbers.add(number)

    def store(self) -> None:
        """Puts all of them into the database."""
        if not self.sessions:
            return
        self.connection.execute(STAGE)
        self.connection.executemany(STAGE_SESSION, self.cells)
        self.connection.execute(INSERT_STAGED)
        self.connection.execute(CLEAR)
        write_parts(self.connection, self.sessions)
        for gathered in (self.cells, self.sessions, self.uuids, self.numbers):
            gathered.clear()
