"""The vault of this machine: which token is given, and which store keeps one. It knows no profile and no database."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.errors import KeyringSilent, KeyringUnavailable
from yogaflow_cli.paths import runtime_folder
from yogaflow_cli.vault.environment import token_from_environment
from yogaflow_cli.vault.file_store import FileStore
from yogaflow_cli.vault.ticket import TicketFolder

if TYPE_CHECKING:
    from yogaflow_cli.vault.store import TokenStore

KEYRING = "keyring"
FILE = "file"


class ChosenStore(NamedTuple):
    """A store that works: its kind, the keyring's backend where it is one, and the store."""

    kind: str
    backend: str | None
    store: "TokenStore"


class Vault:
    """Where tokens come from. `patience_seconds` is how long a keyring may take, `announce` is called when it does."""

    def __init__(
        self,
        environment: Mapping[str, str],
        data_folder: Path,
        patience_seconds: float,
        announce: Callable[[], None],
    ) -> None:
        self.environment = environment
        self.data_folder = data_folder
        self.patience_seconds = patience_seconds
        self.announce = announce
        self.keyrings: dict[str | None, TokenStore] = {}

    @property
    def tickets(self) -> TicketFolder:
        """The access tickets of this login."""
        return TicketFolder(runtime_folder(self.environment))

    @cached_property
    def given_token(self) -> str | None:
        """The token that the environment gives, read once: from a pipe it is gone then. As `token_from_environment`."""
        return token_from_environment(self.environment)

    def store(self, kind: str, backend: str | None) -> "TokenStore":
        """The store that is recorded for a profile."""
        return FileStore(self.data_folder) if kind == FILE else self.keyring(backend)

    def keyring(self, backend: str | None) -> "TokenStore":
        """The keyring, through the backend that was recorded; always the same, for it knows when it stayed silent."""
        # A seam: keyring takes 70 ms to import, and a command with a token from elsewhere never needs it.
        from yogaflow_cli.vault.keyring_store import KeyringStore  # noqa: PLC0415

        if backend not in self.keyrings:
            self.keyrings[backend] = KeyringStore(backend, self.patience_seconds, self.announce)
        return self.keyrings[backend]

    def proven_keyring(self) -> ChosenStore:
        """The machine's keyring, when it gives back what it was given.

        Raises:
            KeyringUnavailable: there is none that does.
        """
        # The same seam.
        from yogaflow_cli.vault.keyring_store import KeyringStore  # noqa: PLC0415

        store = KeyringStore.probe(self.patience_seconds, self.announce)
        return ChosenStore(KEYRING, store.backend_name, store)

    def best_store(self, require_keyring: bool) -> ChosenStore:
        """The keyring where one works, else the private file.

        Raises:
            KeyringSilent: it waits for an answer.
            KeyringUnavailable: none works, and a file was forbidden.
        """
        try:
            return self.proven_keyring()
        except KeyringSilent:
            # There is a keyring, and a person who can open it: a file would be chosen over their heads.
            raise
        except KeyringUnavailable:
            if require_keyring:
                raise
            return ChosenStore(FILE, None, FileStore(self.data_folder))
