"""The token that the environment gives, by variable or by file."""

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from yogaflow_cli.errors import TokenMissing
from yogaflow_cli.vault.environment import token_from_environment

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes, owners or pipes")


def private(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    path.chmod(0o600)
    return path


def test_nothing_set_gives_no_token() -> None:
    """The next source is asked then."""
    assert token_from_environment({}) is None


def test_the_variable_gives_its_token() -> None:
    """Contract 5: YOGAFLOW_TOKEN comes first."""
    assert token_from_environment({"YOGAFLOW_TOKEN": "secret"}) == "secret"


def test_empty_variables_are_unset() -> None:
    """Contract 5: an empty variable is unset."""
    assert token_from_environment({"YOGAFLOW_TOKEN": "", "YOGAFLOW_TOKEN_FILE": ""}) is None


def test_the_first_that_holds_anything_decides(tmp_path: Path) -> None:
    """Contract 5: with a token in the variable the file is not even looked at."""
    environment = {"YOGAFLOW_TOKEN": "secret", "YOGAFLOW_TOKEN_FILE": str(tmp_path / "absent")}
    assert token_from_environment(environment) == "secret"


@pytest.mark.parametrize("content", [b"secret", b"secret\n", b"secret\r\n"])
def test_a_file_gives_its_token_without_the_line_end(tmp_path: Path, content: bytes) -> None:
    """Editors and `echo` end the line."""
    file = private(tmp_path / "token", content)
    assert token_from_environment({"YOGAFLOW_TOKEN": "", "YOGAFLOW_TOKEN_FILE": str(file)}) == "secret"


def test_a_tilde_in_the_files_name_is_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable from a service's settings has not been through a shell."""
    monkeypatch.setenv("HOME", str(tmp_path))
    private(tmp_path / "token", b"secret")
    assert token_from_environment({"YOGAFLOW_TOKEN_FILE": "~/token"}) == "secret"


@pytest.mark.parametrize("named", ["absent", "absent/token", "~no-such-user-here/token"])
def test_a_missing_file_is_a_missing_token_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Contract 5: missing is exit 4, with what to type next; the next source is not asked."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TokenMissing, match=named) as caught:
        token_from_environment({"YOGAFLOW_TOKEN_FILE": named})
    assert "YOGAFLOW_TOKEN_FILE" in str(caught.value.hint)


def test_a_file_below_a_file_is_missing(tmp_path: Path) -> None:
    """No input, however odd, ends in a traceback."""
    file = private(tmp_path / "token", b"secret")
    with pytest.raises(TokenMissing):
        token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file / "token")})


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n\n"])
def test_an_empty_file_is_a_missing_token(tmp_path: Path, content: bytes) -> None:
    """An empty token is none."""
    file = private(tmp_path / "token", content)
    with pytest.raises(TokenMissing, match="empty"):
        token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file)})


def test_a_folder_is_not_a_token_file(tmp_path: Path) -> None:
    """No input, however odd, ends in a traceback."""
    with pytest.raises(TokenMissing, match="cannot be read"):
        token_from_environment({"YOGAFLOW_TOKEN_FILE": str(tmp_path)})


@on_posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666, 0o610])
def test_a_file_that_others_can_use_is_refused_with_the_command_that_mends_it(tmp_path: Path, mode: int) -> None:
    """Contract 5: YOGAFLOW_TOKEN_FILE must be private to the user."""
    # given
    file = private(tmp_path / "my token", b"secret")
    file.chmod(mode)
    # when
    with pytest.raises(TokenMissing) as caught:
        token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file)})
    # then
    assert "secret" not in caught.value.message
    subprocess.run(shlex.split(str(caught.value.hint)), check=True)
    assert token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file)}) == "secret"


@on_posix
def test_a_file_of_another_user_is_refused(tmp_path: Path) -> None:
    """Who owns the file can read it and change it, whatever its mode."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to another user")
    file = private(tmp_path / "token", b"secret")
    os.chown(file, 65534, 65534)
    with pytest.raises(TokenMissing, match="another user"):
        token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file)})


@on_posix
def test_a_pipe_gives_its_token(tmp_path: Path) -> None:
    """`YOGAFLOW_TOKEN_FILE=<(pass show yogaflow)` keeps the token off the disk."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    writer = threading.Thread(target=pipe.write_bytes, args=[b"secret\n"], daemon=True)
    writer.start()
    assert token_from_environment({"YOGAFLOW_TOKEN_FILE": str(pipe)}) == "secret"
    writer.join()


@on_posix
def test_a_device_without_end_is_refused() -> None:
    """Reading it would never stop."""
    with pytest.raises(TokenMissing, match="not a file"):
        token_from_environment({"YOGAFLOW_TOKEN_FILE": "/dev/zero"})


def test_a_file_of_odd_bytes_gives_an_odd_token_and_no_crash(tmp_path: Path) -> None:
    """Such a token is wrong, which the proof says."""
    file = private(tmp_path / "token", b"\xff\x00\xfe" * 5000)
    assert token_from_environment({"YOGAFLOW_TOKEN_FILE": str(file)})


@pytest.mark.parametrize("module", ["environment", "token", "file_store", "store", "private_file", "waiting"])
def test_the_vaults_quick_ways_do_not_import_keyring(module: str) -> None:
    """Start-up is a feature: `import keyring` alone takes longer than a whole command may."""
    code = f"import sys, yogaflow_cli.vault.{module}; sys.exit('keyring' in sys.modules)"
    project = Path(__file__).parent.parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=project).returncode == 0
