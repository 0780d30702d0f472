"""The guide's keys: a few in the lower edge, and all of them in place of the picture's middle."""

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.presentation import guide_free_view, guide_sequence_view
from yogaflow_cli.presentation.guide_lines import (
    BOLD,
    DOT,
    QUIET,
    STRONG,
    Line,
    Piece,
    Row,
    cells_of,
    fitted,
    joined,
    line_of,
    wrapped,
)
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_stage import PAUSED, time_line
from yogaflow_cli.presentation.guide_words import Key, keys, time_words
from yogaflow_cli.text.cleaning import shown

GIVING_WAY = ("s", "b", "n")
"""The keys that a narrow edge leaves out, in this order: the list has them all."""

LIST_FROM_HEIGHT = 18


def keys_line(scene: Scene, room: int) -> Line:
    """The most used keys, as many as fit."""
    known = [key for key in keys(scene.paused, not isinstance(scene.playback, FreePlayback)) if key.word]
    lines = [in_the_edge([key for key in known if key.name not in GIVING_WAY[:left_out]]) for left_out in range(4)]
    return next((line for line in lines if cells_of(line) <= room), lines[-1])


def in_the_edge(known: list[Key]) -> Line:
    """Keys and a word for each."""
    # The way out stands last, where it is looked for.
    ordered = sorted(known, key=lambda key: key.name == "q")
    return joined([(Piece(key.name, BOLD), Piece(f" {key.word}", QUIET)) for key in ordered], DOT)


def key_rows(scene: Scene, room: int, height: int) -> list[Row]:
    """All keys, a row each where the height allows it; what is practised stays in sight."""
    known = keys(scene.paused, not isinstance(scene.playback, FreePlayback))
    if height >= LIST_FROM_HEIGHT:
        longest_name, longest = max(len(key.name) for key in known), max(len(key.words) for key in known)
        listed = [
            Row((Piece(f"{key.name:>{longest_name}}", STRONG), Piece(f"   {key.words:<{longest}}")), rank=1)
            for key in known
        ]
    else:
        words = [f"{key.name} {key.words}" for key in known]
        listed = [Row(line_of(line), rank=1) for line in wrapped(words, room, height, between=" · ")]
    head, foot = practised_rows(scene, room)
    return [Row(head), Row(rank=3), *listed, Row(rank=4), *foot]


def practised_rows(scene: Scene, room: int) -> tuple[Line, list[Row]]:
    """What is practised meanwhile: a line above the keys, and the rows below them."""
    playback = scene.playback
    paused = (PAUSED,) if scene.paused else ()
    gap = Piece("   ")
    if isinstance(playback, FreePlayback):
        clock = line_of(time_words(playback.practised // guide_free_view.SECOND), BOLD)
        return joined([paused, clock], gap), guide_free_view.progress_rows(playback, room)
    time = time_line(playback)
    # The pose's name gives way, not the time behind it.
    left = room - cells_of(joined([paused, (gap,), time], gap))
    pose = fitted(line_of(shown(playback.step.english), BOLD), left)
    foot = [Row(guide_sequence_view.next_line(playback, room)), *guide_sequence_view.progress_rows(playback, room)]
    return joined([paused, pose, time], gap), foot
