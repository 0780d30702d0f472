"""What is wrong inside a database: its structure, its rules, and what it keeps twice. Only reads."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_object import session_of_record
from yogaflow_cli.errors import InvalidValue, StorageDamaged, StorageError
from yogaflow_cli.repository.connection import one_state
from yogaflow_cli.repository.kept_totals import SUMS
from yogaflow_cli.repository.session_rows import SELECT_SESSIONS, session_of_row

SQLITE_VERSION = sqlite3.sqlite_version
MOST_FAULTS = 100
INDEX_FAULTS = ("missing from index", "wrong # of entries in index", "non-unique entry in index")
UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError, InvalidValue)
"""What a row or a record that another hand, or a failing disk, wrote may be read with."""


class Rule(NamedTuple):
    """What every sound file keeps: in words, and a query for the numbers of the sessions that break it."""

    broken: str
    query: str


# What one table alone can say is a CHECK of the schema, and SQLite's own check finds it.
RULES = (
    Rule(
        "ended, but a stretch of it runs on",
        "SELECT DISTINCT session_id FROM sessions JOIN segments USING (session_id)"
        " WHERE state = 'ended' AND segments.ended_at_ms IS NULL",
    ),
    Rule(
        "ended, but a pause of it goes on",
        "SELECT DISTINCT session_id FROM sessions JOIN pauses USING (session_id)"
        " WHERE state = 'ended' AND pauses.ended_at_ms IS NULL",
    ),
    Rule(
        "open in another state than its pauses say",
        "SELECT session_id FROM sessions WHERE state <> 'ended' AND (state = 'paused') <> EXISTS ("
        " SELECT 1 FROM pauses WHERE pauses.session_id = sessions.session_id AND pauses.ended_at_ms IS NULL)",
    ),
    Rule(
        "of another length than its stretches have together",
        "SELECT session_id FROM sessions WHERE duration_seconds <> (SELECT coalesce(sum(coalesce(stated_ms,"
        " coalesce(segments.ended_at_ms, segments.started_at_ms) - segments.started_at_ms)), 0) FROM segments"
        " WHERE segments.session_id = sessions.session_id) / 1000",
    ),
    Rule(
        "counted for another day than it began on",
        "SELECT session_id FROM sessions LEFT JOIN settings"
        " ON settings.profile_id = sessions.profile_id AND settings.name = 'day_starts_at'"
        " WHERE practice_day <> date(started_at_ms / 1000 + started_offset_seconds"
        " - coalesce(substr(value, 1, 2) * 3600 + substr(value, 4, 2) * 60, 10800), 'unixepoch')",
    ),
    Rule(
        "with a sequence of another profile",
        "SELECT session_id FROM sessions JOIN sequences USING (sequence_id)"
        " WHERE sessions.profile_id <> sequences.profile_id",
    ),
)

TIME_ZONES = "SELECT time_zone, min(session_id) FROM sessions GROUP BY time_zone"


def differing(added: str, kept: str) -> str:
    """A query for how many rows only one of two queries has."""
    return f"""
WITH added AS ({added}), kept AS ({kept})
SELECT count(*) FROM (
  SELECT * FROM (SELECT * FROM added EXCEPT SELECT * FROM kept)
  UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM added))
"""


KEPT = ", ".join(SUMS)
ADDED = ", ".join(
    f"sum(completion_status = '{status}'), sum(iif(completion_status = '{status}', duration_seconds, 0))"
    for status in ("completed", "partial", "abandoned")
)
# A mood is a number among the sessions, and a label of a total.
UNLIKE_DAYS = differing(
    f"SELECT profile_id, kind, practice_day, CAST(label AS TEXT) AS label, {ADDED} FROM session_facets"
    " GROUP BY profile_id, kind, practice_day, label",
    f"SELECT profile_id, kind, practice_day, label, {KEPT} FROM day_totals",
)
UNLIKE_YEARS = differing(
    "SELECT profile_id, kind, substr(practice_day, 1, 4) AS year, label, count(*),"
    f" {', '.join(f'sum({name})' for name in SUMS)} FROM day_totals GROUP BY profile_id, kind, year, label",
    f"SELECT profile_id, kind, year, label, days, {KEPT} FROM year_totals",
)
# The index, once made anew, also lists sessions without a note, with no words.
UNLIKE_NOTES = """
WITH noted AS (SELECT session_id FROM sessions WHERE note IS NOT NULL),
  listed AS (SELECT id FROM note_words_docsize), indexed AS (SELECT id FROM note_words_docsize WHERE sz <> x'00')
SELECT count(*) FROM (
  SELECT * FROM (SELECT * FROM noted EXCEPT SELECT * FROM listed)
  UNION ALL SELECT * FROM (SELECT * FROM indexed EXCEPT SELECT * FROM noted))
"""
# It is written like a change, and changes nothing.
CHECK_NOTE_WORDS = "INSERT INTO note_words (note_words) VALUES ('integrity-check')"
LAST_RECORD = (
    "SELECT after FROM changed_records WHERE identity = ? AND kind = 'session'"
    " ORDER BY change_id DESC, position DESC LIMIT 1"
)
GONE = """
SELECT count(*) FROM (
  SELECT identity, after, max(change_id) FROM changed_records WHERE kind = 'session' GROUP BY identity)
WHERE after IS NOT NULL AND identity NOT IN (SELECT uuid FROM sessions)
"""
ALL_SESSIONS = f"{SELECT_SESSIONS} ORDER BY sessions.session_id"
LAST_RECORDED = "SELECT max(recorded_at_ms) FROM changes"


class AgainstChanges(NamedTuple):
    """The numbers of sessions that cannot be read, and of those that are not what was recorded; how many are gone."""

    unreadable: list[int]
    unlike: list[int]
    gone: int


def structural_faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds: pages, indexes, types and CHECKs; at most 100 lines."""
    rows = connection.execute(f"PRAGMA integrity_check({MOST_FAULTS})").fetchall()
    lines = [line for (text,) in rows for line in str(text).splitlines()]
    return [] if lines == ["ok"] else lines


def are_of_indexes(faults: list[str]) -> bool:
    """Whether all faults are such that the indexes can be made anew from the rows."""
    return all(any(words in fault for words in INDEX_FAULTS) for fault in faults)


def broken_references(connection: sqlite3.Connection) -> int:
    """How many rows name another that is not there."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def broken_rules(connection: sqlite3.Connection) -> Iterator[tuple[str, list[int]]]:
    """Each rule that is broken, in words, with the numbers of the sessions that break it."""
    for rule in RULES:
        numbers = [number for (number,) in connection.execute(rule.query)]
        if numbers:
            yield rule.broken, numbers


def time_zones(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Every zone that sessions happened in, with the number of the first."""
    return connection.execute(TIME_ZONES).fetchall()


def unlike_totals(connection: sqlite3.Connection) -> int:
    """How many kept totals are not what the sessions add up to."""
    (days,) = connection.execute(UNLIKE_DAYS).fetchone()
    (years,) = connection.execute(UNLIKE_YEARS).fetchone()
    return int(days + years)


def unlike_note_words(connection: sqlite3.Connection) -> int:
    """How many notes the index of words lacks, or holds without there being one; 1 where the index itself is torn."""
    unlike = int(connection.execute(UNLIKE_NOTES).fetchone()[0])
    return unlike or int(not are_note_words_whole(connection))


def are_note_words_whole(connection: sqlite3.Connection) -> bool:
    """Whether FTS5's own check finds nothing; true also where it cannot be asked, for the file is held or read-only."""
    connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(CHECK_NOTE_WORDS)
    except StorageDamaged:
        return False
    except StorageError:
        return True
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA query_only = ON")
    return True


def last_recorded_ms(connection: sqlite3.Connection) -> int | None:
    """When the last change was recorded, milliseconds since 1970; None before the first."""
    recorded: int | None = connection.execute(LAST_RECORDED).fetchone()[0]
    return recorded


def against_changes(connection: sqlite3.Connection, looked: Callable[[int], object] | None) -> AgainstChanges:
    """Every session beside its last entry in the change log; `looked` is told of each that was looked at."""
    # One state of both: whoever practises meanwhile writes a session after the one and before the other is read.
    with one_state(connection):
        found = AgainstChanges([], [], int(connection.execute(GONE).fetchone()[0]))
        for row in connection.execute(ALL_SESSIONS):
            try:
                session = session_of_row(row)
                record = connection.execute(LAST_RECORD, [session.uuid]).fetchone()
                if not is_as_recorded(session, record):
                    found.unlike.append(row[0])
            except UNREADABLE:
                found.unreadable.append(row[0])
            if looked is not None:
                looked(1)
    return found


def is_as_recorded(session: PracticeSession, record: tuple[str | None] | None) -> bool:
    """Whether a session is what the change log recorded last; one that it never heard of is not."""
    if record is None or record[0] is None:
        return False
    recorded = json.loads(record[0])
    content_hash = session.sequence.content_hash if session.sequence else None
    return bool(recorded["sequence_hash"] == content_hash) and session_of_record(recorded, session.sequence) == session
