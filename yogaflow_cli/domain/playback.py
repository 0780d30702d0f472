"""The guide's state: where a run of a sequence is, and how time and keys move it on. `guide_keys.py` has the keys.

Time comes in as what has passed since the last call, pauses left out; there is no clock here, and no sound.
"""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.breathing import Breath, breath_at
from yogaflow_cli.domain.cues import (
    Announcement,
    Cue,
    CueKind,
    cues_of_begin,
    cues_of_end,
    interval_passes,
    last_seconds,
    spoken_ahead,
)
from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.domain.step_record import StepRecord, record_of
from yogaflow_cli.errors import InvalidValue

NONE = timedelta(0)
MILLISECOND = timedelta(milliseconds=1)


class Phase(StrEnum):
    """PREPARING before the first step, MOVING into a pose, HOLDING it, ENDED."""

    PREPARING = "preparing"
    MOVING = "moving"
    HOLDING = "holding"
    ENDED = "ended"


class Playback(NamedTuple):
    """A run of a sequence. `step_number` counts from 1 and is one past the last step at the end.

    `into_milliseconds` is the time in the step so far; while preparing it counts up from a negative number to 0.
    `changed_milliseconds` is what the person added to this step, or took from it. `recorded_milliseconds` is the
    practised time of all records. `carried` is under a millisecond: uneven ticks lose nothing.
    """

    sequence: Sequence
    step_number: int = 1
    into_milliseconds: int = 0
    changed_milliseconds: int = 0
    records: tuple[StepRecord, ...] = ()
    recorded_milliseconds: int = 0
    carried: timedelta = NONE

    @property
    def phase(self) -> Phase:
        """What is being done just now."""
        if self.step_number > len(self.sequence.steps):
            return Phase.ENDED
        if self.into_milliseconds < 0:
            return Phase.PREPARING
        return Phase.MOVING if self.into_milliseconds < self.step.transition_milliseconds else Phase.HOLDING

    @property
    def step(self) -> Step:
        """The step that runs, the one that is prepared for, or at the end the last one."""
        return self.sequence.steps[min(self.step_number, len(self.sequence.steps)) - 1]

    @property
    def next_step(self) -> Step | None:
        """The step after `step`, None after the last."""
        following = self.sequence.steps[self.step_number : self.step_number + 1]
        return following[0] if following else None

    @property
    def step_milliseconds(self) -> int:
        """How long the step lasts, as the person changed it, moving included."""
        return self.step.planned_milliseconds + self.changed_milliseconds

    @property
    def step_left_milliseconds(self) -> int:
        """What is left of the step; all of it while preparing, 0 at the end."""
        if self.phase is Phase.ENDED:
            return 0
        return max(0, self.step_milliseconds - max(0, self.into_milliseconds))

    @property
    def phase_left_milliseconds(self) -> int:
        """What is left of preparing, moving or holding."""
        if self.phase is Phase.PREPARING:
            return -self.into_milliseconds
        if self.phase is Phase.MOVING:
            return self.step.transition_milliseconds - self.into_milliseconds
        return self.step_left_milliseconds

    @property
    def breath(self) -> Breath | None:
        """The breath in a hold that is counted in breaths, else None."""
        if self.phase is not Phase.HOLDING:
            return None
        moving = self.step.transition_milliseconds
        return breath_at(self.step, self.into_milliseconds - moving, self.step_milliseconds - moving)

    @property
    def practised_milliseconds(self) -> int:
        """The time of the run so far, all attempts and moving included, preparing not."""
        return self.recorded_milliseconds + max(0, self.into_milliseconds)

    @property
    def left_milliseconds(self) -> int:
        """The time to go until the end."""
        later = sum(step.planned_milliseconds for step in self.sequence.steps[self.step_number :])
        return self.step_left_milliseconds + later

    @property
    def total_milliseconds(self) -> int:
        """The time of the whole run as it looks now; it changes with skipping, going back, longer and shorter."""
        return self.practised_milliseconds + self.left_milliseconds

    @property
    def share(self) -> float:
        """The progress by time, from 0 to 1."""
        return self.practised_milliseconds / (self.total_milliseconds or 1) if self.phase is not Phase.ENDED else 1.0


class Passage(NamedTuple):
    """A new state and what is to be called out, in order; `unused` is time that passed after the end."""

    playback: Playback
    cues: tuple[Cue, ...] = ()
    unused: timedelta = NONE


def begin(sequence: Sequence, from_step: int = 1) -> Passage:
    """A run from its preparation, or without one from the beginning of its first step, or of step `from_step`.

    Raises:
        InvalidValue: there is no such step.
    """
    playback = restore(sequence, from_step, -sequence.prepare_milliseconds)
    if playback.phase is Phase.PREPARING:
        return Passage(playback)
    return Passage(playback, begin_cues(playback))


def restore(
    sequence: Sequence,
    step_number: int,
    into_milliseconds: int,
    records: tuple[StepRecord, ...] = (),
    changed_milliseconds: int = 0,
) -> Playback:
    """The run that was left there, without a cue; one past the last step it had ended.

    Raises:
        InvalidValue: there is no such step.
    """
    steps = len(sequence.steps)
    if not 1 <= step_number <= steps + bool(records):
        raise InvalidValue(f"{sequence.slug} has no step {step_number}.", f"Its steps are 1 to {steps}.")
    recorded = sum(record.practised_milliseconds for record in records)
    return Playback(sequence, step_number, into_milliseconds, changed_milliseconds, records, recorded)


def advance(playback: Playback, passed: timedelta) -> Passage:
    """The run after more active time, in which any number of steps may end; time that runs backwards is none."""
    left, carried = divmod(playback.carried + max(passed, NONE), MILLISECOND)
    playback = playback._replace(carried=carried)
    cues: list[Cue] = []
    while playback.phase is not Phase.ENDED:
        due = -playback.into_milliseconds if playback.phase is Phase.PREPARING else playback.step_left_milliseconds
        spent = min(left, due)
        cues += _cues_on_the_way(playback, spent)
        left -= spent
        was_preparing = playback.phase is Phase.PREPARING
        playback = playback._replace(into_milliseconds=playback.into_milliseconds + spent)
        if spent < due:
            return Passage(playback, tuple(cues))
        playback, begun = (playback, begin_cues(playback)) if was_preparing else end_step(playback)
        cues += begun
    return Passage(playback, tuple(cues), left * MILLISECOND)


def end_step(playback: Playback) -> tuple[Playback, tuple[Cue, ...]]:
    """The step recorded as far as it was practised, and the next one begun, or the end."""
    record = record_of(playback.step, playback.step_number, playback.into_milliseconds)
    moved = turn_to(playback, playback.step_number + 1, record)
    return moved, cues_of_end(moved.sequence) if moved.phase is Phase.ENDED else begin_cues(moved)


def turn_to(playback: Playback, step_number: int, record: StepRecord | None) -> Playback:
    """The beginning of another step, or of the same one again; `record` is that of the one that is left."""
    return playback._replace(
        step_number=step_number,
        into_milliseconds=0,
        changed_milliseconds=0,
        records=(*playback.records, record) if record else playback.records,
        recorded_milliseconds=playback.practised_milliseconds,
    )


def begin_cues(playback: Playback) -> tuple[Cue, ...]:
    """What is called out as the step begins."""
    is_first = not playback.records
    return cues_of_begin(playback.sequence, playback.step_number, playback.practised_milliseconds, is_first)


def announced(playback: Playback, spent_milliseconds: int) -> list[Announcement]:
    """What becomes due within the step, or within preparing, as less of it is left; the earliest first."""
    preparing = playback.phase is Phase.PREPARING
    length = playback.sequence.prepare_milliseconds if preparing else playback.step_milliseconds
    due = last_seconds(None if preparing else playback.step, playback.step_number)
    if preparing or playback.next_step is not None:
        due.insert(0, spoken_ahead(playback.step_number + (not preparing), length))
    before = -playback.into_milliseconds if preparing else playback.step_left_milliseconds
    return [
        announcement for announcement in due if before > announcement.left_milliseconds >= before - spent_milliseconds
    ]


def _cues_on_the_way(playback: Playback, spent_milliseconds: int) -> list[Cue]:
    due = announced(playback, spent_milliseconds)
    if playback.phase is not Phase.PREPARING:
        due += _interval_bells(playback, spent_milliseconds)
    # Stable: what is due at one moment keeps its order.
    return [announcement.cue for announcement in sorted(due, key=lambda due_cue: -due_cue.left_milliseconds)]


def _interval_bells(playback: Playback, spent_milliseconds: int) -> list[Announcement]:
    every = playback.sequence.bell_every_milliseconds
    if not every:
        return []
    before = playback.practised_milliseconds
    end = before + playback.step_left_milliseconds
    bell = Cue(CueKind.BELL, playback.step_number, strokes=1)
    passes = interval_passes(every, before, before + spent_milliseconds)
    # The bells of the end ring at that moment already.
    return [Announcement(end - moment, bell) for moment in passes if moment < end or playback.next_step is not None]
