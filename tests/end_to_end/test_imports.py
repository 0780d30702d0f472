"""What a command loads: start-up is a feature, and these libraries would each cost more than the command itself."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import Program

DRIVER = """
import sys
before = set(sys.modules)
from yogaflow_cli.cli.entry import main
from yogaflow_cli.cli.app import answer
code = answer(sys.argv[1:])
loaded = set(sys.modules) - before
import json
sys.stderr.write("\\n" + json.dumps([code, sorted(loaded)]))
"""

WATCHED = {
    *("rich", "keyring", "sqlite_utils", "platformdirs", "tzlocal", "pydantic", "logging", "asyncio", "email"),
    *("zoneinfo", "tomllib", "hashlib", "tempfile", "csv", "dataclasses", "importlib.metadata", "http"),
    *("jinja2", "webbrowser"),
}
"""Each costs between 2 and 100 ms."""

MEANT = {"typer", "yogaflow_cli", "annotated_doc", "typing_extensions", "shellingham"}
"""What every command may load beside the standard library; the last three are typer's."""

NEEDED = {
    "start": set[str](),
    "start yin-45": {"tomllib", "dataclasses", "hashlib", "zoneinfo"},
    "start --style yin": set[str](),
    "pause": set[str](),
    "pause --toggle": set[str](),
    "resume": set[str](),
    "complete": set[str](),
    "current": set[str](),
    "--help": set[str](),
    "": {"dataclasses"},
    "show": set[str](),
    "history --json": {"csv", "dataclasses", "zoneinfo"},
    "stats --json": {"csv", "dataclasses", "zoneinfo"},
    "stats": {"csv", "dataclasses", "zoneinfo"},
    "history": {"csv", "dataclasses", "zoneinfo"},
    "calendar": {"dataclasses", "zoneinfo"},
    "streak": {"csv", "dataclasses", "zoneinfo"},
    "goal": {"dataclasses", "zoneinfo"},
    "rest list": {"dataclasses", "zoneinfo"},
    "config list": {"dataclasses"},
    "profile list": {"dataclasses"},
    "log --duration 1m --overlap": {"dataclasses", "hashlib", "zoneinfo"},
    "undo": {"dataclasses", "hashlib"},
}
"""What a command needs of the watched ones; whatever else it loads is a mistake."""


@pytest.fixture(scope="module")
def recorded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One practice is over, one is open; the machine's own zone."""
    yogaflow = Program(tmp_path_factory.mktemp("recorded") / "home")
    del yogaflow.environment["TZ"]
    yogaflow.done("log", "--duration", "30m")
    yogaflow.done("start")
    return yogaflow.home


@pytest.fixture
def recorded(yogaflow: Program, recorded_home: Path) -> Program:
    """The same for each test."""
    del yogaflow.environment["TZ"]
    return yogaflow.with_a_copy_of(recorded_home)


def loaded_by(yogaflow: Program, *arguments: str, code: int = 0) -> set[str]:
    """The modules that a call loads, asked of a process of its own."""
    command = [sys.executable, "-c", DRIVER, *arguments]
    ended = subprocess.run(command, env=yogaflow.environment, capture_output=True, text=True, timeout=60)
    came, modules = json.loads(ended.stderr.splitlines()[-1])
    assert came == code, ended
    return set(modules)


def watched(modules: set[str]) -> set[str]:
    """The watched ones among them."""
    return modules & WATCHED


def own_link() -> bool:
    """Whether the machine's zone is told by a plain link."""
    link = Path("/etc/localtime")
    return link.is_symlink() and "/zoneinfo/" in str(link.readlink())


@pytest.mark.skipif(not own_link(), reason="tells its zone by other means than a link at /etc/localtime")
@pytest.mark.parametrize("words", NEEDED)
def test_a_command_loads_what_it_needs_and_no_more(recorded: Program, words: str) -> None:
    """Not one of the costly libraries that it has no use for, and no other distribution at all."""
    if words.startswith("start"):
        recorded.done("complete")
    elif words == "resume":
        recorded.done("pause")
    modules = loaded_by(recorded, *words.split())
    assert watched(modules) <= NEEDED[words]
    foreign = {module.partition(".")[0] for module in modules} - set(sys.stdlib_module_names) - MEANT
    assert {module for module in foreign if not module.startswith("_")} == set()


@pytest.mark.parametrize("verb", ["start", "pause", "resume", "complete", "current", "stats"])
def test_a_verb_typed_alone_loads_no_typer(recorded: Program, verb: str) -> None:
    """There is nothing to parse, and typer is more than a third of such a call."""
    if verb == "start":
        recorded.done("complete")
    elif verb == "resume":
        recorded.done("pause")
    assert "typer" not in loaded_by(recorded, verb)


@pytest.mark.parametrize("verb", ["current", "stats"])
def test_a_verb_typed_alone_answers_as_with_an_option(recorded: Program, verb: str) -> None:
    """The short way and typer's lead to the same."""
    assert recorded.say(verb) == recorded.say(verb, "--no-input")


def test_a_read_loads_nothing_of_the_state_file(recorded: Program) -> None:
    """Only a write tells prompts of itself."""
    assert "yogaflow_cli.repository.open_practices" not in loaded_by(recorded, "current")
    assert "yogaflow_cli.repository.open_practices" in loaded_by(recorded, "pause")


def test_the_first_use_loads_what_makes_a_database(yogaflow: Program) -> None:
    """Once in the life of a schema; so the driver sees what is loaded."""
    assert "sqlite_utils" in watched(loaded_by(yogaflow, "start"))


def test_without_a_home_of_its_own_it_asks_the_platform(yogaflow: Program) -> None:
    """platformdirs is for all that the usual rule does not cover."""
    del yogaflow.environment["YOGAFLOW_HOME"]
    yogaflow.environment["XDG_DATA_HOME"] = "relative"
    assert "platformdirs" in watched(loaded_by(yogaflow, "current", code=3))


def test_a_token_from_the_environment_needs_no_keyring(recorded: Program) -> None:
    """Nor its store, whichever is recorded; without the token the keyring is loaded."""
    token = recorded.token_files()[0].read_text().strip()
    connection = sqlite3.connect(recorded.database)
    with connection:
        connection.execute("UPDATE profiles SET token_store = 'keyring', keyring_backend = NULL")
    connection.close()
    assert "keyring" not in loaded_by(recorded.of(YOGAFLOW_TOKEN=token), "pause")
    assert "keyring" in loaded_by(recorded, "current", code=4)


def test_control_c_while_it_loads_is_no_traceback() -> None:
    """Until it listens itself, the system's own way of ending holds; what the caller shut out stays shut out."""
    asking = "import signal; {before}; import yogaflow_cli.cli.entry; print(signal.getsignal(signal.SIGINT).name)"
    ignoring = "signal.signal(signal.SIGINT, signal.SIG_IGN)"
    for before, holds in (("pass", "SIG_DFL"), (ignoring, "SIG_IGN")):
        command = [sys.executable, "-c", asking.format(before=before)]
        assert subprocess.run(command, capture_output=True, text=True, timeout=60).stdout == f"{holds}\n"
