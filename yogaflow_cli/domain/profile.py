"""A practitioner on this database, unproven and proven."""

from datetime import datetime
from typing import NamedTuple


class Profile(NamedTuple):
    """One practitioner: the `user` of the session object.

    `token_store` is the store that holds the token, `keyring` or `file`; `keyring_backend` names the keyring's kind.
    """

    profile_id: int
    uuid: str
    name: str
    display_name: str | None
    token_hash: str
    token_store: str
    keyring_backend: str | None
    created_at: datetime


class ProvenProfile(NamedTuple):
    """A profile whose token was shown. Only `services/profiles.py` makes one; every query on sessions needs it."""

    profile: Profile

    @property
    def profile_id(self) -> int:
        """The number that every row of the profile carries."""
        return self.profile.profile_id
