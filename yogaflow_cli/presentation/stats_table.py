"""What practice adds up to: as rows for people, as objects for scripts."""

from datetime import timedelta

from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.totals import Totals
from yogaflow_cli.presentation import charts
from yogaflow_cli.presentation.dates import day_text
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.services.review import Review
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

FIGURES = (
    "total_sessions",
    "total_practice_time_seconds",
    "average_duration_seconds",
    "completion_rate_percent",
    "ended_sessions",
    "partial_sessions",
    "abandoned_sessions",
    "practised_seconds",
    "practice_days",
)
CSV_COLUMNS = ("profile", "from", "to", *FIGURES)
NOTHING_IN_GROUP = {"style": "no style", "sequence": "free practice", "tag": "no tag"}
BAR_CELLS = 12


def figures_object(totals: Totals, practice_days: int) -> dict[str, int | float]:
    """The figures, the four first; seconds are whole, the rate has one decimal."""
    return {
        **totals.four_figures(),
        "ended_sessions": totals.ended_sessions,
        "partial_sessions": totals.partial_sessions,
        "abandoned_sessions": totals.abandoned_sessions,
        "practised_seconds": totals.practised_seconds,
        "practice_days": practice_days,
    }


def stats_object(review: Review, by: str | None) -> dict[str, object]:
    """The figures of `stats --json`, and the groups where they are asked for."""
    figures = figures_object(review.totals, review.practice_days)
    answer: dict[str, object] = {
        **figures,
        "from": day_text(review.first),
        "to": day_text(review.last),
    }
    if by is not None:
        answer["groups"] = [
            {"group": group.label, **figures_object(group.totals, group.practice_days)} for group in review.groups
        ]
    return answer


def stats_rows(review: Review, profile: str, by: str | None) -> tuple[list[str], list[list[Cell]]]:
    """Heading and rows of `stats --csv`."""
    days: list[Cell] = [profile, day_text(review.first), day_text(review.last)]
    if by is None:
        figures = figures_object(review.totals, review.practice_days)
        return list(CSV_COLUMNS), [[*days, *figures.values()]]
    rows: list[list[Cell]] = [
        [group.label, *days, *figures_object(group.totals, group.practice_days).values()] for group in review.groups
    ]
    return ["group", *CSV_COLUMNS], rows


def stats_table(review: Review, viewer: Viewer) -> Table:
    """The figures for people: all practised time first."""
    totals = review.totals
    rows = [
        ("Practised", f"{time(totals.practised_seconds, viewer)} on {days_words(review.practice_days)}"),
        ("Sessions", sessions_words(totals)),
        ("Completed", f"{totals.completion_rate_percent:g} %"),
        ("Time of the completed", time(totals.total_practice_time_seconds, viewer)),
        ("Average of the completed", time(totals.average_duration_seconds, viewer)),
    ]
    return Table((Column("Your practice"), Column(period_words(review))), rows)


def groups_table(review: Review, by: str, viewer: Viewer, *, bars: bool = False) -> Table:
    """A row a group; `bars` ends each with one for its practised time."""
    columns = (
        Column(by.capitalize().replace("_", " ")),
        Column("Practised", right=True),
        Column("Days", right=True),
        Column("Sessions", right=True),
        Column("Completed", right=True),
        Column("Average", right=True),
    )
    rows = [group_row(group, by, viewer) for group in review.groups]
    if not bars:
        return Table(columns, rows)
    drawn = charts.bars([group.totals.practised_seconds for group in review.groups], BAR_CELLS)
    return Table((*columns, Column("")), [[*row, strip] for row, strip in zip(rows, drawn, strict=True)])


def group_row(group: Group, by: str, viewer: Viewer) -> list[str]:
    """One group."""
    label = NOTHING_IN_GROUP.get(by, "") if group.label is None else shown(group.label)
    totals = group.totals
    return [
        label,
        time(totals.practised_seconds, viewer),
        str(group.practice_days),
        str(totals.ended_sessions),
        f"{totals.completion_rate_percent:g} %" if totals.ended_sessions else "",
        time(totals.average_duration_seconds, viewer) if totals.total_sessions else "",
    ]


def time(seconds: int, viewer: Viewer) -> str:
    """Seconds in words."""
    return spoken(timedelta(seconds=seconds), viewer.plain)


def days_words(days: int) -> str:
    """How many days."""
    return "1 day" if days == 1 else f"{days} days"


def sessions_words(totals: Totals) -> str:
    """How many ended, and how."""
    parts = [
        (totals.total_sessions, "completed"),
        (totals.partial_sessions, "partial"),
        (totals.abandoned_sessions, "left early"),
    ]
    told = ", ".join(f"{number} {word}" for number, word in parts if number)
    return f"{totals.ended_sessions}: {told}" if told else "0"


def period_words(review: Review) -> str:
    """From when to when."""
    if review.first is None or review.last is None:
        return "nothing yet"
    if review.first == review.last:
        return review.first.isoformat()
    return f"{review.first.isoformat()} to {review.last.isoformat()}"
