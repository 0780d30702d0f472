"""Tokens in files that only the user can read, for machines without a keyring."""

from pathlib import Path

from yogaflow_cli.errors import StorageError
from yogaflow_cli.paths import make_private_folder, storage_failure, write_private_file
from yogaflow_cli.vault.private_file import private_token
from yogaflow_cli.vault.token import as_bytes, token_hash

# No dots, separators, capitals or spaces: the same name on every file system, and never another file's.
PLAIN_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-@")
LONGEST_PLAIN_NAME = 100


class FileStore:
    """One file a token, in `tokens/` of the data folder."""

    def __init__(self, folder: Path) -> None:
        """Takes the data folder, which need not exist yet."""
        self.folder = folder / "tokens"

    def path_of(self, account: str) -> Path:
        """The file of the account's token, there or not."""
        return self.folder / f"{file_stem(account)}.token"

    def read(self, account: str) -> str | None:
        """The account's token, or None when there is none.

        Raises:
            TokenMissing: the file cannot be read, or others could read it, too.
        """
        try:
            return private_token(self.path_of(account)) or None
        except FileNotFoundError:
            return None

    def write(self, account: str, token: str) -> None:
        """Keeps the token in place of the account's former one.

        Raises:
            StorageError: the file cannot be written, or does not give the token back.
        """
        path = self.path_of(account)
        make_private_folder(self.folder)
        write_private_file(path, as_bytes(token))
        if self.read(account) != token:
            raise StorageError(f"The token cannot be read back from {path}")

    def delete(self, account: str) -> None:
        """Forgets the account's token; that there is none is fine.

        Raises:
            StorageError: the file cannot be removed.
        """
        path = self.path_of(account)
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise storage_failure(error, path) from error


def file_stem(account: str) -> str:
    """A name no other account has: the account itself where that is harmless, else `~` and its SHA-256."""
    if account and len(account) <= LONGEST_PLAIN_NAME and PLAIN_CHARACTERS.issuperset(account):
        return account
    return "~" + token_hash(account)
