"""What the sections of the page hold, in words and drawn, before the template lays them out."""

from collections.abc import Sequence
from typing import NamedTuple

from yogaflow_cli.domain.statistics.overview import Answers, Calendar, Felt, Overview
from yogaflow_cli.domain.statistics.streak import DayKind, Outcome, Streak
from yogaflow_cli.presentation.dates import weekday_word
from yogaflow_cli.presentation.goal_words import name_of_goal
from yogaflow_cli.presentation.report.charts_svg import columns_svg, felt_svg, percent
from yogaflow_cli.presentation.report.columns import Chart, hours_of_the_day, scale_for
from yogaflow_cli.presentation.report.svg import Drawn
from yogaflow_cli.presentation.stats_shares import Share, percent_words, shares_of
from yogaflow_cli.presentation.stats_words import (
    change_words,
    goal_words,
    not_completed_words,
    streak_words,
    time_words,
    two_weeks_words,
)
from yogaflow_cli.presentation.wording import counted

LEAST_DAYS_OF_A_RHYTHM = 14
DAY_WORDS = {
    DayKind.COUNTS: "practised",
    DayKind.REST: "rest",
    DayKind.NOTHING: "no practice",
    DayKind.AHEAD: "to come",
}
CHART_TITLES = {"day": "Day by day", "week": "Week by week", "month": "Month by month", "year": "Year by year"}
FROM_TIMES = ("0:00 to 6:00", "6:00 to 12:00", "12:00 to 18:00", "18:00 to 24:00")


class Figure(NamedTuple):
    """A figure: what it is of, its numbers each with its unit, and what is said below it."""

    label: str
    parts: tuple[tuple[str, str], ...]
    more: str = ""


class Row(NamedTuple):
    """A row of shares: a name, its time and percent, and the width of its bar as CSS takes it."""

    name: str
    time: str
    percent: str
    width: str


class Shares(NamedTuple):
    """Shares of the practised time below their heading."""

    title: str
    rows: tuple[Row, ...]


class DayMark(NamedTuple):
    """A day of this week: its name in short, its kind as a class, and what it was in words."""

    name: str
    kind: str
    words: str


class RhythmSection(NamedTuple):
    """This week and the streak: a leading line and what follows it, the goal, the days, and the time of the weeks."""

    lead: str = ""
    others: tuple[str, ...] = ()
    goal: str = ""
    met: bool = False
    days: tuple[DayMark, ...] = ()
    weeks: tuple[str, ...] = ()


class FeltRow(NamedTuple):
    """How something felt, before and after."""

    name: str
    words: str
    drawn: Drawn


def figures(overview: Overview, calendar: Calendar) -> list[Figure]:
    """What the period comes to."""
    totals, days = overview.totals, overview.practice_days
    found = [
        figure("Practised", time_words(totals.practised_seconds, plain=False)),
        figure("Days on the mat", str(days), a_week_words(days, (calendar.last - calendar.first).days + 1)),
        figure("Practices", str(totals.ended_sessions), not_completed_words(totals)),
    ]
    if totals.total_sessions:
        found.append(figure("On average", time_words(totals.average_duration_seconds, plain=False)))
        found.append(figure("Completed", f"{totals.completion_rate_percent:g} %"))
    return found


def figure(label: str, value: str, more: str = "") -> Figure:
    """A figure of a value such as `1 h 20 m`, in which numbers and units take turns."""
    words = [*value.split(), ""]
    return Figure(label, tuple(zip(words[::2], words[1::2], strict=False)), more)


def a_week_words(practice_days: int, days: int) -> str:
    """On how many days a week somebody practised; nothing under one, or for a period too short to have weeks."""
    number = (14 * practice_days + days) // (2 * days)
    return f"about {number} a week" if number and days >= LEAST_DAYS_OF_A_RHYTHM else ""


def chart_words(chart: Chart) -> str:
    """What the chart of the period shows, in words."""
    most = chart.most
    number = counted(len(chart.columns), chart.kind)
    told = f"Time practised by {chart.kind}, {number}."
    return f"{told} The most: {most.words}, {time_words(most.seconds, plain=True)}." if most.seconds else told


def shares(overview: Overview) -> list[Shares]:
    """Styles and sequences, where there are any."""
    styles, sequences = shares_of(overview.styles, "style"), shares_of(overview.sequences, "sequence")
    found = (("By style", styles), ("By sequence", sequences))
    return [Shares(title, share_rows(parts)) for title, parts in found if parts]


def share_rows(parts: Sequence[Share]) -> tuple[Row, ...]:
    """A row a share; the widest bar is that of the largest."""
    whole, most = sum(part.seconds for part in parts), max(part.seconds for part in parts)
    return tuple(
        Row(
            part.name,
            time_words(part.seconds, plain=False),
            percent_words(part.seconds, whole, plain=False),
            percent(part.seconds / most if most else 0),
        )
        for part in parts
    )


def hours_drawn(overview: Overview) -> Drawn | None:
    """The hours in which practices begin, as columns; None where nothing was practised."""
    if not any(overview.hours):
        return None
    columns = hours_of_the_day(overview.hours)
    quarters = [sum(overview.hours[first : first + 6]) for first in range(0, 24, 6)]
    named = zip(FROM_TIMES, quarters, strict=True)
    told = ", ".join(f"{name} {time_words(seconds, plain=True)}" for name, seconds in named if seconds)
    return columns_svg(columns, scale_for(columns), f"Time practised by the hour of its beginning: {told}.")


def felt_rows(felt: Felt) -> list[FeltRow]:
    """Energy and mood, what was given of them."""
    pairs = (("Energy", felt.energy_before, felt.energy_after), ("Mood", felt.mood_before, felt.mood_after))
    return [felt_row(name, before, after) for name, before, after in pairs if before.number + after.number]


def felt_row(name: str, before: Answers, after: Answers) -> FeltRow:
    """One of them."""
    return FeltRow(name, change_words(before, after, plain=True), felt_svg(before.mean, after.mean))


def rhythm(overview: Overview) -> RhythmSection | None:
    """This week, and the streak unless it is turned off; None for a period that does not reach today."""
    if overview.this_week is None:
        return None
    weeks = two_weeks_words(overview, plain=False)
    streak = overview.streak
    if streak is None:
        return RhythmSection(weeks=weeks) if weeks else None
    lead, *others = streak_words(streak, streak.headline, plain=False) or [""]
    goal = streak.rules.goal
    told = (
        "" if goal is None else f"{name_of_goal(goal, plain=False)}: {goal_words(streak.this_week, goal, plain=False)}"
    )
    met = goal is not None and streak.this_week.outcome is Outcome.MET
    return RhythmSection(lead, tuple(others), told, met, day_marks(streak), weeks)


def day_marks(streak: Streak) -> tuple[DayMark, ...]:
    """The days of this week."""
    rules = streak.rules
    words = {**DAY_WORDS, DayKind.SHORT: f"under {rules.min_day_minutes} minutes"}
    return tuple(
        DayMark(
            weekday_word(rules.week_starts_on + number, plain=False),
            kind.value,
            f"{weekday_word(rules.week_starts_on + number, plain=True)}: {words[kind]}",
        )
        for number, kind in enumerate(streak.this_week.days)
    )
