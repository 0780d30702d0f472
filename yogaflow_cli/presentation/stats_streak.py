"""This week and the streak, as lines: what was practised, the days of the week as signs, the runs. No rich."""

from yogaflow_cli.domain.statistics.overview import Overview
from yogaflow_cli.domain.statistics.streak import DayKind, Outcome, Rules, Streak, Week
from yogaflow_cli.presentation.dates import weekday_word
from yogaflow_cli.presentation.inks import Ink, Line, Span, line_of
from yogaflow_cli.presentation.stats_lines import SPACE, flowed, labelled
from yogaflow_cli.presentation.stats_words import goal_words, streak_words, two_weeks_words

SIGNS = {
    DayKind.COUNTS: Span("●", Ink.ACCENT),
    DayKind.SHORT: Span("◦", Ink.ACCENT),
    DayKind.REST: Span("–", Ink.QUIET),
    DayKind.NOTHING: Span("·", Ink.QUIET),
    DayKind.AHEAD: Span(" "),
}
LETTERS = 2


def week_lines(overview: Overview, room: int, headline: str) -> list[Line]:
    """This week beside the last, its days, and the streak; nothing of what there is nothing to say."""
    words = two_weeks_words(overview, plain=False)
    label = labelled("this week")
    lines = flowed(label, [line_of(text, ink) for text, ink in zip(words, (Ink.NORMAL, Ink.QUIET), strict=False)], room)
    if overview.streak is None:
        return lines
    return lines + run_lines(overview.streak, headline, room, labelled("") if lines else label)


def run_lines(streak: Streak, headline: str, room: int, label: Line | None = None) -> list[Line]:
    """The days of this week, behind the label, and the streak below."""
    lines = flowed(label or labelled("this week"), strip_parts(streak), room, SPACE)
    runs = streak_words(streak, headline, plain=False)
    inks = [Ink.STRONG, *[Ink.NORMAL] * len(runs)]
    return lines + flowed(labelled("streak"), [line_of(*part) for part in zip(runs, inks, strict=False)], room)


def strip_parts(streak: Streak) -> list[Line]:
    """The week's days, its goal where there is one, and what its rarer signs mean."""
    week, rules = streak.this_week, streak.rules
    parts = [days_line(week, rules)]
    if rules.goal is not None:
        met = week.outcome is Outcome.MET
        parts.append(line_of(goal_words(week, rules.goal, plain=False), Ink.ACCENT if met else Ink.NORMAL))
    return parts + legend(week, rules)


def days_line(week: Week, rules: Rules) -> Line:
    """The seven days, each with its sign."""
    spans: list[Span] = []
    for number, kind in enumerate(week.days):
        name = weekday_word(rules.week_starts_on + number, plain=False)[:LETTERS]
        spans += (Span(f"{' ' if number else ''}{name} "), SIGNS[kind])
    return tuple(spans)


def legend(week: Week, rules: Rules) -> list[Line]:
    """What the signs mean that do not speak for themselves, where they appear."""
    meanings = {DayKind.REST: "rest", DayKind.SHORT: f"under {rules.min_day_minutes} m"}
    return [
        line_of(f"{SIGNS[kind].text} {meaning}", Ink.QUIET) for kind, meaning in meanings.items() if kind in week.days
    ]
