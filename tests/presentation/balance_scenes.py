"""Balances for the golden pages, and the pages as files.

`python -m tests.presentation.balance_scenes` writes them anew.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.statistics.balance import Balance, PoseName, PoseTime, balance_of, lately
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.presentation.balance_page import balance_lines, balance_plain
from yogaflow_cli.presentation.inks import plain_text

GOLDEN = Path(__file__).parents[1] / "golden" / "balance"
WIDTHS = (44, 80, 140)
TODAY = date(2026, 11, 23)
TWELVE_WEEKS = Period(lately(TODAY).first, TODAY)


def timed(pose: str, seconds: int, side: Side | None = None, ago: int = 0) -> PoseTime:
    """A row, last practised so many days before today."""
    return PoseTime(pose, side, seconds * 1000, TODAY - timedelta(days=ago))


def both(pose: str, left_seconds: int, right_seconds: int, ago: int = 0) -> list[PoseTime]:
    """The rows of a pose with sides."""
    return [timed(pose, left_seconds, Side.LEFT, ago), timed(pose, right_seconds, Side.RIGHT, ago)]


def season() -> list[PoseTime]:
    """Twelve weeks of much practice, with more on one side of some poses."""
    return [
        timed("mountain", 1900),
        timed("standing-forward-fold", 5210, ago=2),
        *both("warrior-2", 3640, 3610, ago=2),
        *both("triangle", 2875, 2410, ago=5),
        *both("pigeon", 1810, 2060, ago=5),
        *both("half-lord-of-fishes", 760, 940, ago=9),
        timed("cobra", 2600, ago=2),
        timed("downward-dog", 6120, ago=2),
        *both("tree", 600, 600, ago=16),
        *both("the swing of grandmother's gate", 300, 150, ago=16),
        timed("childs-pose", 1800, ago=5),
        timed("corpse", 9000),
        timed("box-breath", 3000, ago=1),
        timed("meditation", 43, ago=30),
    ]


def before_the_season() -> list[PoseTime]:
    """What was practised once, and not of late."""
    return [
        timed("headstand", 5400, ago=101),
        timed("shoulderstand", 9000, ago=94),
        timed("crow", 300, ago=740),
        *both("the swing of grandmother's other gate, which opens towards the lake and squeaks a little", 90, 90, 400),
    ]


def scene(rows: Iterable[PoseTime], bounds: Period, before: Iterable[PoseTime] = (), sessions: int = 24) -> Balance:
    """The balance of rows, and of what was practised before."""
    rows = list(rows)
    book = {pose.slug: pose for pose in shipped_poses()}
    return balance_of(
        rows,
        {slug: pose.category for slug, pose in book.items()},
        ever=[*rows, *before],
        names={slug: PoseName(pose.english, pose.sanskrit) for slug, pose in book.items()},
        sessions=sessions if rows else 0,
        bounds=bounds,
        today=TODAY,
    )


@cache
def scenes() -> dict[str, Balance]:
    """The balances, by the names of their files."""
    march = Period(date(2025, 12, 28), date(2026, 3, 31))
    return {
        "season": scene(season(), TWELVE_WEEKS, before_the_season()),
        "even": scene([*both("warrior-2", 600, 610), timed("corpse", 45)], Period(TODAY, TODAY), sessions=1),
        "without-sides": scene([timed("box-breath", 7200), timed("corpse", 30)], march, sessions=2),
        "one-side": scene([timed("tree", 90, Side.RIGHT)], Period(date(2026, 11, 1), TODAY), sessions=1),
        "nothing-yet": scene([], TWELVE_WEEKS),
        "nothing-ever": scene([], Period(None, None)),
        "nothing-of-late": scene([], TWELVE_WEEKS, before_the_season()),
        "nothing-then": scene([], march),
    }


def files_of(name: str) -> dict[Path, str]:
    """What is kept of a scene: its page at every width, and its words."""
    drawn = {GOLDEN / f"{name}-{width}.txt": plain_text(balance_lines(scenes()[name], width)) for width in WIDTHS}
    texts = {**drawn, GOLDEN / f"{name}-plain.txt": "\n".join(balance_plain(scenes()[name]))}
    return {file: f"{text}\n" for file, text in texts.items()}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for scene_name in scenes():
        for file, text in files_of(scene_name).items():
            file.write_text(text, encoding="utf-8")
