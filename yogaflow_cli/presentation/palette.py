"""How much a day was practised, in five levels: their thresholds, signs and colours. No rich.

The colours rise in contrast with their background, so that a practice reads as more wherever lightness can be seen.
"""

from bisect import bisect_right

THRESHOLD_MINUTES = (15, 30, 60)
"""Absolute, so that a level means the same next year."""

LEVEL_WORDS = ("none", "under 15 m", "15-30 m", "30-60 m", "an hour +")
GLYPHS = "·░▒▓█"
SQUARE = "■"
"""What a coloured level is drawn with."""

ON_DARK = ("#3a3f4b", "#2c5c8a", "#3f8fb5", "#8fc0a9", "#f2e394")
ON_LIGHT = ("#e3e5ea", "#b4cd90", "#5fa58c", "#2a7699", "#1a3f78")


def level_of(seconds: int) -> int:
    """The level of a day with so many practised seconds, from 0 for none to 4 for an hour or more.

    Any practice, however short, is at least level 1. One of less than a second has 0 seconds and is level 0 here.
    """
    if seconds <= 0:
        return 0
    return 1 + bisect_right([60 * minutes for minutes in THRESHOLD_MINUTES], seconds)
