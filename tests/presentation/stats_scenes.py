"""Overviews for the golden screens of statistics, and the screens as files.

`python -m tests.presentation.stats_scenes` writes them anew.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.overview import Answers, Felt, Overview, WeekTime
from yogaflow_cli.domain.statistics.streak import DayKind, Outcome, Rules, Run, Streak, Week
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.inks import plain_text
from yogaflow_cli.presentation.stats_plain import stats_plain
from yogaflow_cli.presentation.stats_screen import stats_screen

GOLDEN = Path(__file__).parents[1] / "golden" / "stats"
WIDTHS = (80, 140)
TODAY = date(2026, 11, 28)
MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
SIGNS = {
    "●": DayKind.COUNTS,
    "◦": DayKind.SHORT,
    "–": DayKind.REST,
    "·": DayKind.NOTHING,
    " ": DayKind.AHEAD,
}


class Scene(NamedTuple):
    """An overview, and how it is asked for."""

    overview: Overview
    headline: str = "weeks"
    whole: bool = True


def groups_of(minutes: Mapping[str | None, int]) -> list[Group]:
    """Groups with so many minutes, by their labels."""
    return [
        Group(label, Totals(total_sessions=1 + number // 26, practised_seconds=number * 60), 1)
        for label, number in minutes.items()
    ]


def weeks_of(*minutes: int) -> list[WeekTime]:
    """Weeks with so many minutes, the last of them the present one."""
    oldest = MONDAY - WEEK * (len(minutes) - 1)
    return [WeekTime(oldest + WEEK * number, minute * 60) for number, minute in enumerate(minutes)]


def hours_of(**minutes: int) -> list[int]:
    """The seconds of 24 hours, given as minutes by `at6` for the hour from six."""
    return [minutes.get(f"at{hour}", 0) * 60 for hour in range(24)]


def week_of(signs: str, done: int, asked: int, outcome: Outcome) -> Week:
    """The present week."""
    return Week(MONDAY, tuple(SIGNS[sign] for sign in signs), done, asked, outcome)


def run_of(length: int, first: date = MONDAY) -> Run:
    """A streak of so many."""
    return Run(length, first, TODAY) if length else Run()


def streak_of(week: Week, goal: Goal | None, weeks: tuple[int, int], days: tuple[int, int]) -> Streak:
    """The present streaks and the best ones, first of weeks, then of days."""
    runs = [run_of(length) for length in (*weeks, *days)]
    return Streak(runs[0], runs[1], runs[2], runs[3], week, Rules(goal, weekly_rest=frozenset({5})))


STYLES: dict[str | None, int] = {
    "vinyasa": 2290,
    "ashtanga": 1445,
    "yin": 780,
    "pranayama": 550,
    None: 400,
    "hatha": 190,
    "restorative": 55,
}
SEQUENCES: dict[str | None, int] = {
    "sun-salutation-a": 1820,
    None: 1610,
    "yin-45": 990,
    "ashtanga-standing-closing": 690,
    "box-breathing-5": 365,
    "moon-salutation": 195,
    "my-evening": 40,
}
FULL_WEEK = week_of("●●·●●– ", 4, 4, Outcome.MET)
FOUR_DAYS = Goal("days", 4)
FULL = Overview(
    first=date(2025, 3, 3),
    last=TODAY,
    today=TODAY,
    totals=Totals(189, 292_950, 12, 13, 342_600),
    practice_days=142,
    styles=groups_of(STYLES),
    sequences=groups_of(SEQUENCES),
    hours=hours_of(at6=1900, at7=610, at8=40, at10=350, at12=200, at13=90, at18=1500, at19=620, at21=330, at22=70),
    felt=Felt(
        Answers((4, 9, 12, 3, 2)), Answers((0, 1, 5, 12, 10)), Answers((3, 8, 12, 6, 2)), Answers((0, 3, 7, 13, 6))
    ),
    weeks=weeks_of(60, 85, 110, 105, 140, 75, 112, 92, 148, 136, 130, 95),
    this_week=Totals(4, 5700, 0, 0, 5700),
    last_week=Totals(4, 7000, 1, 0, 7800),
    streak=streak_of(FULL_WEEK, FOUR_DAYS, (6, 11), (5, 9)),
)
FIRST_WEEK = Overview(
    first=date(2026, 11, 26),
    last=TODAY,
    today=TODAY,
    totals=Totals(1, 1550, 1, 0, 2090),
    practice_days=2,
    sequences=groups_of({None: 34}),
    styles=groups_of({None: 34}),
    hours=hours_of(at7=26, at18=9),
    weeks=weeks_of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 35),
    this_week=Totals(1, 1550, 1, 0, 2090),
    last_week=Totals(),
    streak=streak_of(week_of("···●·● ", 2, 1, Outcome.MET), None, (1, 1), (1, 1)),
)
LONG = "The slow and patient evening sequence that my teacher gave me"
WIDE = "朝のやさしい太陽礼拝とゆっくりした呼吸の練習をつなげた長い流れ"
HOSTILE = "red\x1b[31m\nnext line\u202e [bold]markup[/bold]"
STRANGE = FULL._replace(
    styles=groups_of({LONG: 2290, WIDE: 1445, HOSTILE: 780, "e\u0301le\u0301gant": 550, "🧘 sitting": 120}),
    sequences=groups_of({WIDE: 2000, "a": 900, LONG * 3: 1}),
)
PAST = FULL._replace(
    first=date(2026, 10, 1), last=date(2026, 10, 31), weeks=(), this_week=None, last_week=None, streak=None
)


def scenes() -> dict[str, Scene]:
    """The overviews, by the names of their files."""
    time_week = week_of("●◦·●·– ", 5700, 9000, Outcome.OPEN)
    named_week = week_of("●·●––– ", 2, 2, Outcome.MET)
    return {
        "full": Scene(FULL),
        "first-week": Scene(FIRST_WEEK),
        "streaks-off": Scene(FULL._replace(streak=None)),
        "days-headline": Scene(FULL, headline="days"),
        "goal-of-minutes": Scene(FULL._replace(streak=streak_of(time_week, Goal("minutes", 150), (0, 4), (1, 9)))),
        "goal-of-weekdays": Scene(
            FULL._replace(streak=streak_of(named_week, Goal("weekdays", 3, (0, 2, 4)), (11, 11), (7, 7)))
        ),
        "past": Scene(PAST, whole=False),
        "no-felt": Scene(FULL._replace(felt=Felt(mood_after=Answers((0, 0, 1, 0, 0))), styles=())),
        "strange-names": Scene(STRANGE),
    }


def screen(overview: Overview, width: int = 80, headline: str = "weeks", whole: bool = True) -> str:
    """The screen of maya as text."""
    return plain_text(stats_screen(overview, width, name="maya", headline=headline, whole=whole))


def file_of(name: str, width: int | None) -> Path:
    """Where a screen is kept; without a width its plain form."""
    return GOLDEN / f"{name}-{'plain' if width is None else width}.txt"


def drawn(scene: Scene, width: int | None) -> str:
    """The screen as text, or its plain form."""
    overview, headline, whole = scene
    if width is None:
        return "\n".join(stats_plain(overview, headline=headline, whole=whole)) + "\n"
    return plain_text(stats_screen(overview, width, name="yogaflow", headline=headline, whole=whole)) + "\n"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, scene in scenes().items():
        for width in (*WIDTHS, None):
            file_of(name, width).write_text(drawn(scene, width), encoding="utf-8")
