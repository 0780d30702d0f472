"""Tickets beside a real keyring: which commands ask it, and what makes them ask again."""

import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Program, script
from tests.secret_service import Environment, with_keyring

pytestmark = pytest.mark.keyring

IMPORTED = "yogaflow_cli.vault.keyring_store"


@pytest.fixture
def desk(yogaflow: Program, unlocked_keyring: Environment, tmp_path: Path) -> Iterator[Program]:
    """A desktop with a keyring and a runtime folder, where maya has begun and completed a practice."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(0o700)
    program = with_keyring(yogaflow, unlocked_keyring).of(XDG_RUNTIME_DIR=str(runtime), PYTHONPROFILEIMPORTTIME="1")
    program.done("start")
    program.done("complete")
    yield program


def asks_the_keyring(program: Program, *arguments: str) -> bool:
    """Whether a call that succeeds loads keyring."""
    return IMPORTED in program.done(*arguments).err


def ticket_files(program: Program) -> list[Path]:
    """The tickets of the login."""
    return sorted(Path(program.environment["XDG_RUNTIME_DIR"]).glob("yogaflow/*"))


def without_keyring(program: Program) -> Program:
    """The same login after the keyring went away."""
    return program.of(
        DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )


def test_for_an_hour_no_command_asks_the_keyring(desk: Program) -> None:
    """The first practice proved the token; reads and writes go on without the keyring, then it is asked once."""
    for command in ("start", "current", "pause", "resume", "complete", "stats", "history"):
        assert not asks_the_keyring(desk, command), command
    desk.at("2026-11-23T08:29:59Z")
    assert not asks_the_keyring(desk, "history")
    desk.at("2026-11-23T08:30:00Z")
    assert asks_the_keyring(desk, "history")
    assert not asks_the_keyring(desk, "history")


def test_issuing_and_checking_write_nothing_to_the_database(desk: Program) -> None:
    """A read stays a read, on a read-only folder too."""
    before = desk.recorded()
    desk.at("2026-11-23T09:00:00Z")
    assert asks_the_keyring(desk, "history")
    assert not asks_the_keyring(desk, "history")
    assert desk.recorded() == before


def test_a_practice_is_completed_without_the_keyring_after_more_than_an_hour(desk: Program) -> None:
    """Up to four hours after its start; an hour later the keyring is asked."""
    desk.at("2026-11-23T08:00:00Z").done("start")
    assert not asks_the_keyring(desk.at("2026-11-23T11:59:00Z"), "current")
    assert asks_the_keyring(desk.at("2026-11-23T12:00:00Z"), "current")


def test_locking_ends_it_at_once_and_needs_no_token(desk: Program) -> None:
    """Whoever is at the machine may close the door."""
    kept = {file.name: file.read_bytes() for file in ticket_files(desk)}
    away = without_keyring(desk)
    assert away.done("profile", "lock").out == "maya is locked: the next command proves the token again.\n"
    assert ticket_files(desk) == []
    for name, content in kept.items():
        file = Path(desk.environment["XDG_RUNTIME_DIR"], "yogaflow", name)
        file.write_bytes(content)
        file.chmod(0o600)
    assert away.run("history").code == 4
    assert asks_the_keyring(desk, "history")


def test_a_new_token_ends_it(desk: Program) -> None:
    """What the old one opened is closed."""
    desk.done("profile", "reset-token")
    assert without_keyring(desk).run("history").code == 4
    assert asks_the_keyring(desk, "history")


@pytest.mark.parametrize("value", ["0", "off"])
def test_it_can_be_turned_off(desk: Program, value: str) -> None:
    """Every command asks the keyring then; tickets that are out count for nothing."""
    desk.done("config", "set", "unlock_for", value)
    assert desk.json("config", "get", "unlock_for") == {"unlock_for": "0"}
    assert asks_the_keyring(desk, "history")
    assert asks_the_keyring(desk, "history")


def test_a_shorter_time_is_kept(desk: Program) -> None:
    """`config set unlock_for 10m`."""
    desk.done("config", "set", "unlock_for", "10m")
    assert not asks_the_keyring(desk.at("2026-11-23T07:39:59Z"), "history")
    assert asks_the_keyring(desk.at("2026-11-23T07:40:00Z"), "history")


def test_a_token_in_the_environment_decides_over_a_ticket(desk: Program) -> None:
    """A wrong one is wrong, though a ticket holds."""
    assert desk.of(YOGAFLOW_TOKEN="wrong").run("history").code == 4


def test_a_token_in_the_environment_leaves_no_ticket(yogaflow: Program, tmp_path: Path) -> None:
    """Who gives it to one call does not open the profile to the next."""
    yogaflow.done("start")
    token = yogaflow.token_files()[0].read_text(encoding="utf-8").strip()
    yogaflow.token_files()[0].unlink()
    tmp_path.chmod(0o700)
    given = yogaflow.of(YOGAFLOW_TOKEN=token, XDG_RUNTIME_DIR=str(tmp_path))
    given.done("current")
    assert given.of(YOGAFLOW_TOKEN="").run("current").code == 4


def test_neither_token_nor_secret_is_in_the_ticket(desk: Program) -> None:
    """Its seal says nothing of either."""
    connection = sqlite3.connect(desk.database)
    ((secret, token_hash),) = connection.execute("SELECT ticket_secret, token_hash FROM profiles").fetchall()
    connection.close()
    (file,) = ticket_files(desk)
    text = file.read_text(encoding="utf-8")
    assert secret not in text
    assert token_hash not in text
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_each_profile_has_its_own(desk: Program) -> None:
    """Maya's ticket opens nothing of Ben's."""
    desk.done("profile", "create", "ben")
    desk.done("profile", "lock", "ben")
    assert not asks_the_keyring(desk, "history", "--profile", "maya")
    assert asks_the_keyring(desk, "history", "--profile", "ben")
    assert len(ticket_files(desk)) == 2
    desk.done("profile", "delete", "ben", "--yes")
    assert len(ticket_files(desk)) == 1


def test_a_token_from_a_pipe_is_read_once(yogaflow: Program) -> None:
    """`YOGAFLOW_TOKEN_FILE=<(pass show yogaflow)`: what was read from a pipe is gone."""
    yogaflow.done("start")
    token = yogaflow.token_files()[0]
    yogaflow.environment["YOGAFLOW_KEPT"] = token.read_text(encoding="utf-8")
    token.unlink()
    for words in ("current", "current --json", "profile show", "profile store-token file"):
        call = f'YOGAFLOW_TOKEN_FILE=<(printf %s "$YOGAFLOW_KEPT") exec "$0" {words}'
        ended = subprocess.run(["bash", "-c", call, script()], env=yogaflow.environment, capture_output=True, text=True)
        assert (ended.returncode, ended.stderr) == (0, ""), words
