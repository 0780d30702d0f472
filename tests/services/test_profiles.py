"""Tokens and their hashes, on real files: they stay a pair whatever is refused."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.repository.database import Database
from yogaflow_cli.services import profiles
from yogaflow_cli.services.proving import prove
from yogaflow_cli.vault.vault import Vault

NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
Act = Callable[[Database, Vault, ProvenProfile], object]

REFUSED: dict[str, Act] = {
    "reset-token": lambda database, vault, proven: profiles.reset_token(
        database, vault, proven.profile, NOW, require_keyring=False
    ),
    "rename": lambda database, vault, proven: profiles.rename(database, vault, proven, "zoe", NOW),
    "create": lambda database, vault, proven: profiles.create(database, vault, "bob", None, NOW, require_keyring=False),
}


@pytest.mark.parametrize("action", REFUSED)
def test_a_database_that_cannot_be_written_leaves_the_tokens_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """A token without its hash would lock the person out; a hash-less one would lie about for ever."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    database = Database.created(tmp_path / "yogaflow.db")
    vault = Vault({}, tmp_path, 5.0, lambda: None)
    made = profiles.first_use(database, vault, "maya", NOW, require_keyring=False)
    assert made is not None
    before = {file.name: file.read_bytes() for file in (tmp_path / "tokens").iterdir()}

    # As late as a write can fail: a disk that is full, a file that is read-only.
    database.connection.execute(
        "CREATE TRIGGER refused BEFORE INSERT ON changes BEGIN SELECT raise(ABORT, 'refused'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        REFUSED[action](database, vault, made.proven)

    assert {file.name: file.read_bytes() for file in (tmp_path / "tokens").iterdir()} == before
    assert prove(database, vault, made.proven.profile, NOW) == made.proven
    database.close()
