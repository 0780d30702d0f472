"""Whatever happens in a guided run, one `undo` takes it back, and only it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import dump, fresh_log
from tests.services.guided_runs import (
    MILLISECOND,
    after,
    opened,
    opened_anew,
    terminal_beside,
    tick,
)
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.errors import NothingToUndo, YogaflowError
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.correction import Edits
from yogaflow_cli.services.guided_run import GuidedRun

KEYS = (go_next, go_back, make_longer, make_shorter)


def step_elsewhere(action: Callable[[], object]) -> None:
    """A command of another terminal; one that is refused changes nothing."""
    try:
        action()
    except YogaflowError:
        return


def act(run: GuidedRun, beside: PracticeLog, name: str, now: timedelta, number: int) -> None:
    """One action of the property, at an instant."""
    at = after(now.total_seconds())
    run.advance(at)
    if name == "key" and isinstance(run.course, Playback) and not run.is_over:
        run.turn(KEYS[number % 4](run.course).playback)
    elif name == "space" and not run.is_over:
        run.resume(at) if run.is_paused else run.pause()
    elif name == "gap" and not run.is_over:
        run.fall_into_gap()
    elif name == "give back":
        run.give_gap_back(at)
    elif name == "toggle elsewhere":
        step_elsewhere(lambda: practice.toggle(beside, at))
    elif name == "note elsewhere":
        step_elsewhere(lambda: correction.edit(beside, at, None, Edits(note=f"note {number}")))
    elif name == "setting":
        setting_services.change(beside, at, DAY_STARTS_AT, f"{number % 12:02}:30")
    elif name == "save":
        run.save(at)


NAMES = (
    "tick",
    "key",
    "space",
    "gap",
    "give back",
    "toggle elsewhere",
    "note elsewhere",
    "setting",
    "save",
    "leave",
    "kill",
)


ACTIONS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 40_000)), max_size=16)


@settings(max_examples=60)
@given(ACTIONS, st.booleans())
def test_whatever_happens_in_a_run_one_undo_takes_all_of_it_back(
    actions: list[tuple[str, int]], is_looked_at: bool
) -> None:
    """Rule 10: for any run and whatever other terminals did meanwhile; only their own changes stay, each its own."""
    with fresh_log() as log, terminal_beside(log) as beside:
        before = dump(log)
        run, now, settings_changed = opened(log), timedelta(0), 0
        for name, number in actions:
            now += number * MILLISECOND
            stored_before = log.settings.all_stored()
            if name in ("leave", "kill"):
                run = opened_anew(run, now.total_seconds(), left=name == "leave")
            else:
                act(run, beside, name, now, number)
            settings_changed += log.settings.all_stored() != stored_before
            if is_looked_at or number % 2:
                tick(run, now.total_seconds())
        run.complete(after(now.total_seconds()))
        end = dump(log)

        log.take_back(1, after(9000))
        assert dump(log) == {"sessions": before["sessions"], "settings": end["settings"]}
        log.bring_again(1, after(9001))
        assert dump(log) == end
        log.take_back(1 + settings_changed, after(9002))
        assert dump(log) == before
        with pytest.raises(NothingToUndo):
            log.take_back(1, after(9003))
