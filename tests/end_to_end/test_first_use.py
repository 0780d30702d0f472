"""The first command on a machine: a profile, its token, and where that goes; with a keyring, without, and stuck."""

import sqlite3
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.program import Program
from tests.secret_service import Environment, with_keyring

LOOK_UP = "import keyring, sys; print(keyring.get_password('yogaflow', sys.argv[1]) or '')"


def one_row(yogaflow: Program, query: str) -> tuple[str, ...]:
    """The only row of a query over the database."""
    connection = sqlite3.connect(yogaflow.database)
    try:
        rows: list[tuple[str, ...]] = connection.execute(query).fetchall()
    finally:
        connection.close()
    assert len(rows) == 1
    return rows[0]


def account(yogaflow: Program) -> str:
    """The name under which the only profile's token is kept."""
    (name,) = one_row(yogaflow, "SELECT name FROM profiles")
    (database_id,) = one_row(yogaflow, "SELECT value FROM installation WHERE name = 'database_id'")
    return f"{name}@{database_id}"


def token_in_keyring(yogaflow: Program) -> str:
    """What the keyring holds for the only profile, asked by a process of its own."""
    command = [sys.executable, "-c", LOOK_UP, account(yogaflow)]
    asked = subprocess.run(command, env=yogaflow.environment, capture_output=True, text=True, check=True, timeout=60)
    return asked.stdout.strip()


def traces_of(token: str, folder: Path) -> list[Path]:
    """The files below a folder that hold the token."""
    return [path for path in folder.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]


class TestTheFirstProfile:
    """Nobody has to create one."""

    def test_it_is_named_after_the_account(self, yogaflow: Program) -> None:
        """And said so, with where its token is and how to move it, on standard error."""
        result = yogaflow.done("start", "--json")
        assert result.json["profile"] == "maya"
        assert "profile maya" in result.err
        assert str(yogaflow.data / "tokens") in result.err
        assert "yogaflow profile store-token keyring" in result.err

    def test_a_file_is_never_chosen_silently(self, yogaflow: Program) -> None:
        """Not even quietly."""
        assert str(yogaflow.data / "tokens") in yogaflow.done("start", "--quiet").err

    @pytest.mark.parametrize(
        ("account_name", "profile"),
        [("Jürgen Müller", "jurgen-muller"), ("MAYA", "maya"), ("李", "me"), ("con", "me"), ("x" * 40, "x" * 32)],
    )
    def test_any_account_has_a_name(self, yogaflow: Program, account_name: str, profile: str) -> None:
        """Brought into the grammar of profile names, else `me`."""
        program = yogaflow.of(USER=account_name, LOGNAME=account_name)
        assert program.json("start")["profile"] == profile

    @pytest.mark.parametrize("words", ["start", "log --duration 30m", "config set plain true"])
    def test_each_command_that_writes_makes_it(self, yogaflow: Program, words: str) -> None:
        """Whatever a person begins with."""
        assert "Made the profile maya" in yogaflow.done(*words.split()).err
        assert "Made" not in yogaflow.run(*words.split()).err

    @pytest.mark.parametrize("words", ["pause", "resume", "complete", "current", "undo", "show", "edit --note x"])
    def test_no_other_command_makes_anything(self, yogaflow: Program, words: str) -> None:
        """Not a folder."""
        assert yogaflow.run(*words.split()).code in (3, 6)
        assert not yogaflow.home.exists()

    def test_a_named_one_is_not_made(self, yogaflow: Program) -> None:
        """A mistyped name is no wish for a profile."""
        yogaflow.refused(3, "profile_not_found", "start", "--profile", "maya")
        yogaflow.of(YOGAFLOW_PROFILE="maya").refused(3, "profile_not_found", "start")

    def test_a_token_without_a_profile_proves_nobody(self, yogaflow: Program) -> None:
        """Exit 4 and no profile: the person believes to be somebody."""
        program = yogaflow.of(YOGAFLOW_TOKEN="something")
        assert "unset YOGAFLOW_TOKEN" in program.run("start", "--json").error["hint"]
        assert program.run("start").code == 4
        assert yogaflow.json("profile", "list") == []

    def test_an_empty_variable_is_unset(self, yogaflow: Program) -> None:
        """As everywhere in a shell."""
        yogaflow.of(YOGAFLOW_TOKEN="", YOGAFLOW_TOKEN_FILE="", YOGAFLOW_PROFILE="", YOGAFLOW_PLAIN="").done("start")


class TestTheToken:
    """256 random bits, in one place."""

    def test_it_appears_nowhere_but_in_its_file(self, yogaflow: Program) -> None:
        """Not in an answer, an error, the change log or the database, which holds its hash."""
        yogaflow.done("start", "--note", "first")
        (file,) = yogaflow.token_files()
        token = file.read_text().strip()
        assert len(token) >= 43
        calls = ["current --json", "show --json", "profile list --json", "profile show --json", "profile list"]
        calls += ["pause", "pause", "complete", "undo", "history --json", "export json", "export csv", "stats --json"]
        calls += ["profile show --token", "profile reset-token", "profile show", "config list --json", ""]
        for call in calls:
            result = yogaflow.run(*call.split())
            new = file.read_text().strip()
            assert token not in result.out + result.err, call
            assert new not in result.out + result.err, call
        for secret in {token, new}:
            assert traces_of(secret, yogaflow.home) == ([file] if secret == new else [])
        (kept,) = one_row(yogaflow, "SELECT token_hash FROM profiles")
        assert kept == sha256(new.encode()).hexdigest()

    @pytest.mark.parametrize("token", ["x", "ключ", "a\udcff", "x" * 10_000, " "])
    def test_no_wrong_token_is_a_crash(self, yogaflow: Program, token: str) -> None:
        """Whatever bytes a variable holds."""
        yogaflow.done("start")
        yogaflow.of(YOGAFLOW_TOKEN=token).refused(4, "token_wrong", "current")

    def test_a_token_in_the_environment_or_a_file_of_ones_own_proves(self, yogaflow: Program) -> None:
        """For scripts; the store is not opened then."""
        yogaflow.done("start")
        (file,) = yogaflow.token_files()
        own = yogaflow.home.with_name("own-token")
        own.write_text(file.read_text())
        own.chmod(0o600)
        file.unlink()
        yogaflow.refused(4, "token_missing", "current")
        yogaflow.of(YOGAFLOW_TOKEN=own.read_text().strip()).done("current")
        yogaflow.of(YOGAFLOW_TOKEN_FILE=str(own)).done("current")
        own.chmod(0o644)
        yogaflow.of(YOGAFLOW_TOKEN_FILE=str(own)).refused(4, "token_missing", "current")
        yogaflow.of(YOGAFLOW_TOKEN_FILE=str(own) + ".gone").refused(4, "token_missing", "current")

    def test_who_lost_it_makes_a_new_one(self, yogaflow: Program) -> None:
        """Without the old one, and it says so; the practice is still there."""
        yogaflow.done("start")
        yogaflow.token_files()[0].unlink()
        assert "not needed" in yogaflow.say("profile", "reset-token")
        assert yogaflow.json("current")["session_id"] == 1

    def test_a_profile_is_shown_its_token_on_a_terminal_only(self, yogaflow: Program) -> None:
        """A pipe is a file is a leak."""
        yogaflow.done("start")
        yogaflow.refused(2, "usage", "profile", "show", "--token")
        with yogaflow.terminal("profile", "show", "--token") as terminal:
            assert terminal.end() == 0
        assert yogaflow.token_files()[0].read_text().strip() in terminal.screen


@pytest.mark.keyring
class TestAKeyring:
    """gnome-keyring itself, on a bus of its own."""

    def test_the_token_is_in_it_and_only_its_hash_in_the_database(
        self, yogaflow: Program, unlocked_keyring: Environment
    ) -> None:
        """No file at all; every later command proves it there."""
        desk = with_keyring(yogaflow, unlocked_keyring)
        result = desk.done("start")
        token = token_in_keyring(desk)
        assert len(token) >= 43
        assert "keyring" in result.err
        assert token not in result.out + result.err
        assert desk.token_files() == []
        assert traces_of(token, desk.home) == []
        kept = one_row(desk, "SELECT token_hash, token_store FROM profiles")
        assert kept == (sha256(token.encode()).hexdigest(), "keyring")
        assert desk.say("pause").startswith("Paused")

    def test_it_moves_to_a_file_and_back(self, yogaflow: Program, unlocked_keyring: Environment) -> None:
        """The former store forgets it."""
        desk = with_keyring(yogaflow, unlocked_keyring)
        desk.done("start")
        token = token_in_keyring(desk)
        desk.done("profile", "store-token", "file")
        assert token_in_keyring(desk) == ""
        assert desk.token_files()[0].read_text().strip() == token
        desk.done("current")
        desk.done("profile", "store-token", "keyring")
        assert token_in_keyring(desk) == token
        assert desk.token_files() == []
        desk.done("current")

    def test_it_follows_a_profile_to_its_new_name_and_end(
        self, yogaflow: Program, unlocked_keyring: Environment
    ) -> None:
        """Rename moves it, reset replaces it, delete removes it."""
        desk = with_keyring(yogaflow, unlocked_keyring)
        desk.done("start")
        first, old_account = token_in_keyring(desk), account(desk)
        desk.done("profile", "rename", "maya", "maja")
        assert token_in_keyring(desk) == first
        desk.done("profile", "reset-token")
        assert token_in_keyring(desk) not in (first, "")
        new_account = account(desk)
        desk.done("profile", "delete", "maja", "--yes")
        for name in (old_account, new_account):
            command = [sys.executable, "-c", LOOK_UP, name]
            asked = subprocess.run(command, env=desk.environment, capture_output=True, text=True, check=True)
            assert asked.stdout.strip() == ""

    def test_how_long_it_may_take_can_be_said(self, yogaflow: Program, silent_keyring: Environment) -> None:
        """`YOGAFLOW_KEYRING_PATIENCE` is a duration, and nothing else."""
        desk = with_keyring(yogaflow, silent_keyring)
        hasty = desk.of(YOGAFLOW_KEYRING_PATIENCE="1s").run("start")
        assert (hasty.code, "did not answer within 1 seconds" in hasty.err) == (4, True)
        desk.of(YOGAFLOW_KEYRING_PATIENCE="soon").refused(2, "invalid_value", "start")

    def test_on_a_terminal_it_says_that_it_waits_and_ctrl_c_leaves(
        self, yogaflow: Program, silent_keyring: Environment
    ) -> None:
        """Exit 130 and nothing was made."""
        desk = with_keyring(yogaflow, silent_keyring)
        with desk.terminal("start") as terminal:
            terminal.shows("Waiting for your keyring... Ctrl-C stops")
            terminal.press_control("c")
            assert terminal.end() == 130
        assert desk.json("profile", "list") == []


class TestNoKeyring:
    """A server, a container."""

    def test_a_file_can_be_forbidden(self, yogaflow: Program) -> None:
        """By variable for the first use, by option for another profile: exit 4, and nobody was made."""
        strict = yogaflow.of(YOGAFLOW_REQUIRE_KEYRING="1")
        assert "YOGAFLOW_TOKEN" in strict.run("start", "--json").error["hint"]
        assert strict.run("start").code == 4
        assert yogaflow.run("profile", "create", "lea", "--require-keyring").code == 4
        assert yogaflow.json("profile", "list") == []
        assert yogaflow.token_files() == []
