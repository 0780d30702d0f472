"""The statistics in plain words, one fact a line, for screen readers: no bars, no signs, units written out."""

from collections.abc import Sequence

from yogaflow_cli.domain.statistics.overview import Overview
from yogaflow_cli.domain.statistics.streak import DayKind, Streak
from yogaflow_cli.presentation.dates import day_words, weekday_word
from yogaflow_cli.presentation.stats_shares import Share, hours_of, percent_words, shares_of
from yogaflow_cli.presentation.stats_table import sessions_words
from yogaflow_cli.presentation.stats_words import (
    answers_words,
    felt_words,
    goal_words,
    period_words,
    streak_words,
    time_words,
    two_weeks_words,
)
from yogaflow_cli.presentation.wording import counted

KIND_WORDS = {DayKind.COUNTS: "practice", DayKind.SHORT: "a short practice", DayKind.REST: "rest"}


def stats_plain(overview: Overview, *, headline: str = "weeks", whole: bool) -> list[str]:
    """The same as the screen says, in sentences; `headline` and `whole` are the screen's."""
    return [
        f"Your practice: {period_words(overview, whole=whole, plain=True)}.",
        *figure_sentences(overview),
        *week_sentences(overview, headline),
        *share_sentences("By style", shares_of(overview.styles, "style")),
        *share_sentences("By sequence", shares_of(overview.sequences, "sequence")),
        *weeks_sentences(overview),
        *hours_sentences(overview),
        *felt_sentences(overview),
    ]


def figure_sentences(overview: Overview) -> list[str]:
    """All practised time first, then the sessions, their average and how many were completed."""
    totals = overview.totals
    days = f" on {counted(overview.practice_days, 'day')}" if overview.practice_days else ""
    said = [
        f"Practised: {time_words(totals.practised_seconds, plain=True)}{days}.",
        f"Sessions: {sessions_words(totals).replace(': ', ', of them ')}.",
    ]
    if totals.total_sessions:
        said.append(f"Average of the completed: {time_words(totals.average_duration_seconds, plain=True)}.")
    if totals.ended_sessions:
        said.append(f"Completed: {totals.completion_rate_percent:g} percent.")
    return said


def week_sentences(overview: Overview, headline: str) -> list[str]:
    """This week beside the last, its days and its goal, and the streak."""
    words = two_weeks_words(overview, plain=True)
    said = [f"This week: {', '.join(words)}."] if words else []
    streak = overview.streak
    if streak is None:
        return said
    if days := days_words(streak):
        said.append(f"Days of this week: {days}.")
    if streak.rules.goal is not None:
        said.append(f"Goal of this week: {goal_words(streak.this_week, streak.rules.goal, plain=True)}.")
    runs = streak_words(streak, headline, plain=True)
    return [*said, f"Streak: {'; '.join(runs)}."] if runs else said


def days_words(streak: Streak) -> str:
    """On which days of the week there was practice, or is rest."""
    rules, week = streak.rules, streak.this_week
    names = [weekday_word(rules.week_starts_on + number, plain=True) for number in range(len(week.days))]
    told = []
    for kind, words in KIND_WORDS.items():
        days = [name for name, found in zip(names, week.days, strict=True) if found is kind]
        told += [f"{words} on {', '.join(days)}"] if days else []
    return "; ".join(told)


def share_sentences(heading: str, shares: Sequence[Share]) -> list[str]:
    """A line a share, behind a heading."""
    whole = sum(share.seconds for share in shares)
    told = [
        f"{share.name}: {time_words(share.seconds, plain=True)}, {percent_words(share.seconds, whole, plain=True)}."
        for share in shares
    ]
    return [f"{heading}:", *told] if told else []


def weeks_sentences(overview: Overview) -> list[str]:
    """A line a week, from the first practised one on."""
    practised = [number for number, week in enumerate(overview.weeks) if week.seconds]
    if not practised:
        return []
    told = [
        f"Week of {day_words(week.first, plain=True)}: {week_time_words(week.seconds)}."
        for week in overview.weeks[practised[0] :]
    ]
    return [f"Practised in the last {counted(len(overview.weeks), 'week')}:", *told]


def week_time_words(seconds: int) -> str:
    """The time of a week, of which there may be none."""
    return time_words(seconds, plain=True) if seconds else "nothing"


def hours_sentences(overview: Overview) -> list[str]:
    """A line a part of the day in which practice began."""
    told = [
        f"From {part.first} to {part.end}: {time_words(part.seconds, plain=True)}."
        for part in hours_of(overview.hours)
        if part.seconds
    ]
    return ["When you begin:", *told] if told else []


def felt_sentences(overview: Overview) -> list[str]:
    """How it felt, in one sentence."""
    told = felt_words(overview.felt, plain=True)
    return [f"How it felt: {'; '.join([*told, answers_words(overview.felt)])}."] if told else []
