"""Whatever three machines do, whenever they meet and however wrong their clocks are: they come to one state."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sync.machines import Machine, MemoryLedger, Remote, created, times
from yogaflow_cli.sync.fold import DELETED, DISCARDED, EXISTS, FORGOTTEN, HERE
from yogaflow_cli.sync.ledger import take_in
from yogaflow_cli.sync.segment import of_bytes
from yogaflow_cli.sync.statement import Thing, Values

DEVICES = ("a" * 32, "b" * 32, "c" * 32)
THINGS = (Thing("session", "one"), Thing("session", "two"), Thing("setting", "goal"))
TEN_YEARS_MS = 10 * 365 * 86_400_000
NOW_MS = 1_795_000_000_000

CHANGES: tuple[Values, ...] = (
    created(),
    created("2026-11-23T08:00:00.000Z"),
    times(None, 2),
    times(None, 3),
    times("2026-11-23T08:10:00.000Z", 4),
    times("2026-11-23T08:20:00.000Z", 5),
    {"note": "calm"},
    {"note": "wild"},
    {"effort": 3},
    {"note": "both", "effort": 9},
    {EXISTS: DELETED},
    {EXISTS: DISCARDED},
    {EXISTS: FORGOTTEN},
    {EXISTS: HERE},
)

change = st.tuples(
    st.just("change"), st.integers(0, 2), st.sampled_from(THINGS), st.sampled_from(CHANGES), st.integers(0, 100_000)
)
# Of a sync, what is sent may not arrive, and what others sent may arrive in part, in any order and more than once.
sync = st.tuples(
    st.just("sync"), st.integers(0, 2), st.booleans(), st.lists(st.sampled_from(DEVICES), max_size=4), st.just(0)
)
histories = st.lists(st.one_of(change, change, sync), min_size=1, max_size=40)
skews = st.tuples(*(st.integers(-TEN_YEARS_MS, TEN_YEARS_MS) for _ in DEVICES))


@dataclass
class World:
    """Three machines and where they meet."""

    machines: list[Machine]
    remote: Remote = field(default_factory=dict)
    unsent: dict[str, list[bytes]] = field(default_factory=lambda: {device: [] for device in DEVICES})
    now_ms: int = NOW_MS

    def sync(self, machine: Machine, arrives: bool, devices: list[str]) -> None:
        """One sync of one machine, as far as it comes."""
        gathered = machine.gather(self.now_ms)
        if gathered is not None:
            self.unsent[machine.device].append(gathered)
        machine.receive(self.remote, devices)
        if arrives:
            machine.send(self.remote, self.unsent[machine.device])

    def settle(self) -> None:
        """Every machine syncs until nothing is new."""
        for machine in (*self.machines, *self.machines):
            self.sync(machine, True, list(DEVICES))

    def replayed(self) -> MemoryLedger:
        """What somebody comes to who starts from nothing."""
        ledger = MemoryLedger()
        for device in reversed(DEVICES):
            for number, content in enumerate(self.remote.get(device, []), start=1):
                list(take_in(ledger, device, number, of_bytes(content, device)))
        return ledger


def lived(history: list[tuple[object, ...]], skew: tuple[int, ...]) -> World:
    """A world in which all of that happened, and everybody met at the end."""
    world = World([Machine(device, skew_ms) for device, skew_ms in zip(DEVICES, skew, strict=True)])
    for kind, number, first, second, later_ms in history:
        assert isinstance(number, int) and isinstance(later_ms, int)
        machine = world.machines[number]
        world.now_ms += later_ms
        if kind == "change":
            assert isinstance(first, Thing) and isinstance(second, dict)
            machine.set(first, second, world.now_ms)
        else:
            assert isinstance(first, bool) and isinstance(second, list)
            world.sync(machine, first, second)
    world.settle()
    return world


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=histories, skew=skews)
def test_three_machines_come_to_one_state_and_so_does_a_replay_from_nothing(
    history: list[tuple[object, ...]], skew: tuple[int, ...]
) -> None:
    """All equal, in what holds, what is hidden and what lost, whatever was lost on the way, doubled or out of order."""
    world = lived(history, skew)

    states = [machine.ledger.states() for machine in world.machines]

    assert states[0] == states[1] == states[2] == world.replayed().states()


@settings(max_examples=300, deadline=None)
@given(history=histories, skew=skews, values=st.sampled_from(CHANGES), number=st.integers(0, 2))
def test_who_has_seen_everything_has_the_last_word(
    history: list[tuple[object, ...]], skew: tuple[int, ...], values: Values, number: int
) -> None:
    """A clock that is years behind loses against nobody whom its machine knew; and what all know is no conflict."""
    world = lived(history, skew)
    machine = world.machines[number]

    machine.set(
        THINGS[0], {"note": "the last word", EXISTS: HERE, **times("2026-11-23T09:00:00.000Z", 9)}, world.now_ms
    )
    world.settle()

    for other in world.machines:
        state = other.ledger.states()[THINGS[0]]
        assert state.value("note") == "the last word" and not state.is_hidden
        assert not [loss for loss in state.lost if loss.word.register in ("note", EXISTS, "time")]
