"""What a guide asks of its bells. Loads nothing that sounds, so that whoever only names them stays quick."""

from enum import StrEnum
from typing import Protocol


class Sound(StrEnum):
    """What is rung."""

    BOWL = "bowl"  # one strike: a step, a part or an interval begins
    SIDE = "side"  # higher, softer and shorter: change sides
    END = "end"  # three strikes: the practice is over


class Bells(Protocol):
    """Something that rings. No call waits for what sounds, and none raises."""

    silent: bool  # while this holds, `ring` does nothing

    def ring(self, sound: Sound) -> None:
        """Begins a sound, beside any that still rings."""

    def tend(self) -> None:
        """Looks after what was begun; to be called with every frame, and for a moment after the last ring."""

    def hush(self) -> None:
        """Stops what rings."""
