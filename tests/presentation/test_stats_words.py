"""What the statistics say: days, weeks, streaks and goals, in kind words and with the right number."""

from datetime import date

import pytest

from tests.presentation.stats_scenes import FULL, FULL_WEEK, TODAY, screen, streak_of, week_of
from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.overview import Answers, Felt, Overview
from yogaflow_cli.domain.statistics.streak import Outcome
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.stats_plain import stats_plain


def with_goal(goal: Goal | None, weeks: tuple[int, int] = (6, 11), days: tuple[int, int] = (5, 9)) -> Overview:
    """The full overview with another goal and other streaks."""
    return FULL._replace(streak=streak_of(FULL_WEEK, goal, weeks, days))


@pytest.mark.parametrize(
    ("first", "last", "whole", "said"),
    [
        (date(2025, 3, 3), TODAY, True, "since 3 Mar 2025"),
        (date(2025, 3, 3), TODAY, False, "3 Mar 2025 to 28 Nov 2026"),
        (date(2026, 11, 1), date(2026, 11, 30), False, "1 to 30 Nov 2026"),
        (date(2026, 9, 1), date(2026, 11, 30), False, "1 Sep to 30 Nov 2026"),
        (TODAY, TODAY, False, "28 Nov 2026"),
    ],
)
def test_the_title_names_the_days(first: date, last: date, whole: bool, said: str) -> None:
    """An open period since its first practice, another with its two days."""
    title = screen(FULL._replace(first=first, last=last), whole=whole).split("\n")[0]
    assert title.split("  ")[1] == "maya"
    assert title.endswith(f"  {said}")


@pytest.mark.parametrize(
    ("goal", "kept", "plain"),
    [
        (None, "with practice", "with practice"),
        (Goal("days", 4), "with 4+ days", "with 4 or more days"),
        (Goal("days", 1), "with a day or more", "with a day or more"),
        (Goal("days", 7), "with practice every day", "with practice every day"),
        (Goal("weekdays", 3, (0, 2, 4)), "on Mon, Wed, Fri", "on Monday, Wednesday, Friday"),
        (Goal("minutes", 150), "with 2 h 30 m+", "with 2 hours 30 minutes or more"),
    ],
)
def test_a_streak_says_what_its_weeks_have_in_common(goal: Goal | None, kept: str, plain: str) -> None:
    """The goal's own words, on the screen and in the plain form."""
    assert f"6 weeks {kept}  ·  best 11 weeks  ·  5 days in a row" in screen(with_goal(goal), 140)
    assert f"Streak: 6 weeks {plain}; best 11 weeks; 5 days in a row." in stats_plain(with_goal(goal), whole=True)


@pytest.mark.parametrize(
    ("weeks", "days", "headline", "said"),
    [
        ((1, 1), (1, 1), "weeks", "1 week with 4+ days"),
        ((1, 2), (0, 1), "weeks", "1 week with 4+ days  ·  best 2 weeks"),
        ((6, 6), (0, 9), "weeks", "6 weeks with 4+ days  ·  your best"),
        ((0, 11), (2, 9), "weeks", "best 11 weeks with 4+ days  ·  2 days in a row"),
        ((0, 1), (0, 0), "weeks", "best 1 week with 4+ days"),
        ((0, 0), (3, 3), "weeks", "3 days in a row"),
        ((6, 11), (5, 9), "days", "5 days in a row  ·  best 9 days  ·  6 weeks with 4+ days"),
        ((6, 11), (1, 9), "days", "1 day  ·  best 9 days  ·  6 weeks with 4+ days"),
        ((1, 11), (0, 9), "days", "best 9 days in a row  ·  1 week with 4+ days"),
        ((0, 11), (0, 1), "days", "best 1 day"),
    ],
)
def test_a_streak_counts_kindly(weeks: tuple[int, int], days: tuple[int, int], headline: str, said: str) -> None:
    """What is 0 is not said, and one is one."""
    overview = with_goal(Goal("days", 4), weeks, days)
    line = next(line for line in screen(overview, 80, headline).split("\n") if "streak" in line)
    assert line.removeprefix("  streak").strip() == said


def test_without_any_streak_there_is_no_line_of_it() -> None:
    """A beginner is not told of nothing."""
    text = screen(with_goal(Goal("days", 4), (0, 0), (0, 0)))
    assert "streak" not in text
    assert "Mo ● Tu ● We" in text


@pytest.mark.parametrize(
    ("signs", "done", "asked", "outcome", "goal", "said"),
    [
        ("●●·●●– ", 4, 4, Outcome.MET, Goal("days", 4), "4 of 4, goal met"),
        ("●······", 1, 4, Outcome.OPEN, Goal("days", 4), "1 of 4"),
        ("–––––––", 0, 0, Outcome.BRIDGES, Goal("days", 4), "nothing asked this week"),
        ("●●·●●– ", 5700, 9000, Outcome.OPEN, Goal("minutes", 150), "1 h 35 m of 2 h 30 m"),
        ("●●·●●– ", 9100, 9000, Outcome.MET, Goal("minutes", 150), "2 h 31 m of 2 h 30 m, goal met"),
    ],
)
def test_the_week_says_how_far_it_is(
    signs: str, done: int, asked: int, outcome: Outcome, goal: Goal, said: str
) -> None:
    """What is done of what is asked, and nothing of what is missing."""
    overview = FULL._replace(streak=streak_of(week_of(signs, done, asked, outcome), goal, (0, 0), (0, 0)))
    line = next(line for line in screen(overview, 140).split("\n") if "Mo " in line)
    names = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    days = "".join(line[line.index(name) + 3] for name in names)
    assert days == signs
    assert line.endswith((said, f"{said}   – rest"))


def test_a_week_without_practice_is_not_held_against_anybody() -> None:
    """This week is only said to be without practice beside one with; the last one is then not named."""
    waiting = FULL._replace(this_week=Totals(), streak=None)
    assert "this week    no practice yet  ·  last week 2 h 10 m in 5 practices" in screen(waiting)
    assert "last week" not in screen(FULL._replace(last_week=Totals()))
    assert "week  " not in screen(FULL._replace(this_week=Totals(), last_week=Totals(), streak=None))


@pytest.mark.parametrize(
    ("felt", "said", "plain"),
    [
        (Felt(mood_after=Answers((0, 0, 0, 4, 1))), "mood 4.2 after  ·  5 answers", "mood 4.2 after; 5 answers"),
        (Felt(mood_before=Answers((0, 1, 0, 0, 0))), "mood 2.0 before  ·  1 answer", "mood 2.0 before; 1 answer"),
        (
            Felt(energy_before=Answers((0, 1, 0, 0, 0)), energy_after=Answers((0, 0, 0, 1, 0))),
            "energy 2.0 → 4.0  ·  2 answers",
            "energy 2.0 before, 4.0 after; 2 answers",
        ),
    ],
)
def test_only_what_was_answered_is_told(felt: Felt, said: str, plain: str) -> None:
    """A mean of nothing is none."""
    overview = FULL._replace(felt=felt)
    assert screen(overview).endswith(f"How it felt  {said}")
    assert stats_plain(overview, whole=True)[-1] == f"How it felt: {plain}."
