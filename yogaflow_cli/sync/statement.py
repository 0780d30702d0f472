"""What devices state about a thing, and when: the terms of the fold. A thing is a session, a setting, days of rest."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Values = Mapping[str, object]
"""Values by register; each is what JSON can hold."""

Seen = Mapping[str, int]
"""How many segments of each device a writer had taken in; a device without an entry, none."""

SeenBy = Callable[[str, int], Seen]
"""What the writer of a device's segment, by its number, had seen."""


class Stamp(NamedTuple):
    """A reading of a hybrid logical clock: milliseconds since 1970, and a counter where those stand still.

    Source: Kulkarni, Demirbas and others, "Logical Physical Clocks" (2014). Ours is never clamped: a clock that is
    years ahead is obeyed like any other, so that who wrote later, and knew it, always has the last word.
    """

    milliseconds: int
    counter: int = 0

    def next(self, wall_milliseconds: int) -> "Stamp":
        """The stamp of what comes next by the wall clock: later than this one whatever that says."""
        if wall_milliseconds > self.milliseconds:
            return Stamp(wall_milliseconds)
        return Stamp(self.milliseconds, self.counter + 1)


class Thing(NamedTuple):
    """What is stated about: its kind, and its UUID, name or content hash."""

    kind: str
    identity: str


class Operation(NamedTuple):
    """One change of one thing by one device: the registers that it sets. Stamps of one device always rise."""

    thing: Thing
    stamp: Stamp
    values: Values


class Statement(NamedTuple):
    """Registers of a thing as one device set them last, in its segment of that number."""

    device: str
    segment: int
    stamp: Stamp
    values: Values

    @property
    def order(self) -> tuple[Stamp, str]:
        """By it the last writer is told: by the stamp, and among equal ones by the device."""
        return self.stamp, self.device


def revised(former: Iterable[Statement], latest: Statement) -> tuple[Statement, ...]:
    """One device's statements on a thing, the latest among them: of each register only the last word counts."""
    kept = (
        statement._replace(
            values={name: value for name, value in statement.values.items() if name not in latest.values}
        )
        for statement in former
    )
    return (*(statement for statement in kept if statement.values), latest)
