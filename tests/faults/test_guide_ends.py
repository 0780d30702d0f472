"""The guide, ended from outside: the practice is kept, and the terminal is given back."""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.emulated_terminal import KILL, EmulatedTerminal
from tests.end_to_end.guided import Guided, logged
from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.faults.guide_ends import ENDS, End, assert_safe, assert_whole, has_ended, open_session

pytestmark = pytest.mark.fault

LONGEST_WAIT_SECONDS = 0.8
HOW_TO_GO_ON = re.compile(r"Paused session \d+ after \d+ s, at step \d of 4\.\r\n  Go on with: yogaflow guide")
KEYS = ["", "", "n", " ", "nb", "?", "q"]


def speaks(terminal: EmulatedTerminal) -> None:
    """Returns when the first word was written: the practice has begun then."""
    terminal.until(lambda: bool(terminal.printed), "a first word")


def in_a_step(terminal: EmulatedTerminal) -> None:
    """The first step runs."""


def after_a_step(terminal: EmulatedTerminal) -> None:
    """One step is over, and saved."""
    terminal.press("n")
    terminal.shows("right side", "step 2 of 4")


def in_a_pause(terminal: EmulatedTerminal) -> None:
    """The person has paused."""
    terminal.press(" ")
    terminal.shows("paused", "space go on")


def at_the_question(terminal: EmulatedTerminal) -> None:
    """The guide asks whether to complete."""
    terminal.press("q")
    terminal.shows("Complete now")


Moment = Callable[[EmulatedTerminal], None]
MOMENTS: tuple[Moment, ...] = (in_a_step, after_a_step, in_a_pause, at_the_question)


def known_runs() -> Iterator[tuple[End, Moment]]:
    """Every end at some moments, in the long form at each."""
    for number, end in enumerate(ENDS):
        for more in range(times(2, len(MOMENTS))):
            yield end, MOMENTS[(number + more) % len(MOMENTS)]


def test_whatever_ends_the_guide_the_practice_is_kept(guided: Guided, show: Show) -> None:
    """INT, TERM, HUP, KILL, a closed terminal: paused, whole, the terminal as it was, and a line on how to go on."""
    restored: Counter[bool] = Counter()
    for end, moment in known_runs():
        # given
        began = time.monotonic()
        with guided.terminal("start", "long") as terminal:
            terminal.shows("Mountain", "space pause")
            moment(terminal)
            # when
            end.act(terminal)
            has_ended(terminal, end)
        # then
        assert not end.gives_back or HOW_TO_GO_ON.search(terminal.printed), end.name
        assert_whole(guided)
        session = open_session(guided)
        steps = [number for number, *_ in logged(session)]
        assert 1 in steps or moment is not after_a_step or end.code == -KILL, end.name
        assert_safe(guided, session, began)
        restored[end.gives_back] += 1
    show(
        f"the guide ended by {', '.join(end.name for end in ENDS)}",
        f"{restored.total()} ends, {restored.total()} practices kept, 0 torn; terminal restored "
        f"{restored[True]} of {restored[True]} times, all but KILL and the closed one",
    )


def test_the_guide_ended_at_any_moment_leaves_a_whole_practice(guided: Guided, show: Show) -> None:
    """Also while it opens, draws, saves or is asked to end by the person: a practice is safe from its first word."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    ends = times(10, 150)
    kept = 0
    for _ in range(ends):
        end, keys, wait = chance.choice(ENDS), chance.choice(KEYS), chance.uniform(0, LONGEST_WAIT_SECONDS)
        told = f"seed {seed}: {end.name} {wait:.3f} s after the first word, keys {keys!r}"
        began = time.monotonic()
        with guided.terminal("start", "long") as terminal:
            speaks(terminal)
            terminal.press(keys)
            time.sleep(wait)
            end.act(terminal)
            has_ended(terminal, end)
        assert_whole(guided)
        session = open_session(guided)
        assert session is not None, told
        assert_safe(guided, session, began)
        kept += 1
    show("the guide ended at random moments, by any of these", f"{ends} ends, {kept} practices kept, 0 torn")


def test_after_a_kill_it_goes_on_where_it_was_saved(guided: Guided) -> None:
    """Active time ends at the last save, however much later one looks; the step is where it was."""
    with guided.terminal("start", "long") as terminal:
        terminal.shows("Mountain", "space pause")
        terminal.press("n")
        terminal.shows("right side", "step 2 of 4")
        terminal.until(lambda: len(guided.session()["steps"]) == 1, "a save")
        terminal.send_signal(KILL)
        assert terminal.ended() == -KILL
    killed = guided.session()
    assert killed["state"] == "paused"
    time.sleep(1.5)
    assert guided.session()["duration_seconds"] == killed["duration_seconds"]
    with guided.terminal("guide") as terminal:
        terminal.shows("Tree", "right side", "step 2 of 4", "paused", "space go on")
        terminal.press(" ")
        terminal.shows("space pause")
        guided.becomes("active")
        terminal.press("qy")
        assert terminal.ended() == 0
    assert [number for number, *_ in logged(guided.session())] == [1, 2]
