"""What every place that keeps tokens can do. Nothing here opens one."""

from typing import Protocol


class TokenStore(Protocol):
    """Keeps one token an account; an account is `NAME@DATABASE-ID`."""

    def read(self, account: str) -> str | None:
        """The account's token, or None when there is none."""

    def write(self, account: str, token: str) -> None:
        """Keeps the token in place of the account's former one, and makes sure that it can be read back."""

    def delete(self, account: str) -> None:
        """Forgets the account's token; that there is none is fine."""
