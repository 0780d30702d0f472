"""What of the guide is heard: bells and sides, and the next pose by voice where that was asked for."""

import sys
from time import sleep
from typing import TextIO

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.cues import Cue, CueKind
from yogaflow_cli.domain.guide_course import Course
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.sound.bells import Bells, Sound
from yogaflow_cli.sound.player import bells_of
from yogaflow_cli.sound.voice import Voice, voices

LOOKS_AFTER_END, LOOK_SECONDS = 6, 0.05


class GuideSounds:
    """The bells and the voice of one guide."""

    def __init__(self, bells: Bells, voice: Voice | None) -> None:
        self._bells = bells
        self._voice = voice

    @property
    def silent(self) -> bool:
        """Whether nothing is to be heard."""
        return self._bells.silent

    def toggle(self) -> None:
        """Sound off, or on again."""
        self._bells.silent = not self._bells.silent
        if self._voice is not None:
            self._voice.silent = self._bells.silent
        if self._bells.silent:
            self.hush()

    def call(self, course: Course, cue: Cue) -> None:
        """Lets a cue be heard."""
        if cue.kind is CueKind.BELL:
            self._bells.ring(Sound.BOWL if cue.strokes == 1 else Sound.END)
        elif cue.kind is CueKind.SIDE:
            self._bells.ring(Sound.SIDE)
        elif cue.kind is CueKind.SPEAK and self._voice is not None:
            self._voice.say(spoken_step(course, cue.step_number))

    def tend(self) -> None:
        """Looks after what was begun."""
        self._bells.tend()
        if self._voice is not None:
            self._voice.tend()

    def end(self) -> None:
        """Looks after the last ring for a moment: where a player fails, another takes its place."""
        if not self.silent:
            for _ in range(LOOKS_AFTER_END):
                sleep(LOOK_SECONDS)
                self.tend()

    def hush(self) -> None:
        """Stops what is heard."""
        self._bells.hush()
        if self._voice is not None:
            self._voice.hush()


def sounds_of(workspace: Workspace, silent: bool, voice: bool) -> GuideSounds:
    """The sounds of this machine."""
    environment = workspace.environment
    terminal: TextIO | None = sys.stdout if sys.stdout.isatty() else None
    bells = bells_of(environment, workspace.folders.cache / "sounds", terminal, silent)
    return GuideSounds(bells, Voice(voices(environment), environment, silent) if voice else None)


def spoken_step(course: Course, step_number: int | None) -> str:
    """A step as a voice says it: in English, with its side."""
    if not isinstance(course, Playback) or step_number is None:
        return ""
    step = course.sequence.steps[step_number - 1]
    return step.english if step.side is None else f"{step.english}, {step.side} side"
