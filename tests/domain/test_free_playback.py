"""Free practice under the guide."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.free_playback import FreePlayback, advance_free

BELL, END_BELL, TARGET = Cue(CueKind.BELL, strokes=1), Cue(CueKind.BELL, strokes=3), Cue(CueKind.TARGET)
TICKS = st.lists(st.integers(0, 600_000_000), max_size=10)
"""Microseconds, up to ten minutes."""


def minutes(count: float) -> timedelta:
    """So many of them."""
    return timedelta(minutes=count)


def cues_after(playback: FreePlayback, ticks_microseconds: list[int]) -> tuple[FreePlayback, list[Cue]]:
    """The practice after all ticks, and all its cues."""
    cues: list[Cue] = []
    for tick in ticks_microseconds:
        playback, new_cues = advance_free(playback, timedelta(microseconds=tick))
        cues += new_cues
    return playback, cues


def test_it_counts_up_and_has_no_end() -> None:
    """Without a target nothing is left to do, and no share of it done."""
    playback, cues = advance_free(FreePlayback(), minutes(90))
    assert (playback.practised, playback.left, playback.share, cues) == (minutes(90), None, None, ())


def test_bells_ring_at_the_interval() -> None:
    """`--bell every:5m`."""
    playback = FreePlayback(every=minutes(5))
    assert advance_free(playback, minutes(4.9)).cues == ()
    assert advance_free(playback, minutes(5)).cues == (BELL,)
    assert advance_free(playback, minutes(16)).cues == (BELL, BELL, BELL)


def test_the_target_rings_three_times_once_and_practice_goes_on() -> None:
    """`--for 30m`; an interval that ends with it is not rung beside it."""
    playback, cues = advance_free(FreePlayback(every=minutes(10), target=minutes(30)), minutes(31))
    assert cues == (BELL, BELL, TARGET, END_BELL)
    assert (playback.left, playback.share) == (timedelta(0), 1)
    assert advance_free(playback, minutes(9)).cues == (BELL,)

    reached = advance_free(FreePlayback(target=minutes(30)), minutes(30))
    assert reached.cues == (TARGET, END_BELL)
    assert advance_free(reached.playback, minutes(1)).cues == ()


def test_the_share_of_the_target_is_known() -> None:
    """For the bar."""
    playback = advance_free(FreePlayback(target=minutes(30)), minutes(12)).playback
    assert (playback.left, playback.share) == (minutes(18), 0.4)


@given(TICKS, st.integers(1, 900), st.integers(1, 3600))
def test_one_big_tick_calls_out_the_same_as_many_small_ones(ticks: list[int], every: int, target: int) -> None:
    """And a practice rebuilt from its three values goes on alike, since there is nothing else."""
    playback = FreePlayback(every=timedelta(seconds=every), target=timedelta(seconds=target))
    assert cues_after(playback, ticks) == cues_after(playback, [sum(ticks)])


@given(TICKS)
def test_a_clock_that_runs_backwards_takes_nothing(ticks: list[int]) -> None:
    """A pause is no time at all."""
    playback = cues_after(FreePlayback(target=minutes(5)), ticks)[0]
    assert advance_free(playback, timedelta(seconds=-9)) == advance_free(playback, timedelta(0)) == (playback, ())
