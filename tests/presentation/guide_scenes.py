"""Moments of shipped sequences for the guide's golden pictures, and the pictures as files.

`python -m tests.presentation.guide_scenes` writes them anew.
"""

from datetime import timedelta
from functools import cache
from pathlib import Path

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.playback import Playback, advance, begin
from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_view import guide_view

GOLDEN = Path(__file__).parents[1] / "golden" / "guide"
SIZES = [(80, 24), (60, 15), (40, 10)]
SUN, YIN, BOX, NOSTRILS = "sun-salutation-a", "yin-45", "box-breathing-5", "alternate-nostril-8"
STANDING = "ashtanga-standing-closing"
NOTICE = "Nothing passed for 3 m 20 s: paused. space goes on, g counts it."
QUESTION = "Complete now? 4 m of 10 m. y yes, n no"


@cache
def moment(slug: str, step_number: int, into_milliseconds: int) -> Playback:
    """A shipped sequence, practised as it is planned until so far into a step; negative while preparing."""
    sequence = Shelf(None).find(slug)
    before = sum(step.planned_milliseconds for step in sequence.steps[: step_number - 1])
    passed = sequence.prepare_milliseconds + before + into_milliseconds
    return advance(begin(sequence).playback, timedelta(milliseconds=passed)).playback


def free(seconds: int, target: timedelta | None = None) -> FreePlayback:
    """A free practice with a bell every five minutes."""
    return FreePlayback(timedelta(seconds=seconds), timedelta(minutes=5), target)


@cache
def scenes() -> dict[str, Scene]:
    """The moments, by the names of their files."""
    dog, half_hour = moment(SUN, 16, 14_500), timedelta(minutes=30)
    return {
        "breaths": Scene(dog),
        "breaths-on-a-side": Scene(moment(STANDING, 107, 14_200)),
        "half-a-breath": Scene(moment(SUN, 17, 1500)),
        "pattern": Scene(moment(BOX, 4, 5500)),
        "cue": Scene(moment(NOSTRILS, 4, 500)),
        "hold-in-time": Scene(moment(YIN, 6, 60_000)),
        "moving": Scene(moment(YIN, 6, 5000)),
        "preparing": Scene(moment(SUN, 1, -6500)),
        "change-of-side": Scene(moment(YIN, 7, 1500), turned=True),
        "paused": Scene(dog, paused=True, silent=True, notice=NOTICE),
        "paused-in-a-long-hold": Scene(moment(YIN, 7, 60_000), paused=True),
        "question": Scene(dog, question=QUESTION),
        "keys": Scene(dog, keys_shown=True),
        "last-seconds": Scene(moment(YIN, 6, 193_000)),
        "last-step": Scene(moment(SUN, 50, 1500)),
        "the-end": Scene(moment(SUN, 50, 3000)),
        "free": Scene(free(754)),
        "free-with-a-target": Scene(free(754, half_hour)),
        "free-after-its-target": Scene(free(3754, half_hour), silent=True),
        "free-keys": Scene(free(754, half_hour), paused=True, keys_shown=True),
    }


def file_of(name: str, width: int, height: int) -> Path:
    """Where a picture is kept."""
    return GOLDEN / f"{name}-{width}x{height}.txt"


def drawn(scene: Scene, width: int, height: int) -> str:
    """The picture as text, without what is blank at its right."""
    return "".join(f"{line.rstrip()}\n" for line in guide_view(scene, width, height).plain.split("\n"))


if __name__ == "__main__":
    for name, scene in scenes().items():
        for width, height in SIZES:
            file_of(name, width, height).write_text(drawn(scene, width, height), encoding="utf-8")
