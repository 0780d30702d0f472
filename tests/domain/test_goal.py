"""A goal of the week: what people write, and what is kept of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.goal import Goal, parse_goal

DAYS = st.builds(Goal, st.just("days"), st.integers(1, 7), st.just(()))
MINUTES = st.builds(Goal, st.just("minutes"), st.integers(1, 10_080), st.just(()))
NAMED = st.sets(st.integers(0, 6), min_size=1).map(lambda days: Goal("weekdays", len(days), tuple(sorted(days))))


@given(st.one_of(DAYS, MINUTES, NAMED))
def test_what_is_kept_is_read_again(goal: Goal) -> None:
    """The setting holds text."""
    assert parse_goal(goal.kept()) == goal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("4 per week", "4 per week"),
        ("4 a week", "4 per week"),
        ("4 days per week", "4 per week"),
        ("7 DAYS A WEEK", "7 per week"),
        ("mon wed fri", "mon wed fri"),
        ("Friday, monday,mon", "mon fri"),
        ("sund", "sun"),
        ("150m per week", "150m per week"),
        ("2h30m per week", "150m per week"),
        ("2h per week", "120m per week"),
        ("168h per week", "10080m per week"),
    ],
)
def test_a_goal_is_read(text: str, kept: str) -> None:
    """Days, named days, minutes; as people say it."""
    goal = parse_goal(text)
    assert goal is not None
    assert goal.kept() == kept


def test_none_is_no_goal() -> None:
    """The default, and how a goal is cleared by `config set`."""
    assert parse_goal("none") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "4", "0 per week", "8 per week", "-1 per week", "4.5 per week", "four per week", "4 per month"),
        *("mo", "mon someday", "m per week", "h per week", "0m per week", "0h0m per week", "10081m per week"),
        *("169h per week", "150 minutes per week", "150m", "1h30 per week", "٤ per week", "999999999m per week"),
        *("150m days per week", "4 per week please", "1_0m per week", "none none"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """From 1 to 7 days, or 1 minute to all of the week."""
    with pytest.raises(ValueError):
        parse_goal(text)
