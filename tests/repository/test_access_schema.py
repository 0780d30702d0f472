"""The secret of access tickets: every file gets one for each profile, and no two are the same."""

import sqlite3
from pathlib import Path

import pytest

from tests.repository.test_guided_schema import made, schema, version
from yogaflow_cli.repository import migrations as history
from yogaflow_cli.repository.access import access_of
from yogaflow_cli.repository.database import SCHEMA_VERSION, Database
from yogaflow_cli.repository.profiles import Profiles

RELEASED = Path(__file__).with_name("released")
EARLIER = ("v1.sql", "v2.sql", "v3.sql")


@pytest.mark.parametrize("name", EARLIER)
def test_every_profile_of_an_earlier_file_gets_a_secret_of_its_own(tmp_path: Path, name: str) -> None:
    """Two profiles, two files: all differ."""
    secrets = []
    for copy in ("one", "two"):
        path = made(tmp_path / f"{copy}.db", (RELEASED / name).read_text(encoding="utf-8"))
        connection = sqlite3.connect(path)
        connection.execute("INSERT INTO profiles SELECT 9, 'u', 'ben', NULL, token_hash, 'file', NULL, 0 FROM profiles")
        connection.commit()
        connection.close()
        database = Database.opened(path)
        secrets += [access_of(database.connection, profile).secret for profile in Profiles(database.connection).all()]
        database.close()
    assert None not in secrets
    assert len(set(secrets)) == 4


def test_a_migration_to_version_4_that_fails_leaves_version_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or nothing: the old program can still open the file."""
    path = made(tmp_path / "yogaflow.db", (RELEASED / "v3.sql").read_text(encoding="utf-8"))
    before = schema(path)
    monkeypatch.setattr(history, "TICKET_SECRET", "CREATE TABLE nowhere (nonsense")
    with pytest.raises(sqlite3.OperationalError):
        Database.opened(path)
    assert (version(path), schema(path)) == (3, before)
    monkeypatch.undo()
    Database.opened(path).close()
    assert version(path) == SCHEMA_VERSION


def test_a_secret_that_is_too_short_is_refused(tmp_path: Path) -> None:
    """Rules live in the schema too."""
    path = made(tmp_path / "yogaflow.db", (RELEASED / "v3.sql").read_text(encoding="utf-8"))
    database = Database.opened(path)
    with pytest.raises(sqlite3.IntegrityError):
        database.connection.execute("UPDATE profiles SET ticket_secret = 'short'")
    database.close()
