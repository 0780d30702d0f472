"""The streak by itself: its headline and this week, and, when asked, the weeks and days that decided."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from yogaflow_cli.domain.period import DAY
from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.domain.statistics.streak import DayKind, Outcome, Rules, Streak, Week
from yogaflow_cli.domain.statistics.streak_explained import Explained
from yogaflow_cli.presentation.dates import day_words, weekday_word
from yogaflow_cli.presentation.history_table import cell_of
from yogaflow_cli.presentation.inks import Line, line_of
from yogaflow_cli.presentation.overview_object import streak_object
from yogaflow_cli.presentation.stats_streak import run_lines
from yogaflow_cli.presentation.stats_words import goal_words, kept_words, streak_words, time_words
from yogaflow_cli.presentation.wording import counted

OFF = "Streaks are off. To see them: yogaflow config set streaks weeks"
NONE_YET = "No streak yet: one begins with the next practice."
NONE_BUT_A_GOAL = "No streak yet: one begins with the first week that meets your goal."
VERDICTS = {
    Outcome.MET: "counts",
    Outcome.BRIDGES: "nothing was asked, so it bridges",
    Outcome.MISSED: "the streak begins after it",
    Outcome.OPEN: "not over, so it breaks nothing",
}
KINDS = {
    DayKind.COUNTS: "counts",
    DayKind.REST: "rest, so it bridges",
    DayKind.SHORT: "too short",
    DayKind.NOTHING: "no practice",
    DayKind.AHEAD: "to come",
}
STREAK_COLUMNS = ("unit", "weeks", "weeks_since", "best_weeks", "days", "days_since", "best_days")


def streak_lines(streak: Streak, headline: str, room: int) -> list[Line]:
    """The screen."""
    lines = run_lines(streak, headline, room)
    return lines if streak_words(streak, headline, plain=False) else [*lines, line_of(none_yet(streak))]


def streak_plain(streak: Streak, headline: str) -> list[str]:
    """The same in words."""
    told = streak_words(streak, headline, plain=True)
    lines = [f"{', '.join(told)}."] if told else [none_yet(streak)]
    if streak.rules.goal is not None:
        lines.append(f"This week: {goal_words(streak.this_week, streak.rules.goal, plain=True)}.")
    return lines


def none_yet(streak: Streak) -> str:
    """What is said where there is no streak."""
    return NONE_YET if streak.rules.goal is None else NONE_BUT_A_GOAL


def folded(lines: Iterable[str], room: int) -> list[str]:
    """Sentences in lines that fit, those below the first set in."""
    return [part for line in lines for part in wrap(line, room, subsequent_indent="      ") or [""]]


def explanation(streak: Streak, why: Explained, plain: bool) -> list[str]:
    """What decided, and the rule."""
    return [
        f"Weeks {kept_words(streak.rules.goal, plain)}:",
        *(f"  {week_sentence(week, streak.rules, plain)}" for week in why.weeks),
        *([] if why.weeks_broken else ["  There was no practice before."]),
        "Days:",
        *(f"  {sentence}" for sentence in day_sentences(why, streak, plain)),
        *([] if why.days_broken else ["  There was no practice before."]),
        *rule_lines(streak.rules),
    ]


def week_sentence(week: Week, rules: Rules, plain: bool) -> str:
    """One week: what was done of what was asked, on which days, and what follows."""
    named = [
        weekday_word(rules.week_starts_on + number, plain)
        for number, kind in enumerate(week.days)
        if kind is DayKind.COUNTS
    ]
    resting = sum(
        kind is DayKind.REST and (rules.week_starts_on + number) % len(week.days) not in rules.weekly_rest
        for number, kind in enumerate(week.days)
    )
    parts = [done_words(week, rules, plain), ", ".join(named)]
    parts.append(counted(resting, "day") + " of rest" if resting else "")
    return f"Week of {day_words(week.first, plain)}: {'; '.join(filter(None, parts))}. {verdict(week)}"


def done_words(week: Week, rules: Rules, plain: bool) -> str:
    """What was done of what was asked."""
    if rules.goal is None:
        return counted(week.done, "day") + " with practice"
    if week.asked <= 0:
        return "nothing asked"
    if rules.goal.kind == "minutes":
        return f"{time_words(week.done, plain)} of {time_words(week.asked, plain)}"
    return f"{week.done} of {counted(week.asked, 'day')}"


def verdict(week: Week) -> str:
    """What a week is to the streak."""
    words = VERDICTS[week.outcome]
    return f"{words[0].upper()}{words[1:]}."


def day_sentences(why: Explained, streak: Streak, plain: bool) -> Iterator[str]:
    """The days, the latest first; those in a row that are alike are told together."""
    groups: list[tuple[list[date], str]] = []
    for number, (day, kind) in enumerate(why.days):
        is_last = why.days_broken and number == len(why.days) - 1
        words = day_verdict(day, kind, streak, is_last=is_last, is_today=not number)
        if groups and groups[-1][1] == words:
            groups[-1][0].append(day)
        else:
            groups.append(([day], words))
    for days, words in groups:
        yield f"{stretch_words(days[-1], days[0], plain)}: {words}."


def day_verdict(day: date, kind: DayKind, streak: Streak, *, is_last: bool, is_today: bool) -> str:
    """What a day is to the streak of days."""
    words = KINDS[kind]
    goal = streak.rules.goal
    if kind is DayKind.SHORT:
        words = f"under {streak.rules.min_day_minutes} minutes"
    if is_last:
        return f"{words}, the streak begins after it"
    if kind in (DayKind.NOTHING, DayKind.SHORT):
        if is_today:
            return f"{words} so far, and today breaks nothing"
        if goal is not None and goal.kind == "weekdays":
            return f"{words}, and no day of the goal, so it bridges"
    return words


def stretch_words(first: date, last: date, plain: bool) -> str:
    """A day, or the days from one to another."""
    end = f"{weekday_word(last.weekday(), plain)} {day_words(last, plain)}"
    if first == last:
        return end
    return f"{weekday_word(first.weekday(), plain)} {day_words(first, plain)} to {end}"


def rule_lines(rules: Rules) -> list[str]:
    """The rule, as far as it decides here."""
    return [
        "The rule:",
        f"  A day counts from {rules.min_day_minutes} minutes of practice on; rest without practice bridges.",
        "  A day of rest lowers what is asked of its week; weekly ones do not.",
        "  This week and today break nothing. What counts is what is recorded now.",
    ]


def explained_object(streak: Streak | None, headline: str, why: Explained | None) -> dict[str, object] | None:
    """The answer of `streak --json`; null where streaks are off."""
    answer = streak_object(streak, headline)
    if answer is None or why is None:
        return answer
    weeks = [
        {
            "week_starts": week.first.isoformat(),
            "outcome": week.outcome.value,
            "done": week.done,
            "asked": week.asked,
            "days": {(week.first + DAY * number).isoformat(): kind.value for number, kind in enumerate(week.days)},
        }
        for week in why.weeks
    ]
    return answer | {"explained": {"weeks": weeks, "days": {day.isoformat(): kind.value for day, kind in why.days}}}


def streak_rows(streak: Streak | None, headline: str) -> tuple[list[str], list[list[Cell]]]:
    """Heading and row of `streak --csv`; no row where streaks are off."""
    held = streak_object(streak, headline)
    return list(STREAK_COLUMNS), [] if held is None else [[cell_of(held[column]) for column in STREAK_COLUMNS]]
