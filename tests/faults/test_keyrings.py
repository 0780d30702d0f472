"""Keyrings that do not work, each in its own way: no command hangs, breaks, or keeps a token where nobody looks."""

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest

from tests.faults.conftest import Show
from tests.program import Program
from tests.secret_service import (
    Environment,
    home,
    locked_service,
    secret_service,
    silent_service,
    with_keyring,
)
from tests.vault.plugins import DELETES, PLUGIN, install

pytestmark = [pytest.mark.fault, pytest.mark.keyring]

PATIENCE_SECONDS, MOST_SECONDS = 5.0, 6.0
AT_ONCE = 3
CHOICE = "PYTHON_KEYRING_BACKEND"
DESKTOP_VARIABLES = ("HOME", "DBUS_SESSION_BUS_ADDRESS")
PLAIN_TEXT = "keyrings.alt.file.PlaintextKeyring"
SILENT = "a prompt nobody answers"
DESKTOPS: dict[str, Callable[[], AbstractContextManager[Environment]]] = {
    "no D-Bus": home,
    "locked": locked_service,
    "no collection": lambda: secret_service(""),
    SILENT: silent_service,
}
CHOSEN = {
    "null": "keyring.backends.null.Keyring",
    "fail": "keyring.backends.fail.Keyring",
    "plain text": PLAIN_TEXT,
    "unknown": "no.such.Keyring",
    "no keyring at all": "sys.path",
}
"""What PYTHON_KEYRING_BACKEND may name, on a machine without D-Bus."""


class Ended(NamedTuple):
    """How a call ended."""

    code: int
    error: str
    seconds: float


class Try(NamedTuple):
    """A call on a machine with a keyring, and how it has to end: exit code and error code."""

    name: str
    program: Program
    words: str
    code: int
    error: str

    def ended(self) -> Ended:
        """Calls; what no call may do at all is judged here."""
        began = monotonic()
        result = self.program.run(*self.words.split(), "--json")
        seconds = monotonic() - began
        if result.code:
            # A notice may stand before it: that the keyring takes its time.
            error = json.loads(result.err.splitlines()[-1])["error"]
            assert "YOGAFLOW_TOKEN" in error["hint"], self.name
            return Ended(result.code, error["code"], seconds)
        return Ended(0, "", seconds)


@pytest.fixture(scope="session")
def kept_in_a_keyring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a profile whose token went into a keyring that worked then."""
    program = Program(tmp_path_factory.mktemp("kept") / "home")
    with secret_service("a password") as desktop:
        desk = with_keyring(program, desktop)
        desk.done("log", "--duration", "10m")
        assert desk.token_files() == []
    return program.home


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[dict[str, Environment]]:
    """The variables of each machine whose keyring does not work, by what is wrong there."""
    plugins = tmp_path / "plugins"
    source = PLUGIN.format(name="PlaintextKeyring", priority=9, delete=DELETES)
    install(plugins, "keyrings.alt", "keyrings.alt.file", source)
    with ExitStack() as services:
        made: dict[str, Environment] = {}
        for state, desktop in DESKTOPS.items():
            around = services.enter_context(desktop())
            made[state] = {name: value for name, value in around.items() if name in DESKTOP_VARIABLES}
        server = made["no D-Bus"] | {"PYTHONPATH": str(plugins)}
        # keyring itself would take it: it is the best that is here.
        made["plain text, found"] = server
        yield made | {state: server | {CHOICE: name} for state, name in CHOSEN.items()}


def tries_of(state: str, variables: Environment, folder: Path, kept: Path) -> Iterator[Try]:
    """Reading and writing, with a token in the keyring and at a first use, with a file allowed and forbidden."""

    def machine(name: str, **more: str) -> Program:
        program = Program(folder / state.replace(" ", "-") / name / "home").of(**variables, **more)
        program.home.parent.mkdir(parents=True)
        if CHOICE not in variables:
            del program.environment[CHOICE]
        return program

    unavailable = (4, "keyring_unavailable")
    for words in ("history", "log --duration 1m --overlap"):
        program = machine(words.split()[0])
        shutil.copytree(kept, program.home)
        yield Try(f"{state}: {words}", program, words, *unavailable)
    first = unavailable if state == SILENT else (0, "")
    yield Try(f"{state}: first read", machine("first-read"), "history", 0, "")
    yield Try(f"{state}: first start", machine("first-start"), "start", *first)
    strict = machine("strict", YOGAFLOW_REQUIRE_KEYRING="1")
    yield Try(f"{state}: no file allowed", strict, "start", *unavailable)


def ordinary_seconds(program: Program) -> float:
    """How long a call takes here and now that needs no keyring."""
    began = monotonic()
    program.run("--version")
    return monotonic() - began


def test_no_keyring_hangs_breaks_or_loses_a_token(
    machines: dict[str, Environment], kept_in_a_keyring: Path, yogaflow: Program, tmp_path: Path, show: Show
) -> None:
    """Contract 5: exit 4 with what to type next, within 6 s; a first use takes a file, announced, but not behind a
    question that somebody could still answer."""
    # given
    tries = [
        each
        for state, variables in machines.items()
        for each in tries_of(state, variables, tmp_path, kept_in_a_keyring)
    ]
    before = {each.name: each.program.recorded() for each in tries}
    # On a busy machine every process takes longer.
    most_seconds = max(MOST_SECONDS, PATIENCE_SECONDS + 10 * ordinary_seconds(yogaflow))
    # when
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = list(pool.map(Try.ended, tries))
    # then
    assert {each.name: (end.code, end.error) for each, end in zip(tries, ended, strict=True)} == {
        each.name: (each.code, each.error) for each in tries
    }
    assert max(end.seconds for end in ended) < most_seconds
    for each in tries:
        is_made = each.code == 0 and each.words == "start"
        assert len(each.program.token_files()) == is_made, each.name
        if is_made:
            each.program.done("current")
        elif before[each.name]:
            assert each.program.recorded() == before[each.name], each.name
        else:
            assert each.program.json("profile", "list") == [], each.name
    assert not list(tmp_path.rglob("file.json")), "a token was kept in plain text"
    show(
        f"a keyring that does not work: {', '.join(machines)}",
        f"{len(tries)} calls without a terminal, each its exit code, the slowest after "
        f"{max(end.seconds for end in ended):.1f} s; no traceback, no token in plain text",
    )
