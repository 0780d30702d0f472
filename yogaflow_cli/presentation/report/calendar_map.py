"""The days of a calendar as squares: a row a weekday, a column a week, each with its words. No colours."""

from datetime import date
from typing import NamedTuple

from yogaflow_cli.domain.period import DAY, first_of_week
from yogaflow_cli.domain.statistics.overview import Calendar
from yogaflow_cli.presentation.calendar_words import days_of, figures_of, is_shown, level_on, weeks_of, whole_minutes
from yogaflow_cli.presentation.calendar_year import MOST_DAYS_OF_A_BLOCK, month_days
from yogaflow_cli.presentation.dates import day_words, month_word, weekday_word
from yogaflow_cli.presentation.report.svg import Drawn, Value, element, escaped
from yogaflow_cli.presentation.stats_words import time_words
from yogaflow_cli.presentation.wording import counted

PITCH, SIDE = 16, 13
ROUNDED = 2.5
DASH = 3
NAMES_WIDTH, MONTHS_HEIGHT = 36, 22
HEIGHT = MONTHS_HEIGHT + 7 * PITCH - (PITCH - SIDE)
BASELINE = 10
"""How far the line on which letters stand lies below the top of a square."""

LEAST_BETWEEN_NAMES = 2
"""In weeks: nearer than that, the names of two months would touch."""

MOST_WEEKS_OF_A_PIECE = 30


class Piece(NamedTuple):
    """Weeks that are drawn side by side, named by their first days, and the days of them that are drawn.

    `before` is how many weeks of its map come before the first of them.
    """

    first: date
    last: date
    weeks: tuple[date, ...]
    before: int = 0

    @property
    def width(self) -> int:
        """How wide it is, the names of the weekdays included."""
        return NAMES_WIDTH + PITCH * len(self.weeks) - (PITCH - SIDE)

    @property
    def left(self) -> int:
        """Where in its map it begins, so that its names lie over the weeks before."""
        return PITCH * self.before


def years_of(calendar: Calendar) -> list[tuple[date, date]]:
    """The first and last days of the maps: the whole period up to 371 days, beyond them each calendar year."""
    if (calendar.last - calendar.first).days < MOST_DAYS_OF_A_BLOCK:
        return [(calendar.first, calendar.last)]
    return [(date(year, 1, 1), date(year, 12, 31)) for year in range(calendar.first.year, calendar.last.year + 1)]


def whole_piece(calendar: Calendar, first: date, last: date) -> Piece:
    """A map in one piece; the weeks of it that lie outside the period are left blank."""
    drawn_first, drawn_last = max(first, calendar.first), min(last, calendar.last)
    weeks = tuple(weeks_of(drawn_first, drawn_last, calendar.week_starts_on))
    before = (weeks[0] - first_of_week(first, calendar.week_starts_on)).days // 7
    return Piece(drawn_first, drawn_last, weeks, before)


def halves(calendar: Calendar, piece: Piece) -> list[Piece]:
    """A piece of many weeks as two, parted where a month begins, so that a narrow page can show one below the other."""
    weeks = piece.weeks
    begins = [first_of_week(day, calendar.week_starts_on) for day in month_days(piece.first, piece.last)[1:]]
    inner = [week for week in begins if weeks[0] < week]
    if len(weeks) <= MOST_WEEKS_OF_A_PIECE or not inner:
        return [piece]
    middle = min(inner, key=lambda week: abs(2 * weeks.index(week) - len(weeks)))
    at = weeks.index(middle)
    return [
        Piece(piece.first, middle - DAY, weeks[:at], piece.before),
        Piece(middle, piece.last, weeks[at:], piece.before + at),
    ]


def squares(calendar: Calendar, piece: Piece) -> list[Drawn]:
    """All that is drawn of a piece: names of months and weekdays, and a square a day."""
    return [
        *month_names(calendar, piece),
        *weekday_names(calendar),
        *(day_square(calendar, piece, day) for day in days_of(piece.first, piece.last)),
    ]


def month_names(calendar: Calendar, piece: Piece) -> list[Drawn]:
    """Every month's name above the week of its first day; the first gives way where the next one is too near."""
    names: list[Drawn] = []
    following = len(piece.weeks) + LEAST_BETWEEN_NAMES
    for day in reversed(month_days(piece.first, piece.last)):
        at = column_of(calendar, piece, day)
        if following - at >= LEAST_BETWEEN_NAMES:
            names.append(label(month_word(day, plain=False), NAMES_WIDTH + PITCH * at, BASELINE, "month"))
            following = at
    return names[::-1]


def weekday_names(calendar: Calendar) -> list[Drawn]:
    """The name of every second weekday beside its row."""
    return [
        label(weekday_word(calendar.week_starts_on + row, plain=False), 0, top_of(row) + BASELINE, "weekday")
        for row in range(0, 7, 2)
    ]


def label(text: str, left: float, baseline: float, name: str) -> Drawn:
    """A word of the map."""
    return element("text", {"class": name, "x": left, "y": baseline}, escaped(text))


def day_square(calendar: Calendar, piece: Piece, day: date) -> Drawn:
    """A day: a square of its level, a ring for the moon, a dash for rest, and an outline for what is to come."""
    kind = kind_of(calendar, day)
    row = (day - first_of_week(day, calendar.week_starts_on)).days
    return mark(kind, NAMES_WIDTH + PITCH * column_of(calendar, piece, day), top_of(row), day_sentence(calendar, day))


def mark(kind: str, left: float, top: float, title: str) -> Drawn:
    """The sign of a kind of day."""
    shape: dict[str, Value] = {"class": kind, "x": left, "y": top, "width": SIDE, "height": SIDE, "rx": ROUNDED}
    if kind == "rest":
        shape |= {"y": top + (SIDE - DASH) / 2, "height": DASH, "rx": DASH / 2}
    elif kind == "moon":
        # The line is drawn half outside of the shape that it goes round.
        shape |= {"x": left + 1.5, "y": top + 1.5, "width": SIDE - 3, "height": SIDE - 3, "rx": (SIDE - 3) / 2}
    elif kind == "ahead":
        shape |= {"x": left + 0.5, "y": top + 0.5, "width": SIDE - 1, "height": SIDE - 1}
    return element("rect", shape, element("title", {}, escaped(title)))


def kind_of(calendar: Calendar, day: date) -> str:
    """What a day is drawn as: its practice, else the moon, else rest, else nothing."""
    if not is_shown(calendar, day):
        return "ahead"
    if day not in calendar.seconds and day in calendar.moons:
        return "moon"
    if day not in calendar.seconds and day in calendar.resting:
        return "rest"
    return f"level-{level_on(calendar, day)}"


def day_sentence(calendar: Calendar, day: date) -> str:
    """A day in words: `Monday 23 November 2026: 45 minutes`."""
    said = [whole_minutes(calendar.seconds[day], plain=True)] if day in calendar.seconds else []
    said += ["rest"] if day in calendar.resting else []
    said += ["moon day"] if day in calendar.moons else []
    nothing = "no practice" if is_shown(calendar, day) else "still to come"
    weekday = weekday_word(day.weekday(), plain=True)
    return f"{weekday} {day_words(day, plain=True)}: {', '.join(said) or nothing}"


def stretch_sentence(calendar: Calendar, first: date, last: date) -> str:
    """What a picture of some days shows, in words."""
    figures = figures_of(calendar, first, last)
    practised = f"{counted(figures.days, 'day')}, {time_words(figures.seconds, plain=True)}"
    days = f"from {day_words(first, plain=True)} to {day_words(last, plain=True)}"
    return f"Practice {days}: {practised if figures.days else 'none'}"


def column_of(calendar: Calendar, piece: Piece, day: date) -> int:
    """The column of a day's week."""
    return (first_of_week(day, calendar.week_starts_on) - piece.weeks[0]).days // 7


def top_of(row: int) -> int:
    """Where the squares of a weekday begin."""
    return MONTHS_HEIGHT + PITCH * row
