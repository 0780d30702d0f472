"""What a sync takes: over a folder and over ssh, when a machine joins with ten years, and for those who practise."""

import shutil
import sqlite3
import statistics
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pexpect  # type: ignore[import-untyped]  # it comes without types
import pytest

from tests.benchmark.clock import Call, seconds, spent
from tests.benchmark.figures import figure, ratios
from tests.benchmark.filling import Stretch, fill
from tests.benchmark.limits import HEAD_ROOM, YARDSTICK, Goal, Subject
from tests.benchmark.rounds import in_turn
from tests.benchmark.wheel import YARDSTICK as YARDSTICK_CODE
from tests.benchmark.wheel import Wheel
from tests.end_to_end.synced import WORD
from tests.needs import needs_program
from tests.sync.ssh_server import ssh_server

ROUNDS = 5
MOST_SECONDS_OF_A_FOLDER, MOST_SECONDS_OVER_SSH = 0.8, 1.6
MANY = 30_000
MOST_SECONDS_OF_JOINING, MOST_MEGABYTES_OF_JOINING = 30, 150
MOST_OF_SYNCING = 1.15
"""What `start` and `complete` may take on a profile that syncs, in those of one that does not."""

pytestmark = pytest.mark.benchmark


class Machine:
    """A home of the installed program."""

    def __init__(self, wheel: Wheel, home: Path, **more: str) -> None:
        self.wheel = wheel
        self.home = home
        self.environment: Mapping[str, str] = wheel.environment | {"YOGAFLOW_HOME": str(home)} | more

    def call(self, *arguments: str, name: str = "") -> Call:
        """A call to be measured."""
        return Call(Subject(name or " ".join(arguments)), tuple(self.wheel.yogaflow(*arguments)), self.environment)

    def done(self, *arguments: str) -> None:
        """A call that succeeds."""
        seconds(self.call(*arguments))

    def log(self) -> None:
        """One change."""
        self.done("log", "--duration", "1m", "--overlap")

    def key(self, file: Path) -> Path:
        """The file, with the key as it is shown on a terminal."""
        command, *rest = self.wheel.yogaflow("sync", "key", "show")
        child = pexpect.spawn(command, rest, env={**self.environment, "TERM": "xterm-256color"}, encoding="utf-8")
        child.expect(pexpect.EOF)
        child.close()
        file.write_text(" ".join(WORD.findall(child.before)), encoding="ascii")
        return file


def place_in(folder: Path) -> Path:
    """An empty repository."""
    needs_program("git")
    place = folder / "practice.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)
    return place


def seconds_of_syncs(machine: Machine) -> float:
    """The median of syncs that each send one change."""
    found = []
    for _ in range(ROUNDS):
        machine.log()
        found.append(seconds(machine.call("sync")))
    return statistics.median(found)


def test_a_sync_of_one_change_over_a_folder_takes_four_fifths_of_a_second(wheel: Wheel, tmp_path: Path) -> None:
    """From Enter to the prompt, with git's programs on both sides."""
    laptop = Machine(wheel, tmp_path / "laptop")
    laptop.log()
    laptop.done("sync", "init", str(place_in(tmp_path)))
    found = seconds_of_syncs(laptop)
    print(f"\nsync of one change over a folder: {found:.2f} s")
    assert found <= MOST_SECONDS_OF_A_FOLDER * HEAD_ROOM


def test_a_sync_of_one_change_over_ssh_takes_a_second_and_a_half(wheel: Wheel, tmp_path: Path) -> None:
    """Two connections to an sshd on this machine."""
    with ssh_server(tmp_path) as server:
        laptop = Machine(wheel, tmp_path / "laptop", GIT_SSH_COMMAND=server.command())
        laptop.log()
        laptop.done("sync", "init", server.url(place_in(tmp_path)))
        found = seconds_of_syncs(laptop)
    print(f"\nsync of one change over ssh: {found:.2f} s")
    assert found <= MOST_SECONDS_OVER_SSH * HEAD_ROOM


def test_joining_with_ten_years_takes_half_a_minute_and_little_memory(wheel: Wheel, tmp_path: Path) -> None:
    """30,000 sessions that another machine brought in: under 30 s and 150 MB."""
    laptop, desktop = Machine(wheel, tmp_path / "laptop"), Machine(wheel, tmp_path / "desktop")
    laptop.log()
    fill_ten_years(laptop)
    gathering = spent(wheel.python, laptop.call("sync", "init", str(place_in(tmp_path)), name="sync init"))
    key = laptop.key(tmp_path / "key.txt")
    joining = desktop.call("sync", "join", str(tmp_path / "practice.git"), "--key-file", str(key), name="sync join")
    found = spent(wheel.python, joining)
    print(f"\nsync join with {MANY:,}: {found.seconds:.1f} s, {found.peak_megabytes} MB")
    print(f"sync init before, which gathered them: {gathering.seconds:.1f} s, {gathering.peak_megabytes} MB")
    assert count(desktop) == count(laptop) == MANY + 1
    assert found.seconds < MOST_SECONDS_OF_JOINING * HEAD_ROOM
    assert found.peak_megabytes < MOST_MEGABYTES_OF_JOINING * HEAD_ROOM


def fill_ten_years(machine: Machine) -> None:
    """As many sessions, over the last ten of twenty years."""
    stretch = Stretch.until(datetime.now(UTC), 2 * MANY)
    half = MANY * stretch.seconds_apart
    fill(machine.home / "data" / "yogaflow.db", Stretch(MANY, stretch.first_second + half, stretch.seconds_apart))


def count(machine: Machine) -> int:
    """How many sessions there are."""
    with closing(sqlite3.connect(machine.home / "data" / "yogaflow.db")) as connection:
        found: int = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
    return found


def test_who_syncs_practises_as_fast_as_who_does_not(wheel: Wheel, tmp_path: Path) -> None:
    """`start` and `complete` with `sync_after` off, beside the same on a profile that does not sync."""
    alone = Machine(wheel, tmp_path / "alone")
    alone.log()
    shutil.copytree(alone.home, tmp_path / "syncing")
    syncing = Machine(wheel, tmp_path / "syncing")
    syncing.done("sync", "init", str(place_in(tmp_path)))
    verbs = ("start", "complete")
    cycles = [
        tuple(machine.call(verb, name=f"{verb}, {machine.home.name}") for verb in verbs) for machine in (alone, syncing)
    ]
    yardstick = Call(YARDSTICK, (str(wheel.python), "-c", YARDSTICK_CODE), wheel.environment)
    samples = in_turn(yardstick, cycles, 3 * ROUNDS, lambda progress: None)
    medians = {}
    for verb, beside, subject in zip(verbs, *cycles, strict=True):
        goal = Goal(subject.subject, MOST_OF_SYNCING, beside.subject)
        medians[verb] = figure(goal, ratios(samples, subject.subject, beside.subject)).median
    print("\non a profile that syncs: " + ", ".join(f"{verb} {median:.2f} x" for verb, median in medians.items()))
    assert {verb: median for verb, median in medians.items() if median > MOST_OF_SYNCING * HEAD_ROOM} == {}
