"""Who a client of the server is: a profile's token is given once an hour, and a web token with every request."""

from datetime import datetime
from typing import NamedTuple

from yogaflow_cli.domain.profile import Profile, ProvenProfile
from yogaflow_cli.errors import TokenWrong
from yogaflow_cli.repository import installation
from yogaflow_cli.repository.access import secret_of
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.vault.token import matches
from yogaflow_cli.vault.web_token import LASTS, WebToken, profile_named_in, read_web_token


class Admission(NamedTuple):
    """What a client gets for a profile's token."""

    profile: Profile
    web_token: str
    expires_at: datetime


def admit(database: Database, token: str, name: str | None, now: datetime) -> Admission:
    """A web token for the profile whose token is given; the one with `name`, where that is said.

    Raises:
        TokenWrong: it is nobody's, or another's. Which profiles there are, is not told.
    """
    everybody = Profiles(database.connection).all()
    # All are compared: how long it takes tells nothing.
    found = [profile for profile in everybody if matches(token, profile.token_hash)]
    for profile in found:
        secret = secret_of(database.connection, profile)
        if name in (None, profile.name) and secret is not None:
            issued_at = now.replace(microsecond=0)
            web_token = WebToken(
                profile.uuid, installation.database_id(database.connection), issued_at, issued_at + LASTS
            )
            return Admission(profile, web_token.written(secret), web_token.expires_at)
    raise TokenWrong("That is no profile's token.", "See it in a terminal: yogaflow profile show --token")


def admitted(database: Database, text: str, now: datetime) -> ProvenProfile:
    """The profile whose web token it is.

    Raises:
        TokenWrong: it was forged, is another database's, has expired, or was ended by `profile lock` or a new token.
    """
    profile = Profiles(database.connection).by_uuid(profile_named_in(text))
    # The same words for a profile that is not here: who guesses learns nothing.
    secret = None if profile is None else secret_of(database.connection, profile)
    token = read_web_token(text, secret or "")
    if profile is None or secret is None or token.database_id != installation.database_id(database.connection):
        raise TokenWrong("The web token is not valid here.", "Get a new one: POST /api/v1/token")
    if now >= token.expires_at:
        raise TokenWrong("The web token has expired: it holds for an hour.", "Get a new one: POST /api/v1/token")
    return ProvenProfile(profile)
