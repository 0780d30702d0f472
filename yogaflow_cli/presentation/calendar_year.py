"""The calendar as heat maps: a row a weekday, a column a week, a block a year where there are several. No rich."""

from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY, first_of_week
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import (
    BLANK,
    MARGIN,
    figure_words,
    figures_of,
    legend,
    period_words,
    sign_of,
    streak_words,
    title_line,
    title_of,
    weeks_of,
)
from yogaflow_cli.presentation.dates import BRIEF, month_word, weekday_word
from yogaflow_cli.presentation.inks import Ink, Line, Span, beside, cells, line_of, text_of
from yogaflow_cli.presentation.table import width as width_of

NAMES_ROOM = 8
"""The cells before the first column: margin, the name of a weekday, and a gap."""

TOTALS_GAP = 3
WIDE = 120
"""From so many columns on, the columns of the map stand apart."""

MOST_DAYS_OF_A_BLOCK = 371
YEARS_TITLE = "Your years on the mat"


class Map(NamedTuple):
    """The days that one map shows, with the first days of its weeks and the cells that a week takes."""

    first: date
    last: date
    weeks: list[date]
    cell: int

    @property
    def room(self) -> int:
        """The cells of a row."""
        return NAMES_ROOM + self.cell * len(self.weeks)


def year_lines(calendar: Calendar, width: int, coloured: bool) -> list[Line]:
    """The heat maps of a period with titles, totals and legend; at least 80 columns are needed."""
    if (calendar.last - calendar.first).days >= MOST_DAYS_OF_A_BLOCK:
        return years_lines(calendar, width, coloured)
    heat_map = map_of(calendar, calendar.first, calendar.last, width)
    figures = figures_of(calendar, calendar.first, calendar.last)
    lines = map_lines(calendar, heat_map, "", coloured)
    body = with_totals(lines, heat_map.room, figure_words(figures), streak_words(calendar), width)
    return framed(title_of(calendar), calendar, body, width, coloured)


def years_lines(calendar: Calendar, width: int, coloured: bool) -> list[Line]:
    """A map a calendar year, the earliest first, and below them what they come to together."""
    years = range(calendar.first.year, calendar.last.year + 1)
    maps = [map_of(calendar, date(year, 1, 1), date(year, 12, 31), width) for year in years]
    room = max(heat_map.room for heat_map in maps)
    body: list[Line] = []
    for heat_map in maps:
        words = figure_words(figures_of(calendar, heat_map.first, heat_map.last))
        lines = map_lines(calendar, heat_map, str(heat_map.first.year), coloured)
        body += [*with_totals(lines, room, words, [], width), ()]
    together = figure_words(figures_of(calendar, calendar.first, calendar.last))
    body.append(totals_line(["Together", *together], streak_words(calendar)))
    return framed(YEARS_TITLE, calendar, body, width, coloured)


def framed(title: str, calendar: Calendar, body: list[Line], width: int, coloured: bool) -> list[Line]:
    """A body between its title and its legend; the title ends where the widest line does."""
    below = legend(calendar, width, NAMES_ROOM, coloured)
    edge = max(width_of(text_of(line)) for line in [*body, *below])
    return [title_line(title, period_words(calendar), edge), (), *body, (), *below]


def map_of(calendar: Calendar, first: date, last: date, width: int) -> Map:
    """The map from one day to another, its columns apart where there is room."""
    weeks = weeks_of(first, last, calendar.week_starts_on)
    return Map(first, last, weeks, 2 if width >= WIDE else 1)


def map_lines(calendar: Calendar, heat_map: Map, title: str, coloured: bool) -> list[Line]:
    """The names of the months, and a row a weekday."""
    rows = [weekday_row(calendar, heat_map, offset, coloured) for offset in range(7)]
    return [month_row(calendar, heat_map, title), *rows]


def month_row(calendar: Calendar, heat_map: Map, title: str) -> Line:
    """The title of the map in the place of weekdays, and every month's name above the week of its first day.

    A month whose first day is not in the period is named at its first day that is, unless the next one is too near.
    The last name may reach over the last column by two letters.
    """
    names = ""
    for day in reversed(month_days(max(heat_map.first, calendar.first), min(heat_map.last, calendar.last))):
        at = heat_map.cell * ((first_of_week(day, calendar.week_starts_on) - heat_map.weeks[0]).days // 7)
        later = names[at:]
        if not later[: BRIEF + 1].strip():
            names = " " * at + month_word(day, plain=False) + later[BRIEF:]
    left = f"{'':{MARGIN}}{title}".ljust(NAMES_ROOM)
    return (Span(left, Ink.STRONG), Span(names, Ink.QUIET))


def month_days(first: date, last: date) -> list[date]:
    """The first day, and that of every month after it."""
    days = [first]
    while (following := (days[-1].replace(day=1) + DAY * 31).replace(day=1)) <= last:
        days.append(following)
    return days


def weekday_row(calendar: Calendar, heat_map: Map, offset: int, coloured: bool) -> Line:
    """The days that lie so many days after the first of their weeks; every second row is named."""
    name = weekday_word(calendar.week_starts_on + offset, plain=False) if offset % 2 == 0 else ""
    left = f"{'':{MARGIN + 1}}{name}".ljust(NAMES_ROOM)
    days = [week + DAY * offset for week in heat_map.weeks]
    signs = [sign_of(calendar, day, coloured) if heat_map.first <= day <= heat_map.last else BLANK for day in days]
    return (Span(left, Ink.QUIET), *(Span(sign.text.ljust(heat_map.cell), sign.ink) for sign in signs))


def with_totals(
    lines: list[Line], room: int, words: list[str], streaks: list[tuple[str, str]], width: int
) -> list[Line]:
    """A map and its totals: beside it, from its second weekday on, or below where the terminal is too narrow."""
    totals = totals_lines(words, streaks)
    if room + TOTALS_GAP + max(map(cells, totals)) <= width:
        return beside(lines, [(), (), *totals], room, TOTALS_GAP)
    return [*lines, (), totals_line(words, streaks)]


def totals_lines(words: list[str], streaks: list[tuple[str, str]]) -> list[Line]:
    """The totals below one another, and so the numbers of the streaks."""
    numbers = [weeks.partition(" ") for _, weeks in streaks]
    room = max((len(number) for number, _, _ in numbers), default=0)
    told = [
        line_of(f"{name:4} {number:>{room}} {noun}")
        for (name, _), (number, _, noun) in zip(streaks, numbers, strict=True)
    ]
    lines = [line_of(text, Ink.STRONG) for text in words]
    return [*lines, (), *told] if told else lines


def totals_line(words: list[str], streaks: list[tuple[str, str]]) -> Line:
    """The totals beside one another."""
    figures = "   ".join(words)
    told = "".join(f"   {name} {weeks}" for name, weeks in streaks)
    return (Span(" " * NAMES_ROOM), Span(figures, Ink.STRONG), Span(told))
