"""Small pictures made of characters: bars, dots, the wave of the breath, large digits. No colours, no rich."""

from functools import cache
from math import cos, pi

LEVELS = " ▁▂▃▄▅▆▇█"
EIGHTHS = 8
DOT_GAPS = ("   ", " ")

# Upright strokes are a cell wide, level ones half a cell high: on most screens about as thick.
DIGITS = (
    ("█▀▀▀█", "█   █", "█   █", "█   █", "▀▀▀▀▀"),
    (" ▀█  ", "  █  ", "  █  ", "  █  ", " ▀▀▀ "),
    ("▀▀▀▀█", "    █", "█▀▀▀▀", "█    ", "▀▀▀▀▀"),
    ("▀▀▀▀█", "    █", " ▀▀▀█", "    █", "▀▀▀▀▀"),
    ("█   █", "█   █", "▀▀▀▀█", "    █", "    ▀"),
    ("█▀▀▀▀", "█    ", "▀▀▀▀█", "    █", "▀▀▀▀▀"),
    ("█▀▀▀▀", "█    ", "█▀▀▀█", "█   █", "▀▀▀▀▀"),
    ("▀▀▀▀█", "    █", "    █", "    █", "    ▀"),
    ("█▀▀▀█", "█   █", "█▀▀▀█", "█   █", "▀▀▀▀▀"),
    ("█▀▀▀█", "█   █", "▀▀▀▀█", "    █", "▀▀▀▀▀"),
)
COLON = (" ", "▄", " ", "▀", " ")


def bar(share: float, cells: int) -> tuple[int, int]:
    """How many cells of a bar are full and how many are not; it is full only when all is done."""
    full = min(cells, int(share * cells)) if share < 1 else cells
    return full, cells - full


def dots(number: int, total: int, cells: int) -> tuple[str, str, str] | None:
    """Dots for what is done, what is being done and what is to come; None if they do not fit."""
    for gap in DOT_GAPS:
        if total + (total - 1) * len(gap) <= cells:
            return ("●" + gap) * (number - 1), "◐", (gap + "○") * (total - number)
    return None


@cache
def wave(eighths: int, cells: int, rows: int) -> tuple[str, ...]:
    """A hill that is `eighths` eighths of a row high, at most all `rows`; its foot always shows, as a line."""
    middle = cells // 2
    heights = [max(1, round(eighths * (1 + cos(pi * abs(cell - middle) / (middle + 1))) / 2)) for cell in range(cells)]
    return tuple(
        "".join(LEVELS[min(EIGHTHS, max(0, height - row * EIGHTHS))] for height in heights)
        for row in reversed(range(rows))
    )


def wave_of(fullness: float, cells: int, rows: int) -> tuple[str, ...]:
    """The wave of a breath, its rows from the top."""
    return wave(round(fullness * rows * EIGHTHS), cells, rows)


@cache
def large(text: str) -> tuple[str, ...]:
    """Digits and colons five rows high, all rows of one width."""
    signs = [COLON if sign == ":" else DIGITS[int(sign)] for sign in text]
    return tuple("  ".join(rows) for rows in zip(*signs, strict=True))
