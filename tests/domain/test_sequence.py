"""A sequence as a value: its length, its hash, and its way to JSON and back."""

import json
from dataclasses import replace

import pytest

from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.sequence import Bell, BreathPhase, Sequence, Step
from yogaflow_cli.domain.side import Side
from yogaflow_cli.errors import InvalidValue

DOG = Step("downward-dog", "Downward-Facing Dog", 30_000, 6000, transition_milliseconds=2500, breaths=5.0)
FULL = Step(
    pose="tree",
    english="Tree",
    hold_milliseconds=2750,
    breath_milliseconds=5500,
    transition_milliseconds=1,
    sanskrit="Vṛkṣāsana",
    side=Side.LEFT,
    breaths=0.5,
    breath_phase=BreathPhase.OUT,
    pattern=(4, 0, 6, 0),
    count=6,
    count_word="ṣaṭ",
    cue="look up",
    note="<b>",
    part="Part",
    part_number=2,
    round=3,
    rounds=4,
    repetition=5,
    repetitions=6,
    bell=True,
    rest=True,
)
MORNING = Sequence("morning", "Morning", (DOG, FULL))
EVERYTHING = Sequence(
    slug="all",
    name="All",
    steps=(FULL, DOG),
    sanskrit="Sarva",
    style="own",
    level=3,
    about="About.",
    breath_milliseconds=5500,
    prepare_milliseconds=0,
    bell=Bell.EVERY,
    bell_every_milliseconds=300_000,
    props=("strap", "block"),
    shipped=True,
)


def test_planned_time_is_moving_and_holding_and_half_a_second_counts_as_one() -> None:
    """Preparing is no part of it; seconds are rounded half up."""
    assert MORNING.planned_milliseconds == 2500 + 30_000 + 1 + 2750
    assert MORNING.planned_seconds == 35
    assert (
        replace(MORNING, steps=(replace(DOG, hold_milliseconds=500, transition_milliseconds=0),)).planned_seconds == 1
    )
    assert (
        replace(MORNING, steps=(replace(DOG, hold_milliseconds=499, transition_milliseconds=0),)).planned_seconds == 0
    )
    assert MORNING.poses_planned == 2


def test_seconds_are_the_milliseconds_for_those_who_show_them() -> None:
    """The numbers of a step, as people read them."""
    assert (DOG.hold_seconds, DOG.transition_seconds, DOG.breath_seconds) == (30.0, 2.5, 6.0)


def test_another_breath_changes_what_is_held_in_breaths_alone() -> None:
    """`--breath 7`: five breaths last longer, thirty seconds do not."""
    timed = replace(DOG, breaths=None)

    slower = replace(MORNING, steps=(DOG, timed, FULL)).at_breath(7000)

    assert [step.hold_milliseconds for step in slower.steps] == [35_000, 30_000, 3500]
    assert {step.breath_milliseconds for step in slower.steps} == {slower.breath_milliseconds} == {7000}


@pytest.mark.parametrize("sequence", [MORNING, EVERYTHING])
def test_nothing_is_lost_on_the_way_to_json_and_back(sequence: Sequence) -> None:
    """Every field of every step survives a file."""
    assert sequence_from_json(json.loads(json.dumps(sequence.as_json()))) == sequence
    assert sequence_from_json(sequence.as_json()) == sequence


def test_json_holds_plain_values_and_leaves_defaults_out() -> None:
    """The frozen row stays small and readable by any program."""
    assert replace(MORNING, steps=(DOG,)).as_json() == {
        "slug": "morning",
        "name": "Morning",
        "steps": [
            {
                "pose": "downward-dog",
                "english": "Downward-Facing Dog",
                "hold_milliseconds": 30_000,
                "breath_milliseconds": 6000,
                "transition_milliseconds": 2500,
                "breaths": 5,
            },
        ],
    }


def test_the_hash_is_stable_across_versions() -> None:
    """It is the identity of a frozen sequence in the database: a new version must find the old rows."""
    assert MORNING.content_hash() == "00ae083a48618639e42cfd05212b2703c9b19106f0a5c32ec674da726fef1fa6"
    assert EVERYTHING.content_hash() == "6366f3588221ac5b22d1d2d96ee904549b48146fe4b01e6bf8953173bd3c2012"


def test_equal_content_has_an_equal_hash_and_any_change_another() -> None:
    """A whole number of breaths is one number, however it was written; where the file came from is no content."""
    same = replace(MORNING, steps=(replace(DOG, breaths=5), FULL), shipped=True)

    assert same.content_hash() == MORNING.content_hash()
    others = [
        replace(MORNING, slug="evening"),
        replace(MORNING, name="Évening"),
        replace(MORNING, steps=(FULL, DOG)),
        replace(MORNING, steps=(DOG,)),
        replace(MORNING, steps=(replace(DOG, side=Side.LEFT), FULL)),
        replace(MORNING, bell=Bell.NONE),
        replace(MORNING, props=("strap",)),
    ]
    assert len({sequence.content_hash() for sequence in (MORNING, *others)}) == len(others) + 1


STEP = {"pose": "tree", "english": "Tree", "hold_milliseconds": 1, "breath_milliseconds": 1}
BAD = {
    "no record": [],
    "nothing": {},
    "no steps": {"slug": "a", "name": "A", "steps": []},
    "steps that are a text": {"slug": "a", "name": "A", "steps": "tree"},
    "a step that is a text": {"slug": "a", "name": "A", "steps": ["tree"]},
    "no name": {"slug": "a", "steps": [STEP]},
    "a name that is a number": {"slug": "a", "name": 7, "steps": [STEP]},
    "an unknown key": {"slug": "a", "name": "A", "steps": [STEP], "shape": 1},
    "an unknown key of a step": {"slug": "a", "name": "A", "steps": [{**STEP, "shape": 1}]},
    "an unknown bell": {"slug": "a", "name": "A", "steps": [STEP], "bell": "loud"},
    "an interval without its bell": {"slug": "a", "name": "A", "steps": [STEP], "bell_every_milliseconds": 5},
    "a bell without its interval": {"slug": "a", "name": "A", "steps": [STEP], "bell": "every"},
    "props that are numbers": {"slug": "a", "name": "A", "steps": [STEP], "props": [7]},
    "a hold that is a text": {"slug": "a", "name": "A", "steps": [{**STEP, "hold_milliseconds": "1"}]},
    "a hold below nothing": {"slug": "a", "name": "A", "steps": [{**STEP, "hold_milliseconds": -1}]},
    "a hold that is a truth": {"slug": "a", "name": "A", "steps": [{**STEP, "hold_milliseconds": True}]},
    "a third side": {"slug": "a", "name": "A", "steps": [{**STEP, "side": "up"}]},
    "no number of breaths": {"slug": "a", "name": "A", "steps": [{**STEP, "breaths": float("nan")}]},
    "breaths without end": {"slug": "a", "name": "A", "steps": [{**STEP, "breaths": float("inf")}]},
    "half a pattern": {"slug": "a", "name": "A", "steps": [{**STEP, "pattern": [4, 4]}]},
    "a pattern of texts": {"slug": "a", "name": "A", "steps": [{**STEP, "pattern": ["4", "4", "4", "4"]}]},
    "a bell that is a number": {"slug": "a", "name": "A", "steps": [{**STEP, "bell": 1}]},
}


@pytest.mark.parametrize("what", BAD)
def test_a_record_that_is_no_sequence_is_refused(what: str) -> None:
    """An export that was edited by hand ends in one clear line."""
    with pytest.raises(InvalidValue):
        sequence_from_json(BAD[what])
