"""Syncs that are killed, that meet, that are cut off: nothing is lost, and the next one works."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier
from typing import NamedTuple

import pytest

from tests.end_to_end.synced import Meeting, history
from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.faults.sync_killing import (
    AFTER,
    ANSWERED,
    BEFORE,
    BEGUN,
    SENDING,
    SENT,
    WHILE,
    ThreeMachines,
)
from tests.program import Program
from tests.sync.mirrors import plainly
from tests.sync.proxy import Proxy, proxy
from tests.sync.ssh_server import SshServer, ssh_server

pytestmark = pytest.mark.fault

IN_TURN = (BEGUN, SENDING, BEGUN, SENT)
"""From where on in its life a sync is killed: half of them lie anywhere."""

MOST_SECONDS = 25.0
"""Of which git waits for 20."""

LARGE_BYTES = 1_000_000
"""Half of a sequence file's largest size when it is on its way."""
POINTS_BYTES = (100_000, 250_000, 400_000)


def test_a_kill_at_any_moment_of_a_sync_loses_nothing_and_leaves_nothing_locked(tmp_path: Path, show: Show) -> None:
    """No gap, no lock that keeps the next sync from working, git is content, and all three are equal in the end."""
    # given
    seed = time.time_ns()
    print(f"seed {seed}")  # pytest shows it beside a failure
    three = ThreeMachines(tmp_path, seed)
    three.log(three.machines[0])
    three.learn(three.machines[0], "sync")
    # when
    number = 0
    while three.kills < times(8, 50):
        machine = three.machines[number % 3]
        three.log(machine)
        three.kill(machine, IN_TURN[number % 4], "sync", with_git=number % 8 < 4)
        if number % 2:
            machine.done("sync")
        number += 1
    syncs = three.kills
    for each in range(times(2, 8)):
        join_while_killed(three, f"new-{each}", with_git=each % 2 == 0)
    # then
    three.end()
    where = ", ".join(f"{three.killed[place]} {place}" for place in (BEFORE, WHILE, AFTER, ANSWERED))
    show(
        "SIGKILL at random moments of a sync",
        f"{syncs} syncs of 3 machines and {three.kills - syncs} joins killed, half of them with their git ({where}):"
        f" {len(three.acknowledged)} acknowledged practices, 0 lost, 0 gaps, 0 locks in the way;"
        " git fsck clean, all equal",
    )


def join_while_killed(three: ThreeMachines, name: str, *, with_git: bool) -> None:
    """A new machine, which has practised already, is killed twice while it joins, and joins then."""
    machine = three.meeting.machine(name)
    three.log(machine)
    before = three.kills
    # One that ends before it is killed has joined, and is killed when it joins once more.
    while three.kills < before + 2:
        three.kill(machine, BEGUN, *three.meeting.joining, with_git=with_git)
    machine.done(*three.meeting.joining)
    three.machines.append(machine)


def test_machines_that_sync_at_the_same_moment_are_never_rejected(tmp_path: Path, show: Show) -> None:
    """A branch a machine: no sync fails, and all are equal in the end."""
    # given
    three = ThreeMachines(tmp_path, seed=0)
    rounds = times(5, 15)
    together = Barrier(3)

    def sync(machine: Program) -> int:
        together.wait()
        return machine.run("sync").code

    # when
    codes: list[int] = []
    with ThreadPoolExecutor(3) as pool:
        for _ in range(rounds):
            for machine in three.machines:
                three.log(machine)
            codes += pool.map(sync, three.machines)
    # then
    assert codes == [0] * 3 * rounds
    three.end()
    show(f"{len(codes)} concurrent syncs of 3 machines", "0 rejections, every exit 0, all equal in the end")


class Cut(NamedTuple):
    """Where the network is cut, and how that ended."""

    sends: bool
    after_bytes: int
    folder: Path

    def seconds(self, server: SshServer) -> float:
        """A laptop and a desktop, one of which has much that the other lacks: the desktop is cut off."""
        self.folder.mkdir()
        place = self.folder / "practice.git"
        place.mkdir()
        plainly(place, "init", "--quiet", "--bare")
        through = {"GIT_SSH_COMMAND": server.command()}
        with proxy(server.port) as network:
            meeting = Meeting(self.folder, server.url(place))
            laptop = meeting.begin(**through)
            desktop = Meeting(self.folder, server.url(place, network.port)).join(**through)
            desktop.done("log", "--duration", "20m", "--note", "on the train")
            add_much(desktop if self.sends else laptop)
            if not self.sends:
                laptop.done("sync")
            network.cut_after(self.after_bytes)
            seconds = seconds_until_it_gives_up(desktop, network)
            network.resume()
            for machine in (desktop, laptop, desktop):
                machine.done("sync")
        assert_equal(laptop, desktop)
        assert {session["note"] for session in history(laptop)} == {"calm", "on the train"}
        assert plainly(place, "fsck", "--full", "--strict", "--no-dangling") == ""
        return seconds


def add_much(machine: Program) -> None:
    """A sequence of one's own with half a megabyte of what cannot be made smaller."""
    file = machine.data / "sequences" / "evening.toml"
    file.parent.mkdir(exist_ok=True)
    noise = Random(0).randbytes(LARGE_BYTES // 2 - 100).hex()
    file.write_text(f'name = "Evening"\nsteps = ["tree, 10s"]\n# {noise}\n', encoding="ascii")


def seconds_until_it_gives_up(machine: Program, network: Proxy) -> float:
    """How long after the cut the sync ends, with exit 8, and loses nothing."""
    before = history(machine)
    result = machine.run("sync", "--json")
    seconds = time.monotonic() - network.cut_at
    assert network.was_cut.is_set()
    assert (result.code, result.error["code"]) == (8, "sync_unreachable"), result
    assert history(machine) == before
    return seconds


def assert_equal(*machines: Program) -> None:
    """All have the same practice, the same own sequences, and the same of every machine."""
    told = [history(machine) for machine in machines]
    files = [sorted(path.read_bytes() for path in (machine.data / "sequences").glob("*")) for machine in machines]
    verified = [machine.json("sync", "verify") for machine in machines]
    for each in (told, files, verified):
        assert all(one == each[0] for one in each)
    assert verified[0]["sound"] is True


def test_a_network_that_is_cut_in_the_middle_of_a_sync_ends_it_in_time(tmp_path: Path, show: Show) -> None:
    """While much comes, or goes: exit 8 within 25 s, nothing is lost, and the next sync goes through."""
    points = POINTS_BYTES[: times(1, 3)]
    cuts = [
        Cut(sends, after_bytes, tmp_path / f"{after_bytes}-{sends}")
        for after_bytes in points
        for sends in (True, False)
    ]
    with ssh_server(tmp_path) as server, ThreadPoolExecutor(len(cuts)) as pool:
        slowest = max(pool.map(lambda cut: cut.seconds(server), cuts))
    assert slowest < MOST_SECONDS
    show(
        "network cut in the middle of a sync",
        f"{len(cuts)} cuts over a real sshd, half while fetching, half while sending: exit 8 at most"
        f" {slowest:.1f} s after it, nothing lost, the next sync goes through",
    )
