"""Who practises: the first use, and everything about a profile itself. Proving who one is, is `proving.py`'s."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.profile import Profile, ProvenProfile
from yogaflow_cli.errors import NameTaken, TokenWrong
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.access import access_of
from yogaflow_cli.repository.backups import Backups
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.services.proving import (
    account_of,
    enter,
    leave_ticket,
    named,
    proven_token,
    recorded_store,
    stored_token,
)
from yogaflow_cli.vault.token import new_token, token_hash
from yogaflow_cli.vault.vault import KEYRING, ChosenStore, Vault

if TYPE_CHECKING:
    from yogaflow_cli.vault.store import TokenStore


class NewProfile(NamedTuple):
    """A profile that was just made, and the kind of store that keeps its token."""

    proven: ProvenProfile
    store_kind: str


def first_use(
    database: Database, vault: Vault, name: str, now: datetime, *, require_keyring: bool
) -> NewProfile | None:
    """Makes the first profile of the database, or returns None when another process just did.

    Raises:
        TokenWrong: the environment gives a token, which can prove nobody yet.
        KeyringUnavailable: no keyring works, and `require_keyring`.
    """
    refuse_token_of_nobody(vault)
    # Before the transaction: choosing takes seconds where a keyring is slow, and nobody should wait for that.
    store = vault.best_store(require_keyring)
    with database.transaction():
        if Profiles(database.connection).all():
            return None
        made = add(database, store, name, None, now)
    return let_in(database, vault, made, now)


def refuse_token_of_nobody(vault: Vault) -> None:
    """Raises TokenWrong when the environment gives a token before anybody practises here."""
    if vault.given_token is not None:
        raise TokenWrong(
            "The token in the environment proves nobody: there is no profile yet.",
            "For the first practice: unset YOGAFLOW_TOKEN YOGAFLOW_TOKEN_FILE",
        )


def create(
    database: Database, vault: Vault, name: str, display_name: str | None, now: datetime, *, require_keyring: bool
) -> NewProfile:
    """Makes a profile.

    Raises:
        NameTaken: the name is in use.
        KeyringUnavailable: no keyring works, and `require_keyring`.
    """
    refuse_taken(database, name)
    store = vault.best_store(require_keyring)
    with database.transaction():
        refuse_taken(database, name)
        made = add(database, store, name, display_name, now)
    return let_in(database, vault, made, now)


def let_in(database: Database, vault: Vault, made: NewProfile, now: datetime) -> NewProfile:
    """Leaves a new profile's ticket: its token was read back from the store a moment ago."""
    profile = made.proven.profile
    leave_ticket(vault, profile, access_of(database.connection, profile), now)
    return made


def refuse_taken(database: Database, name: str) -> None:
    """Raises NameTaken when a profile has the name."""
    if Profiles(database.connection).by_name(name) is not None:
        raise NameTaken(f"There is a profile {name} already.", "Choose another name, or: yogaflow profile list")


def add(
    database: Database, chosen_store: ChosenStore, name: str, display_name: str | None, now: datetime
) -> NewProfile:
    """Stores a token, reads it back, and the profile with its hash; inside a transaction."""
    token = new_token()
    profile = Profiles(database.connection).add(
        name, display_name, token_hash(token), chosen_store.kind, chosen_store.backend, now
    )
    proven = ProvenProfile(profile)
    enter(database, proven, "profile create", now, None, profile)
    account = account_of(database, name)
    with kept_when_refused(chosen_store.store, account):
        chosen_store.store.write(account, token)
    return NewProfile(proven, chosen_store.kind)


def use(database: Database, name: str, now: datetime) -> Profile:
    """Makes a profile the one that commands are about. Raises ProfileNotFound."""
    with database.transaction():
        profiles = Profiles(database.connection)
        profile = named(profiles.all(), name)
        if profiles.chosen() != profile:
            profiles.choose(profile)
            enter(database, ProvenProfile(profile), "profile use", now, profile, profile)
        return profile


def rename(database: Database, vault: Vault, proven: ProvenProfile, name: str, now: datetime) -> Profile:
    """Gives a profile another name; its token moves along.

    Raises:
        NameTaken: the name is in use.
        TokenMissing, KeyringUnavailable: the token cannot be moved; nothing was changed.
    """
    before = proven.profile
    if name == before.name:
        return before
    refuse_taken(database, name)
    store = recorded_store(vault, before)
    token = stored_token(database, vault, before)
    with kept_when_refused(store, account_of(database, name)), database.transaction():
        refuse_taken(database, name)
        after = before._replace(name=name)
        Profiles(database.connection).rename(before, name)
        enter(database, proven, "profile rename", now, before, after)
        if token is not None:
            store.write(account_of(database, name), token)
    store.delete(account_of(database, before.name))
    return after


def reset_token(database: Database, vault: Vault, profile: Profile, now: datetime, *, require_keyring: bool) -> str:
    """Gives a profile a new token, without the old one; the kind of store that keeps it.

    Raises:
        KeyringUnavailable: no keyring works, and `require_keyring`.
    """
    return keep_token(database, vault.best_store(require_keyring), profile, new_token(), "profile reset-token", now)


def store_token(database: Database, vault: Vault, proven: ProvenProfile, kind: str, now: datetime) -> None:
    """Moves a profile's token to the keyring or the private file; the former store forgets it.

    Raises:
        TokenMissing, TokenWrong: neither the environment nor the former store gives it.
        KeyringUnavailable: a keyring does not work.
    """
    profile = proven.profile
    token = proven_token(database, vault, profile)
    target = vault.proven_keyring() if kind == KEYRING else ChosenStore(kind, None, vault.store(kind, None))
    keep_token(database, target, profile, token, "profile store-token", now)
    if profile.token_store != kind:
        recorded_store(vault, profile).delete(account_of(database, profile.name))


def keep_token(
    database: Database, target: ChosenStore, profile: Profile, token: str, action: str, now: datetime
) -> str:
    """Keeps a token in a store and its hash in the database; the kind of store."""
    account = account_of(database, profile.name)
    with kept_when_refused(target.store, account), database.transaction():
        Profiles(database.connection).set_token(profile, token_hash(token), target.kind, target.backend)
        after = profile._replace(token_store=target.kind, keyring_backend=target.backend)
        enter(database, ProvenProfile(profile), action, now, profile, after)
        target.store.write(account, token)
    return target.kind


@contextmanager
def kept_when_refused(store: "TokenStore", account: str) -> Iterator[None]:
    """Gives a store back what it held when the database refuses the rest: token and hash stay a pair."""
    held = store.read(account)
    try:
        yield
    except BaseException:
        if held is None:
            store.delete(account)
        elif store.read(account) != held:
            store.write(account, held)
        raise


def delete(database: Database, vault: Vault, proven: ProvenProfile, now: datetime) -> str:
    """Removes a profile with all its sessions; the file of the backup that was made before.

    Raises:
        StorageError: the backup could not be made; nothing was deleted.
    """
    account = account_of(database, proven.profile.name)
    entry = synced.read(database.connection, proven)
    backup = Backups(database.path).make(database.connection, f"before-delete-{proven.profile.name}", now)
    with database.transaction():
        Profiles(database.connection).delete(proven.profile)
    recorded_store(vault, proven.profile).delete(account)
    vault.tickets.forget(proven.profile.uuid)
    if entry is not None:
        vault.store(entry.key_store, entry.keyring_backend).delete(entry.key_account)
        rmtree(synced.folder_of(database.path, proven), ignore_errors=True)
    return str(backup)
