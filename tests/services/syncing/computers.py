"""Computers with real databases that meet at a remote in memory, and what a person sees on each."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from tests.practice_logs import NOON, dump, fresh_log
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.synced import Synced
from yogaflow_cli.services.syncing.merging import Arrived, Joining, Machine, Merged, merge
from yogaflow_cli.services.syncing.own_files import bring_files
from yogaflow_cli.sync.fold import Folded
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.statement import Thing

REPOSITORY = "d" * 32
SEALED = b"sealed:"


class Place:
    """Where computers meet."""

    def __init__(self) -> None:
        self.branches: dict[str, list[bytes]] = {}


class Computer:
    """One computer: its clock is off by `skew`."""

    def __init__(self, log: PracticeLog, place: Place, name: str, skew: timedelta = timedelta(0)) -> None:
        self.log = log
        self.place = place
        self.name = name
        self.device = name * 32
        self.skew = skew
        self.true_now = NOON
        self.sequences_folder = log.database.path.parent / "sequences"

    @property
    def now(self) -> datetime:
        """The instant by its own clock."""
        return self.true_now + self.skew

    def join(self) -> Merged:
        """Begins to sync, with all that it holds."""
        entry = Synced(REPOSITORY, "/nowhere", self.device, "file", None)
        return self.sync(joining=Joining(entry, ()))

    def sync(
        self, devices: Sequence[str] | None = None, *, arrives: bool = True, joining: Joining | None = None
    ) -> Merged:
        """One sync; of others only those devices are heard, and what it sends may not arrive."""
        machine = Machine(self.device, self.name, self.sequences_folder, lambda content, place: SEALED + content)
        merged = merge(self.log, machine, self.arrived(devices), self.now, joining=joining)
        bring_files(self.log, SqlLedger(self.log.connection, self.log.profile), self.sequences_folder)
        if arrives:
            ledger = SqlLedger(self.log.connection, self.log.profile)
            waiting = list(ledger.waiting(self.device))
            branch = self.place.branches.setdefault(self.device, [])
            branch += [segment.sealed.removeprefix(SEALED) for segment in waiting if segment.number > len(branch)]
            with self.log.database.transaction():
                ledger.sent(self.device, len(branch))
        return merged

    def arrived(self, devices: Sequence[str] | None) -> Iterator[Arrived]:
        """What others have sent, also what is known already."""
        for device in self.place.branches if devices is None else devices:
            for number, content in enumerate(self.place.branches.get(device, []), start=1):
                if device != self.device:
                    yield Arrived(device, number, content)

    def seen(self) -> object:
        """What a person sees, but for numbers, which every machine gives itself, and where a session was opened.

        What began in the same millisecond is listed in the order of these numbers, so here by what names it everywhere.
        """
        held = dump(self.log)
        for kind in ("sessions", "rests"):
            things = held.get(kind, [])
            assert isinstance(things, list)
            for thing in things:
                for own in ("session_id", "rest_id", "arrived_open"):
                    thing.pop(own, None)
            held[kind] = sorted(things, key=lambda thing: str(thing["uuid"]))
        return json.loads(json.dumps(held, sort_keys=True))

    def states(self) -> dict[Thing, Folded]:
        """What it knows of everything."""
        ledger = SqlLedger(self.log.connection, self.log.profile)
        return {thing: state_of(ledger, thing) for thing in ledger.things()}

    def lost(self) -> list[tuple[str, object]]:
        """What lost: register and value."""
        return [(loss.word.register, loss.word.value) for state in self.states().values() for loss in state.lost]


@contextmanager
def computers(*names: str, skews: Sequence[timedelta] = (), joined: bool = True) -> Iterator[list[Computer]]:
    """So many computers, named by a letter each, which have joined one after the other."""
    place = Place()
    skews = skews or (timedelta(0),) * len(names)
    with ExitStack() as stack:
        made = [
            Computer(stack.enter_context(fresh_log()), place, name, skew)
            for name, skew in zip(names, skews, strict=True)
        ]
        if joined:
            for computer in made:
                computer.join()
        yield made


def meet(machines: Sequence[Computer]) -> None:
    """All sync until nothing is new."""
    for computer in (*machines, *machines):
        computer.sync()
