"""Machines that sync while their syncs are killed: what a kill met, and what must be true in the end."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.end_to_end.synced import Meeting, history
from tests.faults.killing import begun_call, wait
from tests.faults.process_trees import command_of, kill_all, kill_alone, stopped
from tests.faults.whole import assert_sound
from tests.program import PATIENCE_SECONDS, Json, Program
from tests.sync.mirrors import begun_by, is_soon, plainly
from yogaflow_cli.sync.segment import path_of

BEGINNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEFORE, WHILE, AFTER, ANSWERED = "before the sending", "while it sent", "after it", "after the answer"
BEGUN, SENDING, SENT = range(3)
"""How far a sync is."""


class ThreeMachines:
    """Three machines that meet in a folder, what they acknowledged, and where kills fell."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.meeting = Meeting(folder)
        self.machines = [self.meeting.begin(), self.meeting.join("desktop"), self.meeting.join("server")]
        self.random = Random(seed)
        self.now = BEGINNING
        self.acknowledged = {"calm"}
        self.killed: Counter[str] = Counter()
        self.lengths = {BEGUN: 0.0, SENDING: 0.0, SENT: 0.0}

    @property
    def kills(self) -> int:
        """How many calls were killed."""
        return self.killed.total()

    def log(self, machine: Program) -> None:
        """A practice with a note of its own, acknowledged."""
        self.now += timedelta(minutes=1)
        note = f"{machine.home.parent.name} {self.now:%d %H:%M}"
        told = machine.at(f"{self.now:%Y-%m-%dT%H:%M:%SZ}").json("log", "--duration", "1m", "--overlap", "--note", note)
        assert told["note"] == note
        self.acknowledged.add(note)

    def learn(self, machine: Program, *arguments: str) -> None:
        """How long a call that sends something takes, how long its sending, and what comes after that, undisturbed."""
        tips, began = self.tips(), time.monotonic()
        process = begun_call(machine, *arguments)
        wait(process, lambda: is_sending(process.pid))
        sending = time.monotonic()
        wait(process, lambda: self.tips() != tips)
        sent = time.monotonic()
        process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode == 0
        ended = time.monotonic()
        self.lengths = {BEGUN: ended - began, SENDING: sent - sending, SENT: ended - sent}

    def kill(self, machine: Program, stage: int, *arguments: str, with_git: bool) -> None:
        """Kills a call at a random moment from that stage on, alone or with every git that it has begun.

        One that ends before is none of the kills.
        """
        tips = self.tips()
        process = begun_call(machine, *arguments)
        if stage >= SENDING:
            wait(process, lambda: is_sending(process.pid))
        if stage == SENT:
            wait(process, lambda: self.tips() != tips)
        time.sleep(self.random.uniform(0, self.lengths[stage]))
        # Still, so that nothing ends or begins while we look.
        tree = stopped(process.pid) if process.poll() is None else []
        was_sending, has_sent = any(map(is_push, tree[1:])), self.tips() != tips
        (kill_all if with_git else kill_alone)(tree)
        answer, errors = process.communicate(timeout=PATIENCE_SECONDS)
        assert process.returncode in ((0, -9) if tree else (0,)), errors
        if process.returncode:
            self.killed[where(was_sending, has_sent, answer)] += 1
        if machine.database.exists():
            assert_sound(machine.database)

    def tips(self) -> dict[str, str]:
        """What the repository has of each machine."""
        heads = self.meeting.place / "refs" / "heads"
        return {path.name: path.read_text(encoding="ascii") for path in heads.iterdir() if path.suffix != ".lock"}

    def locks(self) -> list[Path]:
        """The locks of git, wherever they lie."""
        return [lock for repository in self.repositories() for lock in repository.rglob("*.lock")]

    def repositories(self) -> Iterator[Path]:
        """Where all meet, and what each machine has of it."""
        yield self.meeting.place
        for machine in self.machines:
            yield from (machine.data / "sync").glob("*/repository.git")

    def end(self) -> None:
        """All sync undisturbed, and nothing is amiss."""
        for machine in (*self.machines, *self.machines[:-1]):
            machine.at(f"{self.now:%Y-%m-%dT%H:%M:%SZ}").done("sync")
        told = [without_numbers(history(machine)) for machine in self.machines]
        assert sorted(session["note"] for session in told[0]) == sorted(self.acknowledged), "lost, or twice"
        assert all(each == told[0] for each in told)
        self.assert_verified()
        # A git whose caller was killed alone may have taken its time.
        assert is_soon(lambda: self.locks() == [], PATIENCE_SECONDS), self.locks()
        for repository in self.repositories():
            assert plainly(repository, "fsck", "--full", "--strict", "--no-dangling") == ""

    def assert_verified(self) -> None:
        """Every machine has the same of every device, as it was written; and no number of a segment is left out."""
        found = [machine.json("sync", "verify") for machine in self.machines]
        assert found[0]["sound"] is True
        assert all(verified == found[0] for verified in found)
        for device in found[0]["machines"]:
            listed = plainly(self.meeting.place, "ls-tree", "-r", "--name-only", device["device_id"])
            assert sorted(listed.splitlines()) == sorted(path_of(number) for number in range(1, device["last"] + 1))
        assert [machine.json("conflicts") for machine in self.machines] == [[]] * len(self.machines)


def where(was_sending: bool, has_sent: bool, answer: str) -> str:
    """How far a call was when it was killed."""
    if was_sending:
        return WHILE
    if answer.endswith("\n"):
        return ANSWERED
    return AFTER if has_sent else BEFORE


def is_sending(process: int) -> bool:
    """Whether a call is about to send, or does so."""
    return any(map(is_push, begun_by(process)))


def is_push(process: int) -> bool:
    """Whether that is the git that sends."""
    return b"push" in command_of(process)


def without_numbers(sessions: list[Json]) -> list[Json]:
    """Sessions without their numbers, which may be each machine's own."""
    return [{name: value for name, value in session.items() if name != "session_id"} for session in sessions]
