"""What the guide calls out, and when: steps, sides, the last seconds, bells, the next pose. No sound is made here."""

from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.sequence import Bell, Sequence, Step

COUNTED_DOWN_SECONDS = (3, 2, 1)
SPOKEN_BEFORE_MILLISECONDS = 3000
END_STROKES = 3


class CueKind(StrEnum):
    """STEP begins, SIDE changes, COUNTDOWN of the last seconds, BELL, SPEAK the pose that comes, TARGET, END."""

    STEP = "step"
    SIDE = "side"
    COUNTDOWN = "countdown"
    BELL = "bell"
    SPEAK = "speak"
    TARGET = "target"
    END = "end"


class Cue(NamedTuple):
    """One thing to call out. `step_number` counts from 1: the step it is about; None where there are no steps.

    `seconds` are those left in a countdown, `strokes` those of a bell; 0 with the other kinds.
    """

    kind: CueKind
    step_number: int | None = None
    seconds: int = 0
    strokes: int = 0


class Announcement(NamedTuple):
    """A cue that is due when so much of a stretch is left."""

    left_milliseconds: int
    cue: Cue


def cues_of_begin(sequence: Sequence, number: int, practised_milliseconds: int, is_first: bool) -> tuple[Cue, ...]:
    """What is called out as a step begins: the step, a change of side, and one bell at most.

    `practised_milliseconds` is the time of the whole run so far; `is_first` tells that nothing was practised before.
    """
    cues = [Cue(CueKind.STEP, number)]
    if changes_side(sequence, number):
        cues.append(Cue(CueKind.SIDE, number))
    if _rings_at_begin(sequence, number, practised_milliseconds, is_first):
        cues.append(Cue(CueKind.BELL, number, strokes=1))
    return tuple(cues)


def cues_of_end(sequence: Sequence) -> tuple[Cue, ...]:
    """What is called out after the last step: three strokes, unless bells are off, and the end."""
    number = len(sequence.steps)
    bells = () if sequence.bell is Bell.NONE else (Cue(CueKind.BELL, number, strokes=END_STROKES),)
    return (*bells, Cue(CueKind.END, number))


def changes_side(sequence: Sequence, number: int) -> bool:
    """Whether a step is the pose of the step before on the other side; a rest put between them makes no difference."""
    step = sequence.steps[number - 1]
    for before in reversed(sequence.steps[: number - 1]):
        if not before.rest:
            return before.pose == step.pose and None not in (before.side, step.side) and before.side is not step.side
    return False


def last_seconds(step: Step | None, number: int) -> list[Announcement]:
    """The countdown to the end of a step, or of the time to get ready where `step` is None; the earliest first.

    A step that is one breath or half of one is not counted down: the breath is the count.
    """
    if step is not None and (step.breath_phase or step.pattern):
        return []
    return [
        Announcement(seconds * 1000, Cue(CueKind.COUNTDOWN, number, seconds=seconds))
        for seconds in COUNTED_DOWN_SECONDS
    ]


def spoken_ahead(coming_number: int, length_milliseconds: int) -> Announcement:
    """The pose that comes, spoken 3 seconds before it begins, but not in the first half of what is before it."""
    return Announcement(min(SPOKEN_BEFORE_MILLISECONDS, length_milliseconds // 2), Cue(CueKind.SPEAK, coming_number))


def interval_passes(every_milliseconds: int, before_milliseconds: int, after_milliseconds: int) -> range:
    """The moments at which an interval is full: after `before_milliseconds`, up to and with `after_milliseconds`."""
    first = (before_milliseconds // every_milliseconds + 1) * every_milliseconds
    return range(first, after_milliseconds + 1, every_milliseconds)


def _rings_at_begin(sequence: Sequence, number: int, practised_milliseconds: int, is_first: bool) -> bool:
    every = sequence.bell_every_milliseconds
    if every and practised_milliseconds and practised_milliseconds % every == 0:
        # The interval's bell has rung at this very moment.
        return False
    step = sequence.steps[number - 1]
    if step.bell or (is_first and sequence.bell is not Bell.NONE):
        return True
    if sequence.bell is Bell.PARTS:
        return number == 1 or sequence.steps[number - 2].part_number != step.part_number
    return sequence.bell is Bell.STEPS
