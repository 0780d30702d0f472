"""The colours of the page and its pictures, on paper and light screens, and on dark screens."""

from typing import NamedTuple

from yogaflow_cli.presentation.palette import ON_DARK, ON_LIGHT


class Colours(NamedTuple):
    """What stands on `paper`: text in `ink`, what matters less in `quiet`; one accent, levels of practice."""

    paper: str
    ink: str
    quiet: str
    line: str
    accent: str
    levels: tuple[str, ...]


LIGHT = Colours("#fdfcfa", "#23262d", "#5a606c", "#e5e2db", "#2a7699", ON_LIGHT)
DARK = Colours("#14171c", "#e8e6e1", "#a3a9b5", "#2b3038", "#8fc0a9", ON_DARK)
