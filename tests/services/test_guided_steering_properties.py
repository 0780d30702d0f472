"""Any keys, and any commands of another terminal, in any order: time and steps add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import fresh_log
from tests.services.guided_runs import (
    after,
    ended,
    opened,
    opened_anew,
    press,
    stored,
    terminal_beside,
    tick,
)
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.correction import Edits
from yogaflow_cli.services.guided_run import GuidedRun

KEYS = (go_next, go_back, make_longer, make_shorter)


NAMES = ("tick", "key", "space", "toggle elsewhere", "note elsewhere", "undo a pause elsewhere", "leave", "kill")


def act(run: GuidedRun, beside: PracticeLog, name: str, seconds: float, number: int) -> None:
    """One action of the property, at an instant at which the guide has just looked."""
    if name == "key" and isinstance(run.course, Playback):
        press(run, KEYS[number % 4], seconds)
    elif name == "space":
        run.resume(after(seconds)) if run.is_paused else run.pause()
        run.save_when_due(after(seconds))
    elif name == "toggle elsewhere":
        practice.toggle(beside, after(seconds + 0.1))
    elif name == "note elsewhere":
        correction.edit(beside, after(seconds + 0.1), None, Edits(note=f"note {number}"))
    elif name == "undo a pause elsewhere" and not run.is_paused:
        practice.pause(beside, after(seconds + 0.1))
        correction.undo(beside, after(seconds + 0.2), 1)


ACTIONS = st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 160)), max_size=14)


@settings(max_examples=60)
@given(ACTIONS)
def test_whoever_steers_time_and_steps_add_up_and_the_file_says_what_the_guide_says(
    actions: list[tuple[str, int]],
) -> None:
    """Issue 3, 4: any keys and any commands of another terminal, looked at within a frame."""
    with fresh_log() as log, terminal_beside(log) as beside:
        run, seconds = opened(log), 0.0
        for name, number in actions:
            seconds += number / 4
            tick(run, seconds)
            if run.is_over:
                break
            if name in ("leave", "kill"):
                run = opened_anew(run, seconds + number, left=name == "leave")
                seconds += number
            else:
                act(run, beside, name, seconds, number)
            seconds += 0.25
            tick(run, seconds)
            if run.is_over:
                break
            assert stored(beside).state is run.session.state
            assert stored(beside).segments == run.session.segments
        session = ended(run.complete(after(seconds)).session)
        assert stored(beside) == session
