"""A token in the environment: no keyring is touched, and nobody but the program ever sees it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulated_terminal import EmulatedTerminal
from tests.end_to_end.guided import LONG
from tests.faults.broken_package import with_broken_calendars
from tests.faults.conftest import Show
from tests.faults.every_command import CALLS, command_line, proven_names
from tests.program import Program, Result, script
from tests.secret_service import secret_service, with_keyring

pytestmark = [pytest.mark.fault, pytest.mark.keyring]

KEYRING_IMPORTED = re.compile(r"\| +keyring(\.\w+)*$", re.MULTILINE)
PROC = Path("/proc")
# What it is for is to keep a token, or the key of a repository, where it was told to: in a keyring, or in a file.
KEEPS_TOKENS = ("profile rename", "profile delete", "profile store-token", "sync init")
LIFE = (
    *("start --note felt", "pause", "resume --json", "complete", "complete", "complete 99999 --json", "undo", "redo"),
    *("log --duration 30m --overlap", "edit last --tag evening", "show", "show --json", "history --json", "stats"),
    *("export csv", "export json -o practice.json", "export ndjson", "report -o report.html", "import practice.json"),
    *("sequence create evening", "sequence check evening", "profile list --json", "profile show --json"),
    *("profile show", "profile show --token", "config set plain true", "config list --json", "goal set 4 per week"),
    *("streak", "balance", "calendar", "no-such-command", "start --no-such-option", "--help", ""),
    *("current --format {nothing}", "prompt init bash"),
)
"""Whatever a person does in a year, mistakes included."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home of a profile whose token is in a keyring that is gone, and that token."""
    program = Program(tmp_path_factory.mktemp("kept") / "home")
    program.done("log", "--duration", "10m")
    token = program.token_files()[0].read_text(encoding="utf-8").strip()
    with secret_service("a password") as desktop:
        with_keyring(program, desktop).done("profile", "store-token", "keyring")
    assert program.token_files() == []
    return program.home, token


@pytest.fixture
def given(yogaflow: Program, kept: tuple[Path, str], tmp_path: Path) -> Program:
    """That home, and its token in YOGAFLOW_TOKEN."""
    home, token = kept
    shutil.copytree(home, yogaflow.home)
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    return yogaflow.of(YOGAFLOW_TOKEN=token, XDG_RUNTIME_DIR=str(runtime))


def files_with(token: str, folder: Path) -> list[Path]:
    """The files that hold it, also within a database's free pages."""
    return [path for path in folder.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]


def processes_with(token: str) -> list[str]:
    """The command lines of this machine's processes that show it."""
    return [line for line in command_lines() if token in line]


def command_lines() -> Iterator[str]:
    """What `ps` shows."""
    for path in PROC.glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # it has ended meanwhile


def imports_keyring(result: Result) -> bool:
    """Whether a call under PYTHONPROFILEIMPORTTIME loaded keyring."""
    assert "import time:" in result.err
    return KEYRING_IMPORTED.search(result.err) is not None


def test_a_given_token_leaves_the_keyring_alone(given: Program, show: Show) -> None:
    """Every command that proves a token does it by the one it was given; the keyring is not so much as imported."""
    watched = given.of(PYTHONPROFILEIMPORTTIME="1")
    given.done("start")
    given.done("rest", "add", "today")
    given.done("export", "csv", "-o", "practice.csv")
    commands = [name for name in proven_names() if name not in KEEPS_TOKENS]
    for name in commands:
        result = watched.run(*command_line(name, "2"))
        assert result.code != 4, name
        assert not imports_keyring(result), name
    # A command that has no token does go there.
    assert imports_keyring(watched.of(YOGAFLOW_TOKEN="").run("history"))
    show("YOGAFLOW_TOKEN set: keyring not imported", f"{len(commands)} commands of {len(CALLS)}, imported by none")


def lived(given: Program, token: str, folder: Path) -> list[Result]:
    """A life of commands, a mistake of the program itself, and the guide."""
    results = [given.run(*words.split()) for words in LIFE]
    broken = with_broken_calendars(given, folder).run("export", "ics")
    assert broken.code == 1
    (given.data / "sequences" / "long.toml").write_text(LONG, encoding="utf-8")
    around = given.environment | {"YOGAFLOW_TEST_NOW": ""}
    with EmulatedTerminal([script(), "start", "long"], around, folder) as terminal:
        terminal.shows("Mountain", "space pause")
        assert any("\0start\0long\0" in line for line in command_lines()) or not PROC.exists()
        assert processes_with(token) == []
        terminal.press_control("c")
        assert terminal.ended() == 130
    return [*results, broken, Result(130, terminal.printed, "")]


def test_a_given_token_is_seen_nowhere(given: Program, kept: tuple[Path, str], tmp_path: Path, show: Show) -> None:
    """No output, error, file, log, change log, export, ticket or process list shows it."""
    # given
    _, token = kept
    # when
    results = lived(given, token, tmp_path)
    # then
    assert [result for result in results if token in result.out + result.err] == []
    assert {result.code for result in results} == {0, 1, 2, 3, 130}
    traceback = (given.home / "state" / "traceback.txt").read_text(encoding="utf-8")
    assert "half installed" in traceback
    assert files_with(token, tmp_path) == []
    # What searches for it would find it.
    (tmp_path / "leak").write_bytes(b"\0" + token.encode() + b"\0")
    assert files_with(token, tmp_path) == [tmp_path / "leak"]
    files = sum(path.is_file() for path in tmp_path.rglob("*"))
    show(
        "the token in output, files, log, change log, process list",
        f"{len(results)} calls, {files} files, the guide: seen 0 times",
    )


@pytest.mark.parametrize("wrong", ["nearly-{token}", "{token} ", "{short}"])
def test_a_nearly_right_token_is_not_repeated(
    given: Program, kept: tuple[Path, str], tmp_path: Path, wrong: str
) -> None:
    """A token mistyped by a letter is still nearly a token."""
    _, token = kept
    mistyped = wrong.format(token=token, short=token[:-1])
    result = given.of(YOGAFLOW_TOKEN=mistyped).run("history", "--json")
    assert result.code == 4
    assert token[:-1] not in result.out + result.err
    assert files_with(token[:-1], tmp_path) == []
