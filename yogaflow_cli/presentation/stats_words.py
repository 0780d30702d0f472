"""The statistics in words: dates, times, weeks, streaks and goals, short for the screen or written out when plain."""

from datetime import timedelta

from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.statistics.overview import Answers, Felt, Overview
from yogaflow_cli.domain.statistics.streak import Outcome, Run, Streak, Week
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.dates import day_words, span_words, weekday_word
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.durations import spoken

DAYS_OF_A_WEEK = 7


def period_words(overview: Overview, *, whole: bool, plain: bool) -> str:
    """The days that the figures are of; `whole` when the period was left open."""
    if overview.first is None or overview.last is None:
        return "nothing yet"
    if whole:
        return f"since {day_words(overview.first, plain)}"
    return span_words(overview.first, overview.last, plain)


def time_words(seconds: int, plain: bool) -> str:
    """A time in seconds."""
    return spoken(timedelta(seconds=seconds), plain)


def not_completed_words(totals: Totals) -> str:
    """How many did not reach their end, and how; nothing where all did."""
    parts = [(totals.partial_sessions, "partial"), (totals.abandoned_sessions, "left early")]
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def week_words(totals: Totals, plain: bool) -> str:
    """What was practised in a week."""
    return f"{time_words(totals.practised_seconds, plain)} in {counted(totals.ended_sessions, 'practice')}"


def two_weeks_words(overview: Overview, plain: bool) -> tuple[str, ...]:
    """This week, and beside it the last one where there was practice; nothing where neither has any."""
    this, last = overview.this_week or Totals(), overview.last_week or Totals()
    if overview.this_week is None or not this.ended_sessions + last.ended_sessions:
        return ()
    words = week_words(this, plain) if this.ended_sessions else "no practice yet"
    if not last.ended_sessions:
        return (words,)
    number = str(last.ended_sessions) if this.ended_sessions and not plain else counted(last.ended_sessions, "practice")
    return words, f"last week {time_words(last.practised_seconds, plain)} in {number}"


def kept_words(goal: Goal | None, plain: bool) -> str:
    """What the weeks of a streak have in common."""
    if goal is None:
        return "with practice"
    if goal.kind == "weekdays":
        named = ", ".join(weekday_word(number, plain) for number in goal.weekdays)
        return f"on {named}" if len(goal.weekdays) < DAYS_OF_A_WEEK else "with practice every day"
    if goal.kind == "minutes":
        time = time_words(goal.amount * 60, plain)
        return f"with {time} or more" if plain else f"with {time}+"
    if goal.amount == 1:
        return "with a day or more"
    if goal.amount >= DAYS_OF_A_WEEK:
        return "with practice every day"
    return f"with {goal.amount} or more days" if plain else f"with {goal.amount}+ days"


def streak_words(streak: Streak, headline: str, plain: bool) -> list[str]:
    """The headline, the best of its kind, and the other streak; what is 0 is not said."""
    kept = f" {kept_words(streak.rules.goal, plain)}"
    weeks, days = streak.weeks.length, streak.days.length
    in_days = "1 day" if days == 1 else f"{days} days in a row"
    in_weeks = counted(weeks, "week") + kept
    if headline == "days":
        in_a_row = " in a row" if streak.best_days.length > 1 else ""
        parts = [in_days if days else "", best_words(streak.days, streak.best_days, "day", in_a_row)]
        return [*filter(None, parts), *([in_weeks] if weeks else [])]
    parts = [in_weeks if weeks else "", best_words(streak.weeks, streak.best_weeks, "week", kept)]
    return [*filter(None, parts), *([in_days] if days > 1 else [])]


def best_words(run: Run, best: Run, unit: str, kept: str) -> str:
    """The best streak beside the present one; `kept` is said where there is no present one that says it."""
    if best.length > run.length:
        return f"best {counted(best.length, unit)}{'' if run.length else kept}"
    return "your best" if run.length > 1 else ""


def goal_words(week: Week, goal: Goal, plain: bool) -> str:
    """How far this week is with its goal."""
    if week.asked <= 0:
        return "nothing asked this week"
    if goal.kind == "minutes":
        said = f"{time_words(week.done, plain)} of {time_words(week.asked, plain)}"
    else:
        said = f"{week.done} of {counted(week.asked, 'day') if plain else week.asked}"
    if week.outcome is not Outcome.MET:
        return said
    return f"{said}, met" if plain else f"{said}, goal met"


def felt_words(felt: Felt, plain: bool) -> list[str]:
    """Energy and mood before and after, what was given of them."""
    pairs = (("energy", felt.energy_before, felt.energy_after), ("mood", felt.mood_before, felt.mood_after))
    return [f"{name} {said}" for name, before, after in pairs if (said := change_words(before, after, plain))]


def change_words(before: Answers, after: Answers, plain: bool) -> str:
    """A mean before and one after; nothing without answers."""
    if before.mean is None:
        return "" if after.mean is None else f"{after.mean:.1f} after"
    if after.mean is None:
        return f"{before.mean:.1f} before"
    return f"{before.mean:.1f} before, {after.mean:.1f} after" if plain else f"{before.mean:.1f} → {after.mean:.1f}"


def answers_words(felt: Felt) -> str:
    """How many answers the means are of."""
    return counted(sum(answers.number for answers in felt), "answer")
