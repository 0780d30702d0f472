"""The guide's screen as one picture for rich: a pure function of the scene and the size. No clock, no terminal here."""

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.presentation import guide_free_view, guide_sequence_view
from yogaflow_cli.presentation.guide_key_list import key_rows, keys_line
from yogaflow_cli.presentation.guide_lines import (
    ALERT,
    BOLD,
    DOT,
    QUIET,
    Line,
    Picture,
    Piece,
    Row,
    balanced,
    cells_of,
    fitted,
    framed,
    joined,
    line_of,
    placed,
)
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_stage import stage_for
from yogaflow_cli.text.cleaning import shown

LEAST_WIDTH, LEAST_HEIGHT = 40, 10
WIDE, TALL = 60, 14
TITLE_CELLS = 10
"""What the title keeps of the upper edge, whatever else there is to say."""

MOST_LINES = 2


def guide_view(scene: Scene, width: int, height: int) -> Picture:
    """The picture: `height` lines in a frame, none wider than `width`; a single line where the screen is too small."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Picture([fitted(one_line(scene, width), width)])
    margin = 2 if width >= WIDE else 1
    room = width - 2 - 2 * margin
    lines = placed(rows_of(scene, width, height, room), height - 2)
    return Picture(framed(lines, upper_edge(scene, width), lower_edge(scene, width), width, margin))


def one_line(scene: Scene, width: int) -> Line:
    """The question if there is one, else all of the scene in a line."""
    if scene.question is not None:
        return line_of(shown(scene.question), BOLD)
    if isinstance(scene.playback, FreePlayback):
        return guide_free_view.one_line(scene, scene.playback)
    return guide_sequence_view.one_line(scene, scene.playback, width)


def rows_of(scene: Scene, width: int, height: int, room: int) -> list[Row]:
    """The rows between the edges: a notice first, a question that its edge is too short for at the bottom."""
    notice: list[Row] = []
    if scene.notice is not None:
        words = balanced(shown(scene.notice), room, MOST_LINES if height >= TALL else 1)
        notice = [Row(rank=10), *(Row(line_of(line, ALERT)) for line in words), Row(rank=6)]
    question: list[Row] = []
    if scene.question is not None and not fits_the_edge(scene.question, width):
        words = balanced(shown(scene.question), room, MOST_LINES)
        question = [Row(line_of(line, BOLD), low=True) for line in words]
    stage = stage_for(width, height, room)
    if scene.keys_shown:
        rows = key_rows(scene, room, height)
    elif isinstance(scene.playback, FreePlayback):
        rows = guide_free_view.free_rows(scene, scene.playback, stage)
    else:
        rows = guide_sequence_view.sequence_rows(scene, scene.playback, stage)
    return [*notice, *rows, *question]


def fits_the_edge(question: str, width: int) -> bool:
    """Whether a question fits into the lower edge."""
    return cells_of(line_of(shown(question))) <= edge_room(width)


def edge_room(width: int) -> int:
    """What words in an edge may take: beside two corners, and a stroke and a space at both ends."""
    return width - 6


def upper_edge(scene: Scene, width: int) -> Line:
    """The title, and at the right what there is to know: paused, the sound, the round; the round gives way first."""
    parts = known(scene)
    while parts and cells_of(joined(parts, DOT)) > edge_room(width) - TITLE_CELLS - 3:
        parts.pop()
    right = joined(parts, DOT)
    left = title(scene, edge_room(width) - cells_of(right) - (3 if right else 0))
    strokes = width - 5 - cells_of(left)
    if not right:
        return (Piece("─ ", QUIET), *left, Piece(" " + "─" * strokes, QUIET))
    strokes -= cells_of(right) + 3
    return (Piece("─ ", QUIET), *left, Piece(f" {'─' * strokes} ", QUIET), *right, Piece(" ─", QUIET))


def known(scene: Scene) -> list[Line]:
    """What the upper edge says beside the title."""
    parts: list[Line] = []
    if scene.paused:
        parts.append(line_of("paused", ALERT))
    if scene.silent:
        parts.append(line_of("sound off", QUIET))
    if isinstance(scene.playback, Playback) and (step := scene.playback.step).rounds > 1:
        parts.append(line_of(f"round {step.round} of {step.rounds}"))
    return parts


def title(scene: Scene, room: int) -> Line:
    """What is practised; the Sanskrit name only where there is room for all of it."""
    if isinstance(scene.playback, FreePlayback):
        return fitted(line_of(guide_free_view.TITLE, BOLD), room)
    names = guide_sequence_view.names(scene.playback.sequence)
    return fitted(names if cells_of(names) <= room else names[:1], room)


def lower_edge(scene: Scene, width: int) -> Line:
    """The keys, or the question in their place."""
    line = keys_line(scene, edge_room(width))
    if scene.question is not None:
        line = line_of(shown(scene.question), BOLD) if fits_the_edge(scene.question, width) else ()
    if not line:
        return (Piece("─" * (width - 2), QUIET),)
    strokes = width - 4 - cells_of(line)
    before = Piece("─" * (strokes // 2) + " ", QUIET)
    return (before, *line, Piece(" " + "─" * (strokes - strokes // 2), QUIET))
