"""The statistics for scripts: every key is there, seconds are whole, and what is not known is null."""

from datetime import date

from tests.presentation.stats_scenes import FULL, FULL_WEEK, MONDAY, TODAY, week_of
from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.overview import Overview
from yogaflow_cli.domain.statistics.streak import Outcome, Rules, Run, Streak
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.overview_object import goal_object, overview_object, streak_object


def test_the_object_has_what_the_screen_shows() -> None:
    """For scripts: seconds are whole, days are ISO, what is not known is null."""
    found = overview_object(FULL)
    assert found["this_week"] == {"sessions": 4, "practised_seconds": 5700}
    assert found["weeks"] == [
        {"week_starts": week.first.isoformat(), "practised_seconds": week.seconds} for week in FULL.weeks
    ]
    sequences = found["sequences"]
    assert isinstance(sequences, list)
    assert sequences[1] == {"group": None, "sessions": 62, "practised_seconds": 96_600}
    assert found["hours"] == FULL.hours
    felt = found["felt"]
    assert isinstance(felt, dict)
    assert list(felt) == ["mood_before", "mood_after", "energy_before", "energy_after"]
    assert felt["energy_before"] == {"mean": 2.9, "answers": 31}


def test_the_object_of_nothing_is_null_and_empty() -> None:
    """The keys are always there."""
    assert overview_object(Overview(None, None, TODAY, Totals(), 0)) == {
        "this_week": None,
        "last_week": None,
        "weeks": [],
        "styles": [],
        "sequences": [],
        "hours": [0] * 24,
        "felt": {"mood_before": None, "mood_after": None, "energy_before": None, "energy_after": None},
    }


def test_the_object_of_a_streak_counts_weeks_and_days() -> None:
    """Null when streaks are off; `unit` is what the headline counts."""
    assert streak_object(None, "weeks") is None
    week = week_of("       ", 0, 4, Outcome.OPEN)
    streak = Streak(Run(6, date(2026, 10, 12), MONDAY), Run(11), Run(), Run(9), week, Rules())
    assert streak_object(streak, "weeks") == {
        "unit": "weeks",
        "weeks": 6,
        "weeks_since": "2026-10-12",
        "best_weeks": 11,
        "days": 0,
        "days_since": None,
        "best_days": 9,
    }
    assert (streak_object(streak, "days") or {})["unit"] == "days"


def test_the_object_of_a_goal_is_in_days_or_seconds() -> None:
    """As the week was asked; null without a goal."""
    assert goal_object(None, FULL_WEEK) is None
    assert goal_object(Goal("days", 4), FULL_WEEK) == {
        "goal": "4 per week",
        "kind": "days",
        "asked": 4,
        "done": 4,
        "met": True,
    }
    unknown = goal_object(Goal("minutes", 150), None)
    assert unknown == {"goal": "150m per week", "kind": "minutes", "asked": 9000, "done": None, "met": None}
