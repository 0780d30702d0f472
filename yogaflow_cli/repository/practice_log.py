"""Everything of one proven profile in one place: what is read, and the one way to write."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time
from sqlite3 import IntegrityError

from yogaflow_cli.domain.change import Change, ChangedKind, ChangedRecord, Record
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.errors import AlreadyOpen, NothingToUndo
from yogaflow_cli.repository.changes import Changes
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.entry import Entry
from yogaflow_cli.repository.guide_lock import GuideLock
from yogaflow_cli.repository.guided_changes import GUIDE, GuidedChanges
from yogaflow_cli.repository.rests import Rests
from yogaflow_cli.repository.sequences import Sequences
from yogaflow_cli.repository.sessions import Sessions
from yogaflow_cli.repository.settings import Settings
from yogaflow_cli.repository.totals import Totals
from yogaflow_cli.repository.writing import Write

SYNCS = "SELECT 1 FROM synced WHERE profile_id = ?"


class PracticeLog:
    """One profile's sessions, frozen sequences, settings, days of rest and change log."""

    def __init__(self, database: Database, profile: ProvenProfile) -> None:
        self.database = database
        self.connection = database.connection
        self.profile = profile
        self.profile_id = profile.profile_id
        self.guide_lock = GuideLock(database.path.with_name(f"guide-{profile.profile_id}.lock"))
        self.sessions = Sessions(self.connection, profile, self.guide_lock)
        self.guided_changes = GuidedChanges(self.connection, profile)
        self.sequences = Sequences(self.connection, profile)
        self.settings = Settings(self.connection, profile)
        self.rests = Rests(self.connection, profile)
        self.totals = Totals(self.connection, profile)
        self.changes = Changes(self.connection, profile)

    @property
    def day_starts_at(self) -> time:
        """When a practice day begins for this profile."""
        return self.settings.day_starts_at()

    def syncs(self) -> bool:
        """Whether other machines change what is here, too."""
        return self.connection.execute(SYNCS, [self.profile_id]).fetchone() is not None

    @contextmanager
    def writing(self, action: str, at: datetime, *, final: bool = False) -> Iterator[Write]:
        """A write and its entry in the change log, as one transaction. A write that changes nothing leaves no entry.

        `action` is the command, `at` the instant of the entry; a `final` one cannot be undone.
        """
        with self.database.transaction():
            write = self.write(action, at, "final" if final else "applied")
            yield write
            write.close()

    @contextmanager
    def guiding(self, session_uuid: str, at: datetime, *, ends: bool = False) -> Iterator[Write]:
        """A write of the guide: it joins the guide's latest change of the session, so that a run is one change.

        What other commands changed in between stays theirs until the run `ends`; then all of it becomes one.
        """
        with self.writing(GUIDE, at) as write:
            yield write
            joined = self.guided_changes.latest(session_uuid)
            if joined is not None and self.guided_changes.amend(joined, write.records, at):
                write.records.clear()
            write.settle()
            if ends:
                self.guided_changes.fold(session_uuid)

    def take_back(self, count: int, at: datetime) -> list[Change]:
        """Undoes the latest changes, the last first, all of them or none.

        Raises:
            NothingToUndo: there are fewer.
        """
        with self.database.transaction():
            found = enough(self.changes.latest_applied(count), count, "undo", "taken back")
            taken_back = []
            for change in found:
                taken_back.append(self.bring_about(change, self.changes.backwards(change), "undo", at))
                self.changes.set_standing(change, "undone")
            return taken_back

    def bring_again(self, count: int, at: datetime) -> list[Change]:
        """Redoes what was undone last, the earliest change first, all of them or none.

        Raises:
            NothingToUndo: there are fewer.
        """
        with self.database.transaction():
            found = enough(self.changes.earliest_undone(count), count, "redo", "brought again")
            brought_again = []
            for change in found:
                brought_again.append(self.bring_about(change, self.changes.forwards(change), "redo", at))
                self.changes.set_standing(change, "applied")
            return brought_again

    def bring_about(self, change: Change, records: Iterable[ChangedRecord], action: str, at: datetime) -> Change:
        """Stores what the records say came after; taking back and bringing again are changes like any other.

        The change as far as it was brought about: what another machine changed since stays as that left it.
        """
        write = self.write(action, at, "final", change)
        left: set[str] = set()
        try:
            for record in records:
                if write.bring_about(record) is None and record.kind is not ChangedKind.SEQUENCE:
                    left.add(record.identity)
        except IntegrityError as error:
            raise AlreadyOpen(
                "That would open a second session.", "End the open one first: yogaflow complete, or yogaflow discard"
            ) from error
        write.close()
        done = tuple(record for record in change.records if record.identity not in left)
        sessions = sum(1 for record in change.records if record.kind is ChangedKind.SESSION and record.identity in left)
        return change._replace(records=done, sessions=change.sessions - sessions, left=len(left))

    def enter_profile(self, action: str, at: datetime, before: Record | None, after: Record | None) -> None:
        """Notes what happened to the profile itself, inside the caller's transaction; it cannot be undone."""
        write = self.write(action, at, "final")
        write.record_profile(before, after)
        write.close()

    def write(self, action: str, at: datetime, standing: str, reverts: Change | None = None) -> Write:
        """A write with its entry, inside the caller's transaction; it must be closed at its end."""
        return Write(self, Entry(self.changes, action, at, standing, reverts))


def enough(found: list[Change], count: int, command: str, done: str) -> list[Change]:
    """The changes found, when they are as many as were asked for."""
    if not found:
        raise NothingToUndo(f"Nothing can be {done}.", "See what is recorded with: yogaflow history")
    if len(found) < count:
        changes = "change" if len(found) == 1 else "changes"
        raise NothingToUndo(f"Only {len(found)} {changes} can be {done}.", f"Try: yogaflow {command} {len(found)}")
    return found
