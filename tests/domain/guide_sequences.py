"""Sequences for the guide's tests: small written ones, and any that hypothesis can think of."""

from dataclasses import replace

from hypothesis import strategies as st

from yogaflow_cli.domain.sequence import Bell, BreathPhase, Sequence, Step
from yogaflow_cli.domain.side import Side


def held(pose: str, seconds: float, side: Side | None = None, move: float = 0, part_number: int = 1) -> Step:
    """A step that is held for a time, after `move` seconds."""
    return Step(
        pose=pose,
        english=pose.title(),
        hold_milliseconds=round(seconds * 1000),
        breath_milliseconds=6000,
        transition_milliseconds=round(move * 1000),
        side=side,
        part_number=part_number,
    )


def breathed(pose: str, breaths: float, side: Side | None = None, breath_milliseconds: int = 6000) -> Step:
    """A step that is held for counted breaths."""
    hold = round(breaths * breath_milliseconds)
    return replace(held(pose, hold / 1000, side), breaths=breaths, breath_milliseconds=breath_milliseconds)


def sequence_of(
    *steps: Step, prepare: float = 0, bell: Bell = Bell.NONE, every_milliseconds: int | None = None
) -> Sequence:
    """A sequence without a bell and without preparation, unless they are given."""
    return Sequence(
        slug="any",
        name="Any",
        steps=steps,
        prepare_milliseconds=round(prepare * 1000),
        bell=bell,
        bell_every_milliseconds=every_milliseconds,
    )


MOVES = st.sampled_from([0, 1, 2500, 3000])
BELLS = st.sampled_from([Bell.STEPS, Bell.PARTS, Bell.ENDS, Bell.EVERY, Bell.NONE])


@st.composite
def steps_of_a_pose(draw: st.DrawFn, longest_milliseconds: int) -> list[Step]:
    """A pose on no side, or as long on both."""
    kind = draw(st.sampled_from(["time", "breaths", "half", "pattern"]))
    pose = draw(st.sampled_from(["tree", "dog", "corpse"]))
    bare = held(pose, draw(st.integers(1, longest_milliseconds)) / 1000)
    if kind == "breaths":
        bare = breathed(pose, float(draw(st.integers(1, 9))), breath_milliseconds=draw(st.integers(1000, 9000)))
    elif kind == "half":
        bare = replace(breathed(pose, 0.5), breath_phase=draw(st.sampled_from(BreathPhase)))
    elif kind == "pattern":
        bare = replace(held(pose, 14), pattern=(4, 0, 6, 4))
    bare = replace(bare, transition_milliseconds=draw(MOVES), bell=draw(st.booleans()), rest=draw(st.booleans()))
    return [replace(bare, side=side) for side in draw(st.sampled_from([(None,), (Side.RIGHT, Side.LEFT)]))]


@st.composite
def sequences(draw: st.DrawFn, longest_milliseconds: int = 90_000) -> Sequence:
    """Any sequence of up to three parts."""
    poses = st.lists(steps_of_a_pose(longest_milliseconds), min_size=1, max_size=4)
    parts = draw(st.lists(poses, min_size=1, max_size=3))
    steps = [
        replace(step, part_number=number)
        for number, part in enumerate(parts, start=1)
        for pose in part
        for step in pose
    ]
    bell = draw(BELLS)
    every = draw(st.integers(1000, 60_000)) if bell is Bell.EVERY else None
    return sequence_of(*steps, prepare=draw(st.sampled_from([0, 0.5, 10])), bell=bell, every_milliseconds=every)
