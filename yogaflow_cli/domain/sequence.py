"""A sequence as it is practised: every round, side, include and rest written out, one step after the other.

Time is kept in whole milliseconds, so that half-breaths add up without drift. How files say it is `library/`'s matter.
"""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from yogaflow_cli.domain.side import Side


class Bell(StrEnum):
    """When bells ring: at every step, every part, at both ends only, at an interval, or never."""

    STEPS = "steps"
    PARTS = "parts"
    ENDS = "ends"
    EVERY = "every"
    NONE = "none"


class BreathPhase(StrEnum):
    """The half of a breath that a short step is done on."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Step:
    """One pose, held for `hold_milliseconds` after `transition_milliseconds` of moving into it.

    `pose` is a slug of the pose book, or the writer's own words; then `english` says the same and `sanskrit` is None.
    `breaths` is None for a hold given in time; `pattern` is seconds of in, hold, out, hold, once.
    `part_number`, `round` and `repetition` count from 1; a round holds both sides of a part that has sides.
    `count` numbers a counted movement and `count_word` is how it is called. `bell` rings when the step begins,
    whatever the sequence's own bell. `rest` marks a step that was put between the written ones.
    """

    pose: str
    english: str
    hold_milliseconds: int
    breath_milliseconds: int
    transition_milliseconds: int = 0
    sanskrit: str | None = None
    side: Side | None = None
    breaths: float | None = None
    breath_phase: BreathPhase | None = None
    pattern: tuple[int, int, int, int] | None = None
    count: int | None = None
    count_word: str | None = None
    cue: str | None = None
    note: str | None = None
    part: str | None = None
    part_number: int = 1
    round: int = 1
    rounds: int = 1
    repetition: int = 1
    repetitions: int = 1
    bell: bool = False
    rest: bool = False

    @property
    def hold_seconds(self) -> float:
        """The time in the pose itself."""
        return self.hold_milliseconds / 1000

    @property
    def transition_seconds(self) -> float:
        """The time to move into the pose."""
        return self.transition_milliseconds / 1000

    @property
    def breath_seconds(self) -> float:
        """The length of one full breath here."""
        return self.breath_milliseconds / 1000

    @property
    def planned_milliseconds(self) -> int:
        """Moving into the pose and holding it."""
        return self.transition_milliseconds + self.hold_milliseconds

    def at_breath(self, breath_milliseconds: int) -> "Step":
        """The same step at another breath; a hold in time stays. Rounded to the millisecond, half to even."""
        hold = self.hold_milliseconds if self.breaths is None else round(self.breaths * breath_milliseconds)
        return replace(self, hold_milliseconds=hold, breath_milliseconds=breath_milliseconds)


@dataclass(frozen=True, slots=True)
class Sequence:
    """An ordered plan of steps; `prepare_milliseconds` is the time to get ready and no part of the planned time.

    `bell_every_milliseconds` is set with Bell.EVERY only. `shipped` tells where it came from and is no content.
    """

    slug: str
    name: str
    steps: tuple[Step, ...]
    sanskrit: str | None = None
    style: str | None = None
    level: int | None = None
    about: str | None = None
    breath_milliseconds: int = 6000
    prepare_milliseconds: int = 10_000
    bell: Bell = Bell.PARTS
    bell_every_milliseconds: int | None = None
    props: tuple[str, ...] = ()
    shipped: bool = False

    @property
    def planned_milliseconds(self) -> int:
        """The whole planned time, moving included and preparing not."""
        return sum(step.planned_milliseconds for step in self.steps)

    @property
    def planned_seconds(self) -> int:
        """The whole planned time in seconds, half a second rounded up."""
        return (self.planned_milliseconds + 500) // 1000

    @property
    def poses_planned(self) -> int:
        """The number of steps, all rounds and sides."""
        return len(self.steps)

    def at_breath(self, breath_milliseconds: int) -> "Sequence":
        """The same sequence at another breath, included ones too."""
        steps = tuple(step.at_breath(breath_milliseconds) for step in self.steps)
        return replace(self, steps=steps, breath_milliseconds=breath_milliseconds)

    def as_json(self) -> dict[str, object]:
        """All of it as plain values, without the keys that hold their default; `frozen_sequence.py` reads it back."""
        return {**_plain(self), "steps": [_plain(step) for step in self.steps]}

    def content_hash(self) -> str:
        """SHA-256, in hex, of the content (all but `shipped`) as JSON with sorted keys and no spaces, in UTF-8."""
        content = replace(self, shipped=False).as_json()
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Step | Sequence) -> dict[str, object]:
    named = ((field.name, getattr(value, field.name), field.default) for field in fields(value))
    return {name: _plain_value(content) for name, content, default in named if content != default and name != "steps"}


def _plain_value(content: object) -> object:
    # Equal values must be written alike, or equal sequences would have two hashes: 5 and 5.0, an enum and its text.
    if isinstance(content, StrEnum):
        return content.value
    if isinstance(content, tuple):
        return list(content)
    return int(content) if isinstance(content, float) and content.is_integer() else content
