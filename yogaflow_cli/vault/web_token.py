"""Web tokens: what a client of the server shows for an hour, instead of a profile's token. Sole home of PyJWT."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import jwt
from jwt.types import Options

from yogaflow_cli.errors import TokenWrong
from yogaflow_cli.vault.token import sealed

ALGORITHM = "HS256"
"""The only one that is signed with, and the only one that is accepted: a token may not choose (RFC 8725, 3.1)."""

LASTS = timedelta(hours=1)
REMEMBERED = 256
LONGEST = 1000
"""Three times the length of ours: what anybody sends is remembered, and may not fill the memory."""

NEEDED = ["iss", "sub", "iat", "exp"]
PURPOSE = "yogaflow web token"
CLOCK_IS_OURS: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "require": NEEDED}
"""The caller's clock judges the times: there is one clock in the program."""


class WebToken(NamedTuple):
    """What a web token says: whose it is, of which database, and how long it holds; instants of whole seconds."""

    profile_uuid: str
    database_id: str
    issued_at: datetime
    expires_at: datetime

    def written(self, secret: str) -> str:
        """The token as a client sends it, signed under the profile's secret."""
        claims = {
            "iss": self.database_id,
            "sub": self.profile_uuid,
            "iat": int(self.issued_at.timestamp()),
            "exp": int(self.expires_at.timestamp()),
        }
        return jwt.encode(claims, key_of(secret), algorithm=ALGORITHM)


def key_of(secret: str) -> str:
    """The key that signs under a profile's secret: one of its own, for the secret seals tickets as well."""
    return sealed(secret, PURPOSE)


# A client shows one token for an hour, and reading it takes half the time of a short answer. What it says depends on
# nothing else than it and the secret.
@lru_cache(maxsize=REMEMBERED)
def profile_named_in(text: str) -> str:
    """The UUID of the profile whose token it says it is; nothing is proven by that. Raises TokenWrong for no token."""
    try:
        if len(text) > LONGEST:
            raise ValueError("longer than any of ours")
        return str(UUID(jwt.decode(text, options={"verify_signature": False})["sub"]))
    except (jwt.PyJWTError, KeyError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise TokenWrong("That is no web token.", "Get one: POST /api/v1/token") from error


@lru_cache(maxsize=REMEMBERED)
def read_web_token(text: str, secret: str) -> WebToken:
    """The token, when it was signed under the secret. Its times are the caller's to judge.

    Raises:
        TokenWrong: it was not, it says another algorithm, or lacks what a token of ours has.
    """
    try:
        claims = jwt.decode(text, key_of(secret), algorithms=[ALGORITHM], options=CLOCK_IS_OURS)
        times = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
        return WebToken(str(claims["sub"]), str(claims["iss"]), *times)
    except (jwt.PyJWTError, KeyError, ValueError, TypeError, OverflowError, OSError, RecursionError) as error:
        raise TokenWrong(
            "The web token is not valid here, or not any more.", "Get a new one: POST /api/v1/token"
        ) from error
