"""Whose practice a call is about, and proving who one is: by a token, or by the ticket that one left shortly before.

The one door: only `prove` and `profiles.add` make a ProvenProfile for people, and nothing about sessions can be read
without one.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from yogaflow_cli.domain.profile import Profile, ProvenProfile
from yogaflow_cli.errors import ProfileNotFound, TokenMissing, TokenWrong, UsageMistake
from yogaflow_cli.repository import installation
from yogaflow_cli.repository.access import Access, access_of, end_access
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.text.names import nearest
from yogaflow_cli.vault.token import matches
from yogaflow_cli.vault.vault import KEYRING, Vault

if TYPE_CHECKING:
    from yogaflow_cli.vault.store import TokenStore


def chosen(database: Database, name: str | None) -> Profile | None:
    """The profile that a command is about: the named one, the one in use, or the only one; None before any exists.

    Raises:
        ProfileNotFound: none has that name.
        UsageMistake: there are several, and none was chosen.
    """
    profiles = Profiles(database.connection)
    everybody = profiles.all()
    if name is not None:
        return named(everybody, name)
    found = profiles.meant()
    if found is None and everybody:
        names = ", ".join(profile.name for profile in everybody)
        raise UsageMistake(f"Whose practice? There are: {names}.", "Add --profile NAME, or: yogaflow profile use NAME")
    return found


def named(everybody: list[Profile], name: str) -> Profile:
    """The profile with that name.

    Raises:
        ProfileNotFound: there is none; the nearest names are in the hint.
    """
    for profile in everybody:
        if profile.name == name:
            return profile
    near = nearest(name, [profile.name for profile in everybody])
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Create it with: yogaflow profile create {name}"
    raise ProfileNotFound(f"There is no profile {name}.", hint)


def prove(database: Database, vault: Vault, profile: Profile, now: datetime) -> ProvenProfile:
    """The profile, once its token was shown, now or a short while ago in this login.

    Raises: as `proven_token`.
    """
    access = access_of(database.connection, profile)
    is_given = vault.given_token is not None
    if not is_given and has_ticket(vault, profile, access, now):
        return ProvenProfile(profile)
    proven_token(database, vault, profile)
    # Who gives a token to one call does not open the profile to calls without it.
    if not is_given:
        leave_ticket(vault, profile, access, now)
    return ProvenProfile(profile)


def proven_token(database: Database, vault: Vault, profile: Profile) -> str:
    """The profile's token, from the first source that holds any.

    Raises:
        TokenMissing: neither the environment nor the profile's store holds one.
        TokenWrong: it is another one.
        KeyringUnavailable: the keyring does not answer.
    """
    given = vault.given_token
    token = stored_token(database, vault, profile) if given is None else given
    if token is None:
        raise TokenMissing(
            f"The token of {profile.name} is not in its {store_words(profile.token_store)}.",
            f"Set YOGAFLOW_TOKEN, or make a new one: yogaflow profile reset-token {profile.name}",
        )
    if not matches(token, profile.token_hash):
        whence = "The stored token" if given is None else "The token in the environment"
        raise TokenWrong(
            f"{whence} is not that of {profile.name}.",
            f"Unset YOGAFLOW_TOKEN and YOGAFLOW_TOKEN_FILE, or: yogaflow profile reset-token {profile.name}",
        )
    return token


def has_ticket(vault: Vault, profile: Profile, access: Access, now: datetime) -> bool:
    """Whether a stored token of the profile was proven a short while ago in this login."""
    ticket = None if access.secret is None else vault.tickets.ticket(profile.uuid, access.secret)
    return ticket is not None and ticket.holds(now, access.lasts, access.practice_began)


def leave_ticket(vault: Vault, profile: Profile, access: Access, now: datetime) -> None:
    """Leaves a ticket, so that the next commands need no token; nowhere where the system has no place for it."""
    if access.secret is not None:
        vault.tickets.issue(profile.uuid, access.secret, now, access.lasts)


def lock(database: Database, vault: Vault, profile: Profile, now: datetime) -> None:
    """Ends every access ticket of a profile: the next command proves the token itself. It needs no token."""
    with database.transaction():
        end_access(database.connection, profile.profile_id)
        enter(database, ProvenProfile(profile), "profile lock", now, profile, profile)
    vault.tickets.forget(profile.uuid)


def stored_token(database: Database, vault: Vault, profile: Profile) -> str | None:
    """The token in the one store that is recorded for a profile."""
    return recorded_store(vault, profile).read(account_of(database, profile.name))


def recorded_store(vault: Vault, profile: Profile) -> "TokenStore":
    """The store that is recorded for a profile."""
    return vault.store(profile.token_store, profile.keyring_backend)


def account_of(database: Database, name: str) -> str:
    """The name under which a store keeps a profile's token; no two databases share one."""
    return f"{name}@{installation.database_id(database.connection)}"


def store_words(kind: str) -> str:
    """A kind of store, as people call it."""
    return "keyring" if kind == KEYRING else "private file"


def enter(
    database: Database, proven: ProvenProfile, action: str, now: datetime, before: Profile | None, after: Profile | None
) -> None:
    """Puts what happened to a profile into its change log; it cannot be undone there."""
    log = PracticeLog(database, proven)
    log.enter_profile(action, now, profile_record(before), profile_record(after))


def profile_record(profile: Profile | None) -> dict[str, object] | None:
    """A profile as the change log keeps it: nothing of its token."""
    if profile is None:
        return None
    return {"name": profile.name, "display_name": profile.display_name, "token_store": profile.token_store}
