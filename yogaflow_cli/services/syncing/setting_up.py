"""How a profile begins to sync, joins what another machine began, puts back what was lost, and leaves."""

from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

from yogaflow_cli.errors import InvalidValue, NotProven, SyncSetUp
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.backups import Backups
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.services.syncing.means import Means
from yogaflow_cli.services.syncing.merging import Joining, Watch, merge, unwatched
from yogaflow_cli.services.syncing.own_files import bring_files
from yogaflow_cli.services.syncing.reading import BEGIN, PUT_BACK, Reading, description_of, news, refuse_lost
from yogaflow_cli.services.syncing.running import (
    Synchronised,
    keep,
    machine_of,
    send,
    sync_alone,
)
from yogaflow_cli.sync.address import masked
from yogaflow_cli.sync.description import BRANCH, PATH, Description, as_bytes, described
from yogaflow_cli.sync.mirror import Mirror
from yogaflow_cli.sync.place import make_place
from yogaflow_cli.sync.sealing import new_key

BEFORE_JOINING = "before-sync"
JOIN = "To join it: yogaflow sync join URL"


def begin(means: Means, url: str, watch: Watch = unwatched) -> tuple[str | None, Synchronised]:
    """Makes an empty repository the profile's, with a new key; where the profile syncs, puts back what is lost there.

    The address with which the profile synced until now, None when it did not; and what was done.

    Raises:
        InvalidValue: something else is at the checked address.
        SyncSetUp: another machine has begun already, or the profile syncs with another repository.
        SyncUnreachable, StorageError, KeyringUnavailable: as `running.sync`.
    """
    with means.alone():
        entry = synced.read(means.log.connection, means.log.profile)
        make_place(url, means.git)
        if entry is not None:
            return entry.url, put_back(means, means.mirror(url), entry, watch)
        mirror = means.new_mirror(url)
        refuse_used(mirror)
        return None, begin_anew(means, mirror, watch)


def refuse_used(mirror: Mirror) -> None:
    """Raises SyncSetUp or InvalidValue where the other side holds anything."""
    names = mirror.names()
    if BRANCH in names:
        raise SyncSetUp(f"Another machine began already at {masked(mirror.url)}.", JOIN)
    if names:
        raise InvalidValue(f"{masked(mirror.url)} holds something else.", "Take an empty repository for your practice")


def begin_anew(means: Means, mirror: Mirror, watch: Watch) -> Synchronised:
    """Writes the description and all that is here into an empty repository."""
    key = new_key()
    description = described(uuid4().hex, key)
    entry = new_entry(means, description, mirror.url)
    keep_key(means, entry, key)
    mirror.append(BRANCH, None, [(PATH, as_bytes(description))], means.now)
    machine = machine_of(means, entry, description.seal(key))
    merged = merge(means.log, machine, (), means.now, joining=Joining(entry, ()), watch=watch)
    return Synchronised(merged, 0, send(means, mirror, entry, {}, 0, BRANCH), ())


def new_entry(means: Means, description: Description, url: str) -> Synced:
    """This machine under a new random id; its key lies where the profile's token does."""
    profile = means.log.profile.profile
    return Synced(description.repository_id, url, uuid4().hex, profile.token_store, profile.keyring_backend)


def keep_key(means: Means, entry: Synced, key: bytes) -> None:
    """Puts the key into its store. Raises KeyringUnavailable, StorageError."""
    means.vault.store(entry.key_store, entry.keyring_backend).write(entry.key_account, key.hex())


def put_back(means: Means, mirror: Mirror, entry: Synced, watch: Watch) -> Synchronised:
    """Gives the other side what it lacks of all that this machine knows, and syncs.

    Raises:
        SyncSetUp: another repository is there.
    """
    branches = mirror.fetch()
    if branches:
        refuse_other(means, entry, description_of(mirror, branches).repository_id)
    else:
        refuse_used(mirror)
    lacking = [name for name, tip in mirror.kept().items() if not mirror.descends(branches.get(name, ""), tip)]
    mirror.push(lacking)
    with means.log.database.transaction() as connection:
        synced.set_url(connection, means.log.profile, mirror.url)
    return sync_alone(means, entry._replace(url=mirror.url), watch)


def join(means: Means, url: str, ask_key: Callable[[], bytes], watch: Watch = unwatched) -> Synchronised:
    """Lets this machine sync with what another began; one that does so already gets a new id, and loses nothing.

    Raises:
        SyncSetUp: the profile syncs with another repository, or another profile here with this one.
        SyncEmptied: nobody began there.
        SyncKeyWrong: the key is another's.
        SyncUnreachable, StorageError, KeyringUnavailable: as `running.sync`.
    """
    with means.alone():
        former = synced.read(means.log.connection, means.log.profile)
        mirror = means.new_mirror(url) if former is None else means.mirror(url)
        branches = mirror.fetch()
        description = description_of(mirror, branches, BEGIN if former is None else PUT_BACK)
        refuse_other(means, former, description.repository_id)
        ledger = SqlLedger(means.log.connection, means.log.profile)
        refuse_lost(mirror, branches, ledger.devices())
        key = kept_key(means, former, description) or ask_key()
        seal = description.seal(key)
        entry = new_entry(means, description, url)
        keep_key(means, entry, key)
        Backups(means.log.database.path).make(means.log.connection, BEFORE_JOINING, means.now)
        known = grown_from(ledger, former)
        joining = Joining(entry, Reading(mirror, branches, seal).up_to(known))
        news_of_others = Reading(mirror, branches, seal).after(known, news(branches, [], entry.device))
        machine = machine_of(means, entry, seal)
        merged = merge(means.log, machine, news_of_others, means.now, joining=joining, watch=watch)
        files = bring_files(means.log, ledger, means.sequences_folder)
        keep(mirror, branches, entry)
        return Synchronised(merged, files, send(means, mirror, entry, branches, 0), ())


def kept_key(means: Means, former: Synced | None, description: Description) -> bytes | None:
    """The key that this machine has of the repository already, None where it has none that opens it."""
    if former is None:
        return None
    with suppress(NotProven):
        key = means.key(former)
        description.seal(key)
        return key
    return None


def refuse_other(means: Means, former: Synced | None, repository_id: str) -> None:
    """Raises SyncSetUp where the profile, or the repository, is bound already."""
    if former is not None and former.repository_id != repository_id:
        raise SyncSetUp(
            "This profile syncs with another repository.", "Leave that first: yogaflow sync off - your practice stays"
        )
    other = synced.other_profile_of(means.log.connection, means.log.profile, repository_id)
    if other is not None:
        raise SyncSetUp(f"On this machine {other} syncs with that repository.", "Every profile takes one of its own")


def grown_from(ledger: SqlLedger, former: Synced | None) -> dict[str, int]:
    """The segments from which the state here grew: all that were taken in, and its own as far as they were sent."""
    if former is None:
        return {}
    waiting = sum(1 for _ in ledger.waiting(former.device))
    return {device: count - (waiting if device == former.device else 0) for device, count in ledger.seen().items()}


def leave(means: Means) -> bool:
    """Ends syncing on this machine: its practice stays, and so does what others have; whether they lack something.

    Raises:
        SyncNotSetUp: the profile does not sync.
        StorageError: the copy of the repository cannot be removed.
    """
    with means.alone():
        entry = means.entry()
        ledger = SqlLedger(means.log.connection, means.log.profile)
        log = means.log
        unsent = ledger.has_waiting(entry.device) or synced.is_ungathered(log.connection, log.profile)
        with means.log.database.transaction() as connection:
            synced.remove(connection, means.log.profile)
        with suppress(NotProven):
            # Where the keyring cannot be asked now, a key of nothing stays in it.
            means.vault.store(entry.key_store, entry.keyring_backend).delete(entry.key_account)
        means.remove_mirror()
        return unsent
