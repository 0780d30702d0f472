"""The guide's screen: its pictures, every size, colours that can be read, and nothing that rests on them."""

import io
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from tests.domain.guide_sequences import breathed, held, sequence_of, sequences
from tests.presentation.guide_scenes import GOLDEN, SIZES, SUN, YIN, drawn, file_of, free, moment, scenes
from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.guide_keys import make_longer
from yogaflow_cli.domain.playback import Phase, Playback, advance, begin
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.side import Side
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.presentation.guide_lines import ACCENT, ALERT, QUIET, STRONG
from yogaflow_cli.presentation.guide_pictures import large
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_stage import time_line
from yogaflow_cli.presentation.guide_view import guide_view
from yogaflow_cli.presentation.guide_words import seconds_left, time_words
from yogaflow_cli.presentation.table import width as width_of_tables
from yogaflow_cli.text.cleaning import JOINERS, REFUSED

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=90)
WORDS = st.one_of(st.none(), ANY_TEXT)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=12))


@st.composite
def playbacks(draw: st.DrawFn) -> Playback:
    """Any sequence at any moment."""
    begun = begin(draw(sequences())).playback
    if draw(st.booleans()):
        begun = make_longer(begun).playback
    return advance(begun, timedelta(milliseconds=draw(st.integers(0, 900_000)))).playback


def scenes_of(playback: st.SearchStrategy[Playback | FreePlayback]) -> st.SearchStrategy[Scene]:
    """Any scene of a practice."""
    switches = {name: st.booleans() for name in ("paused", "silent", "keys_shown", "turned")}
    return st.builds(Scene, playback, notice=WORDS, question=WORDS, **switches)


FREE_PLAYBACKS = st.builds(FreePlayback, SPANS, st.one_of(st.none(), SPANS), st.one_of(st.none(), SPANS))
SCENES = scenes_of(st.one_of(playbacks(), FREE_PLAYBACKS))


def renamed(sequence: Sequence, text: str) -> Sequence:
    """A sequence whose every word is a text."""
    steps = tuple(
        replace(step, english=text, sanskrit=text, cue=text, count=1, count_word=text, rounds=2)
        for step in sequence.steps
    )
    return replace(sequence, name=text, sanskrit=text, steps=steps)


def printed(scene: Scene, no_color: bool = False) -> str:
    """What a terminal of 256 colours is sent."""
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, color_system="256", width=80, height=24, no_color=no_color)
    console.print(guide_view(scene, 80, 24))
    return written.getvalue()


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("name", scenes())
def test_the_screen_is_as_it_was_looked_at(name: str, width: int, height: int) -> None:
    """A person judged each picture; a change is looked at again, and a missing one fails."""
    assert drawn(scenes()[name], width, height) == file_of(name, width, height).read_text(encoding="utf-8")


def test_no_golden_picture_is_left_over() -> None:
    """A picture that nothing draws would be believed."""
    assert set(GOLDEN.iterdir()) == {file_of(name, *size) for name in scenes() for size in SIZES}


@given(SCENES, st.integers(1, 140), st.integers(1, 45))
def test_no_screen_is_too_small_or_too_large(scene: Scene, width: int, height: int) -> None:
    """The picture never leaves the screen, and fills it where it has a frame."""
    lines = guide_view(scene, width, height).plain.split("\n")
    assert len(lines) == (height if width >= 40 and height >= 10 else 1)
    assert all(cell_len(line) <= width for line in lines)


@given(playbacks(), ANY_TEXT, st.integers(1, 140), st.integers(1, 45), st.booleans())
def test_a_person_s_own_words_break_nothing(
    playback: Playback, words: str, width: int, height: int, keys_shown: bool
) -> None:
    """Names, cues and counts are from files: no control reaches the terminal, and no line grows."""
    sequence = renamed(playback.sequence, words)
    scene = Scene(playback._replace(sequence=sequence), notice=words, question=words, keys_shown=keys_shown)
    lines = guide_view(scene, width, height).plain.split("\n")
    assert len(lines) == (height if width >= 40 and height >= 10 else 1)
    for line in lines:
        assert cell_len(line) <= width
        assert not {unicodedata.category(sign) for sign in line if sign not in JOINERS} & {*REFUSED, "Cs"}


@given(scenes_of(playbacks()), st.integers(40, 140), st.integers(10, 45))
def test_what_matters_is_there_at_every_size(scene: Scene, width: int, height: int) -> None:
    """From 40 by 10 on: the pose, the time that is left, the next pose, and the step."""
    playback = scene.playback
    assert isinstance(playback, Playback)
    plain = guide_view(scene, width, height).plain
    assert playback.step.english in plain
    steps = len(playback.sequence.steps)
    number = min(playback.step_number, steps)
    assert f"step {number} of {steps}" in plain or f"{number}/{steps}" in plain
    assert shows_time(playback, plain)
    coming = playback.next_step.english if playback.next_step else "the end"
    assert playback.phase is Phase.ENDED or f"next   {coming}" in plain
    assert scene.paused is False or playback.phase is Phase.ENDED or "▌▌ paused" in plain


def shows_time(playback: Playback, plain: str) -> bool:
    """Whether the time that is left of the step, or of the run at its end, is in the picture, small or large."""
    if playback.phase is Phase.ENDED:
        return "0:00" in plain
    small = "".join(piece.text for piece in time_line(playback))
    seconds = seconds_left(playback.phase_left_milliseconds)
    return small in plain or any(
        all(row in plain for row in large(text)) for text in (time_words(seconds), str(seconds))
    )


@given(scenes_of(FREE_PLAYBACKS), st.integers(40, 140), st.integers(10, 45))
def test_the_clock_of_free_practice_is_there_at_every_size(scene: Scene, width: int, height: int) -> None:
    """From 40 by 10 on: the clock, and what there is to know of the target."""
    playback = scene.playback
    assert isinstance(playback, FreePlayback)
    plain = guide_view(scene, width, height).plain
    clock = time_words(playback.practised // timedelta(seconds=1))
    assert clock in plain or all(row in plain for row in large(clock))
    if playback.left:
        assert "to go" in plain
    assert scene.paused is False or "▌▌ paused" in plain


@pytest.mark.parametrize("size", [(40, 10), (41, 11), (59, 19), (60, 20), (80, 24), (120, 40)])
def test_the_frame_is_straight_with_every_shipped_pose(size: tuple[int, int]) -> None:
    """Letters with marks take the cells they are counted for."""
    shelf = Shelf(None)
    for title in shelf.names():
        sequence = shelf.find(title.slug)
        for number in range(1, len(sequence.steps) + 1):
            playback = begin(sequence, number).playback._replace(into_milliseconds=1000)
            lines = guide_view(Scene(playback), *size).plain.split("\n")
            assert {cell_len(line) for line in lines} == {size[0]}
            assert {width_of_tables(line) for line in lines} == {size[0]}


def test_a_wide_sign_is_not_cut_in_two_at_the_edge() -> None:
    """Where half of it would fit, there is none of it."""
    # Given: a pose whose name is wider than the screen, in signs of two cells
    scene = Scene(begin(sequence_of(held("日本語のとても長い名前" * 5, 30))).playback)
    for width in range(40, 70):
        # When
        lines = guide_view(scene, width, 12).plain.split("\n")
        # Then
        assert {cell_len(line) for line in lines} == {width}


def test_many_breaths_fall_back_to_the_number() -> None:
    """Dots that do not fit are not shown in part."""
    scene = Scene(begin(sequence_of(breathed("tree", 60))).playback)
    for width, height in SIZES:
        plain = guide_view(scene, width, height).plain
        assert "breath 1 of 60" in plain
        assert "○" not in plain


def test_the_wave_of_the_breath_grows_and_shrinks() -> None:
    """It is highest between in and out."""
    heights = [
        sum("▁▂▃▄▅▆▇█".find(sign) + 1 for sign in guide_view(Scene(moment(SUN, 6, at)), 40, 10).plain.split("\n")[3])
        for at in (0, 1500, 2999, 4500, 5999)
    ]
    assert heights[0] < heights[1] < heights[2] > heights[3] > heights[4]


def test_a_step_of_half_a_breath_is_not_counted_down() -> None:
    """The breath is the count, as it is with the sounds."""
    assert "▸" not in guide_view(Scene(moment(SUN, 17, 1500)), 80, 24).plain


@pytest.mark.parametrize(("into", "sign"), [(191_999, None), (192_000, "3"), (193_000, "2"), (194_001, "1")])
@pytest.mark.parametrize("size", SIZES)
def test_the_last_three_seconds_stand_out(into: int, sign: str | None, size: tuple[int, int]) -> None:
    """By signs beside the figure, and only then."""
    plain = guide_view(Scene(moment(YIN, 6, into)), *size).plain
    assert ("▸" in plain) == (sign is not None)
    if sign is not None:
        assert f"▸ {sign} ◂" in plain or all(row in plain for row in large(sign))


def test_the_end_of_moving_is_not_counted_down() -> None:
    """There the hold begins: the pose does not change."""
    plain = guide_view(Scene(moment(YIN, 6, 13_000)), 60, 15).plain
    assert "move into the pose" in plain
    assert "0:02" in plain
    assert "▸" not in plain


def test_preparing_is_counted_down_too() -> None:
    """The first pose does not come as a surprise."""
    assert "▸ 3 ◂" in guide_view(Scene(moment(SUN, 1, -3000)), 60, 15).plain


@pytest.mark.parametrize("name", scenes())
def test_meaning_does_not_rest_on_colour(name: str) -> None:
    """Without colour the same words and signs are sent: only bold is left."""
    scene = scenes()[name]
    coloured, bare = printed(scene), printed(scene, no_color=True)
    assert "38;5;" in coloured
    assert "38;5;" not in bare
    assert "48;5;" not in coloured
    assert "\x1b[2m" not in coloured
    assert Text.from_ansi(coloured).plain == Text.from_ansi(bare).plain


@pytest.mark.parametrize("style", [ACCENT, STRONG, ALERT, QUIET], ids=["accent", "strong", "alert", "quiet"])
@pytest.mark.parametrize("background", [(0, 0, 0), (255, 255, 255)], ids=["black", "white"])
def test_colours_can_be_read_on_black_and_on_white(style: Style, background: tuple[int, int, int]) -> None:
    """WCAG 2.2's contrast ratio is 4 at least: nobody is asked which background they have."""
    assert style.color is not None
    lighter, darker = sorted(map(luminance, (tuple(style.color.get_truecolor()), background)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.0


def luminance(colour: tuple[int, ...]) -> float:
    """The relative luminance of a colour: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = [part / 255 for part in colour]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("size", SIZES)
def test_a_pause_cannot_be_missed(size: tuple[int, int]) -> None:
    """It is said beside the breath, in the frame, and by the key that ends it."""
    plain = guide_view(Scene(moment(SUN, 16, 14_500), paused=True), *size).plain
    assert plain.count("paused") == 2
    assert "space go on" in plain
    assert "space pause" not in plain


@pytest.mark.parametrize("size", SIZES)
def test_a_change_of_side_has_its_own_call(size: tuple[int, int]) -> None:
    """Not only another word in the same place."""
    playback = moment(YIN, 7, 1500)
    assert playback.step.side is Side.LEFT
    assert "⇄ change sides: left side" in guide_view(Scene(playback, turned=True), *size).plain
    later = guide_view(Scene(playback), *size).plain
    assert "change sides" not in later
    assert "left side" in later


@pytest.mark.parametrize("size", [*SIZES, (120, 40)])
def test_a_question_stands_whole_in_place_of_the_keys(size: tuple[int, int]) -> None:
    """Who cannot read the answers cannot give one."""
    words = " ".join(guide_view(scenes()["question"], *size).plain.replace("│", " ").split())
    assert "Complete now? 4 m of 10 m. y yes, n no" in words
    assert "space pause" not in words


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_keys_has_every_key(size: tuple[int, int]) -> None:
    """At every size, and none that free practice has no use for."""
    plain = " ".join(guide_view(Scene(moment(SUN, 16, 14_500), keys_shown=True), *size).plain.split())
    words = ["space pause", "n next", "b back", "+ ten seconds more", "- ten seconds less", "s sound"]
    words += ["g give back a gap", "q complete", "? close", "Ctrl-C leave and keep"]
    assert [word for word in words if word not in plain] == []
    without_steps = guide_view(Scene(free(754), keys_shown=True), *size).plain
    assert "ten seconds" not in without_steps
    assert "n next" not in without_steps


def test_what_is_done_and_what_is_to_go_add_up() -> None:
    """A clock that shows three times shows a sum that is right, between whole seconds as well."""
    plain = guide_view(Scene(moment(SUN, 16, 14_500)), 80, 24).plain
    assert "1:26 done" in plain
    assert "3:19 to go" in plain
    assert "of 4:45" in plain


def test_the_screen_loads_nothing_that_is_slow_to_load() -> None:
    """Start-up is waited for: only rich's text, not its panels, tables, layouts or live displays."""
    listing = "import sys, yogaflow_cli.presentation.guide_view; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    assert {"rich.panel", "rich.table", "rich.layout", "rich.live", "rich.console"} & set(loaded) == set()
