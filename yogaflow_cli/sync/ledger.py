"""What a machine knows: the statements of every device, in whatever keeps them, and how a segment is taken in."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from yogaflow_cli.errors import SyncDamaged
from yogaflow_cli.sync.fold import Folded, folded
from yogaflow_cli.sync.statement import Seen, Stamp, Statement, Thing, revised

if TYPE_CHECKING:
    from yogaflow_cli.sync.segment import Segment

Statements = tuple[Statement, ...]


class Ledger(Protocol):
    """Keeps statements by thing and device, and what the writers of segments had seen."""

    def statements(self, thing: Thing) -> Mapping[str, Statements]:
        """The revised statements on a thing, by device."""

    def revise(self, thing: Thing, device: str, statements: Statements) -> None:
        """Keeps a device's statements on a thing in place of its former ones."""

    def seen(self) -> Seen:
        """How many segments of each device were taken in, this machine's own among them."""

    def seen_by(self, device: str, segment: int) -> Seen:
        """What the writer of a segment had seen."""

    def note_segment(self, device: str, number: int, segment: "Segment") -> None:
        """Notes that a segment was taken in."""

    def clock(self) -> Stamp:
        """The latest stamp of all that was taken in."""

    def set_clock(self, stamp: Stamp) -> None:
        """Notes the latest stamp."""


def state_of(ledger: Ledger, thing: Thing) -> Folded:
    """The state of a thing, from all that is known of it."""
    by_device = ledger.statements(thing)
    return folded((statement for device in by_device.values() for statement in device), ledger.seen_by)


def take_in(ledger: Ledger, device: str, number: int, segment: "Segment") -> Iterator[Thing]:
    """Adds the next segment of a device to what is known; the things that it touches. One seen before adds nothing.

    Raises:
        SyncDamaged: there is a gap before it, or its stamps do not rise.
    """
    known = ledger.seen().get(device, 0)
    if number <= known:
        return
    if number != known + 1:
        raise SyncDamaged(
            f"Segment {known + 1} of {device} is missing.", "Try again; if it stays: yogaflow sync verify"
        )
    ledger.note_segment(device, number, segment)
    latest = Stamp(0)
    for operation in segment.operations:
        if operation.stamp <= latest:
            raise SyncDamaged(f"The clock of segment {number} of {device} goes backwards.", "See: yogaflow sync status")
        latest = operation.stamp
        state = Statement(device, number, operation.stamp, operation.values)
        former = ledger.statements(operation.thing).get(device, ())
        ledger.revise(operation.thing, device, revised(former, state))
        yield operation.thing
    if latest > ledger.clock():
        ledger.set_clock(latest)
