"""The rules of the fold, one by one: two or three machines change one thing without knowing of each other."""

import pytest

from tests.sync.machines import Machine, Remote, created, times
from yogaflow_cli.sync.fold import DELETED, DISCARDED, EXISTS, FORGOTTEN, HERE, TIME, Folded
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.statement import Thing, Values

SESSION = Thing("session", "one")
LAPTOP, DESKTOP = "a" * 32, "b" * 32
ENDED, LATER_ENDED = times("2026-11-23T08:00:00.000Z", 60), times("2026-11-23T09:00:00.000Z", 90)
YEAR_MS = 365 * 86_400_000
NOW_MS = 1_795_000_000_000


class Pair:
    """A laptop and a desktop that both know one session."""

    def __init__(self, begun: Values, desktop_skew_ms: int = 0) -> None:
        self.remote: Remote = {}
        self.laptop, self.desktop = Machine(LAPTOP, 0), Machine(DESKTOP, desktop_skew_ms)
        self.now_ms = NOW_MS
        self.do(self.laptop, begun)
        self.meet()

    def do(self, machine: Machine, values: Values) -> None:
        """One change, a second after the last."""
        self.now_ms += 1000
        machine.set(SESSION, values, self.now_ms)

    def meet(self) -> None:
        """Both sync until nothing is new."""
        for machine in (self.laptop, self.desktop, self.laptop):
            gathered = machine.gather(self.now_ms)
            machine.receive(self.remote, (LAPTOP, DESKTOP))
            machine.send(self.remote, [gathered] if gathered else [])

    def state(self) -> Folded:
        """What both say of the session; they must say the same."""
        states = [state_of(machine.ledger, SESSION) for machine in (self.laptop, self.desktop)]
        assert states[0] == states[1]
        return states[0]

    def lost(self) -> list[tuple[str, object]]:
        """What lost: register and value."""
        return [(loss.word.register, loss.word.value) for loss in self.state().lost]


def test_each_field_goes_to_the_last_writer() -> None:
    """Different fields do not touch each other, and are no conflict."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    pair.do(pair.laptop, {"note": "calm"})
    pair.do(pair.desktop, {"effort": 3})
    pair.meet()

    assert (pair.state().value("note"), pair.state().value("effort"), pair.lost()) == ("calm", 3, [])


def test_of_two_words_on_one_field_the_later_holds_and_the_other_is_flagged() -> None:
    """It is there to be taken back, with its writer."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    pair.do(pair.laptop, {"note": "calm"})
    pair.do(pair.desktop, {"note": "wild"})
    pair.meet()

    assert pair.state().value("note") == "wild"
    assert pair.lost() == [("note", "calm")]
    assert pair.state().lost[0].word.statement.device == LAPTOP


def test_the_same_word_twice_is_no_conflict() -> None:
    """Both machines may have imported one file."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    pair.do(pair.laptop, {"note": "calm"})
    pair.do(pair.desktop, {"note": "calm"})
    pair.meet()

    assert pair.lost() == []


def test_what_a_writer_had_seen_is_no_conflict_even_by_a_clock_that_is_years_behind() -> None:
    """The wrong clock is not clamped and not obeyed less: whoever knew the former word wrote after it."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"), desktop_skew_ms=-5 * YEAR_MS)
    pair.do(pair.laptop, {"note": "calm"})
    pair.meet()

    pair.do(pair.desktop, {"note": "wild"})
    pair.meet()

    assert (pair.state().value("note"), pair.lost()) == ("wild", [])


def test_a_clock_that_is_years_ahead_is_obeyed_like_any_other() -> None:
    """Of two that did not know each other the later by their clocks holds; the other is flagged."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"), desktop_skew_ms=5 * YEAR_MS)

    pair.do(pair.desktop, {"note": "from the future"})
    pair.do(pair.laptop, {"note": "later in truth"})
    pair.meet()

    assert pair.state().value("note") == "from the future"
    assert pair.lost() == [("note", "later in truth")]


@pytest.mark.parametrize("laptop_first", [True, False])
@pytest.mark.parametrize("other", [times(None, 5), times(None, 7)], ids=["pause", "resume"])
def test_completed_is_final_against_a_pause_or_resume_elsewhere(other: Values, laptop_first: bool) -> None:
    """Whichever came later by the clock; what lost is flagged."""
    pair = Pair(created())

    for machine in (pair.laptop, pair.desktop) if laptop_first else (pair.desktop, pair.laptop):
        pair.do(machine, ENDED if machine is pair.laptop else other)
    pair.meet()

    assert pair.state().value(TIME) == ENDED[TIME]
    assert pair.lost() == [(TIME, other[TIME])]


@pytest.mark.parametrize("laptop_first", [True, False])
def test_completed_is_final_against_a_discard_elsewhere(laptop_first: bool) -> None:
    """The practice stays, and the discard is flagged."""
    pair = Pair(created())

    for machine in (pair.laptop, pair.desktop) if laptop_first else (pair.desktop, pair.laptop):
        pair.do(machine, ENDED if machine is pair.laptop else {EXISTS: DISCARDED})
    pair.meet()

    assert not pair.state().is_hidden
    assert pair.state().value(EXISTS) == HERE
    assert pair.lost() == [(EXISTS, DISCARDED)]


def test_a_discard_that_knew_of_the_pause_takes_the_practice_away() -> None:
    """Only a completion that it did not know is final against it."""
    pair = Pair(created())
    pair.do(pair.laptop, times(None, 5))
    pair.meet()

    pair.do(pair.desktop, {EXISTS: DISCARDED})
    pair.meet()

    assert pair.state().is_hidden and pair.lost() == []


@pytest.mark.parametrize("laptop_first", [True, False])
def test_deleting_hides_and_an_edit_elsewhere_does_not_bring_it_back_but_is_kept(laptop_first: bool) -> None:
    """It is flagged, and there when the session comes back."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    for machine in (pair.laptop, pair.desktop) if laptop_first else (pair.desktop, pair.laptop):
        pair.do(machine, {EXISTS: DELETED} if machine is pair.laptop else {"note": "kept"})
    pair.meet()
    hidden, lost = pair.state().is_hidden, pair.lost()
    pair.do(pair.laptop, {EXISTS: HERE})
    pair.meet()

    assert hidden and lost == [("note", "kept")]
    assert not pair.state().is_hidden and pair.state().value("note") == "kept"
    assert pair.lost() == []


def test_what_the_deleter_knew_is_not_flagged() -> None:
    """Only true concurrency is."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))
    pair.do(pair.desktop, {"note": "known"})
    pair.meet()

    pair.do(pair.laptop, {EXISTS: DELETED})
    pair.meet()

    assert pair.state().is_hidden and pair.lost() == []


def test_what_both_imported_and_one_deleted_is_told_once() -> None:
    """Not once for every field, which the deleter knew from its own import."""
    pair = Pair(created())
    other = Thing("session", "two")
    whole = {**created("2026-11-23T08:00:00.000Z"), "effort": 3, "style": None}

    pair.laptop.set(other, whole, NOW_MS)
    pair.desktop.set(other, whole, NOW_MS)
    pair.laptop.set(other, {EXISTS: DELETED}, NOW_MS)
    pair.meet()

    state = state_of(pair.laptop.ledger, other)
    assert state.is_hidden
    assert [(loss.word.register, loss.word.value) for loss in state.lost] == [(EXISTS, HERE)]


def test_what_is_forgotten_leaves_nothing_to_take_back() -> None:
    """`delete --forever` says that no trace stays."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    pair.do(pair.laptop, {EXISTS: FORGOTTEN})
    pair.do(pair.desktop, {"note": "unknown to it"})
    pair.meet()

    assert pair.state().is_hidden and pair.state().is_forgotten and pair.lost() == []


def test_of_two_lengths_the_later_holds_and_the_other_is_flagged() -> None:
    """The times of a session come from one machine, and are never mixed."""
    pair = Pair(created("2026-11-23T07:30:00.000Z"))

    pair.do(pair.laptop, ENDED)
    pair.do(pair.desktop, LATER_ENDED)
    pair.meet()

    assert pair.state().value(TIME) == LATER_ENDED[TIME]
    assert pair.lost() == [(TIME, ENDED[TIME])]


def test_who_settles_a_conflict_settles_it_on_every_machine() -> None:
    """The word that knew both is the only one left."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))
    pair.do(pair.laptop, {"note": "calm"})
    pair.do(pair.desktop, {"note": "wild"})
    pair.meet()

    pair.do(pair.laptop, {"note": "calm"})
    pair.meet()

    assert (pair.state().value("note"), pair.lost()) == ("calm", [])


def test_the_same_instant_is_told_apart_by_the_device() -> None:
    """Two machines with one clock reading still agree."""
    pair = Pair(created("2026-11-23T08:00:00.000Z"))

    pair.laptop.set(SESSION, {"note": "of the laptop"}, NOW_MS + 60_000)
    pair.desktop.set(SESSION, {"note": "of the desktop"}, NOW_MS + 60_000)
    pair.meet()

    assert pair.state().value("note") == "of the desktop"
