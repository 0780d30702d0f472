"""The levels of practice: where one begins, and colours that everybody can tell apart on either background."""

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem

from yogaflow_cli.presentation.inks import LEVELS
from yogaflow_cli.presentation.palette import (
    GLYPHS,
    LEVEL_WORDS,
    ON_DARK,
    ON_LIGHT,
    THRESHOLD_MINUTES,
    level_of,
)

Light = tuple[float, float, float]
Matrix = tuple[Light, Light, Light]

BLACK, WHITE = "#000000", "#ffffff"
GROUNDS = pytest.mark.parametrize(
    ("colours", "ground"), [(ON_DARK, BLACK), (ON_LIGHT, WHITE)], ids=["on dark", "on light"]
)
LEAST_APART, LEAST_FROM_THE_GROUND = 1.25, 1.5
STEPS = (0, 95, 135, 175, 215, 255)
XTERM = [*product(STEPS, repeat=3), *((8 + 10 * step,) * 3 for step in range(24))]

# Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB.
EYES: dict[str, Matrix] = {
    "full colour": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
SEEN_BY = pytest.mark.parametrize("eye", EYES.values(), ids=EYES)


def parts_of(colour: str) -> tuple[int, int, int]:
    """Red, green and blue."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def as_written(colour: str) -> str:
    """What a terminal of all colours shows."""
    return colour


def as_rounded(colour: str) -> str:
    """What rich sends to a terminal of 256 colours."""
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


def as_nearest(colour: str) -> str:
    """What a terminal of 256 colours makes of it by itself."""
    wanted = parts_of(colour)
    red, green, blue = min(
        XTERM, key=lambda known: sum((one - other) ** 2 for one, other in zip(known, wanted, strict=True))
    )
    return f"#{red:02x}{green:02x}{blue:02x}"


SHOWN_BY = pytest.mark.parametrize("screen", [as_written, as_rounded, as_nearest])


def luminance(colour: str, eye: Matrix) -> float:
    """The relative luminance of a colour for an eye: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = [part / 255 for part in parts_of(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    seen = [sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in eye]
    return sum(weight * min(1, max(0, part)) for weight, part in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(colour: str, other: str, eye: Matrix) -> float:
    """WCAG's contrast ratio; below 1 where the first is the darker one."""
    return (luminance(colour, eye) + 0.05) / (luminance(other, eye) + 0.05)


@pytest.mark.parametrize(
    ("seconds", "level"),
    [(0, 0), (1, 1), (59, 1), (899, 1), (900, 2), (1799, 2), (1800, 3), (3599, 3), (3600, 4), (14_400, 4)],
)
def test_a_level_begins_at_15_30_and_60_minutes(seconds: int, level: int) -> None:
    """What reaches a threshold is above it, and the shortest practice is one."""
    assert level_of(seconds) == level


@given(st.integers(0, 100_000), st.integers(0, 100_000))
def test_more_practice_is_never_a_lower_level(seconds: int, more: int) -> None:
    """From 0 to 4, and nothing else."""
    assert 0 <= level_of(seconds) <= level_of(seconds + more) <= 4


def test_every_level_has_its_sign_its_words_its_ink_and_its_colours() -> None:
    """Five of each, the signs and colours all different."""
    assert len(LEVELS) == len(LEVEL_WORDS) == len(THRESHOLD_MINUTES) + 2 == 5
    assert {len(set(row)) for row in (GLYPHS, ON_DARK, ON_LIGHT)} == {5}


@SEEN_BY
@SHOWN_BY
@GROUNDS
def test_more_practice_stands_out_more_from_the_background(
    colours: tuple[str, ...], ground: str, screen: Callable[[str], str], eye: Matrix
) -> None:
    """Lighter on dark, darker on light, whatever colours an eye can see and a terminal can show."""
    lightness = [luminance(screen(colour), eye) for colour in colours]
    if ground == WHITE:
        lightness.reverse()
    assert all(one < other for one, other in pairwise(lightness))


@SEEN_BY
@SHOWN_BY
@GROUNDS
def test_neighbours_can_be_told_apart(
    colours: tuple[str, ...], ground: str, screen: Callable[[str], str], eye: Matrix
) -> None:
    """Their contrast, and that of no practice with the background, is 1.25 at least."""
    ratios = [
        contrast(one, other, eye) if ground == WHITE else contrast(other, one, eye)
        for one, other in pairwise([ground, *map(screen, colours)])
    ]
    assert min(ratios) >= LEAST_APART


@SEEN_BY
@SHOWN_BY
@GROUNDS
def test_a_little_practice_is_seen(
    colours: tuple[str, ...], ground: str, screen: Callable[[str], str], eye: Matrix
) -> None:
    """The lowest level with practice stands out from its background."""
    first = screen(colours[1])
    ratio = contrast(ground, first, eye) if ground == WHITE else contrast(first, ground, eye)
    assert ratio >= LEAST_FROM_THE_GROUND


@GROUNDS
def test_two_levels_are_never_the_same_colour_on_a_terminal_of_256(colours: tuple[str, ...], ground: str) -> None:
    """Rounding keeps all five, and none of them is the background."""
    assert len({ground, *map(as_rounded, colours)}) == len({ground, *map(as_nearest, colours)}) == 6
