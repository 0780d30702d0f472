"""What holds for every sequence, however it was written."""

import json

from hypothesis import given, settings
from hypothesis import strategies as some

from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.side import Side
from yogaflow_cli.library.page import Page
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.library.reading import read_plan
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.library.unfolding import Unfolding

POSES = shipped_poses()
HOLDS = some.one_of(
    some.integers(1, 60).map(lambda seconds: f", {seconds}s"),
    some.integers(1, 9).map(lambda breaths: f", {breaths} breaths"),
    some.sampled_from(["", ", in", ", out", ", 4-4-4-4"]),
)
REPEATS = some.sampled_from(["", ", x1", ", x2"])
BOTH = some.builds("tree{}, both{}".format, HOLDS, REPEATS)
ONE_SIDED = some.builds("warrior-1{}{}{}".format, HOLDS, some.sampled_from(["", ", left", ", right"]), REPEATS)
STEPS = some.lists(some.one_of(BOTH, ONE_SIDED), min_size=1, max_size=4)


@some.composite
def parts(draw: some.DrawFn) -> str:
    """One written part."""
    lines = [f"steps = {json.dumps(draw(STEPS))}", f"repeat = {draw(some.integers(1, 3))}"]
    lines += draw(
        some.lists(some.sampled_from(["move = 2.5", 'rest = "corpse, 7s"', 'count = "sanskrit"']), unique=True)
    )
    lines += draw(some.sampled_from([[], ['sides = "right, left"'], ['sides = "left, right"']]))
    return "\n".join(["[[part]]", *lines])


@some.composite
def sequences(draw: some.DrawFn) -> Sequence:
    """Any sequence that a file could hold."""
    head = f'name = "Any"\nbreath = {draw(some.sampled_from(["3", "5", "5.5", "7", "6.333"]))}\n'
    text = head + "\n".join(draw(some.lists(parts(), min_size=1, max_size=2)))
    plan = read_plan(Page("any", "any.toml", text, shipped=False))
    return Unfolding(POSES, lambda slug: plan).sequence(plan)


@settings(max_examples=60)
@given(sequences())
def test_steps_given_for_both_sides_last_equally_long_on_both(sequence: Sequence) -> None:
    """Nobody leaves the mat crooked: moving included, and in as many steps."""
    both = [step for step in sequence.steps if step.pose == "tree"]
    lengths = {side: [step.planned_milliseconds for step in both if step.side is side] for side in Side}

    assert lengths[Side.LEFT] == lengths[Side.RIGHT]
    assert len(both) == 2 * len(lengths[Side.LEFT])


@settings(max_examples=60)
@given(sequences())
def test_the_whole_is_the_sum_of_its_steps_and_no_step_is_empty(sequence: Sequence) -> None:
    """What is shown before the practice is what the guide will take."""
    assert sequence.planned_milliseconds == sum(
        step.hold_milliseconds + step.transition_milliseconds for step in sequence.steps
    )
    assert all(step.hold_milliseconds > 0 for step in sequence.steps)
    assert sequence.poses_planned == len(sequence.steps)


@settings(max_examples=60)
@given(sequences())
def test_parts_and_rounds_count_up_without_gaps(sequence: Sequence) -> None:
    """The guide says "round 2 of 5" and rings between parts by these numbers alone."""
    reached = [(step.part_number, step.round) for step in sequence.steps]
    rounds = {step.part_number: step.rounds for step in sequence.steps}

    assert reached == sorted(reached)
    assert sorted(set(reached)) == [(part, number) for part in sorted(rounds) for number in range(1, rounds[part] + 1)]
    assert sorted(rounds) == list(range(1, len(rounds) + 1))


@settings(max_examples=60)
@given(sequences())
def test_rests_stand_only_between_steps(sequence: Sequence) -> None:
    """Neither before the first nor after the last step of a part, and never two in a row."""
    for before, after in zip(sequence.steps, sequence.steps[1:], strict=False):
        assert not (before.rest and (after.rest or after.part_number != before.part_number))
    assert not sequence.steps[0].rest
    assert not sequence.steps[-1].rest


@settings(max_examples=60)
@given(sequences())
def test_a_sequence_comes_back_from_json_as_it_was(sequence: Sequence) -> None:
    """What is frozen beside a session can be played again years later."""
    stored = json.dumps(sequence.as_json())

    assert sequence_from_json(json.loads(stored)) == sequence
    assert sequence_from_json(sequence.as_json()) == sequence
    assert sequence_from_json(json.loads(stored)).content_hash() == sequence.content_hash()


def test_shipped_sequences_come_back_from_json_as_they_were() -> None:
    """Names, counts and cues included."""
    shelf = Shelf(None)
    for title in shelf.names():
        sequence = shelf.find(title.slug)
        assert sequence_from_json(json.loads(json.dumps(sequence.as_json()))) == sequence
