"""The guide's picture of free practice: a clock that counts up, the bells, and the target."""

from datetime import timedelta

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.presentation.guide_lines import (
    ACCENT,
    BOLD,
    QUIET,
    STRONG,
    Line,
    Piece,
    Row,
    joined,
    line_of,
    spread,
)
from yogaflow_cli.presentation.guide_pictures import large
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_sequence_view import bar_line
from yogaflow_cli.presentation.guide_stage import EMPTY, PAUSED, Stage
from yogaflow_cli.presentation.guide_words import time_words
from yogaflow_cli.text.durations import spoken

TITLE = "Free practice"
SECOND = timedelta(seconds=1)


def free_rows(scene: Scene, playback: FreePlayback, stage: Stage) -> list[Row]:
    """Everything between the edges of the frame, from the top; the key list is not among it."""
    clock = time_words(playback.practised // SECOND)
    rows = [Row(line_of(clock, BOLD))]
    if stage.large:
        rows = [Row(line_of(row, QUIET if scene.paused else ACCENT)) for row in large(clock)]
    reached = line_of("target reached", STRONG) if playback.left == timedelta(0) else ()
    said = joined([(PAUSED,) if scene.paused else (), reached], Piece("   "))
    below = [
        Row(rank=EMPTY),
        Row(said, 0 if said else EMPTY),
        Row(line_of(bell_words(playback), QUIET), 4 if playback.every else EMPTY),
    ]
    # As much above as below: the clock stands in the middle.
    above = [Row(rank=EMPTY)] * len(below)
    return [*above, *rows, *below, *progress_rows(playback, stage.room)]


def bell_words(playback: FreePlayback) -> str:
    """When bells ring."""
    return f"bell every {spoken(playback.every)}" if playback.every else ""


def progress_rows(playback: FreePlayback, room: int) -> list[Row]:
    """The progress to the target, if there is one."""
    if playback.target is None or playback.left is None or playback.share is None:
        return []
    done = (Piece(time_words(playback.practised // SECOND)), Piece(" done", QUIET))
    # A begun second counts as left, as in a countdown.
    left = (Piece(time_words(-(-playback.left // SECOND))), Piece(" to go", QUIET))
    times = spread(done, (), left if playback.left else (), room)
    target = bar_line(playback.share, playback.target // SECOND, room)
    return [Row(rank=4, low=True), Row(target, low=True), Row(times, low=True)]


def one_line(scene: Scene, playback: FreePlayback) -> Line:
    """All of it in a line, for a screen that is too small."""
    target = f" of {time_words(playback.target // SECOND)}" if playback.target is not None else ""
    words = [
        (PAUSED,) if scene.paused else (),
        line_of(TITLE, BOLD),
        line_of(time_words(playback.practised // SECOND) + target),
        line_of(bell_words(playback), QUIET) if playback.every else (),
    ]
    return joined(words, Piece("  "))
