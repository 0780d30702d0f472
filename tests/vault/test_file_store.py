"""Tokens in files that only the user can read."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.errors import StorageError, TokenMissing
from yogaflow_cli.vault.file_store import FileStore, file_stem
from yogaflow_cli.vault.store import TokenStore

ACCOUNT = "maya@9f3c21"
HOSTILE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "",
    "a" * 5000,
    "with\0nul",
    "line\nbreak",
    "maya@9F3C21",
    "con",
    "c:\\x",
    "\udcff",
    ".hidden",
    "-rf",
]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "data")


@pytest.fixture(params=[0o022, 0o000], ids=oct)
def any_umask(request: pytest.FixtureRequest) -> Iterator[int]:
    former = os.umask(request.param)
    yield request.param
    os.umask(former)


def test_the_file_store_is_a_token_store(store: FileStore) -> None:
    """Whoever needs a token need not know where it is kept."""
    token_store: TokenStore = store
    assert token_store.read(ACCOUNT) is None


def test_what_was_written_is_read(store: FileStore) -> None:
    """Contract 5: the token goes into a file."""
    store.write(ACCOUNT, "secret")
    assert FileStore(store.folder.parent).read(ACCOUNT) == "secret"


def test_the_file_is_in_the_tokens_folder_of_the_data_folder(store: FileStore, tmp_path: Path) -> None:
    """Contract 8: in the data folder, `tokens/`."""
    store.write(ACCOUNT, "secret")
    assert store.path_of(ACCOUNT) == tmp_path / "data" / "tokens" / "maya@9f3c21.token"
    assert [path.name for path in store.folder.iterdir()] == ["maya@9f3c21.token"]


def test_a_second_write_takes_the_place_of_the_first(store: FileStore) -> None:
    """`profile reset-token` leaves no old token behind."""
    store.write(ACCOUNT, "old")
    store.write(ACCOUNT, "new")
    assert store.read(ACCOUNT) == "new"


def test_reading_makes_no_folder(store: FileStore) -> None:
    """Contract 4.11: a command that only reads writes nothing."""
    assert store.read(ACCOUNT) is None
    assert not store.folder.exists()


def test_a_deleted_token_is_gone_and_deleting_it_again_is_fine(store: FileStore) -> None:
    """That there is none is what was wanted."""
    store.write(ACCOUNT, "secret")
    store.delete(ACCOUNT)
    store.delete(ACCOUNT)
    assert store.read(ACCOUNT) is None


def test_an_empty_file_holds_no_token(store: FileStore) -> None:
    """An empty token would be one that everybody knows."""
    store.write(ACCOUNT, "secret")
    store.path_of(ACCOUNT).write_bytes(b"")
    assert store.read(ACCOUNT) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.usefixtures("any_umask")
def test_folder_and_file_are_private_whatever_the_umask(store: FileStore) -> None:
    """Contract 8: folders are made 0700 and files 0600."""
    store.write(ACCOUNT, "secret")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (store.folder, store.path_of(ACCOUNT))]
    assert modes == [0o700, 0o600]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_token_that_others_can_read_is_refused_with_the_command_that_mends_it(store: FileStore) -> None:
    """A token that others have read is no proof."""
    store.write(ACCOUNT, "secret")
    store.path_of(ACCOUNT).chmod(0o644)
    with pytest.raises(TokenMissing) as caught:
        store.read(ACCOUNT)
    assert caught.value.hint == f"chmod 600 {store.path_of(ACCOUNT)}"


def test_a_file_in_the_place_of_the_folder_is_a_storage_failure(store: FileStore) -> None:
    """No input, however odd, ends in a traceback."""
    store.folder.parent.mkdir()
    store.folder.touch()
    assert store.read(ACCOUNT) is None
    store.delete(ACCOUNT)
    with pytest.raises(StorageError, match="tokens"):
        store.write(ACCOUNT, "secret")


def test_a_folder_in_the_place_of_the_file_is_a_failure_and_no_traceback(store: FileStore) -> None:
    """No input, however odd, ends in a traceback."""
    store.path_of(ACCOUNT).mkdir(parents=True)
    with pytest.raises(TokenMissing):
        store.read(ACCOUNT)
    with pytest.raises(StorageError):
        store.write(ACCOUNT, "secret")
    with pytest.raises(StorageError):
        store.delete(ACCOUNT)


def test_a_token_that_a_file_cannot_give_back_is_not_said_to_be_kept(store: FileStore) -> None:
    """Acknowledged means that it can be read again."""
    with pytest.raises(StorageError, match="read back"):
        store.write(ACCOUNT, "ends with a line end\n")


@pytest.mark.parametrize("account", HOSTILE)
def test_no_account_leaves_the_folder(store: FileStore, account: str) -> None:
    """A name from an imported or damaged database must not reach another file."""
    store.write(account, "secret")
    assert store.read(account) == "secret"
    assert store.path_of(account).resolve().parent == store.folder.resolve()


@given(*[st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=[])))] * 2)
def test_no_two_accounts_share_a_file_on_any_file_system(account: str, other: str) -> None:
    """Some file systems take capital and small letters for the same."""
    assert (file_stem(account).casefold() == file_stem(other).casefold()) == (account == other)
