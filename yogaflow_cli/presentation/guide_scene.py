"""A moment of the guide, as the screen and the plain words are made from it. Light: no rich, and nothing is drawn."""

from typing import NamedTuple

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.playback import Playback


class Scene(NamedTuple):
    """What the guide's screen shows at one moment.

    `notice` is a line to know; `question` is asked in place of the keys; `keys_shown` puts the list of keys in place of
    the picture's middle; `turned` tells, for the first seconds of a step, that the side has just changed.
    """

    playback: Playback | FreePlayback
    paused: bool = False
    silent: bool = False
    notice: str | None = None
    question: str | None = None
    keys_shown: bool = False
    turned: bool = False
