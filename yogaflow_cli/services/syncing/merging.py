"""The heart of a sync, without any Git: gather what is new here, take in what is new elsewhere, in one transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.repository.ungathered import SYNC
from yogaflow_cli.services.syncing.gathering import gather_changes, gather_everything
from yogaflow_cli.services.syncing.outbox import Close, Outbox
from yogaflow_cli.services.syncing.taking import Taken, Taking
from yogaflow_cli.sync.ledger import state_of, take_in
from yogaflow_cli.sync.segment import of_bytes
from yogaflow_cli.sync.statement import Thing


class Machine(NamedTuple):
    """This machine as a profile syncs on it: who it is there, its name for people, and the seal of the repository."""

    synced: Synced
    name: str
    close: Close


class Arrived(NamedTuple):
    """One segment of another device, unsealed; `tip` is the commit up to which its branch is taken in with it."""

    device: str
    number: int
    content: bytes
    tip: str | None = None


class Merged(NamedTuple):
    """What a sync did: operations gathered here, what was taken from others, and of it what lost or hid something."""

    gathered: int
    taken: Taken
    contested: tuple[Thing, ...]


def merge(
    log: PracticeLog,
    machine: Machine,
    arrived: Iterable[Arrived],
    now: datetime,
    *,
    everything: bool = False,
    looked: Callable[[int], object] | None = None,
) -> Merged:
    """Gathers, takes in and brings about. `everything` compares all that is here, as joining does.

    Raises:
        SyncDamaged: something of what arrived cannot be understood; nothing was changed.
    """
    ledger = SqlLedger(log.connection, log.profile)
    with log.writing(SYNC, now, final=True) as write:
        outbox = Outbox(ledger, machine.synced.device, machine.name, machine.close, now)
        if everything:
            gather_everything(log, outbox)
        else:
            gather_changes(log, outbox)
        outbox.flush()
        touched = dict.fromkeys(outbox.revived)
        for segment in arrived:
            touched.update(dict.fromkeys(taken_in(ledger, segment)))
        taken = Taking(log, write, ledger).take(touched, looked)
        contested = tuple(thing for thing in touched if state_of(ledger, thing).lost)
    return Merged(outbox.count, taken, contested)


def taken_in(ledger: SqlLedger, arrived: Arrived) -> list[Thing]:
    """Adds a segment to what is known, once; the things that it touches."""
    if arrived.number <= ledger.seen().get(arrived.device, 0):
        return []
    segment = of_bytes(arrived.content, f"Segment {arrived.number} of {arrived.device}")
    touched = list(take_in(ledger, arrived.device, arrived.number, segment))
    ledger.add_to_digest(arrived.device, arrived.content)
    if arrived.tip is not None:
        ledger.set_tip(arrived.device, arrived.tip)
    return touched
