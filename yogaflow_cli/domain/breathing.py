"""The breath inside a hold, for a display that breathes along. No drawing here."""

from enum import StrEnum
from typing import NamedTuple

from yogaflow_cli.domain.sequence import BreathPhase, Step


class Breathing(StrEnum):
    """A part of a breath: IN, held FULL, OUT, held EMPTY."""

    IN = "in"
    FULL = "full"
    OUT = "out"
    EMPTY = "empty"


class Breath(NamedTuple):
    """A moment of a counted hold: the breath it is in, counted from 1, of `breaths`, and how far its phase has come.

    `passed_share` of the phase lies from 0 to 1; `phase_milliseconds` is the whole phase.
    """

    number: int
    breaths: int
    phase: Breathing
    passed_share: float
    phase_milliseconds: int

    @property
    def fullness(self) -> float:
        """How full the lungs are, from 0 to 1."""
        if self.phase is Breathing.IN:
            return self.passed_share
        return 1 - self.passed_share if self.phase is Breathing.OUT else float(self.phase is Breathing.FULL)


def breath_at(step: Step, held_milliseconds: int, hold_milliseconds: int) -> Breath | None:
    """The breath after so much of a hold; None for a hold given in time. The hold may have been changed by the person.

    A changed hold has more or fewer breaths of the planned length; the last may be cut. A pattern, or the half of a
    breath, is stretched over the hold instead.
    """
    if hold_milliseconds <= 0 or step.hold_milliseconds <= 0:
        return None
    held = min(held_milliseconds, hold_milliseconds)
    if step.breath_phase is not None:
        phase = Breathing.IN if step.breath_phase is BreathPhase.IN else Breathing.OUT
        return Breath(1, 1, phase, held / hold_milliseconds, hold_milliseconds)
    if step.pattern is not None:
        return _patterned(step.pattern, held, hold_milliseconds)
    return _counted(step, step.breaths, held, hold_milliseconds) if step.breaths else None


def _counted(step: Step, planned_breaths: float, held_milliseconds: int, hold_milliseconds: int) -> Breath:
    # Multiplied first: the products of whole numbers and halves are exact, a breath's own length need not be.
    breaths = max(1, int(-(-hold_milliseconds * planned_breaths // step.hold_milliseconds)))
    position = held_milliseconds * planned_breaths / step.hold_milliseconds
    number = min(int(position) + 1, breaths)
    within = min(position - (number - 1), 1.0)
    phase = Breathing.IN if within < 0.5 else Breathing.OUT
    passed = within * 2 if phase is Breathing.IN else within * 2 - 1
    return Breath(number, breaths, phase, passed, round(step.hold_milliseconds / planned_breaths / 2))


def _patterned(pattern: tuple[int, int, int, int], held_milliseconds: int, hold_milliseconds: int) -> Breath:
    """The phase of a pattern, whose four counts are stretched over the hold; counts of 0 never show."""
    scale = hold_milliseconds / sum(pattern)
    before = 0.0
    lengths = [(phase, count * scale) for phase, count in zip(Breathing, pattern, strict=True) if count]
    for phase, length in lengths:
        if held_milliseconds < before + length:
            return Breath(1, 1, phase, (held_milliseconds - before) / length, round(length))
        before += length
    phase, length = lengths[-1]
    return Breath(1, 1, phase, 1.0, round(length))
