"""Where the files are, and that folders and files are made for the user alone."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.errors import InvalidValue, StorageError, StorageFull, StorageMissing, StorageReadOnly
from yogaflow_cli.paths import (
    Folders,
    create_private_file,
    folders,
    make_private_folder,
    platform_folders,
    storage_failure,
    write_private_file,
)
from yogaflow_cli.places import usual_folder

FOLDERS = ("", " ", "/", "//", "/home/maya", "/home/maya/", "/with space/ ", "~", "~/data", "relative", ".", "/a/../b")
SHOW_DATA = "import os; from yogaflow_cli.paths import folders; print(folders(os.environ).data)"
SHOW_PLATFORMDIRS = (
    "import os, sys; from yogaflow_cli.paths import folders; folders(os.environ); print('platformdirs' in sys.modules)"
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def run(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    project = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": project, **environment},
        capture_output=True,
        text=True,
    )


@pytest.fixture(params=[0o022, 0o000, 0o077, 0o777], ids=oct)
def any_umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Umasks from one that hides nothing to one that takes the user's own rights."""
    former = os.umask(request.param)
    yield request.param
    os.umask(former)


def test_yogaflow_home_holds_all_four_folders(tmp_path: Path) -> None:
    """Contract 8: YOGAFLOW_HOME, when set, holds data, config, state and cache."""
    found = folders({"YOGAFLOW_HOME": str(tmp_path)})
    assert (found.data, found.config, found.state, found.cache) == (
        tmp_path / "data",
        tmp_path / "config",
        tmp_path / "state",
        tmp_path / "cache",
    )


def test_finding_the_folders_makes_none(tmp_path: Path) -> None:
    """Contract 4.11: a command that only reads writes nothing."""
    folders({"YOGAFLOW_HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_a_relative_yogaflow_home_is_seen_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path that is shown to a person, or used after a change of folder, must be absolute."""
    monkeypatch.chdir(tmp_path)
    assert folders({"YOGAFLOW_HOME": "practice"}).data == tmp_path / "practice" / "data"


def test_a_relative_yogaflow_home_in_a_removed_folder_is_a_storage_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No input, however odd, ends in a traceback."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(StorageMissing):
        folders({"YOGAFLOW_HOME": "practice"})


def test_a_tilde_in_yogaflow_home_is_the_users_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that no shell has expanded, as from a service's settings, means the same."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folders({"YOGAFLOW_HOME": "~/practice"}).data == tmp_path / "practice" / "data"


def test_the_home_of_nobody_is_refused_by_name() -> None:
    """A misspelt user must not become a folder called `~maja`."""
    with pytest.raises(InvalidValue, match="~no-such-user-here"):
        folders({"YOGAFLOW_HOME": "~no-such-user-here/practice"})


def test_without_yogaflow_home_the_platforms_own_folder_is_used(tmp_path: Path) -> None:
    """Contract 8: otherwise the platform's own folders."""
    shown = run(SHOW_DATA, tmp_path, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path / "share"))
    assert shown.stdout.strip().endswith("yogaflow")
    assert shown.stdout.startswith(str(tmp_path))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems know a home for everybody")
def test_an_account_without_a_home_is_told_to_choose_a_folder(tmp_path: Path) -> None:
    """A container runs as a number that nobody knows; practice must not go into a folder called `~`."""
    if os.geteuid() != 0:
        pytest.skip("only root can become a user that does not exist")
    code = "import os, platformdirs.unix, yogaflow_cli.paths as paths; os.setuid(54321); paths.folders({})"
    shown = run(code, tmp_path)
    assert shown.stderr.splitlines()[-1].startswith("yogaflow_cli.errors.StorageMissing")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such rule")
@pytest.mark.parametrize(("data", "imported"), [("", "False"), ("/somewhere", "False"), ("relative", "True")])
def test_platformdirs_is_imported_only_where_the_usual_rule_says_nothing(
    tmp_path: Path, data: str, imported: str
) -> None:
    """Start-up is a feature: platformdirs takes 13 ms."""
    shown = run(SHOW_PLATFORMDIRS, tmp_path, HOME=str(tmp_path), XDG_DATA_HOME=data)
    assert shown.stdout.strip() == imported


VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such rule")
@given(st.fixed_dictionaries({}, optional={name: st.sampled_from(FOLDERS) for name in VARIABLES}))
def test_the_usual_rule_agrees_with_platformdirs(environment: dict[str, str]) -> None:
    """Where it says anything at all; nobody's practice is to move."""
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        usual = [usual_folder(environment, kind) for kind in Folders._fields]
        if all(usual):
            assert Folders(*map(Path, filter(None, usual))) == platform_folders()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.usefixtures("any_umask")
class TestWhateverTheUmask:
    """Contract 8: folders are made 0700 and files 0600, whatever the umask."""

    def test_a_folder_and_the_parents_it_lacks_are_private(self, tmp_path: Path) -> None:
        """A parent that others can enter shows them the names in it."""
        make_private_folder(tmp_path / "one" / "two")
        assert [mode(tmp_path / "one"), mode(tmp_path / "one" / "two")] == [0o700, 0o700]

    def test_a_created_file_is_private_and_holds_its_content(self, tmp_path: Path) -> None:
        """SQLite gives its side files the mode of the database, so that one must be right from the start."""
        create_private_file(tmp_path / "file", b"content")
        assert (mode(tmp_path / "file"), (tmp_path / "file").read_bytes()) == (0o600, b"content")

    def test_a_written_file_is_private_even_over_one_that_was_not(self, tmp_path: Path) -> None:
        """A file that was open to others is private from the next write on."""
        (tmp_path / "file").touch()
        (tmp_path / "file").chmod(0o644)
        write_private_file(tmp_path / "file", b"content")
        assert (mode(tmp_path / "file"), (tmp_path / "file").read_bytes()) == (0o600, b"content")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A folder that the user made, and perhaps shares, is the user's to open or close."""
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_a_file_in_the_way_of_a_folder_is_named(tmp_path: Path) -> None:
    """The message names the file and the way out."""
    (tmp_path / "data").touch()
    with pytest.raises(StorageMissing, match="data") as caught:
        make_private_folder(tmp_path / "data")
    assert "YOGAFLOW_HOME" in str(caught.value.hint)


def test_a_file_in_the_way_of_a_parent_is_a_storage_failure(tmp_path: Path) -> None:
    """No input, however odd, ends in a traceback."""
    (tmp_path / "data").touch()
    with pytest.raises(StorageError, match="data"):
        make_private_folder(tmp_path / "data" / "tokens")


def test_a_name_that_is_too_long_is_a_storage_failure(tmp_path: Path) -> None:
    """No input, however odd, ends in a traceback."""
    with pytest.raises(StorageError):
        make_private_folder(tmp_path / ("x" * 300))


def test_creating_a_file_that_is_there_leaves_it_as_it_is(tmp_path: Path) -> None:
    """Of two first uses at once, one creates the file; the other must not empty it."""
    (tmp_path / "file").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        create_private_file(tmp_path / "file", b"second")
    assert (tmp_path / "file").read_bytes() == b"first"


def test_a_file_in_a_missing_folder_is_storage_missing(tmp_path: Path) -> None:
    """The message names the file that could not be made."""
    with pytest.raises(StorageMissing, match="nowhere"):
        create_private_file(tmp_path / "nowhere" / "file")
    with pytest.raises(StorageMissing, match="nowhere"):
        write_private_file(tmp_path / "nowhere" / "file", b"")


def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path) -> None:
    """The draft's name must not be the longer one."""
    write_private_file(tmp_path / ("n" * 255), b"content")
    assert (tmp_path / ("n" * 255)).read_bytes() == b"content"


def test_a_write_that_cannot_take_its_place_leaves_no_draft(tmp_path: Path) -> None:
    """What failed leaves the folder as it was."""
    (tmp_path / "file").mkdir()
    with pytest.raises(StorageError):
        write_private_file(tmp_path / "file", b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    """A crash or a full disk leaves the old file or the new one, never half of one."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of a file")
    code = (
        "import resource, pathlib\n"
        "from yogaflow_cli.paths import write_private_file\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "write_private_file(pathlib.Path('file'), b'x' * 5000)\n"
    )
    (tmp_path / "file").write_bytes(b"old")
    shown = run(code, tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert "StorageFull" in shown.stderr
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EACCES, StorageReadOnly),
        (errno.EPERM, StorageReadOnly),
        (errno.EROFS, StorageReadOnly),
        (errno.ENOSPC, StorageFull),
        (errno.EDQUOT, StorageFull),
        (errno.ENOENT, StorageMissing),
        (errno.ENOTDIR, StorageMissing),
        (errno.EIO, StorageError),
        (None, StorageError),
    ],
)
def test_every_refusal_of_the_system_names_the_path_and_the_way_out(
    number: int | None, kind: type[StorageError]
) -> None:
    """Contract 7: the message names the file and the way out."""
    error = OSError("odd") if number is None else OSError(number, os.strerror(number))
    failure = storage_failure(error, Path("/maya's practice/{0}"))
    assert type(failure) is kind
    assert str(Path("/maya's practice/{0}")) in failure.message
    assert failure.hint


def test_a_command_in_a_hint_can_be_typed_as_it_stands() -> None:
    """A path with a space or a quote is quoted for the shell."""
    failure = storage_failure(PermissionError(errno.EACCES, "Permission denied"), Path("/my practice"))
    assert "ls -ld '/my practice'" in str(failure.hint)
