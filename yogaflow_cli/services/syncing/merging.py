"""The heart of a sync, without any Git: gather what is new here, take in what is new elsewhere, in one transaction."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.repository import synced
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.repository.ungathered import SYNC
from yogaflow_cli.services.syncing.gathering import gather_changes, gather_differences, gather_unheard_of
from yogaflow_cli.services.syncing.outbox import Close, Outbox
from yogaflow_cli.services.syncing.own_files import gather_files
from yogaflow_cli.services.syncing.taking import Taken, Taking
from yogaflow_cli.sync.ledger import state_of, take_in
from yogaflow_cli.sync.registers import OWN_SEQUENCE
from yogaflow_cli.sync.segment import digest_after, of_bytes
from yogaflow_cli.sync.statement import Thing

Watch = Callable[[int], AbstractContextManager[Callable[[int], object] | None]]
"""Shows how far work of so many steps is: what it gives is told of each step, where anybody looks on."""


def unwatched(total: int) -> AbstractContextManager[None]:
    """Nobody looks on."""
    return nullcontext()


class Machine(NamedTuple):
    """This machine as a profile syncs on it: its id there, its name for people, its files, the repository's seal."""

    device: str
    name: str
    sequences_folder: Path
    close: Close


class Arrived(NamedTuple):
    """One segment of another device, unsealed; `tip` is the commit up to which its branch is taken in with it."""

    device: str
    number: int
    content: bytes
    tip: str | None = None


class Joining(NamedTuple):
    """A machine that joins: its new entry, and the segments from which the state here grew, none where it is new."""

    entry: Synced
    base: Iterable[Arrived]


class Merged(NamedTuple):
    """What a sync took from others, and of it what lost or hid something."""

    taken: Taken
    contested: tuple[Thing, ...]


def merge(
    log: PracticeLog,
    machine: Machine,
    arrived: Iterable[Arrived],
    now: datetime,
    *,
    joining: Joining | None = None,
    watch: Watch = unwatched,
) -> Merged:
    """Gathers, takes in and brings about.

    Of who joins all that is here is compared with what it grew from; the changes of a machine that is new to the
    repository count as of when they were made.

    Raises:
        SyncDamaged: something of what arrived cannot be understood; nothing was changed.
    """
    ledger = SqlLedger(log.connection, log.profile)
    with log.writing(SYNC, now, final=True) as write:
        touched = begun_anew(log, ledger, joining) if joining is not None else {}
        outbox = Outbox(ledger, machine.device, machine.name, machine.close, now)
        if touched:
            gather_differences(log, outbox)
        else:
            gather_changes(log, outbox)
        gather_files(outbox, machine.sequences_folder)
        outbox.flush()
        touched.update(dict.fromkeys(outbox.revived))
        for segment in arrived:
            touched.update(dict.fromkeys(taken_in(ledger, segment)))
        if joining is not None:
            gather_unheard_of(log, outbox)
            outbox.flush()
        taking = Taking(log, write, ledger)
        with watch(len(touched)) as looked:
            taking.take(touched, looked)
        contested = [*taking.contested, *(thing for thing in touched if is_contested_file(ledger, thing))]
    return Merged(taking.taken, tuple(contested))


def is_contested_file(ledger: SqlLedger, thing: Thing) -> bool:
    """Whether an own sequence, which is brought about when all else is on disk, lost something."""
    return thing.kind == OWN_SEQUENCE and bool(state_of(ledger, thing).lost)


def begun_anew(log: PracticeLog, ledger: SqlLedger, joining: Joining) -> dict[Thing, None]:
    """Forgets what was known of other machines, and begins again with the base; the things that this touches."""
    synced.remove(log.connection, log.profile)
    synced.store(log.connection, log.profile, joining.entry)
    return dict.fromkeys(thing for segment in joining.base for thing in taken_in(ledger, segment))


def taken_in(ledger: SqlLedger, arrived: Arrived) -> list[Thing]:
    """Adds a segment to what is known, once; the things that it touches."""
    if arrived.number <= ledger.seen().get(arrived.device, 0):
        return []
    segment = of_bytes(arrived.content, f"Segment {arrived.number} of {arrived.device}")
    touched = list(take_in(ledger, arrived.device, arrived.number, segment))
    ledger.set_digest(arrived.device, digest_after(ledger.digest(arrived.device), arrived.content))
    if arrived.tip is not None:
        ledger.set_tip(arrived.device, arrived.tip)
    return touched
