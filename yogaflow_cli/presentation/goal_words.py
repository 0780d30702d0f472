"""What is said of a goal. No scolding: what is missing is a figure, not a fault."""

from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.streak import Week
from yogaflow_cli.presentation.dates import weekday_word
from yogaflow_cli.presentation.stats_words import goal_words, time_words

NO_GOAL = "No goal is set. Such as: yogaflow goal set 4 per week"


def name_of_goal(goal: Goal, plain: bool) -> str:
    """A goal by itself."""
    if goal.kind == "weekdays":
        return ", ".join(weekday_word(day, plain) for day in goal.weekdays)
    if goal.kind == "minutes":
        return f"{time_words(goal.amount * 60, plain)} a week"
    return "1 day a week" if goal.amount == 1 else f"{goal.amount} days a week"


def goal_line(goal: Goal | None, week: Week, plain: bool) -> str:
    """The goal, and how far this week is."""
    if goal is None:
        return NO_GOAL
    if week.asked <= 0:
        return f"{name_of_goal(goal, plain)}. Nothing is asked of this week."
    return f"{name_of_goal(goal, plain)}. This week: {goal_words(week, goal, plain)}."


def kept_line(goal: Goal | None, plain: bool, *, changed: bool) -> str:
    """What was set, or cleared."""
    if goal is None:
        return "The goal is cleared." if changed else "There was no goal: nothing to change"
    name = name_of_goal(goal, plain)
    return f"Your goal is {name}." if changed else f"Your goal was {name} already: nothing to change"
