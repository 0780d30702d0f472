"""One write of one proven profile: what it stores, it also records, and both are on disk together or not at all."""

from functools import cached_property
from typing import TYPE_CHECKING

from yogaflow_cli.domain.change import ChangedKind, ChangedRecord, Record
from yogaflow_cli.domain.rest import Rest
from yogaflow_cli.domain.session import PlannedSequence, PracticeSession
from yogaflow_cli.domain.session_object import carried_over, session_of_record, session_record
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.repository.batch import Batch
from yogaflow_cli.repository.entry import Entry
from yogaflow_cli.repository.kept_totals import KeptTotals
from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.rests import rest_of_record
from yogaflow_cli.repository.session_rows import (
    DELETE_PARTS,
    INSERT_SESSION,
    UPDATE_SESSION,
    cells_of_session,
    write_parts,
)

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence
    from yogaflow_cli.repository.practice_log import PracticeLog

SET_SETTING = "INSERT INTO settings VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3"
UNSET_SETTING = "DELETE FROM settings WHERE profile_id = ? AND name = ?"
MERGE_NOTE_WORDS = "INSERT INTO note_words (note_words) VALUES ('optimize')"
DELETE_SESSION = "DELETE FROM sessions WHERE uuid = ? AND profile_id = ?"
# The same arithmetic as `domain/practice_day.py`, on the whole log at once; a test compares the two.
RECKON_PRACTICE_DAYS = """
UPDATE sessions SET practice_day = date(started_at_ms / 1000 + started_offset_seconds - ?2, 'unixepoch')
WHERE profile_id = ?1
"""
RECORDS_AT_ONCE = 500
"""More are put into the change log before the write ends: an import of any size needs little memory."""

STEPS_AT_ONCE = 10_000
"""The same for the steps in them: 3,000 sessions of 400 steps took 133 MB without it."""

# Only a profile that syncs has other machines to tell of what the change log may not keep.
NOTE_FORGOTTEN = "INSERT INTO forgotten_sessions SELECT profile_id, ?, ? FROM synced WHERE profile_id = ?"
NUMBER = "SELECT session_id FROM sessions WHERE uuid = ? AND profile_id = ?"


class Write:
    """What one command stores. Made by `PracticeLog.writing`, inside its transaction."""

    def __init__(self, log: "PracticeLog", entry: Entry) -> None:
        self.log = log
        self.entry = entry
        self.records: list[ChangedRecord] = []
        self.recorded_steps = 0
        self.day_starts_at = log.day_starts_at
        self.totals = KeptTotals(log.connection, log.profile_id)
        self.batch = Batch(log.connection)

    def add_session(self, session: PracticeSession) -> PracticeSession:
        """Stores a new session, under its number when it has one, and returns it with its number."""
        stored = self.insert(session)
        self.record_session(None, stored)
        self.settle_many()
        return stored

    def gather_session(self, number: int, session: PracticeSession) -> None:
        """Stores a new session under a number that is free, some time before the write ends: together with others."""
        stored = session if session.number == number else session._replace(number=number)
        self.batch.add(number, stored, cells_of_session(stored, self.log.profile_id, self.day_starts_at))
        self.totals.add_later(number)
        self.record_session(None, stored)
        self.settle_many()

    def settle_many(self) -> None:
        """Puts what was recorded into the change log when it is much, so that any number of sessions fits in memory."""
        if len(self.records) >= RECORDS_AT_ONCE or self.recorded_steps >= STEPS_AT_ONCE:
            self.settle()

    def close(self) -> None:
        """Ends the write, inside its transaction."""
        self.settle()
        self.totals.settle()

    def settle(self) -> None:
        """Puts what was gathered and recorded so far into the database."""
        self.batch.store()
        self.entry.add(self.records)
        self.records.clear()
        self.recorded_steps = 0

    def change_session(self, before: PracticeSession, after: PracticeSession) -> None:
        """Stores a session's new state; one that did not change is no change."""
        if before != after:
            self.update(after)
            self.record_session(before, after)

    def delete_session(self, session: PracticeSession) -> None:
        """Removes a session; the change log keeps it."""
        self.remove(session.uuid)
        self.record_session(session, None)

    def delete_session_forever(self, session: PracticeSession) -> None:
        """Removes a session and every trace of it in the change log, and overwrites the bytes."""
        self.forget_session(session.uuid)
        forgotten_at_ms = to_milliseconds(self.entry.at)
        self.log.connection.execute(NOTE_FORGOTTEN, [session.uuid, forgotten_at_ms, self.log.profile_id])

    def forget_session(self, uuid: str) -> None:
        """The same for one that other machines know to be forgotten; here it may be gone already."""
        self.remove(uuid)
        # The index of notes keeps words that are gone until its parts are merged.
        self.log.connection.execute(MERGE_NOTE_WORDS)
        self.log.changes.forget(ChangedKind.SESSION, uuid)

    def freeze(self, sequence: "Sequence", number: int | None = None) -> PlannedSequence:
        """The sequence as it is now, for a session to hold; equal content is stored once, a new one under `number`."""
        content_hash = sequence.content_hash()
        frozen = self.log.sequences.by_hash(content_hash)
        if frozen is None:
            frozen = self.log.sequences.add(sequence, number)
            self.records.append(ChangedRecord(ChangedKind.SEQUENCE, content_hash, None, sequence.as_json()))
        return frozen

    def set_setting(self, name: str, value: str | None) -> None:
        """Stores a setting; None returns it to its default. The same value again is no change."""
        before = self.log.settings.stored(name)
        if before != value:
            self.put_setting(name, value)
            self.records.append(ChangedRecord(ChangedKind.SETTING, name, setting_record(before), setting_record(value)))

    def store_rest(self, rest: Rest) -> Rest:
        """Stores a new rest, or the new days of one that is here, and returns it with its number."""
        before = self.log.rests.by_uuid(rest.uuid)
        stored = self.log.rests.store(rest)
        if before != stored:
            self.records.append(
                ChangedRecord(ChangedKind.REST, rest.uuid, before and before.as_record(), stored.as_record())
            )
        return stored

    def delete_rest(self, rest: Rest) -> None:
        """Removes a rest; the change log keeps it."""
        self.log.rests.delete(rest.uuid)
        self.records.append(ChangedRecord(ChangedKind.REST, rest.uuid, rest.as_record(), None))

    def record_profile(self, before: Record | None, after: Record | None) -> None:
        """Notes what happened to the profile itself."""
        self.records.append(ChangedRecord(ChangedKind.PROFILE, self.log.profile.profile.uuid, before, after))

    def bring_about(self, record: ChangedRecord) -> ChangedRecord | None:
        """Stores what a record says came after, and records it: how a change is taken back, or brought again.

        What it did; None where another machine changed the thing since, and it stays as that left it.
        """
        if self.is_synced:
            record = self.carried_over(record)
        if record.before == record.after:
            return None
        if record.kind is ChangedKind.SETTING:
            self.put_setting(record.identity, None if record.after is None else str(record.after["value"]))
        elif record.kind is ChangedKind.SESSION:
            self.put_session(record.identity, record.after)
        elif record.kind is ChangedKind.REST:
            self.put_rest(record.identity, record.after)
        self.records.append(record)
        self.settle_many()
        return record

    def carried_over(self, record: ChangedRecord) -> ChangedRecord:
        """What a record does to the thing as it is here now, where other machines may have changed it since."""
        if record.kind is ChangedKind.SESSION:
            session = self.log.sessions.as_stored(record.identity)
            return carried_over(record, None if session is None else session_record(session))
        if record.kind is ChangedKind.SETTING:
            here = setting_record(self.log.settings.stored(record.identity))
        elif record.kind is ChangedKind.REST:
            rest = self.log.rests.by_uuid(record.identity)
            here = None if rest is None else rest.as_record()
        else:
            return record
        return record if here == record.before else record._replace(before=here, after=here)

    @cached_property
    def is_synced(self) -> bool:
        """Whether other machines change what is here, so that a change may not be the last one of what it touched."""
        return self.log.syncs()

    def put_session(self, uuid: str, record: Record | None) -> None:
        """Stores a recorded session under its own number, or removes it."""
        if record is None:
            self.remove(uuid)
            return
        content_hash = record["sequence_hash"]
        session = session_of_record(record, self.log.sequences.by_hash(str(content_hash)) if content_hash else None)
        if self.log.connection.execute(NUMBER, [uuid, self.log.profile_id]).fetchone():
            self.update(session)
        else:
            self.insert(session)

    def put_rest(self, uuid: str, record: Record | None) -> None:
        """Stores a recorded rest under its own number, or removes it."""
        if record is None:
            self.log.rests.delete(uuid)
        else:
            self.log.rests.store(rest_of_record(record))

    def put_setting(self, name: str, value: str | None) -> None:
        """Stores a setting, and what follows from it."""
        if value is None:
            self.log.connection.execute(UNSET_SETTING, [self.log.profile_id, name])
        else:
            self.log.connection.execute(SET_SETTING, [self.log.profile_id, name, value])
        if name == DAY_STARTS_AT.name:
            self.batch.store()
            self.day_starts_at = self.log.day_starts_at
            seconds = self.day_starts_at.hour * 3600 + self.day_starts_at.minute * 60
            self.log.connection.execute(RECKON_PRACTICE_DAYS, [self.log.profile_id, seconds])
            self.totals.fall_behind()

    def insert(self, session: PracticeSession) -> PracticeSession:
        """Stores a session's rows."""
        cells = cells_of_session(session, self.log.profile_id, self.day_starts_at)
        cursor = self.log.connection.execute(INSERT_SESSION, (session.number, *cells))
        number = cursor.lastrowid
        if number is None:
            raise LookupError("the number of the session that was just stored")
        write_parts(self.log.connection, [(number, session)])
        self.totals.add(number)
        return session if session.number == number else session._replace(number=number)

    def update(self, session: PracticeSession) -> None:
        """Replaces a session's rows."""
        if session.number is None:
            raise LookupError("a session without a number was never stored")
        self.totals.take_off(session.number)
        cells = cells_of_session(session, self.log.profile_id, self.day_starts_at)
        self.log.connection.execute(UPDATE_SESSION, (*cells, session.number))
        for statement in DELETE_PARTS:
            self.log.connection.execute(statement, [session.number])
        write_parts(self.log.connection, [(session.number, session)])
        self.totals.add(session.number)

    def remove(self, uuid: str) -> None:
        """Removes a session's rows; one that is not there is gone already."""
        found = self.log.connection.execute(NUMBER, [uuid, self.log.profile_id]).fetchone()
        if found is not None:
            self.totals.take_off(found[0])
            self.log.connection.execute(DELETE_SESSION, [uuid, self.log.profile_id])

    def record_session(self, before: PracticeSession | None, after: PracticeSession | None) -> None:
        """Notes a session before and after."""
        kept = after or before
        if kept is not None:
            self.recorded_steps += len(kept.steps)
            self.records.append(
                ChangedRecord(
                    ChangedKind.SESSION,
                    kept.uuid,
                    None if before is None else session_record(before),
                    None if after is None else session_record(after),
                )
            )


def setting_record(value: str | None) -> Record | None:
    """A setting as it is recorded; None for its default."""
    return None if value is None else {"value": value}
