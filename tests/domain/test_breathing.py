"""The breath that a display breathes along with."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.guide_sequences import breathed, held, steps_of_a_pose
from yogaflow_cli.domain.breathing import Breath, Breathing, breath_at
from yogaflow_cli.domain.sequence import BreathPhase, Step

IN, FULL, OUT, EMPTY = Breathing


def test_a_hold_in_time_has_no_breaths() -> None:
    """There a countdown is shown."""
    assert breath_at(held("tree", 30), 1000, 30_000) is None


def test_counted_breaths_go_in_and_out() -> None:
    """In for the first half of each, out for the second."""
    step = breathed("tree", 5.0)
    breaths = [breath_at(step, held_milliseconds, 30_000) for held_milliseconds in (0, 1500, 3000, 4500, 6000, 30_000)]
    assert breaths == [
        Breath(1, 5, IN, 0, 3000),
        Breath(1, 5, IN, 0.5, 3000),
        Breath(1, 5, OUT, 0, 3000),
        Breath(1, 5, OUT, 0.5, 3000),
        Breath(2, 5, IN, 0, 3000),
        Breath(5, 5, OUT, 1, 3000),
    ]


def test_half_a_breath_is_in_or_out_for_the_whole_hold() -> None:
    """A movement of a sun salutation."""
    step = replace(breathed("tree", 0.5), breath_phase=BreathPhase.OUT)
    assert breath_at(step, 1500, 3000) == Breath(1, 1, OUT, 0.5, 3000)


def test_a_pattern_is_stretched_over_its_hold_and_empty_counts_never_show() -> None:
    """4-0-6-2 fitted to double its time."""
    step = replace(held("box-breath", 12), pattern=(4, 0, 6, 2))
    found = [breath_at(step, held_milliseconds, 24_000) for held_milliseconds in (4000, 8000, 20_000, 24_000)]
    assert found == [
        Breath(1, 1, IN, 0.5, 8000),
        Breath(1, 1, OUT, 0, 12_000),
        Breath(1, 1, EMPTY, 0, 4000),
        Breath(1, 1, EMPTY, 1, 4000),
    ]


def test_lungs_are_full_between_in_and_out() -> None:
    """What the display draws."""
    assert [Breath(1, 1, phase, 0.25, 4000).fullness for phase in Breathing] == [0.25, 1, 0.75, 0]


@given(steps_of_a_pose(60_000), st.floats(0, 1), st.integers(1, 120_000))
def test_no_moment_of_a_hold_is_outside_its_breaths(steps: list[Step], share: float, hold_milliseconds: int) -> None:
    """However long the person made the hold."""
    breath = breath_at(steps[0], round(share * hold_milliseconds), hold_milliseconds)
    if breath is not None:
        assert 1 <= breath.number <= breath.breaths
        assert 0 <= breath.passed_share <= 1
        assert 0 <= breath.fullness <= 1
