"""One sync: fetch, look whether all is right, merge, send. Whatever ends it, the next one goes on from there.

What is recorded here is on disk before anything is sent, and what was sent is known by what the other side has.
"""

from contextlib import ExitStack, suppress
from typing import NamedTuple

from yogaflow_cli.errors import StorageError, YogaflowError
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.milliseconds import from_milliseconds
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.services.syncing.clocks import wrong_clocks
from yogaflow_cli.services.syncing.means import Means
from yogaflow_cli.services.syncing.merging import Machine, Merged, Watch, merge, unwatched
from yogaflow_cli.services.syncing.own_files import bring_files
from yogaflow_cli.services.syncing.reading import Branches, Reading, checked_seal, news, refuse_lost, sent_already
from yogaflow_cli.sync.mirror import Mirror
from yogaflow_cli.sync.sealing import Seal
from yogaflow_cli.sync.segment import path_of


class Synchronised(NamedTuple):
    """What a sync did: what was merged, how many own sequences came, how many changes went, what to say of clocks."""

    merged: Merged
    files: int
    sent: int
    clock_warnings: tuple[str, ...]


def sync(means: Means, watch: Watch = unwatched) -> Synchronised:
    """Brings this machine and the others together, as far as they have been at the repository.

    Raises:
        SyncNotSetUp: the profile does not sync.
        SyncUnreachable: the other side did not answer, or would not; all is as it was, or waits here to be sent.
        SyncContradiction: the other side is not what this machine knows; nothing was sent or taken in.
        SyncKeyWrong, KeyringUnavailable, StorageError, UsageMistake: the key, a file, or git is missing.
    """
    with means.alone():
        return sync_noted(means, watch)


def sync_unless_another_waits(means: Means) -> None:
    """The same in the background, after a change: where a sync waits for its turn already, that one tells of it, too.

    Raises as `sync`.
    """
    with ExitStack() as turn:
        if not turn.enter_context(means.next_in_turn()):
            return
        with means.alone():
            # From here on another one may wait: what it is to tell of may come too late for this one.
            turn.close()
            sync_noted(means)


def sync_noted(means: Means, watch: Watch = unwatched) -> Synchronised:
    """A sync whose failure is kept for `sync status`, where nobody else syncs the profile on this machine now."""
    entry = means.entry()
    try:
        return sync_alone(means, entry, watch)
    except YogaflowError as error:
        with suppress(StorageError), means.log.database.transaction() as connection:
            synced.note_failed(connection, means.log.profile, means.now, error.message)
        raise


def sync_alone(means: Means, entry: Synced, watch: Watch = unwatched) -> Synchronised:
    """The steps of a sync."""
    ledger = SqlLedger(means.log.connection, means.log.profile)
    key = means.key(entry)
    mirror = means.mirror(entry.url)
    branches = mirror.fetch()
    seal = checked_seal(mirror, branches, entry, key)
    devices = ledger.devices()
    refuse_lost(mirror, branches, devices)
    sent = sent_already(mirror, branches, ledger, entry)
    arrived = Reading(mirror, branches, seal).after(ledger.seen(), news(branches, devices, entry.device))
    merged = merge(means.log, machine_of(means, entry, seal), arrived, means.now, watch=watch)
    files = bring_files(means.log, ledger, means.sequences_folder)
    keep(mirror, branches, entry)
    count = send(means, mirror, entry, branches, sent)
    return Synchronised(merged, files, count, wrong_clocks(ledger, entry.device, means.now))


def machine_of(means: Means, entry: Synced, seal: Seal) -> Machine:
    """This machine under its id."""
    return Machine(entry.device, means.machine_name, means.sequences_folder, seal.close)


def keep(mirror: Mirror, branches: Branches, entry: Synced) -> None:
    """Keeps what was taken in, so that it can be put back where the other side loses it."""
    kept = mirror.kept()
    # Of its own branch this machine keeps what it wrote, which may be more; where that copy is lost, what was sent.
    own = {entry.device} & kept.keys()
    mirror.keep({name: tip for name, tip in branches.items() if name not in own and kept.get(name) != tip})


def send(means: Means, mirror: Mirror, entry: Synced, branches: Branches, sent: int, *also: str) -> int:
    """Sends what waits, after what the other side has of this machine; how many changes. `also` are other branches."""
    ledger = SqlLedger(means.log.connection, means.log.profile)
    waiting = [segment for segment in ledger.waiting(entry.device) if segment.number > sent]
    tip = branches.get(entry.device)
    if waiting:
        files = [(path_of(segment.number), segment.sealed) for segment in waiting]
        tip = mirror.append(entry.device, tip, files, from_milliseconds(waiting[-1].written_at_ms))
    if waiting or also:
        mirror.push([*also, *([entry.device] if waiting else [])])
    with means.log.database.transaction() as connection:
        if tip is not None:
            ledger.sent(entry.device, waiting[-1].number if waiting else sent)
            ledger.set_tip(entry.device, tip)
        synced.note_done(connection, means.log.profile, means.now)
    return sum(segment.operations for segment in waiting)
