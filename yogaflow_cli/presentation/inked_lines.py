"""Lines of inks on a terminal, drawn by rich in the colours of its background."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.style import Style
from rich.text import Text

from yogaflow_cli.presentation.guide_lines import ACCENT, BOLD, NORMAL, QUIET
from yogaflow_cli.presentation.inks import LEVELS, Ink, Line
from yogaflow_cli.presentation.palette import ON_DARK, ON_LIGHT

ENOUGH_COLOURS = ("256", "truecolor", "windows")
LIGHT_BACKGROUNDS = ("7", "15")
"""How a terminal that says so in COLORFGBG numbers a light background."""


def has_colours(console: Console) -> bool:
    """Whether the levels can be told apart by colour; a windows console shows the nearest of what it has."""
    return console.color_system in ENOUGH_COLOURS and not console.no_color


def is_light(theme: str, environment: Mapping[str, str]) -> bool:
    """Whether the background is light: as the setting says, else as the terminal says, else it is taken for dark."""
    if theme == "auto":
        return environment.get("COLORFGBG", "").rpartition(";")[2] in LIGHT_BACKGROUNDS
    return theme == "light"


def print_lines(console: Console, lines: Sequence[Line], light: bool) -> None:
    """Draws lines, none of them folded."""
    styles = styles_of(light)
    for line in lines:
        # Text, never markup: a person's own words are shown as they are.
        text = Text.assemble(*((span.text, styles[span.ink]) for span in line))
        text.rstrip()
        console.print(text, no_wrap=True, overflow="ignore", crop=False)


def styles_of(light: bool) -> dict[Ink, Style]:
    """What each ink looks like."""
    levels = ON_LIGHT if light else ON_DARK
    named = {Ink.NORMAL: NORMAL, Ink.STRONG: BOLD, Ink.QUIET: QUIET, Ink.ACCENT: ACCENT}
    return named | {ink: Style(color=colour) for ink, colour in zip(LEVELS, levels, strict=True)}
