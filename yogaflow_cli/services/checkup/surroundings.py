"""Checks of what surrounds the files: tokens and the keyring, the zone and the clock, the versions."""

import platform
from collections.abc import Iterator
from datetime import timedelta

from yogaflow_cli import __version__
from yogaflow_cli.domain.finding import Finding, fine, problem, warning
from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.errors import InvalidValue, NotProven, StorageError
from yogaflow_cli.repository import installation
from yogaflow_cli.repository.database import SCHEMA_VERSION
from yogaflow_cli.repository.milliseconds import from_milliseconds
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.repository.soundness import SQLITE_VERSION, last_recorded_ms
from yogaflow_cli.services.checkup.subject import Subject
from yogaflow_cli.services.proving import store_words
from yogaflow_cli.vault.token import matches
from yogaflow_cli.vault.vault import KEYRING, Vault
from yogaflow_cli.zones import zone

A_MINUTE = timedelta(minutes=1)


def tokens(subject: Subject) -> Iterator[Finding]:
    """Whether each profile's token is where it should be, and fits; the keyring is asked with patience that ends."""
    if subject.current is None:
        return
    try:
        if subject.vault.given_token is not None:
            yield fine("tokens", "The environment gives a token, so no store was asked.")
            return
    except NotProven as error:
        yield problem("tokens", error.message, error.hint)
        return
    database_id = installation.value(subject.current, "database_id")
    for profile in Profiles(subject.current).all():
        yield token_of(subject.vault, profile, f"{profile.name}@{database_id}")


def token_of(vault: Vault, profile: Profile, account: str) -> Finding:
    """What is to say of one profile's token."""
    whose = f"{profile.name}: the token"
    try:
        token = vault.store(profile.token_store, profile.keyring_backend).read(account)
    except (NotProven, StorageError) as error:
        return problem("tokens", f"{whose} cannot be read. {error.message}", error.hint)
    where = store_words(profile.token_store)
    anew = f"yogaflow profile reset-token {profile.name}"
    if token is None:
        return problem("tokens", f"{whose} is not in its {where}.", anew)
    if not matches(token, profile.token_hash):
        return problem("tokens", f"{whose} in its {where} does not fit.", anew)
    backend = f" ({profile.keyring_backend})" if profile.token_store == KEYRING else ""
    return fine("tokens", f"{whose} is in its {where}{backend}.")


def clock(subject: Subject) -> Iterator[Finding]:
    """Whether the machine knows its zone, and its clock is not behind what was recorded."""
    try:
        zone(subject.zone_name)
    except InvalidValue as error:
        yield problem("clock", error.message, "yogaflow config set time_zone Europe/Berlin")
        return
    recorded_ms = None if subject.current is None else last_recorded_ms(subject.current)
    if recorded_ms is not None and from_milliseconds(recorded_ms) - subject.now > A_MINUTE:
        last = f"{from_milliseconds(recorded_ms).astimezone():%Y-%m-%d %H:%M}"
        yield warning("clock", f"The clock is behind the last change, of {last}: it is wrong, or was.", "date")
    else:
        yield fine("clock", f"It is {subject.now.astimezone():%Y-%m-%d %H:%M}, in {subject.zone_name}.")


def versions(_subject: Subject) -> Iterator[Finding]:
    """What a report of a mistake needs."""
    python = f"Python {platform.python_version()}, SQLite {SQLITE_VERSION}"
    yield fine("versions", f"yogaflow {__version__}, schema {SCHEMA_VERSION}, {python}, {platform.system()}.")
