"""The ledger of a profile that syncs: what every device stated, which segments were taken in, and what waits to go."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.changes import ENCODE
from yogaflow_cli.sync.ledger import Statements
from yogaflow_cli.sync.statement import Seen, Stamp, Statement, Thing

if TYPE_CHECKING:
    # A practice that is paused or completed asks the ledger, and reads no segment.
    from yogaflow_cli.sync.segment import Segment

OF_THING = "SELECT device, content FROM statements WHERE profile_id = ? AND kind = ? AND identity = ?"
THINGS = "SELECT DISTINCT kind, identity FROM statements WHERE profile_id = ? ORDER BY kind, identity"
THINGS_OF_KIND = (
    "SELECT DISTINCT kind, identity FROM statements WHERE profile_id = ? AND kind = ? ORDER BY kind, identity"
)
FILES = "SELECT slug, digest FROM sync_files WHERE profile_id = ?"
NOTE_FILE = "INSERT INTO sync_files VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET digest = ?3"
FORGET_FILE = "DELETE FROM sync_files WHERE profile_id = ? AND slug = ?"
# What one device alone stated cannot be in conflict.
CONTESTED = """
SELECT kind, identity FROM statements WHERE profile_id = ?
GROUP BY kind, identity HAVING count(*) > 1 ORDER BY kind, identity
"""
REVISE = """
INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET content = ?5
"""
DEVICES = (
    "SELECT device, name, segments, operations, written_at_ms, digest, tip FROM sync_devices"
    " WHERE profile_id = ? ORDER BY device"
)
SEEN = "SELECT device, segments FROM sync_devices WHERE profile_id = ?"
SEEN_BY = "SELECT seen FROM sync_segments WHERE profile_id = ? AND device = ? AND number = ?"
NOTE_SEGMENT = (
    "INSERT INTO sync_segments (profile_id, device, number, seen, operations, written_at_ms) VALUES (?, ?, ?, ?, ?, ?)"
)
NOTE_DEVICE = """
INSERT INTO sync_devices (profile_id, device, name, segments, operations, written_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT DO UPDATE SET name = ?3, segments = ?4, operations = operations + ?5, written_at_ms = ?6
"""
DIGEST = "SELECT digest FROM sync_devices WHERE profile_id = ? AND device = ?"
SET_DIGEST = "UPDATE sync_devices SET digest = ? WHERE profile_id = ? AND device = ?"
SET_TIP = "UPDATE sync_devices SET tip = ? WHERE profile_id = ? AND device = ?"
CLOCK = "SELECT clock_ms, clock_counter FROM synced WHERE profile_id = ?"
SET_CLOCK = "UPDATE synced SET clock_ms = ?, clock_counter = ? WHERE profile_id = ?"
SET_SEALED = "UPDATE sync_segments SET sealed = ? WHERE profile_id = ? AND device = ? AND number = ?"
WAITING = (
    "SELECT number, operations, written_at_ms, sealed FROM sync_segments"
    " WHERE profile_id = ? AND device = ? AND sealed IS NOT NULL ORDER BY number"
)
HAS_WAITING = "SELECT 1 FROM sync_segments WHERE profile_id = ? AND device = ? AND sealed IS NOT NULL LIMIT 1"
SENT = "UPDATE sync_segments SET sealed = NULL WHERE profile_id = ? AND device = ? AND number <= ?"


class Device(NamedTuple):
    """One machine as far as it is known here: its name, and how much of it was taken in, up to which commit."""

    device: str
    name: str
    segments: int
    operations: int
    written_at_ms: int
    digest: str
    tip: str | None


class Waiting(NamedTuple):
    """A sealed segment of this machine that the other side may not have yet."""

    number: int
    operations: int
    written_at_ms: int
    sealed: bytes


class SqlLedger:
    """The ledger in the database; every change of it stands in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id
        self.seen_by_writers: dict[tuple[str, int], Seen] = {}

    def statements(self, thing: Thing) -> Mapping[str, Statements]:
        """The revised statements on a thing, by device."""
        rows = self.connection.execute(OF_THING, [self.profile_id, *thing])
        return {device: statements_of(device, content) for device, content in rows}

    def revise(self, thing: Thing, device: str, statements: Statements) -> None:
        """Keeps a device's statements on a thing in place of its former ones."""
        self.connection.execute(REVISE, [self.profile_id, *thing, device, text_of(statements)])

    def seen(self) -> Seen:
        """How many segments of each device were taken in."""
        return dict(self.connection.execute(SEEN, [self.profile_id]).fetchall())

    def seen_by(self, device: str, segment: int) -> Seen:
        """What the writer of a segment had seen."""
        if (device, segment) not in self.seen_by_writers:
            row = self.connection.execute(SEEN_BY, [self.profile_id, device, segment]).fetchone()
            self.seen_by_writers[device, segment] = json.loads(row[0])
        return self.seen_by_writers[device, segment]

    def note_segment(self, device: str, number: int, segment: "Segment") -> None:
        """Notes that a segment was taken in."""
        count = len(segment.operations)
        seen = ENCODE(dict(segment.seen))
        self.connection.execute(NOTE_SEGMENT, [self.profile_id, device, number, seen, count, segment.written_at_ms])
        self.connection.execute(
            NOTE_DEVICE, [self.profile_id, device, segment.device_name, number, count, segment.written_at_ms]
        )

    def clock(self) -> Stamp:
        """The latest stamp of all that was taken in."""
        return Stamp(*self.connection.execute(CLOCK, [self.profile_id]).fetchone())

    def set_clock(self, stamp: Stamp) -> None:
        """Notes the latest stamp."""
        self.connection.execute(SET_CLOCK, [*stamp, self.profile_id])

    def things(self, kind: str | None = None) -> list[Thing]:
        """Everything that was ever stated about, or what is of one kind."""
        query, kinds = (THINGS, []) if kind is None else (THINGS_OF_KIND, [kind])
        return [Thing(*row) for row in self.connection.execute(query, [self.profile_id, *kinds])]

    def files(self) -> dict[str, str]:
        """The digests of own sequences as they were read or written last, by slug."""
        return dict(self.connection.execute(FILES, [self.profile_id]).fetchall())

    def note_file(self, slug: str, digest: str | None) -> None:
        """Notes how an own sequence was read or written, None that it went."""
        if digest is None:
            self.connection.execute(FORGET_FILE, [self.profile_id, slug])
        else:
            self.connection.execute(NOTE_FILE, [self.profile_id, slug, digest])

    def contested(self) -> list[Thing]:
        """What more than one device stated something about."""
        return [Thing(*row) for row in self.connection.execute(CONTESTED, [self.profile_id])]

    def devices(self) -> list[Device]:
        """Every device that is known."""
        return [Device(*row) for row in self.connection.execute(DEVICES, [self.profile_id])]

    def digest(self, device: str) -> str:
        """The digest of a device's segments so far."""
        return str(self.connection.execute(DIGEST, [self.profile_id, device]).fetchone()[0])

    def set_digest(self, device: str, digest: str) -> None:
        """Notes the digest of a device's segments."""
        self.connection.execute(SET_DIGEST, [digest, self.profile_id, device])

    def set_tip(self, device: str, commit: str) -> None:
        """Notes the commit up to which a device's branch was taken in, or this machine's own was sent."""
        self.connection.execute(SET_TIP, [commit, self.profile_id, device])

    def seal(self, device: str, number: int, sealed: bytes) -> None:
        """Keeps this machine's own segment until the other side has it."""
        self.connection.execute(SET_SEALED, [sealed, self.profile_id, device, number])

    def waiting(self, device: str) -> Iterator[Waiting]:
        """The sealed segments that the other side may not have, in their order."""
        return (Waiting(*row) for row in self.connection.execute(WAITING, [self.profile_id, device]))

    def has_waiting(self, device: str) -> bool:
        """Whether there are any."""
        return self.connection.execute(HAS_WAITING, [self.profile_id, device]).fetchone() is not None

    def sent(self, device: str, last: int) -> None:
        """Notes that the other side has this machine's segments up to `last`."""
        self.connection.execute(SENT, [self.profile_id, device, last])


def text_of(statements: Statements) -> str:
    """A device's statements as they are kept."""
    return ENCODE([[statement.segment, *statement.stamp, statement.values] for statement in statements])


def statements_of(device: str, content: str) -> Statements:
    """A device's statements as they were kept."""
    return tuple(
        Statement(device, segment, Stamp(milliseconds, counter), values)
        for segment, milliseconds, counter, values in json.loads(content)
    )
