"""What the other side has: whether it is the repository that this machine knows, and what is new there."""

from collections.abc import Iterable, Iterator, Mapping

from yogaflow_cli.errors import (
    SyncDamaged,
    SyncDeviceTwice,
    SyncEmptied,
    SyncKeyWrong,
    SyncRolledBack,
    SyncSwapped,
)
from yogaflow_cli.repository.statements import Device, SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.services.syncing.merging import Arrived
from yogaflow_cli.sync.address import masked
from yogaflow_cli.sync.description import BRANCH, PATH, Description, of_bytes
from yogaflow_cli.sync.mirror import Mirror
from yogaflow_cli.sync.sealing import Seal
from yogaflow_cli.sync.segment import path_of, place_of

Branches = Mapping[str, str]
"""The commit of every branch that the other side has."""

PUT_BACK = "Is it the right one? To put back what this machine has: yogaflow sync init URL"
BEGIN = "Is it the right one? Begin on the machine that has your practice: yogaflow sync init URL"
LOOK = "Look at all of it: yogaflow sync verify"
ENDLESS = 1 << 62
JOIN_ANEW = "Give this machine an id of its own, and lose nothing: yogaflow sync join URL"


def description_of(mirror: Mirror, branches: Branches, way_out: str = PUT_BACK) -> Description:
    """What the other side says that it is.

    Raises:
        SyncEmptied: it says nothing.
        SyncDamaged: it is no repository of yogaflow.
    """
    content = next(mirror.read([(branches[BRANCH], PATH)])) if BRANCH in branches else None
    if content is None:
        raise SyncEmptied(f"There is no history at {masked(mirror.url)}.", way_out)
    return of_bytes(content)


def checked_seal(mirror: Mirror, branches: Branches, entry: Synced, key: bytes) -> Seal:
    """The seal of the repository, which is the one that this machine joined.

    Raises:
        SyncEmptied, SyncSwapped, SyncKeyWrong, SyncDamaged: it is not, or cannot be read.
    """
    description = description_of(mirror, branches)
    if description.repository_id != entry.repository_id:
        hint = "Give the right address: yogaflow sync init URL - or leave this one: yogaflow sync off"
        raise SyncSwapped(f"Another history than this machine's is at {masked(mirror.url)}.", hint)
    return description.seal(key)


def refuse_lost(mirror: Mirror, branches: Branches, devices: list[Device]) -> None:
    """Raises SyncRolledBack when the other side lacks something that it had when this machine saw it last."""
    for device in devices:
        if device.tip is None or branches.get(device.device) == device.tip:
            continue
        if device.device not in branches or not mirror.descends(branches[device.device], device.tip):
            where = masked(mirror.url)
            raise SyncRolledBack(f"The history of {device.name} at {where} went back to an older state.", PUT_BACK)


def sent_already(mirror: Mirror, branches: Branches, ledger: SqlLedger, entry: Synced) -> int:
    """How many of this machine's segments the other side has.

    Raises:
        SyncDeviceTwice: it has others under this machine's id: the disk was copied, or the database is an older one.
    """
    written = ledger.seen().get(entry.device, 0)
    waiting = {segment.number: segment.sealed for segment in ledger.waiting(entry.device)}
    sent = written - len(waiting)
    if entry.device not in branches:
        return sent
    numbers = range(sent + 1, written + 2)
    tip = branches[entry.device]
    for number, content in zip(numbers, mirror.read((tip, path_of(number)) for number in numbers), strict=True):
        if content is None:
            break
        if content != waiting.get(number):
            raise SyncDeviceTwice(
                "Another machine wrote under the id of this one, or this database is older than what it sent.",
                JOIN_ANEW,
            )
        sent = number
    return sent


class Reading:
    """Segments of other devices, read one by one while they are taken in: each is asked for after the one before."""

    def __init__(self, mirror: Mirror, branches: Branches, seal: Seal) -> None:
        self.mirror = mirror
        self.branches = branches
        self.seal = seal
        self.device, self.number, self.was_there = "", 0, True

    def after(self, known: Mapping[str, int], devices: Iterable[str]) -> Iterator[Arrived]:
        """Every segment of those devices that comes after the known ones.

        Raises:
            SyncDamaged: one does not open.
        """
        return self.opened(self.wanted(known, dict.fromkeys(devices, ENDLESS)))

    def up_to(self, last: Mapping[str, int]) -> Iterator[Arrived]:
        """The segments of devices from their first to those numbers. Raises as `after`."""
        return self.opened(self.wanted({}, {device: number for device, number in last.items() if number}))

    def wanted(self, known: Mapping[str, int], last: Mapping[str, int]) -> Iterator[tuple[str, str]]:
        """What to ask for, as long as the last that was asked for was there."""
        for device, end in last.items():
            self.device, self.number, self.was_there = device, known.get(device, 0), True
            while self.was_there and self.number < end:
                self.number += 1
                yield self.branches[device], path_of(self.number)

    def opened(self, wanted: Iterator[tuple[str, str]]) -> Iterator[Arrived]:
        """What was asked for and is there, without its seal."""
        for sealed in self.mirror.read(wanted):
            self.was_there = sealed is not None
            if sealed is not None:
                yield Arrived(self.device, self.number, self.without_seal(sealed), self.branches[self.device])

    def without_seal(self, sealed: bytes) -> bytes:
        """A segment's content. The key is known to be right: what it does not open was changed, or stands elsewhere."""
        try:
            return self.seal.open(sealed, place_of(self.device, self.number))
        except SyncKeyWrong as error:
            raise SyncDamaged(f"Segment {self.number} of {self.device} was changed by another hand.", LOOK) from error


def news(branches: Branches, devices: list[Device], own: str) -> list[str]:
    """The other devices whose branches are not as this machine took them in last."""
    tips = {device.device: device.tip for device in devices}
    return [
        device for device in sorted(branches) if device not in (BRANCH, own) and tips.get(device) != branches[device]
    ]
