"""A guided run: every step once, every millisecond counted, every cue in its place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.guide_sequences import breathed, held, sequence_of, sequences
from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.playback import Passage, Phase, advance, begin, restore
from yogaflow_cli.domain.sequence import Bell, BreathPhase, Sequence, Step
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.status import status_of_run
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.errors import InvalidValue

STEP, SIDE, COUNTDOWN, BELL, SPEAK, _, END = CueKind
TICKS = st.lists(st.integers(0, 20_000_000), max_size=12)
"""Uneven ticks in microseconds, from none to twenty seconds."""


def after(passage: Passage, ticks_microseconds: Iterable[int]) -> Passage:
    """The run after all ticks, with all cues since the passage began."""
    cues, unused = list(passage.cues), passage.unused
    playback = passage.playback
    for tick in ticks_microseconds:
        playback, new_cues, new_unused = advance(playback, timedelta(microseconds=tick))
        cues += new_cues
        unused += new_unused
    return Passage(playback, tuple(cues), unused)


def whole_run(sequence: Sequence) -> Passage:
    """The run of a sequence in one tick of a day."""
    return after(begin(sequence), [86_400_000_000])


def seconds_of(sequence: Sequence, kinds: set[CueKind]) -> list[tuple[int, Cue]]:
    """The cues of these kinds in a whole run, each with the second of practice at which it was called."""
    passage = begin(sequence)
    found = [(0, cue) for cue in passage.cues]
    for second in range(1, sequence.planned_seconds + 1):
        passage = advance(passage.playback, timedelta(seconds=1))
        found += [(second, cue) for cue in passage.cues]
    return [(second, cue) for second, cue in found if cue.kind in kinds]


def bells(sequence: Sequence) -> list[int]:
    """The seconds at which bells ring."""
    return [second for second, _ in seconds_of(sequence, {BELL})]


@given(sequences(), TICKS)
def test_no_step_is_lost_and_the_times_add_up_to_the_plan(sequence: Sequence, ticks: list[int]) -> None:
    """Issue 3: properties of the run. However uneven the ticks, each step is held for exactly its time."""
    playback, cues, _ = after(begin(sequence), [*ticks, 86_400_000_000])

    assert playback.phase is Phase.ENDED
    assert [record.step_number for record in playback.records] == list(range(1, len(sequence.steps) + 1))
    assert {record.outcome for record in playback.records} == {Outcome.HELD}
    assert [record.practised_milliseconds for record in playback.records] == [
        step.planned_milliseconds for step in sequence.steps
    ]
    assert playback.total_milliseconds == playback.practised_milliseconds == sequence.planned_milliseconds
    assert [cue.step_number for cue in cues if cue.kind is STEP] == list(range(1, len(sequence.steps) + 1))
    assert cues[-1] == Cue(END, len(sequence.steps))
    assert status_of_run(sequence.planned_milliseconds, playback.records) is CompletionStatus.COMPLETED


@given(sequences(), TICKS)
def test_one_big_tick_brings_the_same_records_and_cues_as_many_small_ones(sequence: Sequence, ticks: list[int]) -> None:
    """A machine that was busy for a while must leave no step out, and call nothing twice."""
    assert after(begin(sequence), ticks) == after(begin(sequence), [sum(ticks)])


@settings(max_examples=20)
@given(st.lists(st.integers(1, 60_000_000), min_size=100, max_size=100))
def test_over_sixty_minutes_planned_and_logged_time_do_not_differ(ticks: list[int]) -> None:
    """Issue 3: by 0 s with the clock simulated; here by 0 ms, and the end is found to the microsecond."""
    sequence = sequence_of(*[breathed("tree", 5.0, side) for _ in range(60) for side in Side])
    passage, passed = begin(sequence), timedelta(0)
    for tick in [*ticks, 3_600_000_000]:
        passed += timedelta(microseconds=tick)
        passage = advance(passage.playback, timedelta(microseconds=tick))
        if passage.playback.phase is Phase.ENDED:
            break

    assert sequence.planned_seconds == 3600
    assert sum(record.practised_milliseconds for record in passage.playback.records) == 3_600_000
    assert passed == timedelta(hours=1) + passage.unused + passage.playback.carried


@given(sequences())
def test_both_sides_are_practised_equally_long(sequence: Sequence) -> None:
    """Issue 3: both sides get equal time."""
    records = whole_run(sequence).playback.records
    times = {side: sum(record.practised_milliseconds for record in records if record.side is side) for side in Side}
    assert times[Side.LEFT] == times[Side.RIGHT]


@given(sequences(), TICKS)
def test_a_pause_costs_nothing(sequence: Sequence, ticks: list[int]) -> None:
    """A pause is time that is not handed in; a clock that runs backwards is one, too."""
    playback = after(begin(sequence), ticks).playback
    assert advance(playback, timedelta(0)).playback == playback
    assert advance(playback, timedelta(seconds=-5)) == advance(playback, timedelta(0))
    assert advance(playback, timedelta(0)).cues == ()


@given(sequences(), TICKS)
def test_what_is_shown_adds_up_at_every_moment(sequence: Sequence, ticks: list[int]) -> None:
    """Done and to go are the whole, and progress lies between nothing and all."""
    playback = after(begin(sequence), ticks).playback

    assert playback.practised_milliseconds + playback.left_milliseconds == sequence.planned_milliseconds
    assert playback.share == playback.practised_milliseconds / sequence.planned_milliseconds
    assert (playback.breath is not None) <= (playback.phase is Phase.HOLDING)
    if playback.phase is Phase.ENDED:
        assert (playback.step, playback.next_step) == (sequence.steps[-1], None)
    else:
        assert sequence.steps[playback.step_number - 1] is playback.step
        assert (*sequence.steps, None)[playback.step_number] is playback.next_step


@given(sequences(), TICKS, TICKS)
def test_a_restored_run_has_the_same_future(sequence: Sequence, ticks: list[int], later: list[int]) -> None:
    """After a crash the guide opens at the step where it was; what is kept are milliseconds."""
    playback = after(begin(sequence), [tick // 1000 * 1000 for tick in ticks]).playback
    restored = restore(sequence, playback.step_number, playback.into_milliseconds, playback.records)
    assert after(Passage(restored), later) == after(Passage(playback), later)


@pytest.mark.parametrize("step_number", [-1, 0, 3, 99])
def test_a_step_that_does_not_exist_is_refused(step_number: int) -> None:
    """`--from-step 99`, or a record that was edited."""
    sequence = sequence_of(held("tree", 5), held("dog", 5))
    with pytest.raises(InvalidValue, match="any has no step"):
        begin(sequence, step_number)
    with pytest.raises(InvalidValue, match="any has no step"):
        restore(sequence, step_number, 0)


def test_preparing_moving_and_holding_follow_one_another() -> None:
    """The step is announced when it begins, with the time to move into it."""
    sequence = sequence_of(held("tree", 20, move=3), held("dog", 5), prepare=10)
    passage = begin(sequence)
    assert (passage.playback.phase, passage.playback.phase_left_milliseconds, passage.cues) == (
        Phase.PREPARING,
        10_000,
        (),
    )

    playback, cues, _ = after(passage, [10_000_000])
    assert (playback.phase, playback.phase_left_milliseconds) == (Phase.MOVING, 3000)
    assert [cue.kind for cue in cues] == [SPEAK, COUNTDOWN, COUNTDOWN, COUNTDOWN, STEP]

    playback, _, _ = advance(playback, timedelta(seconds=4))
    assert (playback.phase, playback.phase_left_milliseconds) == (Phase.HOLDING, 19_000)
    assert playback.practised_milliseconds == 4000


def test_a_run_from_a_later_step_begins_there() -> None:
    """`--from-step 2`: what was left out is not in the record, and counts as not practised."""
    sequence = sequence_of(held("tree", 60), held("dog", 40), bell=Bell.ENDS)
    passage = begin(sequence, 2)
    assert passage.cues == (Cue(STEP, 2), Cue(BELL, 2, strokes=1))
    ended = after(passage, [40_000_000]).playback
    assert [record.step_number for record in ended.records] == [2]
    assert status_of_run(sequence.planned_milliseconds, ended.records) is CompletionStatus.ABANDONED


def test_the_last_three_seconds_are_counted_and_the_next_pose_is_spoken() -> None:
    """Issue 3: the last three seconds are announced; the voice speaks in the last seconds of the step before."""
    sequence = sequence_of(held("tree", 10), held("dog", 10))
    assert seconds_of(sequence, {COUNTDOWN, SPEAK}) == [
        (7, Cue(SPEAK, 2)),
        (7, Cue(COUNTDOWN, 1, seconds=3)),
        (8, Cue(COUNTDOWN, 1, seconds=2)),
        (9, Cue(COUNTDOWN, 1, seconds=1)),
        (17, Cue(COUNTDOWN, 2, seconds=3)),
        (18, Cue(COUNTDOWN, 2, seconds=2)),
        (19, Cue(COUNTDOWN, 2, seconds=1)),
    ]


def test_half_a_breath_is_not_counted_down_and_the_next_pose_waits_for_its_second_half() -> None:
    """In a sun salutation every step lasts about three seconds: the breath itself is the count."""
    half = sequence_of(*(replace(breathed("tree", 0.5), breath_phase=phase) for phase in BreathPhase))
    assert [cue.kind for cue in after(begin(half), [1_499_000]).cues] == [STEP]
    assert [cue.kind for cue in after(begin(half), [2_999_000]).cues] == [STEP, SPEAK]


def test_a_change_of_side_is_a_cue_of_its_own() -> None:
    """Issue 3; a rest between the sides makes no difference, another pose does."""
    right, left = (held("tree", 10, side) for side in (Side.RIGHT, Side.LEFT))
    rest = replace(held("corpse", 5), rest=True)

    assert sides_changed(right, left) == [2]
    assert sides_changed(right, left, right, left) == [2, 3, 4]
    assert sides_changed(right, rest, left) == [3]
    assert sides_changed(right, held("dog", 5), left) == []
    assert sides_changed(right, held("dog", 5, Side.LEFT)) == []
    assert sides_changed(right, right) == []
    assert sides_changed(held("tree", 5), left) == []


def sides_changed(*steps: Step) -> list[int | None]:
    """The steps at which a change of side was called."""
    return [cue.step_number for cue in whole_run(sequence_of(*steps)).cues if cue.kind is SIDE]


def test_bells_ring_as_the_sequence_says() -> None:
    """steps, parts, ends, every N, none; a step that begins a part rings once."""
    steps = [held("tree", 10), held("dog", 10), held("tree", 10, part_number=2)]

    assert bells(sequence_of(*steps, bell=Bell.STEPS)) == [0, 10, 20, 30]
    assert bells(sequence_of(*steps, bell=Bell.PARTS)) == [0, 20, 30]
    assert bells(sequence_of(*steps, bell=Bell.ENDS)) == [0, 30]
    assert bells(sequence_of(*steps, bell=Bell.EVERY, every_milliseconds=15_000)) == [0, 15, 30]
    assert bells(sequence_of(*steps, bell=Bell.EVERY, every_milliseconds=7_000)) == [0, 7, 14, 21, 28, 30]
    assert bells(sequence_of(*steps, bell=Bell.NONE)) == []


def test_the_end_rings_three_times_and_then_is_told() -> None:
    """Who lies with closed eyes must know the end from an interval."""
    sequence = sequence_of(held("corpse", 10), bell=Bell.EVERY, every_milliseconds=5000)
    assert whole_run(sequence).cues[-2:] == (Cue(BELL, 1, strokes=3), Cue(END, 1))


def test_a_steps_own_bell_rings_once_when_it_begins() -> None:
    """Whatever the sequence's setting, also where an interval or the beginning falls on the same moment."""
    steps = [held("tree", 10), replace(held("dog", 10), bell=True), held("tree", 10, part_number=2)]

    assert bells(sequence_of(*steps, bell=Bell.NONE)) == [10]
    assert bells(sequence_of(*steps, bell=Bell.ENDS)) == [0, 10, 30]
    assert bells(sequence_of(*steps, bell=Bell.STEPS)) == [0, 10, 20, 30]
    assert bells(sequence_of(*steps, bell=Bell.EVERY, every_milliseconds=10_000)) == [0, 10, 20, 30]
    assert bells(sequence_of(steps[1], steps[0], bell=Bell.PARTS)) == [0, 20]


def test_time_after_the_end_is_handed_back() -> None:
    """A tick that ends the run must not lengthen the session."""
    passage = after(begin(sequence_of(held("tree", 10))), [12_500_000])
    assert passage.unused == timedelta(seconds=2.5)
    assert passage.playback.records == (StepRecord(1, "tree", Outcome.HELD, None, 10_000, 10_000),)
