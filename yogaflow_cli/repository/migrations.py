"""The schema's history: append-only, each step once. The sole home of sqlite_utils beside bulk import."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database as SqliteUtilsDatabase
from sqlite_utils.migrations import Migrations

from yogaflow_cli.errors import StorageLocked
from yogaflow_cli.repository.access import end_access
from yogaflow_cli.repository.backups import Backups
from yogaflow_cli.repository.schema.m001_sessions import (
    CHANGE_INDEXES,
    CHANGED_RECORDS,
    CHANGES,
    INSTALLATION,
    PAUSES,
    PRACTICE_LOG,
    PROFILES,
    SEGMENTS,
    SEQUENCES,
    SESSION_INDEXES,
    SESSION_TAGS,
    SESSIONS,
    SETTINGS,
)
from yogaflow_cli.repository.schema.m002_guide import (
    GUIDE_MARKS,
    STEPS,
)
from yogaflow_cli.repository.schema.m003_looking_back import (
    CHANGED_RECORDS_WITH_RESTS,
    DAY_TOTALS,
    FILL_DAY_TOTALS,
    FILL_NOTE_WORDS,
    FILL_YEAR_TOTALS,
    NOTE_WORD_TRIGGERS,
    NOTE_WORDS,
    REST_INDEXES,
    RESTS,
    SESSION_FACETS,
    YEAR_TOTALS,
)
from yogaflow_cli.repository.schema.m004_access import TICKET_SECRET
from yogaflow_cli.repository.schema.m005_note_words import DROPPED_TRIGGERS, NOTE_WORDS_CHANGED
from yogaflow_cli.repository.schema.m006_sync import TABLES as SYNC_TABLES
from yogaflow_cli.repository.whole_copy import write_whole_copy

migrations = Migrations("yogaflow")


def migrate(connection: sqlite3.Connection, schema_version: int, application_id: int) -> None:
    """Applies every pending migration and the new version number in one transaction; many processes may try at once."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] < schema_version:
            migrations.apply(SqliteUtilsDatabase(connection, execute_plugins=False))
            connection.execute(f"PRAGMA application_id = {application_id}")
            connection.execute(f"PRAGMA user_version = {schema_version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def migrate_after_backup(connection: sqlite3.Connection, path: Path, schema_version: int, application_id: int) -> None:
    """Applies the pending migrations to a file that holds something, once there is a backup of it as it is.

    Raises:
        StorageError: the backup could not be made; nothing was changed.
    """
    backups = Backups(path)
    # Held to the end: of many processes that meet an older file, one makes the backup and brings the file up to date.
    with backups.held() as alone:
        if connection.execute("PRAGMA user_version").fetchone()[0] >= schema_version:
            return
        if not alone:
            raise StorageLocked(f"Another yogaflow brings {path} up to date.", "Wait until it is done, and try again.")
        # Named after the last change of the file: whoever was killed before the migration left the same backup.
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        write_whole_copy(connection, path, backups.file_of(f"before-version-{schema_version}", changed_at))
        migrate(connection, schema_version, application_id)


@migrations()
def m001_sessions(db: SqliteUtilsDatabase) -> None:
    """Profiles, sessions, frozen sequences, settings, the change log, and a view for people with another program."""
    for statement in (INSTALLATION, PROFILES, SETTINGS, SEQUENCES, SESSIONS, SEGMENTS, PAUSES, SESSION_TAGS):
        db.conn.execute(statement)
    for statement in (CHANGES, CHANGED_RECORDS, *SESSION_INDEXES, *CHANGE_INDEXES):
        db.conn.execute(statement)
    db.create_view("practice_log", PRACTICE_LOG)


@migrations()
def m002_guide(db: SqliteUtilsDatabase) -> None:
    """The steps that the guide logs, and where it stands in an open session."""
    for statement in (STEPS, GUIDE_MARKS):
        db.conn.execute(statement)


@migrations()
def m003_looking_back(db: SqliteUtilsDatabase) -> None:
    """Totals by day and year, kept with each write; days of rest, which the change log may hold; the words of notes."""
    for statement in (DAY_TOTALS, YEAR_TOTALS, RESTS, *REST_INDEXES, NOTE_WORDS, *NOTE_WORD_TRIGGERS):
        db.conn.execute(statement)
    for statement in CHANGED_RECORDS_WITH_RESTS:
        db.conn.execute(statement)
    db.create_view("session_facets", SESSION_FACETS)
    for (profile_id,) in db.conn.execute("SELECT profile_id FROM profiles").fetchall():
        for statement in (FILL_DAY_TOTALS, FILL_YEAR_TOTALS):
            db.conn.execute(statement, [profile_id])
    db.conn.execute(FILL_NOTE_WORDS)


@migrations()
def m004_access(db: SqliteUtilsDatabase) -> None:
    """A secret for each profile, under which its access tickets are sealed."""
    db.conn.execute(TICKET_SECRET)
    for (profile_id,) in db.conn.execute("SELECT profile_id FROM profiles").fetchall():
        end_access(db.conn, profile_id)


@migrations()
def m005_note_words(db: SqliteUtilsDatabase) -> None:
    """One trigger in place of two that ran in the wrong order, and the index of notes made anew."""
    for statement in (*DROPPED_TRIGGERS, NOTE_WORDS_CHANGED, FILL_NOTE_WORDS):
        db.conn.execute(statement)


@migrations()
def m006_sync(db: SqliteUtilsDatabase) -> None:
    """What a profile that syncs knows of other machines."""
    for statement in SYNC_TABLES:
        db.conn.execute(statement)
