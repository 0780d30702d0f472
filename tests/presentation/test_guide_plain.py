"""The guide in plain words: what a screen reader says and a log file holds."""

import subprocess
import sys
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.guide_sequences import breathed, held, sequence_of, sequences
from tests.presentation.guide_scenes import BOX, NOSTRILS, SUN, YIN, free, moment
from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.free_playback import FreePlayback, advance_free
from yogaflow_cli.domain.playback import Playback, advance, begin
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.presentation.guide_plain import (
    plain_begin,
    plain_lines,
    plain_minutes,
    plain_paused,
    plain_resumed,
)
from yogaflow_cli.presentation.guide_scene import Scene

HALF_HOUR = timedelta(minutes=30)
SYMBOLS = set("·│─╭╮╰╯█░●◐○▁▸◂⇄━▌…")


def step_lines(slug: str, number: int) -> list[str]:
    """What is said as a step of a shipped sequence begins."""
    return plain_lines(Scene(moment(slug, number, 0)), Cue(CueKind.STEP, number))


def test_a_step_says_where_it_is_what_it_is_and_what_comes() -> None:
    """English before Sanskrit, the hold in words, and then the next pose."""
    assert step_lines(SUN, 16) == [
        "Step 16 of 50, round 2 of 5. Downward-Facing Dog, Adho Mukha Śvānāsana. 5 breaths, 30 seconds.",
        "Next: Half Forward Fold.",
    ]


def test_the_last_step_says_that_the_end_comes() -> None:
    """Nobody waits for another pose."""
    assert step_lines(SUN, 50)[-1] == "Next: the end."


@pytest.mark.parametrize(
    ("slug", "number", "said"),
    [
        (YIN, 6, "Step 6 of 15. Dragon. Right side. 15 seconds to move into the pose, then 3 minutes."),
        (SUN, 17, "Step 17 of 50, round 2 of 5. Half Forward Fold, Ardha Uttānāsana. Inhale, 3 seconds."),
        (BOX, 4, "Step 4 of 19, round 3 of 18. Box Breathing, Sama Vṛtti. In 4, hold 4, out 4, hold 4, 16 seconds."),
        (
            NOSTRILS,
            4,
            "Step 4 of 98, round 1 of 12. Alternate-Nostril Breathing, Nāḍī Śodhana. In through the right. 4 seconds.",
        ),
    ],
    ids=["side", "half a breath", "pattern", "cue"],
)
def test_every_kind_of_step_is_said_in_sentences(slug: str, number: int, said: str) -> None:
    """Its side, its cue, and how long it takes to be there."""
    assert step_lines(slug, number)[0] == said


def test_a_change_of_side_is_a_line_of_its_own() -> None:
    """It is what is missed most easily."""
    assert plain_lines(Scene(moment(YIN, 7, 0)), Cue(CueKind.SIDE, 7)) == ["Change sides: left side."]


def test_the_countdown_is_said_once() -> None:
    """Two and one would be spoken over each other."""
    scene = Scene(moment(YIN, 6, 192_000))
    said = [plain_lines(scene, Cue(CueKind.COUNTDOWN, 6, seconds=seconds)) for seconds in (3, 2, 1)]
    assert said == [["3 seconds left."], [], []]


@pytest.mark.parametrize(("seconds", "said"), [(9.999, []), (10, ["3 seconds left."])])
def test_a_short_step_has_no_countdown(seconds: float, said: list[str]) -> None:
    """Its words would last as long as the step."""
    scene = Scene(begin(sequence_of(held("tree", seconds))).playback)
    assert plain_lines(scene, Cue(CueKind.COUNTDOWN, 1, seconds=3)) == said


@pytest.mark.parametrize(("seconds", "said"), [(5, []), (10, ["3 seconds left."])])
def test_the_time_to_get_ready_is_counted_down_by_its_own_length(seconds: int, said: list[str]) -> None:
    """Not by that of the first step, which may be short."""
    scene = Scene(begin(sequence_of(breathed("tree", 1), prepare=seconds)).playback)
    assert plain_lines(scene, Cue(CueKind.COUNTDOWN, 1, seconds=3)) == said


@pytest.mark.parametrize("kind", [CueKind.BELL, CueKind.SPEAK])
def test_a_sound_is_its_own_event(kind: CueKind) -> None:
    """What rings or is spoken is not written as well."""
    assert plain_lines(Scene(moment(YIN, 6, 0)), Cue(kind, 6)) == []
    assert plain_lines(Scene(free(300)), Cue(kind)) == []


def test_the_end_is_said() -> None:
    """With the sequence's name."""
    assert plain_lines(Scene(moment(SUN, 50, 3000)), Cue(CueKind.END, 50)) == ["The end of Sun Salutation A."]


def test_a_target_is_said_when_it_is_reached() -> None:
    """With its time."""
    # Given
    before = free(1799, HALF_HOUR)
    # When
    passage = advance_free(before, timedelta(seconds=2))
    # Then
    said = [line for cue in passage.cues for line in plain_lines(Scene(passage.playback), cue)]
    assert said == ["Target reached: 30 minutes."]


def test_the_beginning_says_what_is_ahead() -> None:
    """The length, the steps, and the time to get ready."""
    sun = begin(Shelf(None).find(SUN)).playback
    assert plain_begin(Scene(sun)) == "Sun Salutation A: 50 steps, 4 minutes 45 seconds. Get ready: 10 seconds."
    assert plain_begin(Scene(begin(sequence_of(held("tree", 60))).playback)) == "Any: 1 step, 1 minute."


def test_free_practice_begins_with_its_bell_and_its_target() -> None:
    """As far as there are any."""
    assert (
        plain_begin(Scene(free(0, HALF_HOUR))) == "Free practice: 0 seconds. Bell every 5 minutes. Target 30 minutes."
    )
    assert plain_begin(Scene(FreePlayback())) == "Free practice: 0 seconds."


def test_a_pause_says_when_and_where() -> None:
    """And going on says where again, for whoever has forgotten."""
    scene = Scene(moment(SUN, 16, 14_500), paused=True)
    assert plain_paused(scene) == "Paused after 1 minute 26 seconds, at step 16 of 50."
    assert plain_resumed(scene) == "Going on at step 16 of 50, Downward-Facing Dog."


def test_free_practice_has_no_step_to_pause_at() -> None:
    """Its time is all there is to say."""
    assert plain_paused(Scene(free(754))) == "Paused after 12 minutes 34 seconds."
    assert plain_resumed(Scene(free(754))) == "Going on after 12 minutes 34 seconds."


@pytest.mark.parametrize(("seconds", "said"), [(300, "5 minutes."), (301, "5 minutes."), (59, "59 seconds.")])
def test_the_progress_is_said_in_whole_minutes(seconds: int, said: str) -> None:
    """Seconds would have passed before they are heard."""
    assert plain_minutes(Scene(free(seconds))) == said
    assert (
        plain_minutes(Scene(begin(sequence_of(held("tree", 600))).playback._replace(into_milliseconds=seconds * 1000)))
        == said
    )


@given(sequences(), st.integers(0, 900_000))
def test_everything_is_a_sentence_without_symbols(sequence: Sequence, passed: int) -> None:
    """One line an event, each ends in a full stop, and nothing that a screen reader would spell out."""
    # Given
    playback = begin(sequence).playback
    # When
    passage = advance(playback, timedelta(milliseconds=passed))
    # Then
    for each in (playback, passage.playback):
        assert_plain(each)
    for cue in passage.cues:
        for line in plain_lines(Scene(passage.playback), cue):
            assert_sentence(line)


def assert_plain(playback: Playback) -> None:
    """All that is said without a cue."""
    scene = Scene(playback)
    for line in (plain_begin(scene), plain_paused(scene), plain_resumed(scene), plain_minutes(scene)):
        assert_sentence(line)


def assert_sentence(line: str) -> None:
    """One line in plain words."""
    assert line.endswith(".")
    assert "\n" not in line
    assert not SYMBOLS & set(line)


def test_a_person_s_own_words_end_as_sentences_do() -> None:
    """Whatever they end in, and no control among them reaches the terminal."""
    for name, said in [("Ready?", "Ready."), ("So…", "So."), ("!", "!."), ("a\x1b[2J", "a\ufffd[2J.")]:
        scene = Scene(begin(sequence_of(held(name, 60), held(name, 60))).playback)
        first, following = plain_lines(scene, Cue(CueKind.STEP, 1))
        title = name.title()
        assert following == f"Next: {said if title == name else said.title()}"
        assert first.startswith(f"Step 1 of 2. {said if title == name else said.title()}")


def test_plain_words_load_no_rich() -> None:
    """Screen readers and log files need no drawing."""
    listing = "import sys, yogaflow_cli.presentation.guide_plain; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    assert "rich" not in loaded
