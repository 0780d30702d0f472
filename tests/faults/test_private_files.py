"""Files under a careless umask: what the program keeps is for one person alone, what it hands out is not its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.emulated_terminal import EmulatedTerminal
from tests.end_to_end.guided import LONG
from tests.faults.broken_package import with_broken_calendars
from tests.faults.conftest import Show
from tests.program import PATIENCE_SECONDS, Program, script

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes: a folder below the user's own is private"),
]

NOBODY = 65534
# Python is started first: whoever it becomes then might not even reach the interpreter.
OPENS = f"""
import json, os, sys
paths = json.load(sys.stdin)
os.setgroups([])
os.setgid({NOBODY})
os.setuid({NOBODY})
opened = []
for path in paths:
    for flags in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.close(os.open(path, flags))
            opened.append(path)
        except OSError:
            pass
print(json.dumps(opened))
"""


class Careless:
    """The program of a person whose new files anybody may read, in a folder that anybody may enter."""

    def __init__(self, folder: Path, umask: int) -> None:
        self.folder = folder
        self.umask = umask
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.program = Program(folder / "home").of(XDG_RUNTIME_DIR=str(runtime))

    @contextmanager
    def in_effect(self) -> Iterator[None]:
        """What is started here inherits the umask."""
        before = os.umask(self.umask)
        try:
            yield
        finally:
            os.umask(before)

    def done(self, *arguments: str) -> None:
        """One call that succeeds."""
        with self.in_effect():
            self.program.done(*arguments)

    @contextmanager
    def guide(self) -> Iterator[EmulatedTerminal]:
        """The guide on a terminal."""
        program = self.program.of(YOGAFLOW_TEST_NOW="")
        folder = self.folder
        with self.in_effect(), EmulatedTerminal([script(), "start", "long"], program.environment, folder) as terminal:
            yield terminal

    def kept(self) -> list[Path]:
        """All that the program keeps: folders and files."""
        runtime = self.folder / "runtime" / "yogaflow"
        return [each for root in (self.program.home, runtime) for each in (root, *root.rglob("*"))]


@pytest.fixture(params=[0o022, 0o000], ids=["umask 022", "umask 000"])
def careless(request: pytest.FixtureRequest) -> Iterator[Careless]:
    """Not in pytest's own folder, which is private already: nobody else would come as far as the home."""
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:
        Path(folder).chmod(0o755)
        yield Careless(Path(folder), request.param)


def live(careless: Careless) -> None:
    """A life that leaves every kind of file behind."""
    for words in (
        *("start", "complete --note felt", "profile create lea", "profile delete lea --yes"),
        *("sequence create evening", "sequence create night", "sequence delete night --yes", "undo", "redo"),
        *("config set ask_after off", "export csv -o practice.csv", "report -o report.html", "import practice.csv"),
    ):
        careless.done(*words.split())
    (careless.program.data / "sequences" / "long.toml").write_text(LONG, encoding="utf-8")
    (careless.program.data / "sequences" / "long.toml").chmod(0o600)
    with careless.in_effect():
        broken = with_broken_calendars(careless.program, careless.folder).run("export", "ics")
    assert broken.code == 1


def opened_by_another_user(paths: list[Path]) -> list[str]:
    """The files that another account of the machine could open."""
    given = json.dumps([str(path) for path in paths])
    command = [sys.executable, "-c", OPENS]
    ended = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS, cwd="/"
    )
    opened: list[str] = json.loads(ended.stdout)
    return opened


def assert_private(careless: Careless) -> int:
    """Modes alone; how many files there are."""
    modes = {path: path.stat().st_mode & 0o777 for path in careless.kept()}
    assert {path: mode for path, mode in modes.items() if path.is_dir() and mode != 0o700} == {}
    assert {path: mode for path, mode in modes.items() if path.is_file() and mode != 0o600} == {}
    return sum(path.is_file() for path in modes)


def assert_out_of_reach(careless: Careless) -> None:
    """Another user opens none of the files, even when somebody has opened the folders to all."""
    files = [path for path in careless.kept() if path.is_file()]
    outside = careless.folder / "practice.csv"
    assert opened_by_another_user([outside, *files]) == [str(outside)] * (1 + (careless.umask == 0))
    for path in careless.kept():
        if path.is_dir():
            path.chmod(0o755)
    (careless.folder / "runtime").chmod(0o755)
    assert opened_by_another_user(files) == []


def test_every_file_is_private_whatever_the_umask(careless: Careless, show: Show) -> None:
    """Database, tokens, tickets, sequences, copies, states, tracebacks and locks: 0600 in 0700."""
    # when
    live(careless)
    with careless.guide() as terminal:
        terminal.shows("Mountain", "space pause")
        assert_private(careless)
        terminal.press_control("c")
        assert terminal.ended() == 130
    # then
    files = assert_private(careless)
    names = {path.relative_to(careless.folder).as_posix() for path in careless.kept()}
    for kept in ("home/data/yogaflow.db", "home/data/sequences/evening.toml", "home/state/traceback.txt"):
        assert kept in names
    for folder in ("home/data/tokens", "home/data/backups", "home/data/sequences/deleted", "runtime/yogaflow"):
        assert any(name.startswith(f"{folder}/") for name in names), folder
    fault = f"umask {careless.umask:03o}, a life of commands and the guide"
    if os.geteuid() == 0:
        assert_out_of_reach(careless)
        show(fault, f"{files} files, every one 0600 in 0700; uid {NOBODY} opens none, though the folders be opened")
    else:
        show(fault, f"{files} files, every one 0600 in 0700; not tried as another user, which takes root")


def test_what_is_handed_out_follows_the_umask(careless: Careless) -> None:
    """It is the person's own file, in a folder of their own."""
    careless.done("log", "--duration", "30m")
    careless.done("export", "csv", "-o", "practice.csv")
    careless.done("report", "-o", "report.html")
    for name in ("practice.csv", "report.html"):
        assert (careless.folder / name).stat().st_mode & 0o777 == 0o666 & ~careless.umask
