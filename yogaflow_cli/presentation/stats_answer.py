"""What practice adds up to, whole, for scripts: figures, groups, streak, goal and the values of the screen."""

from datetime import date
from typing import TYPE_CHECKING

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.statistics.grouping import ALL_GROUPINGS, GroupedBy
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.presentation.overview_object import goal_object, overview_object, streak_object
from yogaflow_cli.presentation.stats_table import stats_object
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.review import overview, review
from yogaflow_cli.services.rhythm import Rhythm
from yogaflow_cli.text.names import nearest

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def grouping_of(text: str | None) -> GroupedBy | None:
    """The grouping with that name. Raises InvalidValue for another word."""
    for grouping in ALL_GROUPINGS:
        if text == grouping:
            return grouping
    if text is None:
        return None
    near = nearest(text, ALL_GROUPINGS)
    known = " or ".join(near) if near else ", ".join(ALL_GROUPINGS)
    raise InvalidValue(f"Cannot group by {text!r}.", f"Group by {known}.")


def stats_answer(
    log: PracticeLog, days: Period, day: date, time_zone: "ZoneInfo", by: GroupedBy | None
) -> dict[str, object]:
    """The answer of `stats --json` for some days, seen on `day` in a zone."""
    rhythm = Rhythm(log)
    seen = overview(log, days, day, time_zone)
    # The goal is no streak: how far it is stays, whether streaks are shown or not.
    streak = seen.streak
    if streak is None and seen.this_week is not None:
        streak = rhythm.standing(day, time_zone)[1]
    week = None if streak is None else streak.this_week
    beside = {"streak": streak_object(seen.streak, rhythm.headline), "goal": goal_object(rhythm.goal, week)}
    return stats_object(review(log, days, day, by), by) | beside | overview_object(seen)
