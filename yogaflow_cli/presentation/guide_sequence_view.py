"""The guide's picture of a sequence: what stands in which row. How rows are placed is known in `guide_lines.py`."""

from yogaflow_cli.domain.playback import Phase, Playback
from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.presentation.guide_lines import (
    ACCENT,
    ALERT,
    BOLD,
    DOT,
    NORMAL,
    QUIET,
    STRONG,
    Line,
    Piece,
    Row,
    cells_of,
    fitted,
    joined,
    line_of,
    spread,
)
from yogaflow_cli.presentation.guide_pictures import bar
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_stage import EMPTY, PAUSED, Stage, stage_rows, time_line
from yogaflow_cli.presentation.guide_words import (
    hold_words_short,
    seconds_left,
    seconds_passed,
    side_words,
    time_words,
)
from yogaflow_cli.text.cleaning import shown

GAP = Piece("  ")
NEXT = Piece("next   ", QUIET)
SHORTEST_NAME = 8
ROWS_BELOW_THE_POSE = 2
TALL = 20
"""The rank of second blank lines, for tall screens."""


def names(sequence: Sequence) -> Line:
    """The name, and the Sanskrit one."""
    sanskrit = line_of(shown(sequence.sanskrit), QUIET) if sequence.sanskrit else ()
    return joined([line_of(shown(sequence.name), BOLD), sanskrit], DOT)


def sequence_rows(scene: Scene, playback: Playback, stage: Stage) -> list[Row]:
    """Everything between the edges of the frame, from the top; the key list is not among it."""
    return [
        *pose_rows(scene, playback),
        Row(rank=5),
        Row(rank=TALL),
        *stage_rows(scene, playback, stage),
        Row(rank=7),
        Row(rank=TALL),
        Row(next_line(playback, stage.room), EMPTY if playback.phase is Phase.ENDED else 0),
        *progress_rows(playback, stage.room),
    ]


def pose_rows(scene: Scene, playback: Playback) -> list[Row]:
    """What is counted out, the pose by both names, its side and its cue."""
    step = playback.step
    below = []
    if step.sanskrit:
        below.append(Row(line_of(shown(step.sanskrit), QUIET), rank=3))
    if step.side:
        below.append(Row(side_line(scene, step)))
    if step.cue:
        below.append(Row(line_of(shown(step.cue)), rank=1))
    below += [Row(rank=EMPTY)] * (ROWS_BELOW_THE_POSE - len(below))
    return [*count_rows(playback), Row(line_of(shown(step.english), BOLD)), *below]


def count_rows(playback: Playback) -> list[Row]:
    """Get ready, or the number of a counted movement."""
    step = playback.step
    if playback.phase is Phase.PREPARING:
        return [Row(line_of("Get ready", STRONG), rank=1), Row(rank=8)]
    if step.count is None:
        return [Row(rank=EMPTY), Row(rank=EMPTY)]
    word = f" · {shown(step.count_word)}" if step.count_word else ""
    return [Row(line_of(f"{step.count}{word}", ACCENT), rank=8), Row(rank=9)]


def side_line(scene: Scene, step: Step) -> Line:
    """The side in words; when it has just changed, a call of its own."""
    if step.side is None:
        return ()
    if scene.turned:
        return line_of(f"⇄ change sides: {side_words(step.side)}", ALERT)
    return line_of(side_words(step.side), STRONG)


def next_line(playback: Playback, room: int) -> Line:
    """The pose that comes, as fully as the room allows: the Sanskrit name is left out first, then the hold."""
    step = playback.next_step
    if playback.phase is Phase.ENDED:
        return ()
    if step is None:
        return (NEXT, Piece("the end"))
    english = line_of(shown(step.english))
    sanskrit = line_of(shown(step.sanskrit), QUIET) if step.sanskrit else ()
    side = line_of(side_words(step.side)) if step.side else ()
    hold = line_of(hold_words_short(step), QUIET)
    fuller = ([english, sanskrit, side, hold], [english, side, hold], [english, side])
    lines = [(NEXT, *joined(parts, DOT)) for parts in fuller]
    return next((line for line in lines if cells_of(line) <= room), lines[-1])


def progress_rows(playback: Playback, room: int) -> list[Row]:
    """The progress by time: a bar, what is done, and what is to go."""
    done, left = seconds_passed(playback.practised_milliseconds), seconds_left(playback.left_milliseconds)
    ends = (Piece(time_words(done)), Piece(" done", QUIET)), (Piece(time_words(left)), Piece(" to go", QUIET))
    steps = step_words(playback, room - sum(map(cells_of, ends)) - 2)
    times = spread(ends[0], line_of(steps, QUIET), ends[1], room)
    # The sum of the two that are shown, so that it is seen to be right.
    return [
        Row(rank=4, low=True),
        Row(bar_line(playback.share, done + left, room), rank=2, low=True),
        Row(times, low=True),
    ]


def step_words(playback: Playback, room: int) -> str:
    """The number of the step, of all; figures alone where words are too long."""
    steps = len(playback.sequence.steps)
    number = min(playback.step_number, steps)
    words = f"step {number} of {steps}"
    return words if len(words) <= room else f"{number}/{steps}"


def bar_line(share: float, total_seconds: int, room: int) -> Line:
    """A bar as wide as the room, and the percentage of the total."""
    words = f"  {int(share * 100):>3}%"
    total = f" of {time_words(total_seconds)}"
    full, empty = bar(share, max(0, room - len(words) - len(total)))
    return (
        Piece("█" * full, ACCENT),
        Piece("░" * empty, QUIET),
        Piece(words, NORMAL),
        Piece(total, QUIET),
    )


def one_line(scene: Scene, playback: Playback, width: int) -> Line:
    """All of it in a line, for a screen that is too small; a long name of a pose gives way to the time behind it."""
    step, coming = playback.step, playback.next_step
    steps = len(playback.sequence.steps)
    before = [(PAUSED,) if scene.paused else (), line_of("get ready") if playback.phase is Phase.PREPARING else ()]
    side = line_of(side_words(step.side) if scene.turned else step.side.value, BOLD) if step.side else ()
    after = [side, time_line(playback)]
    number = Piece(f"{min(playback.step_number, steps)}/{steps} ", QUIET)
    room = width - cells_of(joined([*before, (number,), *after], GAP)) - cells_of((GAP,))
    pose = fitted(line_of(shown(step.english), BOLD), max(SHORTEST_NAME, room))
    following = shown(coming.english) if coming and playback.phase is not Phase.ENDED else "the end"
    return joined([*before, (number, *pose), *after, (Piece("next ", QUIET), Piece(following))], GAP)
