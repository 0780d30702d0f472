"""Contents of the page for its golden files, and the files themselves.

`python -m tests.presentation.report.scenes` writes them anew.
"""

from datetime import date, time, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path

from tests.presentation.balance_scenes import scenes as balances
from tests.presentation.calendar_scenes import TODAY, calendar_of, moons_of
from tests.presentation.stats_scenes import FOUR_DAYS, FULL_WEEK, groups_of, hours_of, streak_of
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.statistics.overview import Answers, Calendar, Felt, Overview, WeekTime
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation.report.calendar_svg import calendar_svg
from yogaflow_cli.presentation.report.page import report_page
from yogaflow_cli.services.report import ReportContent, SessionRow

GOLDEN = Path(__file__).parents[2] / "golden" / "report"
DAY = timedelta(days=1)
HOSTILE = '<script>alert(1)</script> "it\'s" & ]]> --> \x1b[31m \u202e \ufffe {{ 7 * 7 }} {% raw %} 🧘'
"""What would end an element, an attribute, a comment or a style, act on a screen, or be a template."""

LONG_WORD = "Sonnengrußmorgenübungswiederholung" * 3
NOTE = "Long holds, a calm breath.\nThe left knee was better."
COMPLETED, PARTIAL, ABANDONED = CompletionStatus.COMPLETED, CompletionStatus.PARTIAL, CompletionStatus.ABANDONED

KINDS = (
    ("Sun Salutation A", "ashtanga", COMPLETED, ("home", "morning")),
    (None, "vinyasa", COMPLETED, ()),
    ("Yin, Forty-Five Minutes", "yin", PARTIAL, ("evening",)),
    (None, None, COMPLETED, ("with Anna",)),
    ("Box Breathing", "pranayama", ABANDONED, ()),
)


def sessions_of(calendar: Calendar, most: int, note: str | None = None) -> list[SessionRow]:
    """A practice on each of the last practised days, of every kind in turn."""
    newest = sorted(calendar.seconds.items(), reverse=True)[:most]
    return [
        SessionRow(day, time(6 + seconds % 13, 10), seconds, name, style, status, tags, note=note)
        for (day, seconds), (name, style, status, tags) in zip(newest, cycle(KINDS), strict=False)
    ]


def overview_of(calendar: Calendar) -> Overview:
    """What a calendar comes to, with styles, hours and answers."""
    seconds, days = sum(calendar.seconds.values()), len(calendar.seconds)
    partial, abandoned = days // 10, days // 30
    reaches_today = calendar.last >= calendar.today
    return Overview(
        calendar.first,
        calendar.last,
        calendar.today,
        Totals(days - partial - abandoned, seconds * 9 // 10, partial, abandoned, seconds),
        days,
        styles=groups_of({"vinyasa": 1900, "ashtanga": 1200, "yin": 640, None: 220}),
        sequences=groups_of(
            {"Sun Salutation A": 1300, None: 1500, "Yin, Forty-Five Minutes": 640, "Box Breathing": 60}
        ),
        hours=hours_of(at6=1500, at7=900, at12=90, at18=1100, at21=300),
        felt=Felt(
            Answers((4, 9, 12, 3, 2)), Answers((0, 1, 5, 12, 10)), Answers((3, 8, 12, 6, 2)), Answers((0, 3, 7, 13, 6))
        ),
        weeks=[WeekTime(calendar.last - 7 * DAY, 5400)] if reaches_today else (),
        this_week=Totals(4, 5700, 0, 0, 5700) if reaches_today else None,
        last_week=Totals(4, 7000, 1, 0, 7800) if reaches_today else None,
        streak=streak_of(FULL_WEEK, FOUR_DAYS, (6, 11), (5, 9)) if reaches_today else None,
    )


def content_of(calendar: Calendar, most: int = 40, note: str | None = None) -> ReportContent:
    """The content of the page of a calendar, its balance apart."""
    sessions = sessions_of(calendar, most, note)
    return ReportContent(
        "Maya Lindqvist",
        calendar.today,
        overview_of(calendar),
        calendar,
        None,
        sessions,
        left_out=len(calendar.seconds) - len(sessions),
    )


def year_calendar() -> Calendar:
    """A year with days of rest and of the moon."""
    year = calendar_of(date(2025, 11, 17), TODAY)
    resting = frozenset(year.first + DAY * number for number in [*range(5, 371, 7), *range(241, 255)])
    return year._replace(resting=resting, moons=moons_of(year.first, TODAY))


def nothing() -> ReportContent:
    """A year in which nobody practised."""
    calendar = calendar_of(date(2019, 1, 1), date(2019, 12, 31))._replace(seconds={}, streak=None)
    overview = Overview(calendar.first, calendar.last, TODAY, Totals(), 0)
    return ReportContent("maya", TODAY, overview, calendar, None, [], 0)


def hostile() -> ReportContent:
    """A month whose every text is hostile."""
    month = contents()["month"]
    text = HOSTILE
    groups = groups_of({text: 60, text * 2: 30, LONG_WORD: 5})
    row = month.sessions[0]._replace(sequence=text, style=text, tags=(text, LONG_WORD), zone_name=text, note=text)
    long_row = row._replace(sequence=LONG_WORD, style=LONG_WORD, tags=(LONG_WORD,) * 3, note=LONG_WORD * 30)
    overview = month.overview._replace(styles=groups, sequences=groups)
    return month._replace(name=text, overview=overview, sessions=[row, long_row], balance=balances()["season"])


@cache
def contents() -> dict[str, ReportContent]:
    """The contents, by the names of their files."""
    month = calendar_of(date(2026, 10, 1), date(2026, 10, 31))._replace(streak=None)
    first_day = month._replace(first=TODAY, last=TODAY, seconds={TODAY: 1500})
    return {
        "year": content_of(year_calendar())._replace(balance=balances()["season"]),
        "month": content_of(month, note=NOTE),
        "years": content_of(calendar_of(date(2025, 11, 3), TODAY), most=3),
        "first-day": content_of(first_day)._replace(left_out=0),
        "nothing": nothing(),
    }


@cache
def calendars() -> dict[str, Calendar]:
    """The calendars of the pictures, by the names of their files."""
    return {
        "year": year_calendar(),
        "years-from-sunday": calendar_of(date(2025, 3, 14), TODAY, week_starts_on=6),
        "year-to-come": calendar_of(date(2026, 1, 1), date(2026, 12, 31)),
        "month": contents()["month"].calendar,
    }


def files() -> dict[Path, str]:
    """Every golden file and what is in it."""
    pages = {GOLDEN / f"{name}.html": report_page(content) for name, content in contents().items()}
    return pages | {GOLDEN / f"{name}.svg": calendar_svg(calendar) for name, calendar in calendars().items()}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for stale in GOLDEN.iterdir():
        stale.unlink()
    for file, text in files().items():
        file.write_text(text, encoding="utf-8")
