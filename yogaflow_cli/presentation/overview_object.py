"""What the statistics show beside the totals, as objects for scripts: weeks, styles, hours, how it felt, the streak."""

from collections.abc import Sequence

from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.overview import Answers, Overview
from yogaflow_cli.domain.statistics.streak import Outcome, Streak, Week
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.dates import day_text

HOURS_OF_A_DAY = 24
SECONDS = 60


def overview_object(overview: Overview) -> dict[str, object]:
    """The additional keys of `stats --json`; what the period does not reach is null or empty."""
    return {
        "this_week": week_object(overview.this_week),
        "last_week": week_object(overview.last_week),
        "weeks": [
            {"week_starts": week.first.isoformat(), "practised_seconds": week.seconds} for week in overview.weeks
        ],
        "styles": group_objects(overview.styles),
        "sequences": group_objects(overview.sequences),
        "hours": list(overview.hours) or [0] * HOURS_OF_A_DAY,
        "felt": {name: answers_object(answers) for name, answers in overview.felt._asdict().items()},
    }


def week_object(totals: Totals | None) -> dict[str, int] | None:
    """What was practised in a week."""
    if totals is None:
        return None
    return {"sessions": totals.ended_sessions, "practised_seconds": totals.practised_seconds}


def group_objects(groups: Sequence[Group]) -> list[dict[str, object]]:
    """Every group, the most practised first; the one without a style or sequence is null."""
    return [
        {
            "group": group.label,
            "sessions": group.totals.ended_sessions,
            "practised_seconds": group.totals.practised_seconds,
        }
        for group in groups
    ]


def answers_object(answers: Answers) -> dict[str, object] | None:
    """The mean of answers from 1 to 5, to one decimal."""
    return {"mean": answers.mean, "answers": answers.number} if answers.number else None


def streak_object(streak: Streak | None, headline: str) -> dict[str, object] | None:
    """The present and the best streaks; `unit` is what the headline counts. A week is named by its first day."""
    if streak is None:
        return None
    return {
        "unit": "days" if headline == "days" else "weeks",
        "weeks": streak.weeks.length,
        "weeks_since": day_text(streak.weeks.first),
        "best_weeks": streak.best_weeks.length,
        "days": streak.days.length,
        "days_since": day_text(streak.days.first),
        "best_days": streak.best_days.length,
    }


def goal_object(goal: Goal | None, week: Week | None) -> dict[str, object] | None:
    """The goal and how far this week is with it, in days, or in seconds for a goal of minutes.

    What was asked is lower than the goal in a week with days of rest. Without a week nothing is known to be done:
    `asked` is then the goal itself, `done` and `met` are null.
    """
    if goal is None:
        return None
    whole = goal.amount * (SECONDS if goal.kind == "minutes" else 1)
    return {
        "goal": goal.kept(),
        "kind": goal.kind,
        "asked": whole if week is None else week.asked,
        "done": None if week is None else week.done,
        "met": None if week is None else week.outcome is Outcome.MET,
    }
