"""The guide on the whole terminal: a picture, drawn anew where it changed. What is in it is the view's."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.live import Live

from yogaflow_cli.domain.cues import Cue
from yogaflow_cli.presentation.guide_lines import Picture
from yogaflow_cli.presentation.guide_scene import Scene
from yogaflow_cli.presentation.guide_view import guide_view


class GuideScreen:
    """The alternate screen of the terminal; the person's own is untouched."""

    def __init__(self) -> None:
        # One clear screen for each picture: nothing is marked up, nothing is guessed.
        self._console = Console(markup=False, emoji=False, highlight=False)
        self._live: Live | None = None
        self._shown: object = None

    def open(self) -> None:
        """Takes the screen."""
        self._live = Live(
            Picture([]),
            console=self._console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()
        self._shown = None

    def show(self, scene: Scene) -> None:
        """Draws the scene, if that changes anything on the screen."""
        size = self._console.size
        picture = guide_view(scene, size.width, size.height)
        shown = (size, picture.lines)
        if self._live is not None and shown != self._shown:
            self._live.update(picture, refresh=True)
            self._shown = shown

    def call(self, scene: Scene, cue: Cue) -> None:
        """The picture shows it already."""

    def say(self, words: Callable[[Scene], str], scene: Scene) -> None:
        """The picture shows it already."""

    def close(self) -> None:
        """Gives the screen back, with the cursor."""
        live, self._live = self._live, None
        if live is not None:
            live.stop()
        sys.stdout.flush()
