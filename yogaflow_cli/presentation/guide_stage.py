"""The middle of the guide's picture: the breath as a wave, a countdown with its bar, or a large clock."""

from typing import NamedTuple

from yogaflow_cli.domain.breathing import Breath
from yogaflow_cli.domain.cues import COUNTED_DOWN_SECONDS, last_seconds
from yogaflow_cli.domain.playback import Phase, Playback
from yogaflow_cli.presentation.guide_lines import (
    ACCENT,
    ALERT,
    BOLD,
    QUIET,
    STRONG,
    Line,
    Piece,
    Row,
    cells_of,
    joined,
    line_of,
)
from yogaflow_cli.presentation.guide_pictures import bar, dots, large, wave_of
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_words import BREATHING_WORDS, seconds_left, time_words

PAUSED = Piece("▌▌ paused", ALERT)
# A hold in time has no word: where the breath is practised, "hold" would mean the breath.
TIMED_WORDS = {Phase.PREPARING: "begins in", Phase.MOVING: "move into the pose", Phase.HOLDING: ""}
FIELD = 10
"""The longest word beside the wave; the time at its other side has as much, so that the wave stands in the middle."""

SMALL_WAVE, LARGE_WAVE, WAVE_ROWS = 11, 23, 3
STAGE_ROWS = 7
SHORTEST_BAR, LONGEST_BAR = 6, 26
LARGE_FROM_WIDTH, LARGE_FROM_HEIGHT = 60, 20
EMPTY = 30
"""The rank of rows that only keep their place, so that the pose does not jump from step to step: the first to go."""


class Stage(NamedTuple):
    """The room for the middle; a `large` one has its digits and its wave in several rows."""

    room: int
    large: bool


def stage_for(width: int, height: int, room: int) -> Stage:
    """The middle for a screen of this size."""
    return Stage(room, width >= LARGE_FROM_WIDTH and height >= LARGE_FROM_HEIGHT)


def stage_rows(scene: Scene, playback: Playback, stage: Stage) -> list[Row]:
    """The breath where one is counted, else a countdown."""
    if playback.phase is Phase.ENDED:
        rows = [Row(line_of("the end", STRONG))]
    elif breath := playback.breath:
        rows = breath_rows(scene, playback, breath, stage)
    else:
        rows = timed_rows(scene, playback, stage)
    return rows + [Row(rank=EMPTY)] * (STAGE_ROWS - len(rows) if stage.large else 0)


def time_line(playback: Playback) -> Line:
    """The time that is left of what is done now; its last three seconds stand out, by a sign as well."""
    seconds = seconds_left(playback.phase_left_milliseconds)
    if is_counted_down(playback):
        return line_of(f"▸ {seconds} ◂", ALERT)
    return line_of(time_words(seconds), BOLD)


def is_counted_down(playback: Playback) -> bool:
    """Whether these are the last three seconds of a step or of preparing that the guide counts down."""
    if playback.phase not in (Phase.PREPARING, Phase.HOLDING):
        return False
    step = None if playback.phase is Phase.PREPARING else playback.step
    counted = bool(last_seconds(step, playback.step_number))
    return counted and 0 < seconds_left(playback.phase_left_milliseconds) <= max(COUNTED_DOWN_SECONDS)


def breath_rows(scene: Scene, playback: Playback, breath: Breath, stage: Stage) -> list[Row]:
    """The wave between what the breath does and the time that is left, and the count below."""
    cells, rows = (LARGE_WAVE, WAVE_ROWS) if stage.large else (SMALL_WAVE, 1)
    word = PAUSED if scene.paused else Piece(BREATHING_WORDS[breath.phase])
    time = time_line(playback)
    before = Piece(" " * (FIELD - cells_of((word,))))
    after = Piece(" " * (FIELD - cells_of(time)))
    style = QUIET if scene.paused else ACCENT
    *above, foot = wave_of(breath.fullness, cells, rows)
    drawn = [Row(line_of(row, style)) for row in above]
    drawn.append(Row((before, word, Piece("  "), Piece(foot, style), Piece("  "), *time, after)))
    return drawn + count_rows(playback, breath, stage)


def count_rows(playback: Playback, breath: Breath, stage: Stage) -> list[Row]:
    """The number of the breath, or of the count within a breath that follows a pattern, and dots for it."""
    word, number, total = "breath", breath.number, breath.breaths
    if playback.step.pattern is not None:
        word, total = "count", max(1, round(breath.phase_milliseconds / 1000))
        number = min(total, int(breath.passed_share * total) + 1)
    if total == 1 and word == "breath":
        return []
    numbered = (Piece(f"{word} ", QUIET), Piece(str(number), BOLD), Piece(f" of {total}", QUIET))
    taken = 0 if stage.large else cells_of(numbered) + 3
    drawn = dots(number, total, stage.room - taken)
    dotted: Line = ()
    if drawn is not None:
        done, current, coming = drawn
        dotted = (Piece(done, ACCENT), Piece(current, STRONG), Piece(coming, QUIET))
    if stage.large:
        return [Row(rank=9), Row(numbered, 1), Row(dotted, 6)]
    return [Row((*numbered, Piece("   "), *dotted) if dotted else numbered, 1)]


def timed_rows(scene: Scene, playback: Playback, stage: Stage) -> list[Row]:
    """A countdown of preparing, moving or holding, large where there is room, and a bar."""
    word = line_of(TIMED_WORDS[playback.phase]) if TIMED_WORDS[playback.phase] else ()
    word = (PAUSED,) if scene.paused else word
    gap = Piece("  ")
    if stage.large:
        caption = joined([word, phase_bar(scene, playback, LONGEST_BAR)], gap)
        return [*large_rows(scene, playback), Row(rank=9), Row(caption)]
    time = time_line(playback)
    cells = max(SHORTEST_BAR, min(LONGEST_BAR, stage.room - cells_of((*word, *time)) - 2 * len(gap.text)))
    return [Row(joined([word, phase_bar(scene, playback, cells), time], gap))]


def large_rows(scene: Scene, playback: Playback) -> list[Row]:
    """The countdown in large digits."""
    if is_counted_down(playback):
        digits = large(str(seconds_left(playback.phase_left_milliseconds)))
        signs = ("  ", "  ", "▸◂", "  ", "  ")
        return [
            Row((Piece(sign[0], ALERT), Piece(f"   {row}   ", ALERT), Piece(sign[1], ALERT)))
            for sign, row in zip(signs, digits, strict=True)
        ]
    holding = playback.phase is Phase.HOLDING and not scene.paused
    digits = large(time_words(seconds_left(playback.phase_left_milliseconds)))
    return [Row(line_of(row, ACCENT if holding else QUIET)) for row in digits]


def phase_bar(scene: Scene, playback: Playback, cells: int) -> Line:
    """A thin bar: how much of preparing, moving or holding has passed."""
    left = playback.phase_left_milliseconds
    passed = max(0, phase_milliseconds(playback) - left)
    full, empty = bar(passed / (passed + left) if left else 1.0, cells)
    return (Piece("━" * full, QUIET if scene.paused else ACCENT), Piece("─" * empty, QUIET))


def phase_milliseconds(playback: Playback) -> int:
    """How long preparing, moving or holding lasts in all."""
    if playback.phase is Phase.PREPARING:
        return playback.sequence.prepare_milliseconds
    moving = playback.step.transition_milliseconds
    return moving if playback.phase is Phase.MOVING else playback.step_milliseconds - moving
