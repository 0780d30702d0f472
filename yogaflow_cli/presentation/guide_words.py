"""The words that the guide's screen and its plain form are made of: times, sides, holds and keys. No rich here."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.domain.breathing import Breathing
from yogaflow_cli.domain.sequence import BreathPhase, Step
from yogaflow_cli.domain.side import Side
from yogaflow_cli.text.durations import spoken

BREATHING_WORDS = {
    Breathing.IN: "inhale",
    Breathing.FULL: "hold full",
    Breathing.OUT: "exhale",
    Breathing.EMPTY: "hold empty",
}
HALF_WORDS = {BreathPhase.IN: "inhale", BreathPhase.OUT: "exhale"}


class Key(NamedTuple):
    """A key and what it does, in words for the list and in one word for the frame; without one it is not there."""

    name: str
    words: str
    word: str | None = None
    steps_only: bool = False


def keys(paused: bool, with_steps: bool) -> list[Key]:
    """The keys that work just now; free practice has no steps to move between."""
    go_on = "go on" if paused else "pause"
    known = [
        Key("space", go_on, go_on),
        Key("n", "next", "next", steps_only=True),
        Key("b", "back", "back", steps_only=True),
        Key("+", "ten seconds more", steps_only=True),
        Key("-", "ten seconds less", steps_only=True),
        Key("s", "sound", "sound"),
        Key("g", "give back a gap"),
        Key("q", "complete", "finish"),
        Key("?", "close", "keys"),
        Key("Ctrl-C", "leave and keep"),
    ]
    return [key for key in known if with_steps or not key.steps_only]


def seconds_passed(milliseconds: int) -> int:
    """Whole seconds that have passed."""
    return max(0, milliseconds) // 1000


def seconds_left(milliseconds: int) -> int:
    """Seconds to go, a begun one included: a countdown shows 3, 2, 1, and 0 only when it is over."""
    return -(-max(0, milliseconds) // 1000)


def time_words(seconds: int) -> str:
    """A time as a clock in a room shows it: 0:15, 30:00, 1:02:03."""
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def side_words(side: Side) -> str:
    """A side."""
    return f"{side.value} side"


def hold_words_short(step: Step) -> str:
    """How a step is held, as short as the line about the next pose needs it."""
    if step.pattern is not None:
        return "-".join(map(str, step.pattern))
    if step.breath_phase is not None:
        return HALF_WORDS[step.breath_phase]
    return breaths_words(step) or spoken(timedelta(milliseconds=step.hold_milliseconds))


def breaths_words(step: Step) -> str:
    """The counted breaths of a hold; nothing for one in time."""
    if step.breaths is None:
        return ""
    return "1 breath" if step.breaths == 1 else f"{step.breaths:g} breaths"
