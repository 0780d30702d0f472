"""What every form of the calendar says: days and times in words, the sign of a day, totals, and the legend. No rich."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY, WEEK, first_of_week
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.dates import day_words
from yogaflow_cli.presentation.inks import LEVELS, Ink, Line, Span, cells, line_of
from yogaflow_cli.presentation.palette import GLYPHS, LEVEL_WORDS, SQUARE, level_of
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.durations import spoken

MOON, REST = "○", "–"
MARGIN, LEAST_GAP = 2, 3
BLANK = Span(" ")
YEAR_TITLE, DAYS_TITLE = "Your year on the mat", "Your days on the mat"
LEAST_DAYS_OF_A_YEAR = 360


class Figures(NamedTuple):
    """On how many days somebody practised, and for how many seconds."""

    days: int
    seconds: int


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day between two, both included."""
    return (first + DAY * number for number in range((last - first).days + 1))


def weeks_of(first: date, last: date, week_starts_on: int) -> list[date]:
    """The first days of all weeks that a stretch of days touches."""
    begin = first_of_week(first, week_starts_on)
    return [begin + WEEK * number for number in range((last - begin).days // 7 + 1)]


def figures_of(calendar: Calendar, first: date, last: date) -> Figures:
    """What was practised between two days of the calendar's period."""
    first, last = max(first, calendar.first), min(last, calendar.last)
    practised = [seconds for day, seconds in calendar.seconds.items() if first <= day <= last]
    return Figures(len(practised), sum(practised))


def level_on(calendar: Calendar, day: date) -> int:
    """The level of a day: a practice of less than a second is one as well."""
    return max(1, level_of(calendar.seconds[day])) if day in calendar.seconds else 0


def is_shown(calendar: Calendar, day: date) -> bool:
    """Whether a day of the period has come, or somebody practised on it all the same, as who comes from the east."""
    return calendar.first <= day <= calendar.last and (day <= calendar.today or day in calendar.seconds)


def sign_of(calendar: Calendar, day: date, coloured: bool) -> Span:
    """The one cell of a day: its practice, else the moon, else rest, else nothing; blank where there is no day."""
    if not is_shown(calendar, day):
        return BLANK
    if day not in calendar.seconds and day in calendar.moons:
        return Span(MOON, Ink.QUIET)
    if day not in calendar.seconds and day in calendar.resting:
        return Span(REST, Ink.QUIET)
    return level_sign(level_on(calendar, day), coloured)


def level_sign(level: int, coloured: bool) -> Span:
    """The one cell of a level."""
    if coloured:
        return Span(SQUARE, LEVELS[level])
    return Span(GLYPHS[level], Ink.NORMAL if level else Ink.QUIET)


def legend(calendar: Calendar, width: int, indent: int, coloured: bool, more: Iterable[Line] = ()) -> list[Line]:
    """What the signs mean, on one line or, where that is too long, on two; rest and moon only where they are seen."""
    levels: list[Line] = [
        (level_sign(level, coloured), Span(f" {words}", Ink.QUIET)) for level, words in enumerate(LEVEL_WORDS)
    ]
    signs = {sign_of(calendar, day, coloured).text for day in days_of(calendar.first, calendar.last)}
    others = [
        line_of(f"{sign} {words}", Ink.QUIET) for sign, words in ((MOON, "moon day"), (REST, "rest")) if sign in signs
    ]
    lines = [spaced(levels, "  "), spaced([*others, *more], "  ")]
    whole = spaced([line for line in lines if line], "    ")
    left = Span(" " * indent)
    return [(left, *line) for line in ([whole] if indent + cells(whole) <= width else lines)]


def spaced(parts: Iterable[Line], gap: str) -> Line:
    """Parts of a line with gaps between them."""
    spans = [span for part in parts for span in (Span(gap), *part)]
    return tuple(spans[1:])


def title_line(title: str, right: str, edge: int) -> Line:
    """A heading, and what stands at the right edge."""
    gap = max(LEAST_GAP, edge - MARGIN - len(title) - len(right))
    return (Span(" " * MARGIN), Span(title, Ink.STRONG), Span(" " * gap), Span(right, Ink.QUIET))


def title_of(calendar: Calendar) -> str:
    """What a picture of all days is called."""
    days = (calendar.last - calendar.first).days + 1
    return YEAR_TITLE if days >= LEAST_DAYS_OF_A_YEAR else DAYS_TITLE


def figure_words(figures: Figures) -> list[str]:
    """The totals: `142 days` and, where somebody practised, `76 h 20 m`."""
    return [counted(figures.days, "day"), *([time_words(figures.seconds)] if figures.days else [])]


def streak_words(calendar: Calendar) -> list[tuple[str, str]]:
    """The streaks of the headline with their names; none where they are turned off, and nothing is said of none."""
    streak = calendar.streak
    if streak is None:
        return []
    in_days = streak.headline == "days"
    now, best = (streak.days, streak.best_days) if in_days else (streak.weeks, streak.best_weeks)
    unit = "day" if in_days else "week"
    return [(name, counted(run.length, unit)) for name, run in (("now", now), ("best", best)) if run.length]


def time_words(seconds: int, plain: bool = False) -> str:
    """The time of a practice, which is never nothing."""
    if seconds < 1:
        return "less than a second" if plain else "< 1 s"
    return spoken(timedelta(seconds=seconds), plain)


def whole_minutes(seconds: int, plain: bool = False) -> str:
    """The time of a day, in whole minutes from one minute on."""
    return time_words(seconds if seconds < 60 else seconds // 60 * 60, plain)


def period_words(calendar: Calendar) -> str:
    """From when to when, in short."""
    first, last = day_words(calendar.first, plain=False), day_words(calendar.last, plain=False)
    return first if first == last else f"{first} - {last}"
