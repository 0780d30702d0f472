"""Rows of statistics: contract 2, `stats --by`."""

from datetime import date

import pytest

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.statistics.grouping import Group, GroupedBy, grouped
from yogaflow_cli.domain.statistics.totals import Tally, Totals

NOVEMBER = Period(date(2026, 11, 2), date(2026, 11, 29))
TALLIES = [Tally("2026-11-03", "completed", 2, 1200), Tally("2026-11-03", "partial", 1, 60)]
LATER = [Tally("2026-11-24", "abandoned", 1, 30)]
DAYS: dict[str | None, int] = {"2026-11-03": 1, "2026-11-24": 1}


def test_a_week_without_practice_is_a_row() -> None:
    """Contract 2: no gaps."""
    rows = grouped(TALLIES + LATER, DAYS, "week", NOVEMBER)
    assert [(row.label, row.totals.ended_sessions, row.practice_days) for row in rows] == [
        ("2026-W45", 3, 1),
        ("2026-W46", 0, 0),
        ("2026-W47", 0, 0),
        ("2026-W48", 1, 1),
    ]


@pytest.mark.parametrize(("by", "rows"), [("day", 28), ("week", 4), ("month", 1), ("year", 1), ("weekday", 7)])
def test_every_row_of_the_calendar_is_there(by: GroupedBy, rows: int) -> None:
    """Contract 2: no gaps, by any part of the calendar."""
    found = grouped(TALLIES + LATER, DAYS, by, NOVEMBER)
    assert len(found) == rows
    assert sum(row.totals.practised_seconds for row in found) == 1290
    assert sum(row.practice_days for row in found) == 2


def test_weekdays_add_up_over_the_weeks() -> None:
    """Two Tuesdays are one row."""
    tuesday = grouped(TALLIES + LATER, DAYS, "weekday", NOVEMBER)[1]
    assert (tuesday.label, tuesday.totals.ended_sessions, tuesday.practice_days) == ("tuesday", 4, 2)


def test_styles_come_the_most_practised_first() -> None:
    """Time decides, then the name; what has no style is a row without a label."""
    tallies = [
        Tally("yin", "completed", 1, 100),
        Tally("hatha", "completed", 1, 100),
        Tally(None, "completed", 9, 50),
        Tally("ashtanga", "partial", 1, 900),
    ]
    rows = grouped(tallies, {"yin": 1, "hatha": 1, None: 4, "ashtanga": 1}, "style", NOVEMBER)
    assert [row.label for row in rows] == ["ashtanga", "hatha", "yin", None]
    assert rows[-1] == Group(None, Totals(total_sessions=9, total_practice_time_seconds=50, practised_seconds=50), 4)


@pytest.mark.parametrize("by", ["day", "week", "month", "year", "style", "tag", "sequence"])
def test_before_any_practice_there_are_no_rows(by: GroupedBy) -> None:
    """Rule 11: reads answer with `[]`."""
    assert grouped([], {}, by, Period(None, None)) == ()
