"""Tokens in a real keyring, asked by a process of its own; and every way in which there is none."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.secret_service import Environment
from tests.vault.plugins import DELETES, PLUGIN, install

SECRET_SERVICE = "keyring.backends.SecretService.Keyring"
ACCOUNT = "maya@9f3c21"
MOST_TRIES = 10
PATIENCE_SECONDS = 2.5
"""Longer than the second after which the waiting is announced, also where the process is seldom given its turn."""

CHOICE = "PYTHON_KEYRING_BACKEND"

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the Secret Service is Linux's keyring")


def command(**asked: object) -> list[str]:
    return [sys.executable, "-m", "tests.vault.driver", json.dumps(asked)]


def ask(environment: Environment, **asked: object) -> dict[str, object]:
    """What a process of its own was told by the keyring, and how often it said that it waits."""
    began = monotonic()
    process = subprocess.run(command(**asked), env=environment, capture_output=True, text=True, timeout=60)
    assert process.stderr == "", "a keyring's own words, or a traceback, reached the terminal"
    *announcements, answer = process.stdout.splitlines()
    told: dict[str, object] = json.loads(answer)
    return told | {"announcements": len(announcements), "process_seconds": monotonic() - began}


def refusal(environment: Environment, **asked: object) -> str:
    """The message of the KeyringUnavailable that was raised, which must say what to type next."""
    told = ask(environment, **asked)
    assert told.get("error") == "KeyringUnavailable", told
    assert "YOGAFLOW_TOKEN" in str(told["hint"])
    assert "\n" not in str(told["message"])
    return str(told["message"])


@pytest.fixture
def plugins(no_keyring: Environment, tmp_path: Path) -> Environment:
    """A machine without a session bus, with room for packages."""
    return no_keyring | {"PYTHONPATH": os.pathsep.join([str(tmp_path), no_keyring["PYTHONPATH"]])}


@pytest.mark.keyring
class TestAWorkingKeyring:
    """gnome-keyring itself, unlocked, on a bus of its own."""

    def test_the_probe_finds_it_and_names_it(self, unlocked_keyring: Environment) -> None:
        """The backend is recorded by this name, so that later commands need no discovery."""
        assert ask(unlocked_keyring, action="probe")["result"] == SECRET_SERVICE

    def test_the_probe_leaves_nothing_behind(self, unlocked_keyring: Environment) -> None:
        """A person who opens the keyring sees their tokens and nothing else."""
        ask(unlocked_keyring, action="probe")
        assert entries(unlocked_keyring) == []

    def test_a_token_is_kept_under_service_and_account(self, unlocked_keyring: Environment) -> None:
        """Contract 5: service `yogaflow`, username `NAME@DATABASE-ID`."""
        ask(unlocked_keyring, action="write", backend=SECRET_SERVICE, account=ACCOUNT, token="secret")
        assert entries(unlocked_keyring) == [["yogaflow", ACCOUNT]]

    @pytest.mark.parametrize("backend", [SECRET_SERVICE, None])
    def test_another_process_reads_what_was_written(self, unlocked_keyring: Environment, backend: str | None) -> None:
        """One process a command: the keyring is the only memory."""
        ask(unlocked_keyring, action="write", backend=backend, account=ACCOUNT, token="secret")
        assert ask(unlocked_keyring, action="read", backend=backend, account=ACCOUNT)["result"] == "secret"

    def test_a_second_write_takes_the_place_of_the_first(self, unlocked_keyring: Environment) -> None:
        """`profile reset-token` leaves no old token behind."""
        for token in ("old", "new"):
            ask(unlocked_keyring, action="write", account=ACCOUNT, token=token)
        assert ask(unlocked_keyring, action="read", account=ACCOUNT)["result"] == "new"

    def test_an_account_without_a_token_reads_as_none(self, unlocked_keyring: Environment) -> None:
        """That the token is missing is for the command to say."""
        assert ask(unlocked_keyring, action="read", account=ACCOUNT)["result"] is None

    def test_the_same_name_in_another_database_is_another_account(self, unlocked_keyring: Environment) -> None:
        """Contract 5: two databases never touch each other's."""
        ask(unlocked_keyring, action="write", account="maya@1", token="secret")
        assert ask(unlocked_keyring, action="read", account="maya@2")["result"] is None

    def test_a_deleted_token_is_gone_and_deleting_it_again_is_fine(self, unlocked_keyring: Environment) -> None:
        """That there is none is what was wanted; the backend itself raises here."""
        ask(unlocked_keyring, action="write", account=ACCOUNT, token="secret")
        for _ in range(2):
            told = ask(unlocked_keyring, action="delete", account=ACCOUNT)
            assert "error" not in told
        assert ask(unlocked_keyring, action="read", account=ACCOUNT)["result"] is None

    @pytest.mark.parametrize("account", ["", "\udcff", "a\nb", "a" * 10000, "../.."])
    def test_no_account_ends_in_a_traceback(self, unlocked_keyring: Environment, account: str) -> None:
        """A name from an imported or damaged database is kept, or refused in words."""
        told = ask(unlocked_keyring, action="write", account=account, token="secret")
        assert told.get("error", "KeyringUnavailable") == "KeyringUnavailable"

    def test_a_named_backend_is_loaded_without_keyrings_discovery(self, unlocked_keyring: Environment) -> None:
        """Discovery costs as much again: it imports the backends of every other system."""
        told = ask(unlocked_keyring, action="read", backend=SECRET_SERVICE, account=ACCOUNT)
        assert "keyring.backends.macOS" not in str(told["modules"])

    def test_the_waiting_is_not_announced(self, unlocked_keyring: Environment) -> None:
        """An answer within the second needs no notice."""
        for _ in range(MOST_TRIES):
            told = ask(unlocked_keyring, action="probe")
            # Beside other tests it may come later, and is announced by right.
            if float(str(told["seconds"])) < 1:
                break
        assert told["announcements"] == 0

    def test_the_environments_choice_goes_before_the_recorded_one(self, unlocked_keyring: Environment) -> None:
        """Who sets keyring's own variable means every program, this one included."""
        chosen = unlocked_keyring | {CHOICE: "keyring.backends.fail.Keyring"}
        assert "no keyring" in refusal(chosen, action="read", backend=SECRET_SERVICE, account=ACCOUNT)

    def test_an_empty_choice_in_the_environment_is_unset(self, unlocked_keyring: Environment) -> None:
        """Contract 5: an empty variable is unset; keyring itself would fail over it."""
        assert ask(unlocked_keyring | {CHOICE: ""}, action="probe")["result"] == SECRET_SERVICE

    def test_beside_a_plain_text_backend_the_real_keyring_is_chosen(
        self, unlocked_keyring: Environment, tmp_path: Path
    ) -> None:
        """With two backends keyring chains them, and a token could go into either."""
        install(
            tmp_path, "keyrings.alt", "keyrings.alt.file", PLUGIN.format(name="Plain", priority=0.5, delete=DELETES)
        )
        path = os.pathsep.join([str(tmp_path), unlocked_keyring["PYTHONPATH"]])
        assert ask(unlocked_keyring | {"PYTHONPATH": path}, action="probe")["result"] == SECRET_SERVICE

    def test_many_probes_at_once_all_succeed(self, unlocked_keyring: Environment) -> None:
        """Contract 5: many first uses at once; one probe must not delete another's entry."""
        asked = command(action="probe")
        processes = [subprocess.Popen(asked, env=unlocked_keyring, stdout=subprocess.PIPE, text=True) for _ in range(6)]
        answers = [json.loads(process.communicate(timeout=60)[0].splitlines()[-1]) for process in processes]
        assert {answer.get("result") for answer in answers} == {SECRET_SERVICE}


def entries(environment: Environment) -> list[list[str]]:
    """Service and username of everything in the default collection, as another program sees it."""
    code = (
        "import json, secretstorage\n"
        "collection = secretstorage.get_default_collection(secretstorage.dbus_init())\n"
        "found = [item.get_attributes() for item in collection.get_all_items()]\n"
        "print(json.dumps([[one.get('service'), one.get('username')] for one in found]))\n"
    )
    shown = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    return list(json.loads(shown.stdout))


ACTIONS: list[dict[str, object]] = [
    {"action": "probe"},
    {"action": "read", "account": ACCOUNT},
    {"action": "read", "account": ACCOUNT, "backend": SECRET_SERVICE},
    {"action": "write", "account": ACCOUNT, "token": "secret", "backend": SECRET_SERVICE},
    {"action": "delete", "account": ACCOUNT, "backend": SECRET_SERVICE},
]


@pytest.mark.keyring
@pytest.mark.parametrize("asked", ACTIONS, ids=str)
class TestAKeyringThatCannotBeUsed:
    """Contract 5: no traceback from any backend; exit 4 with what to type next."""

    def test_a_locked_one_says_so(self, locked_keyring: Environment, asked: dict[str, object]) -> None:
        """A person can unlock it."""
        assert refusal(locked_keyring, **asked) == "Your keyring is locked."

    def test_one_without_a_collection_cannot_be_opened(
        self, empty_keyring: Environment, asked: dict[str, object]
    ) -> None:
        """A fresh server with gnome-keyring that nobody ever logged in to."""
        assert refusal(empty_keyring, **asked) == "Your keyring cannot be opened."

    def test_a_silent_one_is_given_up_after_the_patience(
        self, silent_keyring: Environment, asked: dict[str, object]
    ) -> None:
        """A prompt nobody answers blocks for ever; the process ends though its thread still waits."""
        # when
        told = ask(silent_keyring, patience_seconds=PATIENCE_SECONDS, **asked)
        # then
        assert told["message"] == f"Your keyring did not answer within {PATIENCE_SECONDS} seconds."
        assert told["announcements"] == 1
        assert PATIENCE_SECONDS <= float(str(told["seconds"])) < 2 * PATIENCE_SECONDS
        assert float(str(told["process_seconds"])) < PATIENCE_SECONDS + 5


@pytest.mark.parametrize("asked", ACTIONS, ids=str)
def test_without_a_session_bus_there_is_no_keyring(no_keyring: Environment, asked: dict[str, object]) -> None:
    """Contract 5: a server, a container, a cron job."""
    assert refusal(no_keyring, **asked) == "There is no keyring here."


@pytest.mark.parametrize("asked", ACTIONS, ids=str)
def test_a_session_bus_that_is_gone_is_no_keyring(no_keyring: Environment, asked: dict[str, object]) -> None:
    """The variable outlives the session, as in a terminal multiplexer."""
    gone = no_keyring | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={no_keyring['HOME']}/gone"}
    assert refusal(gone, **asked) == "There is no keyring here."


@pytest.mark.keyring
def test_without_patience_for_an_announcement_none_is_made(silent_keyring: Environment) -> None:
    """What is given up within the second was not worth a notice."""
    told = ask(silent_keyring, action="probe", patience_seconds=0.5)
    assert told["announcements"] == 0


@pytest.mark.keyring
def test_one_that_stayed_silent_is_not_asked_again(silent_keyring: Environment) -> None:
    """A command that first reads a setting would wait twice as long as it says."""
    told = ask(
        silent_keyring, action="insist", account=ACCOUNT, backend=SECRET_SERVICE, patience_seconds=PATIENCE_SECONDS
    )
    assert told["message"] == f"Your keyring did not answer within {PATIENCE_SECONDS} seconds."
    assert told["announcements"] == 1
    assert float(str(told["seconds"])) < 2 * PATIENCE_SECONDS


@pytest.mark.keyring
def test_ctrl_c_ends_the_waiting_at_once(silent_keyring: Environment) -> None:
    """Contract 5: `Waiting for your keyring... Ctrl-C stops`."""
    # given
    asked = command(action="read", account=ACCOUNT, backend=SECRET_SERVICE, patience_seconds=60)
    with subprocess.Popen(asked, env=silent_keyring, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        # when
        pressed = monotonic()
        process.send_signal(signal.SIGINT)
        _, spoken = process.communicate(timeout=30)
        # then
        assert monotonic() - pressed < 3
        assert b"KeyboardInterrupt" in spoken
        assert b"KeyringUnavailable" not in spoken


@pytest.mark.parametrize("name", ["nope.Keyring", "nope", ".", "", "a b.c", "keyring.backends.nope.Keyring"])
@pytest.mark.parametrize("action", ["probe", "read"])
def test_a_choice_that_is_not_there_is_named(no_keyring: Environment, action: str, name: str) -> None:
    """A plain ModuleNotFoundError comes out of keyring here."""
    message = refusal(no_keyring | {CHOICE: name}, action=action, account=ACCOUNT)
    assert name in message


@pytest.mark.parametrize("name", ["os.path", "subprocess.Popen", "keyring.get_keyring", "collections.OrderedDict"])
def test_a_choice_that_is_no_keyring_is_named_and_not_called(no_keyring: Environment, name: str) -> None:
    """Only a class of keyring's own kind is made an object of."""
    assert refusal(no_keyring | {CHOICE: name}, action="probe").endswith(f"what is not a keyring: {name}")


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
@pytest.mark.parametrize("action", ["probe", "read", "write", "delete"])
def test_backends_that_keep_nothing_do_not_count(no_keyring: Environment, action: str, name: str) -> None:
    """Contract 5: `null` and `fail` are no keyring; null takes every token and keeps none."""
    refusal(no_keyring | {CHOICE: name}, action=action, account=ACCOUNT, token="secret")


def test_a_configuration_file_that_switches_keyring_off_is_honoured(no_keyring: Environment) -> None:
    """`keyring --disable` writes this file."""
    folder = Path(no_keyring["HOME"], ".config", "python_keyring")
    folder.mkdir(parents=True)
    (folder / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    assert "no keyring that keeps secrets" in refusal(no_keyring, action="probe")


class TestPlugins:
    """Backends of other packages, which anybody may have installed for another program."""

    @pytest.mark.parametrize("by_choice", [False, True])
    @pytest.mark.parametrize("action", ["probe", "read", "write"])
    def test_plain_text_does_not_count(
        self, plugins: Environment, tmp_path: Path, action: str, by_choice: bool
    ) -> None:
        """Contract 5: never silently in plain text, though keyring itself would."""
        install(tmp_path, "keyrings.alt", "keyrings.alt.file", PLUGIN.format(name="Plain", priority=9, delete=DELETES))
        chosen = {CHOICE: "keyrings.alt.file.Plain"} if by_choice else {}
        message = refusal(plugins | chosen, action=action, account=ACCOUNT, token="secret")
        assert "keyrings.alt.file.Plain" in message
        assert not (tmp_path / "keyrings" / "alt" / "file.json").exists()

    def test_plain_text_recorded_in_the_database_does_not_count(self, plugins: Environment, tmp_path: Path) -> None:
        """The record may come from another machine, or another hand."""
        install(tmp_path, "keyrings.alt", "keyrings.alt.file", PLUGIN.format(name="Plain", priority=9, delete=DELETES))
        asked = {"action": "read", "account": ACCOUNT, "backend": "keyrings.alt.file.Plain"}
        assert "The database names no keyring that keeps secrets" in refusal(plugins, **asked)

    def test_a_class_built_on_plain_text_does_not_count(self, plugins: Environment, tmp_path: Path) -> None:
        """A name of its own does not make it a keyring."""
        install(tmp_path, "keyrings.alt", "keyrings.alt.file", PLUGIN.format(name="Plain", priority=9, delete=DELETES))
        (tmp_path / "renamed.py").write_text("from keyrings.alt.file import Plain\nclass Mine(Plain): priority = 10\n")
        assert "renamed.Mine" in refusal(plugins | {CHOICE: "renamed.Mine"}, action="probe")

    def test_another_packages_keyring_is_found_proven_and_found_again(
        self, plugins: Environment, tmp_path: Path
    ) -> None:
        """A password manager's backend is as good as the system's."""
        install(tmp_path, "other", "other_vault", PLUGIN.format(name="Vault", priority=5, delete=DELETES))
        name = ask(plugins, action="probe")["result"]
        assert name == "other_vault.Vault"
        ask(plugins, action="write", account=ACCOUNT, token="secret", backend=name)
        told = ask(plugins, action="read", account=ACCOUNT, backend=name)
        assert told["result"] == "secret"
        # Nor is any other looked at: discovery takes 70 ms.
        assert "keyring.backends.SecretService" not in str(told["modules"])

    def test_nothing_is_imported_on_the_word_of_the_database(self, plugins: Environment, tmp_path: Path) -> None:
        """A database may come from another hand, and importing a module runs it."""
        (tmp_path / "trap.py").write_text("import pathlib\npathlib.Path(__file__).with_name('sprung').touch()\n")
        message = refusal(plugins, action="read", account=ACCOUNT, backend="trap.Keyring")
        assert message == "The database names a keyring that is not here: trap.Keyring"
        assert not (tmp_path / "sprung").exists()

    def test_a_keyring_that_forgets_is_found_out_by_the_probe(self, plugins: Environment, tmp_path: Path) -> None:
        """The token would be lost, and the profile with it."""
        source = PLUGIN.format(name="Vault", priority=5, delete=DELETES).replace("self.kept() |", "{} if 1 else")
        install(tmp_path, "other", "other_vault", source)
        assert refusal(plugins, action="probe") == "Your keyring did not keep the token."

    @pytest.mark.parametrize(
        "failure",
        ["RuntimeError('secret')", "OSError(5, 'secret')", "KeyError('secret')", "UnicodeError()", "SystemExit(3)"],
    )
    def test_no_failure_of_a_backend_escapes_or_is_quoted(
        self, plugins: Environment, tmp_path: Path, failure: str
    ) -> None:
        """Contract 5: no traceback from any backend, and a token appears in no output."""
        source = PLUGIN.format(name="Vault", priority=5, delete=DELETES).replace(
            "self.file.write_text", f"raise {failure} #"
        )
        install(tmp_path, "other", "other_vault", source)
        assert "secret" not in refusal(plugins, action="write", account=ACCOUNT, token="secret", patience_seconds=5)

    def test_a_token_that_is_still_there_was_not_deleted(self, plugins: Environment, tmp_path: Path) -> None:
        """Backends raise one error for a missing entry and for one that they may not delete."""
        delete = "import keyring.errors; raise keyring.errors.PasswordDeleteError('no')"
        install(tmp_path, "other", "other_vault", PLUGIN.format(name="Vault", priority=5, delete=delete))
        asked = {"account": ACCOUNT, "backend": "other_vault.Vault"}
        assert "error" not in ask(plugins, action="delete", **asked)
        ask(plugins, action="write", token="secret", **asked)
        assert refusal(plugins, action="delete", **asked) == "Your keyring did not delete the token."

    def test_a_plugin_that_breaks_on_import_is_passed_over_in_silence(
        self, plugins: Environment, tmp_path: Path
    ) -> None:
        """keyring logs its traceback, which without a handler would reach the terminal."""
        install(tmp_path, "broken", "broken_vault", "raise RuntimeError('broken')\n")
        assert refusal(plugins, action="probe") == "There is no keyring here."
