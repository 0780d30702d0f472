"""Machines without files: each has its own clock, changes things of its own accord, and meets others at a remote."""

from collections.abc import Mapping, Sequence

from yogaflow_cli.sync.fold import EXISTS, HERE, TIME, Folded
from yogaflow_cli.sync.ledger import Statements, state_of, take_in
from yogaflow_cli.sync.segment import Segment, as_bytes, of_bytes
from yogaflow_cli.sync.statement import Operation, Seen, Stamp, Thing, Values

Remote = dict[str, list[bytes]]
"""The segments that every device has sent, in order."""


class MemoryLedger:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.kept: dict[Thing, dict[str, Statements]] = {}
        self.segments: dict[tuple[str, int], Seen] = {}
        self.taken_in: dict[str, int] = {}
        self.latest = Stamp(0)

    def statements(self, thing: Thing) -> Mapping[str, Statements]:
        return self.kept.get(thing, {})

    def revise(self, thing: Thing, device: str, statements: Statements) -> None:
        self.kept.setdefault(thing, {})[device] = statements

    def seen(self) -> Seen:
        return dict(self.taken_in)

    def seen_by(self, device: str, segment: int) -> Seen:
        return self.segments[device, segment]

    def note_segment(self, device: str, number: int, segment: Segment) -> None:
        self.segments[device, number] = segment.seen
        self.taken_in[device] = number

    def clock(self) -> Stamp:
        return self.latest

    def set_clock(self, stamp: Stamp) -> None:
        self.latest = stamp

    def states(self) -> dict[Thing, Folded]:
        """The state of everything."""
        return {thing: state_of(self, thing) for thing in self.kept}


class Machine:
    """One machine; `skew_ms` is how far its wall clock is off."""

    def __init__(self, device: str, skew_ms: int) -> None:
        self.device = device
        self.skew_ms = skew_ms
        self.ledger = MemoryLedger()
        self.waiting: list[Operation] = []
        self.stamp = Stamp(0)

    def set(self, thing: Thing, values: Values, now_ms: int) -> None:
        """Changes registers of a thing; nobody knows of it yet."""
        self.stamp = max(self.stamp, self.ledger.clock()).next(max(0, now_ms + self.skew_ms))
        self.waiting.append(Operation(thing, self.stamp, values))

    def gather(self, now_ms: int) -> bytes | None:
        """Makes a segment of what waits and takes it in, as the first half of a sync does."""
        if not self.waiting:
            return None
        segment = Segment(self.device, self.ledger.seen(), max(0, now_ms + self.skew_ms), tuple(self.waiting))
        self.waiting.clear()
        number = self.ledger.seen().get(self.device, 0) + 1
        list(take_in(self.ledger, self.device, number, segment))
        return as_bytes(segment)

    def send(self, remote: Remote, unsent: list[bytes]) -> None:
        """Appends to its own branch."""
        remote.setdefault(self.device, []).extend(unsent)
        unsent.clear()

    def receive(self, remote: Remote, devices: Sequence[str]) -> None:
        """Takes in what those devices have sent, in that order; what it knows already, once more."""
        for device in devices:
            for number, content in enumerate(remote.get(device, []), start=1):
                list(take_in(self.ledger, device, number, of_bytes(content, device)))


def times(completed_at: str | None, length: int = 1) -> dict[str, object]:
    """The times of a session."""
    return {TIME: {"started_at": "2026-11-23T07:00:00.000Z", "completed_at": completed_at, "segments": [length]}}


def created(completed_at: str | None = None) -> dict[str, object]:
    """All of a new session."""
    return {**times(completed_at), EXISTS: HERE, "note": None}
