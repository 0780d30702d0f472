"""Every shipped sequence, led from its first step to its last on a terminal, with the guide's time running fast."""

from time import sleep

import pytest

from tests.emulated_terminal import LOOK_SECONDS, EmulatedTerminal
from tests.end_to_end.guided import Guided, practised_ms
from yogaflow_cli.library.shelf import Shelf

REAL_SECONDS = 4
"""What a sequence of any length is to take."""

SEQUENCES = [title.slug for title in Shelf(None).names()]


def pictures_of(terminal: EmulatedTerminal) -> set[str]:
    """Every picture that is seen until the end."""
    seen = set()
    while terminal.look():
        seen.add(terminal.text)
        # A picture stands for a quarter of a second: to look on and on would only take the guide's time from it.
        sleep(LOOK_SECONDS)
    return {picture for picture in seen if "╰" in picture}


@pytest.mark.parametrize("slug", SEQUENCES)
def test_a_shipped_sequence_is_led_to_its_end(guided: Guided, slug: str) -> None:
    """Every picture whole, every step held, and the planned time logged to the millisecond."""
    sequence = Shelf(None).find(slug)
    speed = sequence.planned_seconds // REAL_SECONDS
    with guided.terminal("start", slug, YOGAFLOW_TEST_SPEED=str(speed)) as terminal:
        pictures = pictures_of(terminal)
        assert terminal.ended() == 0
    whole = [picture for picture in pictures if picture.startswith("╭─ ") and picture.rstrip().endswith("─╯")]
    assert len(whole) > 3
    assert {len(line) for picture in whole for line in picture.split("\n")} == {80}
    session = guided.session()
    assert (session["completion_status"], len(session["steps"])) == ("completed", sequence.poses_planned)
    assert {step["outcome"] for step in session["steps"]} == {"held"}
    assert practised_ms(session) == sequence.planned_milliseconds
    assert session["duration_seconds"] == sequence.planned_milliseconds // 1000
