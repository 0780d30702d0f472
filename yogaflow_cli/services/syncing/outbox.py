"""This machine's own operations on their way: stamped, cut into segments, taken in here, and sealed to go."""

from collections.abc import Callable, Mapping
from datetime import datetime

from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.sync.ledger import state_of, take_in
from yogaflow_cli.sync.segment import MOST_OPERATIONS, Segment, as_bytes, digest_after, place_of
from yogaflow_cli.sync.statement import Operation, Thing, Values

Close = Callable[[bytes, str], bytes]
"""Puts content under the seal of the repository, for its place there."""


class Outbox:
    """Gathers operations of one sync; all of it stands in the caller's transaction, and ends with `flush`."""

    def __init__(self, ledger: SqlLedger, device: str, device_name: str, close: Close, now: datetime) -> None:
        self.ledger = ledger
        self.device = device
        self.device_name = device_name
        self.close = close
        self.now_ms = to_milliseconds(now)
        # What other machines state from here on, its writer here had not seen.
        self.seen = ledger.seen()
        self.clock = ledger.clock()
        self.operations: list[Operation] = []
        self.unflushed: dict[Thing, dict[str, object]] = {}
        self.revived: list[Thing] = []
        """What came back, or is to be forgotten: others may have stated something of it that is to be seen here."""

    def known(self, thing: Thing) -> dict[str, object]:
        """What the registers of a thing hold, with what is gathered already; empty when nobody ever stated anything."""
        words = state_of(self.ledger, thing).words
        return {**{register: word.value for register, word in words.items()}, **self.unflushed.get(thing, {})}

    def add_what_differs(self, thing: Thing, known: Mapping[str, object], values: Values, recorded_at_ms: int) -> None:
        """Adds what is not `known` of a thing's registers."""
        self.add(thing, {name: value for name, value in values.items() if value != known.get(name)}, recorded_at_ms)

    def add(self, thing: Thing, values: Values, recorded_at_ms: int) -> None:
        """Adds the registers that were set at that instant of this machine's clock; none are no operation."""
        if not values:
            return
        self.clock = self.clock.next(recorded_at_ms)
        self.operations.append(Operation(thing, self.clock, values))
        self.unflushed.setdefault(thing, {}).update(values)
        if len(self.operations) >= MOST_OPERATIONS:
            self.flush()

    def flush(self) -> None:
        """Makes a segment of what was gathered, and takes it in."""
        if not self.operations:
            return
        segment = Segment(self.device_name, self.seen, self.now_ms, tuple(self.operations))
        number = self.ledger.seen().get(self.device, 0) + 1
        for _ in take_in(self.ledger, self.device, number, segment):
            pass
        content = as_bytes(segment)
        self.ledger.set_digest(self.device, digest_after(self.ledger.digest(self.device), content))
        self.ledger.seal(self.device, number, self.close(content, place_of(self.device, number)))
        self.operations.clear()
        self.unflushed.clear()
