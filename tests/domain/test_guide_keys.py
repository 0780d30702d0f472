"""The guide's keys: wherever they are pressed, they land on a step, and no time is lost from the record."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.guide_sequences import breathed, held, sequence_of, sequences
from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.playback import Passage, Phase, Playback, advance, begin, restore
from yogaflow_cli.domain.sequence import Bell, Sequence
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.status import status_of_run
from yogaflow_cli.domain.step_record import Outcome, poses_completed

Press = int | Callable[[Playback], Passage]
KEYS = (go_next, go_back, make_longer, make_shorter)
PRESSES: st.SearchStrategy[list[Press]] = st.lists(st.sampled_from(KEYS) | st.integers(0, 30_000), max_size=20)
"""Keys, and between them milliseconds of practice."""


def pressed(sequence: Sequence, presses: list[Press]) -> Playback:
    """The run after all of them."""
    playback = begin(sequence).playback
    for press in presses:
        playback = after(playback, press).playback
    return playback


def after(playback: Playback, press: Press) -> Passage:
    """One key, or milliseconds of practice."""
    return advance(playback, timedelta(milliseconds=press)) if isinstance(press, int) else press(playback)


def at(seconds: float, *, step_number: int = 1, sequence: Sequence | None = None) -> Playback:
    """A run that is so far into a step, of three where none are given."""
    return restore(sequence or THREE, step_number, round(seconds * 1000))


THREE = sequence_of(held("tree", 30), held("dog", 20), held("corpse", 60))


@given(sequences(), PRESSES)
def test_every_key_lands_on_a_step_or_at_the_end(sequence: Sequence, presses: list[Press]) -> None:
    """Issue 3: back and next always land; nothing that is shown is ever out of bounds."""
    playback = pressed(sequence, presses)

    assert 1 <= playback.step_number <= len(sequence.steps) + 1
    assert (playback.phase is Phase.ENDED) == (playback.step_number > len(sequence.steps))
    assert 0 <= playback.share <= 1
    assert playback.phase_left_milliseconds >= 0
    assert playback.phase is Phase.PREPARING or playback.phase_left_milliseconds <= playback.step_left_milliseconds
    assert playback.step_left_milliseconds <= playback.left_milliseconds
    breath = playback.breath
    assert breath is None or (1 <= breath.number <= breath.breaths and 0 <= breath.fullness <= 1)


@given(sequences(), PRESSES)
def test_whatever_is_pressed_every_millisecond_of_practice_is_recorded_once(
    sequence: Sequence, presses: list[Press]
) -> None:
    """The steps' times are the time practised: of each tick, what is neither preparing nor after the end."""
    playback, practised = begin(sequence).playback, 0
    for press in presses:
        later = after(playback, press)
        if isinstance(press, int):
            prepared = min(press, max(0, -playback.into_milliseconds))
            practised += press - prepared - later.unused // timedelta(milliseconds=1)
        playback = later.playback

    recorded = sum(record.practised_milliseconds for record in playback.records)
    assert recorded + max(0, playback.into_milliseconds) == practised == playback.practised_milliseconds


@given(sequences(), PRESSES, PRESSES)
def test_a_restored_run_has_the_same_future_with_keys_too(
    sequence: Sequence, presses: list[Press], later: list[Press]
) -> None:
    """A crash after going back and making longer loses neither."""
    playback = pressed(sequence, presses)
    restored = restore(
        sequence, playback.step_number, playback.into_milliseconds, playback.records, playback.changed_milliseconds
    )
    assert restored == playback
    for press in later:
        assert after(restored, press) == after(playback, press)
        restored = playback = after(playback, press).playback


@given(sequences(), PRESSES)
def test_next_again_and_again_reaches_the_end_with_a_record_for_each_step(
    sequence: Sequence, presses: list[Press]
) -> None:
    """Nobody is caught in a step."""
    playback = pressed(sequence, presses)
    for _ in range(len(sequence.steps) + 1):
        playback = go_next(playback).playback

    assert playback.phase is Phase.ENDED
    assert {record.step_number for record in playback.records} == set(range(1, len(sequence.steps) + 1))
    assert all(key(playback) == Passage(playback) for key in KEYS)


@given(sequences())
def test_who_skips_everything_has_left_early(sequence: Sequence) -> None:
    """Rule 6: skipped time is not practised, and the end is no achievement."""
    playback = pressed(sequence, [go_next] * (len(sequence.steps) + 1))
    assert {record.outcome for record in playback.records} == {Outcome.SKIPPED}
    assert status_of_run(sequence.planned_milliseconds, playback.records) is CompletionStatus.ABANDONED
    assert poses_completed(playback.records) == 0


def test_next_while_preparing_begins_the_first_step() -> None:
    """Who is ready need not wait; no step is recorded for it."""
    sequence = sequence_of(held("tree", 30), prepare=10, bell=Bell.ENDS)
    passage = go_next(begin(sequence).playback)
    assert (passage.playback.phase, passage.playback.records) == (Phase.HOLDING, ())
    assert passage.cues == (Cue(CueKind.STEP, 1), Cue(CueKind.BELL, 1, strokes=1))


def test_next_under_a_tenth_of_the_hold_is_skipped_and_later_shortened() -> None:
    """The time to move into the pose does not count as holding it."""
    sequence = sequence_of(held("tree", 30, move=4))
    outcomes = [go_next(at(seconds, sequence=sequence)).playback.records[0].outcome for seconds in (4, 6.9, 7, 33.9)]
    assert outcomes == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.SHORTENED, Outcome.SHORTENED]


def test_back_goes_to_the_beginning_and_from_there_to_the_step_before() -> None:
    """As every player does it; what was practised is on the record."""
    playback, cues, _ = go_back(at(15, step_number=2))
    assert (playback.step_number, playback.into_milliseconds, cues) == (2, 0, (Cue(CueKind.STEP, 2),))
    assert [(record.step_number, record.outcome) for record in playback.records] == [(2, Outcome.SHORTENED)]

    playback, cues, _ = go_back(playback)
    assert (playback.step_number, playback.into_milliseconds, cues) == (1, 0, (Cue(CueKind.STEP, 1),))
    assert len(playback.records) == 1

    assert go_back(at(1.9, step_number=2)).playback.step_number == 1
    assert go_back(at(2, step_number=2)).playback.step_number == 2
    assert go_back(at(1)).playback.step_number == 1


def test_back_while_preparing_prepares_anew() -> None:
    """The phone rang in between."""
    sequence = sequence_of(held("tree", 30), prepare=10)
    assert pressed(sequence, [7000, go_back]).into_milliseconds == -10_000


def test_a_step_done_again_is_recorded_again_and_counted_once() -> None:
    """Rule 6 looks at the plan: a pose held twice does not make up for another that was skipped."""
    playback = pressed(THREE, [30_000, 20_000, go_back, 20_000, go_next])
    assert [(record.step_number, record.outcome) for record in playback.records] == [
        (1, Outcome.HELD),
        (2, Outcome.HELD),
        (2, Outcome.HELD),
        (3, Outcome.SKIPPED),
    ]
    assert poses_completed(playback.records) == 2
    assert status_of_run(THREE.planned_milliseconds, playback.records) is CompletionStatus.ABANDONED


def test_two_halves_of_a_step_are_a_whole() -> None:
    """Going back adds to what was practised of the step, up to its planned time."""
    playback = pressed(THREE, [15_000, go_back, 15_000, go_next, 20_000, 60_000])
    assert status_of_run(THREE.planned_milliseconds, playback.records) is CompletionStatus.COMPLETED


def test_longer_holds_ten_seconds_more_and_is_held() -> None:
    """The step after has its own time again."""
    playback = pressed(THREE, [make_longer, 40_000])
    assert (playback.records[0].outcome, playback.records[0].practised_milliseconds) == (Outcome.HELD, 40_000)
    assert (playback.step_number, playback.step_milliseconds) == (2, 20_000)


def test_shorter_holds_ten_seconds_less_and_is_recorded_as_shortened() -> None:
    """The record tells what was planned and what was done."""
    playback = pressed(THREE, [make_shorter, 20_000])
    assert (playback.records[0].outcome, playback.records[0].planned_milliseconds) == (Outcome.SHORTENED, 30_000)
    assert playback.records[0].practised_milliseconds == 20_000


def test_longer_and_shorter_again_leave_the_plan_as_it_was() -> None:
    """A slip of the finger costs nothing."""
    assert pressed(THREE, [make_longer, make_shorter, 30_000]) == pressed(THREE, [30_000])


def test_shorter_never_takes_what_has_passed() -> None:
    """With less than ten seconds left the step ends at once."""
    playback = make_shorter(at(25)).playback
    assert playback.step_number == 2
    assert playback.records[0].practised_milliseconds == 25_000


def test_shorter_while_moving_ends_the_step_as_the_pose_is_reached() -> None:
    """Eight seconds of hold were planned, and all of them taken away; moving is not."""
    sequence = sequence_of(held("tree", 8, move=4), held("dog", 10))
    playback = make_shorter(at(1, sequence=sequence)).playback
    assert (playback.phase, playback.step_left_milliseconds) == (Phase.MOVING, 3000)
    assert advance(playback, timedelta(seconds=3)).playback.records[0].outcome is Outcome.SKIPPED


def test_shorter_calls_out_what_it_leaps_over() -> None:
    """The voice must not miss the next pose; of the countdown only where it stands."""
    passage = make_shorter(at(18))
    assert passage.playback.step_left_milliseconds == 2000
    assert passage.cues == (Cue(CueKind.SPEAK, 2), Cue(CueKind.COUNTDOWN, 1, seconds=2))


def test_preparing_can_be_longer_and_shorter_too() -> None:
    """A mat to roll out, or no mat at all."""
    sequence = sequence_of(held("tree", 30), prepare=15)
    assert pressed(sequence, [make_longer]).phase_left_milliseconds == 25_000
    assert pressed(sequence, [make_shorter]).phase_left_milliseconds == 5000
    assert pressed(sequence, [make_shorter, make_shorter]).phase is Phase.HOLDING


def test_breaths_follow_a_hold_that_was_changed() -> None:
    """Ten seconds more are breaths more, not slower ones."""
    sequence = sequence_of(breathed("tree", 5.0, breath_milliseconds=5000))
    longer = make_longer(at(26, sequence=sequence)).playback.breath
    assert longer is not None
    assert (longer.number, longer.breaths, longer.phase_milliseconds) == (6, 7, 2500)
