"""The guide without a picture: a line an event, for screen readers, logs and whoever wants it plain. No rich here."""

from collections.abc import Callable
from typing import TextIO

from yogaflow_cli.domain.cues import Cue
from yogaflow_cli.presentation.guide_plain import plain_lines
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.text.cleaning import shown


class GuidePage:
    """Lines on a stream, each on its way at once; None where nothing is to be said."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._told: tuple[str | None, str | None] = (None, None)

    def open(self) -> None:
        """There is nothing to take."""

    def show(self, scene: Scene) -> None:
        """Tells a new question or notice, once."""
        told = (scene.notice, scene.question)
        if told != self._told:
            for text in told:
                if text is not None and text not in self._told:
                    self.write(text)
            self._told = told

    def call(self, scene: Scene, cue: Cue) -> None:
        """Tells a cue."""
        for line in plain_lines(scene, cue):
            self.write(line)

    def say(self, words: Callable[[Scene], str], scene: Scene) -> None:
        """Tells something of the scene."""
        self.write(words(scene))

    def write(self, line: str) -> None:
        """One line, out at once."""
        if self._stream is not None:
            self._stream.write(f"{shown(line)}\n")
            self._stream.flush()

    def close(self) -> None:
        """There is nothing to give back."""
