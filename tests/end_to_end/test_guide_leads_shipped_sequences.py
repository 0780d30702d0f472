"""Every shipped sequence, led from its first step to its last on a terminal, with the guide's time running fast."""

import pyte
import pytest

from tests.end_to_end.guided import Guided, practised_ms
from yogaflow_cli.library.shelf import Shelf

REAL_SECONDS = 2
"""What a sequence of any length is to take."""

TOP_OF_SCREEN = b"\x1b[H"
SEQUENCES = [title.slug for title in Shelf(None).names()]


def pictures_of(written: bytes) -> set[str]:
    """Every picture that was drawn, however seldom this test could look: each begins at the top of the screen."""
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)
    seen = set()
    for piece in written.split(TOP_OF_SCREEN):
        stream.feed(TOP_OF_SCREEN + piece)
        seen.add("\n".join(line.rstrip() for line in screen.display))
    return {picture for picture in seen if "╰" in picture}


@pytest.mark.parametrize("slug", SEQUENCES)
def test_a_shipped_sequence_is_led_to_its_end(guided: Guided, slug: str) -> None:
    """Every picture whole, every step held, and the planned time logged to the millisecond."""
    sequence = Shelf(None).find(slug)
    speed = sequence.planned_seconds // REAL_SECONDS
    with guided.terminal("start", slug, YOGAFLOW_TEST_SPEED=str(speed)) as terminal:
        assert terminal.ended() == 0
    pictures = pictures_of(terminal.written)
    whole = [picture for picture in pictures if picture.startswith("╭─ ") and picture.rstrip().endswith("─╯")]
    assert len(whole) > 3
    assert {len(line) for picture in whole for line in picture.split("\n")} == {80}
    session = guided.session()
    assert (session["completion_status"], len(session["steps"])) == ("completed", sequence.poses_planned)
    assert {step["outcome"] for step in session["steps"]} == {"held"}
    assert practised_ms(session) == sequence.planned_milliseconds
    assert session["duration_seconds"] == sequence.planned_milliseconds // 1000
