"""Git as a process: it asks nobody, ends in time with all that it began, and hears nothing from elsewhere."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.mirrors import (
    MAT,
    NOON,
    forked,
    git_of,
    is_soon,
    machine,
    place_in,
    plainly,
    program,
    running,
    surroundings_of,
    with_settings,
    zombies,
)
from yogaflow_cli.errors import InvalidValue, StorageError, SyncRefused, SyncUnreachable, UsageMistake
from yogaflow_cli.sync.git import Git

HOST = "ssh://nas.invalid/yoga.git"
SHORT_SECONDS = 0.5
FOREVER = "sleep 1000 & sleep 1000"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty repository of this machine."""
    return machine(tmp_path / "mirror", "/nowhere", git_of(tmp_path / "home")).folder


def fetched_by_ssh(folder: Path, script: str, patience_seconds: float = SHORT_SECONDS) -> str:
    """How a fetch ends whose ssh is this script, after a time that is not much beyond patience."""
    ssh = program(folder.parent / "ssh", f": {folder.parent}; {script}")
    git = git_of(folder.parent / "home", patience_seconds, GIT_SSH_COMMAND=ssh, GIT_SSH_VARIANT="ssh")
    began = time.monotonic()
    with pytest.raises(SyncUnreachable) as failed:
        git.run(folder, "fetch", "--", HOST, url=HOST)
    assert time.monotonic() - began < patience_seconds + 4
    assert failed.value.hint
    return failed.value.message


def test_an_ssh_that_sleeps_forever_is_given_up_with_all_it_began(folder: Path) -> None:
    """Within patience, and nothing is left running."""
    assert "did not answer for 0.5 s" in fetched_by_ssh(folder, FOREVER)
    assert is_soon(lambda: running(str(folder.parent)) == [])


def test_one_that_will_not_end_is_ended_all_the_same(folder: Path) -> None:
    """A signal that can be ignored is only the first."""
    assert "did not answer" in fetched_by_ssh(folder, f"trap '' TERM HUP INT; {FOREVER}")
    assert is_soon(lambda: running(str(folder.parent)) == [])


@pytest.mark.parametrize("script", ["read answer </dev/tty || exit 9", "read answer; echo $answer >&2; exit 9"])
def test_an_ssh_that_asks_gets_no_answer(folder: Path, script: str) -> None:
    """There is no terminal to ask at, and git's own standard input is not ours."""
    fetched_by_ssh(folder, script, patience_seconds=1)


def test_patience_begins_anew_with_every_sign_of_life(folder: Path) -> None:
    """What is slow and moves has no limit."""
    began = time.monotonic()
    lively = "for tick in 1 2 3 4 5 6 7 8; do echo tick >&2; sleep 0.2; done; exit 9"
    assert "did not answer" not in fetched_by_ssh(folder, lively)
    assert time.monotonic() - began > 3 * SHORT_SECONDS


def test_what_ssh_is_told(folder: Path) -> None:
    """A person's own command stays, and is told to ask nothing and to notice a network that is gone."""
    heard = folder.parent / "heard"
    ssh = program(folder.parent / "own ssh", f'echo "$@" >{heard}; exit 9')
    with_settings(folder.parent / "home", core__sshCommand=f"'{ssh}' -i mine")
    with pytest.raises(SyncUnreachable):
        git_of(folder.parent / "home").run(folder, "fetch", "--", HOST, url=HOST)
    told = heard.read_text(encoding="utf-8")
    assert told.startswith("-i mine -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=5 ")


def test_a_program_named_by_git_ssh_is_left_alone(folder: Path) -> None:
    """It need not know the options of ssh."""
    heard = folder.parent / "heard"
    ssh = program(folder.parent / "plain", f'echo "$@" >{heard}; exit 9')
    with pytest.raises(SyncUnreachable):
        git_of(folder.parent / "home", GIT_SSH=ssh).run(folder, "fetch", "--", HOST, url=HOST)
    assert "BatchMode" not in heard.read_text(encoding="utf-8")


def test_ctrl_c_ends_git_and_goes_on_upward(folder: Path) -> None:
    """The person is asked nothing more, and no ssh stays behind."""
    ssh = program(folder.parent / "ssh", FOREVER)
    mark = f"YOGA_MARK={folder}"
    git = git_of(folder.parent / "home", GIT_SSH_COMMAND=ssh, GIT_SSH_VARIANT="ssh", YOGA_MARK=str(folder))

    def interrupted() -> None:
        try:
            git.run(folder, "fetch", "--", HOST, url=HOST)
        except KeyboardInterrupt:
            (folder.parent / "went-up").touch()

    with forked(interrupted) as child:
        assert is_soon(lambda: len(running(mark)) >= 3)
        os.kill(child, signal.SIGINT)
        assert is_soon((folder.parent / "went-up").exists)
        assert is_soon(lambda: running(mark) == [])


def test_no_zombie_stays(folder: Path) -> None:
    """Every git that was begun was also taken leave of, however it ended."""
    fetched_by_ssh(folder, FOREVER)
    assert zombies("git") == []


def test_what_another_repository_exports_does_not_lead_here(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of somebody's repository may call yogaflow."""
    other = tmp_path / "other.git"
    plainly(other, "init", "-q", "--bare")
    led = dict.fromkeys(("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"), str(other))
    led |= {"GIT_INDEX_FILE": f"{other}/index", "GIT_OBJECT_DIRECTORY": f"{other}/objects", "GIT_NAMESPACE": "x"}
    led |= {"GIT_CONFIG_PARAMETERS": "'core.hooksPath'='/x'", "GIT_DEFAULT_HASH": "sha256", "GIT_TRACE": "1"}
    git = Git(surroundings_of(tmp_path / "home", **led))
    mirror = machine(tmp_path / "new", place_in(tmp_path), git)
    mirror.append(MAT, None, [("0e/3f", b"sealed")], NOON)
    mirror.push([MAT])
    assert mirror.fetch() == mirror.kept() != {}
    assert plainly(other, "for-each-ref") == ""
    assert not list((other / "objects").rglob("*/*"))


def test_a_token_is_not_passed_on(folder: Path) -> None:
    """Git and what it calls need none."""
    heard = folder.parent / "heard"
    ssh = program(folder.parent / "ssh", f"env >{heard}; exit 9")
    secret = {"YOGAFLOW_TOKEN": "secret", "GIT_SSH_COMMAND": ssh}
    with pytest.raises(SyncUnreachable):
        Git(surroundings_of(folder.parent / "home", **secret)).run(folder, "fetch", "--", HOST, url=HOST)
    assert "secret" not in heard.read_text(encoding="utf-8")


def test_a_program_behind_an_address_does_not_run(folder: Path) -> None:
    """Also where a person's own settings make one of it."""
    trace = folder.parent / "trace"
    with_settings(folder.parent / "home", **{f"url.ext::touch {trace} #.insteadOf": "nas:", "protocol.allow": "always"})
    with pytest.raises(InvalidValue, match="not allowed") as refused:
        git_of(folder.parent / "home").run(folder, "fetch", "--", "nas:yoga", url="nas:yoga")
    assert "insteadof" in (refused.value.hint or "")
    assert not trace.exists()


def old_git(folder: Path) -> Git:
    """A git of the year 2018 is the first on the PATH."""
    program(folder / "git", "echo git version 2.20.1")
    return git_of(folder / "home", PATH=f"{folder}:{os.environ['PATH']}")


def no_git(folder: Path) -> Git:
    """Nothing is on the PATH."""
    return git_of(folder / "home", PATH=str(folder / "home"))


@pytest.mark.parametrize(("git", "said"), [(old_git, "this one is 2.20"), (no_git, "not installed")])
def test_without_a_fitting_git_it_says_what_to_install(
    tmp_path: Path, folder: Path, git: Callable[[Path], Git], said: str
) -> None:
    """In one line, before anything is done."""
    with pytest.raises(UsageMistake, match=said) as refused:
        git(tmp_path).run(folder, "for-each-ref")
    assert "apt install git" in (refused.value.hint or "")


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("ssh: Could not resolve hostname nas.invalid: Name or service not known", SyncUnreachable, "not be reached"),
        ("ssh: connect to host nas port 22: Connection refused", SyncUnreachable, "could not be reached"),
        ("Host key verification failed.", SyncUnreachable, "does not know nas.invalid by its key"),
        ("maya@nas: Permission denied (publickey).", SyncUnreachable, "did not let this machine in"),
        (
            "@  WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!  @\nHost key verification failed.",
            SyncUnreachable,
            "failed",
        ),
        ("", SyncRefused, "would not: git said nothing"),
        ("ERROR: Repository not found.", SyncRefused, "There is no repository at"),
        ("remote: error: no space left on device", SyncRefused, "has no room: no space left"),
        ("fatal: protocol error: \x1b]0;owned\x07 bad line", SyncRefused, "would not: protocol error: \ufffd"),
    ],
)
def test_what_git_says_becomes_one_clear_line(folder: Path, said: str, kind: type[Exception], words: str) -> None:
    """With git's own words where they tell more, without what a terminal could act on."""
    failure = git_of(folder.parent / "home").failure(folder, "fetch", errors=said.encode(), url=HOST)
    assert type(failure) is kind
    assert words in str(failure)
    assert "\n" not in str(failure)
    assert "\x1b" not in str(failure)


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    """Whatever was to be done in it."""
    with pytest.raises(StorageError, match="nowhere"):
        git_of(tmp_path / "home").run(tmp_path / "nowhere", "for-each-ref")
