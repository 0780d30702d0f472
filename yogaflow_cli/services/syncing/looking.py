"""How a profile's sync stands, without asking anybody; and whether all that was taken in is still what it was."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from yogaflow_cli.repository import synced
from yogaflow_cli.repository.statements import Device, SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.services.syncing.conflicts import conflicts
from yogaflow_cli.services.syncing.gathering import travels, values_here
from yogaflow_cli.services.syncing.means import Means
from yogaflow_cli.services.syncing.merging import Arrived, Watch, unwatched
from yogaflow_cli.services.syncing.reading import Reading
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.registers import OWN_SEQUENCE
from yogaflow_cli.sync.segment import digest_after, of_bytes
from yogaflow_cli.sync.statement import Thing


class Status(NamedTuple):
    """With what a profile syncs, which machines it knows, whether something waits to be sent, and what is contested."""

    entry: Synced
    devices: tuple[Device, ...]
    waits: bool
    conflicts: int


class Verified(NamedTuple):
    """One machine's history, read anew from this machine's copy of the repository.

    `operations` counts its changes, `last` is the number of its last segment, `digest` the SHA-256 over all of them.
    """

    device: Device
    operations: int
    last: int
    digest: str

    @property
    def is_as_known(self) -> bool:
        """Whether it is what was taken in."""
        return (self.operations, self.last, self.digest) == (
            self.device.operations,
            self.device.segments,
            self.device.digest,
        )


class Verification(NamedTuple):
    """Every machine's history; what of the practice here is not what the machines came to; and what git finds."""

    devices: tuple[Verified, ...]
    unlike: tuple[Thing, ...]
    git_problems: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.unlike and not self.git_problems and all(device.is_as_known for device in self.devices)


def status(means: Means) -> Status:
    """How the profile's sync stands. Raises SyncNotSetUp."""
    entry = means.entry()
    ledger = SqlLedger(means.log.connection, means.log.profile)
    waits = ledger.has_waiting(entry.device) or synced.is_ungathered(means.log.connection, means.log.profile)
    return Status(entry, tuple(ledger.devices()), waits, len(conflicts(means.log)))


def verify(means: Means, watch: Watch = unwatched) -> Verification:
    """Reads every segment anew, and compares. Only reads.

    Raises:
        SyncNotSetUp, SyncKeyWrong, KeyringUnavailable: as `running.sync`.
        SyncDamaged: a segment does not open.
        StorageError: this machine's copy of the repository cannot be read.
    """
    with means.alone():
        entry = means.entry()
        mirror = means.mirror(entry.url)
        ledger = SqlLedger(means.log.connection, means.log.profile)
        seal = means.seal(entry)
        kept = mirror.kept()
        known = ledger.devices()
        with watch(sum(device.segments for device in known)) as looked:
            verified = tuple(verified_device(Reading(mirror, kept, seal), device, ledger, looked) for device in known)
        return Verification(verified, tuple(unlike(means, ledger)), tuple(mirror.fsck()))


def verified_device(
    reading: Reading, device: Device, ledger: SqlLedger, looked: Callable[[int], object] | None
) -> Verified:
    """One machine's history, from its first segment to those that wait here to be sent."""
    operations, last, digest = 0, 0, ""
    for segment in segments_of(reading, device, ledger):
        operations += len(of_bytes(segment.content, f"Segment {segment.number} of {device.name}").operations)
        last, digest = segment.number, digest_after(digest, segment.content)
        if looked is not None:
            looked(1)
    return Verified(device, operations, last, digest)


def segments_of(reading: Reading, device: Device, ledger: SqlLedger) -> Iterator[Arrived]:
    """A machine's segments from this machine's copy of the repository, and of its own those that wait here."""
    last = 0
    if device.device in reading.branches:
        for segment in reading.after({}, [device.device]):
            last = segment.number
            yield segment
    for waiting in ledger.waiting(device.device):
        if waiting.number > last:
            reading.device, reading.number = device.device, waiting.number
            yield Arrived(device.device, waiting.number, reading.without_seal(waiting.sealed))


def unlike(means: Means, ledger: SqlLedger) -> Iterator[Thing]:
    """What is here other than the machines came to. What was changed here since the last sync is not compared."""
    if synced.is_ungathered(means.log.connection, means.log.profile):
        return
    for thing in ledger.things():
        if thing.kind != OWN_SEQUENCE and travels(thing) and not is_alike(means, ledger, thing):
            yield thing


def is_alike(means: Means, ledger: SqlLedger, thing: Thing) -> bool:
    """Whether a thing is stored here as its state says."""
    state, here = state_of(ledger, thing), values_here(means.log, thing)
    if state.is_hidden or here is None:
        return state.is_hidden == (here is None)
    return all(value == state.value(register) for register, value in here.items())
