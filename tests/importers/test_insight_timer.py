"""Practices from Insight Timer."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.importers.csv_files import arrivals, arriving, lines, look, reason, refusal, session, skipped
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.importers import insight_timer
from yogaflow_cli.importers.importer import ArrivingSession, Skipped

LOCAL = "Started At,Duration,Preset,Activity"
IN_UTC = "StartedAt (UTC),Duration,Preset,Activity"
FIRST = datetime(2026, 4, 20, 6, 21, 14, tzinfo=UTC)


def test_a_row_is_a_practice_with_its_activity_as_style_and_its_preset_as_note() -> None:
    """Durations have no leading noughts, and months stand first."""
    found = arriving(insight_timer, lines(LOCAL, "04/20/2026 08:21:14,0:45:0,Morning bell,Meditation"))
    practice = found.session

    assert (found.place, found.foreign, found.unkept) == ("line 2", True, ())
    assert (practice.started_at, practice.ended_at) == (FIRST, FIRST + timedelta(minutes=45))
    assert (practice.style, practice.note, practice.status) == (
        "meditation",
        "Morning bell",
        CompletionStatus.COMPLETED,
    )
    assert (practice.time_zone, practice.source) == ("Europe/Berlin", "import:insight-timer")


def test_the_same_digits_are_utc_under_the_older_header() -> None:
    """Two headers, and two hours between them in Berlin's summer."""
    row = "04/20/2026 08:21:14,0:45:0,,Meditation"

    assert session(insight_timer, lines(IN_UTC, row)).started_at == FIRST + timedelta(hours=2)
    assert session(insight_timer, lines(LOCAL, row)).started_at == FIRST


def test_every_activity_is_taken_unless_the_person_says_which() -> None:
    """Whoever keeps a log of sitting wants it whole."""
    text = lines(LOCAL, "04/20/2026 08:00:00,0:45:0,,Yoga", "04/21/2026 08:00:00,1:0:0,,Walking")

    assert all(isinstance(found, ArrivingSession) for found in arrivals(insight_timer, text))
    taken, passed = arrivals(insight_timer, text, take="yoga")
    assert isinstance(taken, ArrivingSession)
    assert passed == Skipped("line 3", "not taken: Walking")


def test_reading_it_again_gives_the_same_practices_in_every_zone() -> None:
    """Who moved to New York, and exports again, has nothing twice."""
    text = lines(LOCAL, "04/20/2026 08:21:14,0:45:0,,Meditation")

    assert session(insight_timer, text).uuid == session(insight_timer, text, "America/New_York").uuid
    other = lines(LOCAL, "04/20/2026 08:21:14,0:45:1,,Meditation")
    assert session(insight_timer, other).uuid != session(insight_timer, text).uuid


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("20/04/2026 08:21:14,0:45:0,,Yoga", "its start '20/04/2026 08:21:14' cannot be read"),
        (",0:45:0,,Yoga", "its start is missing"),
        ("04/20/2026 08:21:14,,,Yoga", "its duration is missing"),
        ("04/20/2026 08:21:14,soon,,Yoga", "its duration 'soon' cannot be read"),
        ("04/20/0001 08:21:14,0:45:0,,Yoga", "it lies outside 1970 to 2200"),
        ("12/31/9999 23:59:59,999999:0:0,,Yoga", "its duration '999999:0:0' cannot be read"),
        ("04/20/2026 08:21:14,0:45", "it has fewer cells than the first line"),
        ("04/20/2026 08:21:14,0:45:0,a,b,Yoga", "it has more cells than the first line"),
    ],
)
def test_a_row_that_cannot_be_one_is_passed_over(row: str, why: str) -> None:
    """The others are taken nevertheless."""
    assert reason(insight_timer, lines(LOCAL, row)) == why


def test_the_line_of_a_row_that_is_passed_over_is_told() -> None:
    """It can be found in the file."""
    text = "\ufeff" + lines(LOCAL, "", "x,0:45:0,,Yoga").replace("\n", "\r\n")

    assert [found.place for found in skipped(insight_timer, text)] == ["line 3"]


def test_another_table_is_refused_by_its_columns() -> None:
    """A person sees what was given instead."""
    error = refusal(insight_timer, lines("Date,Minutes", "1,2"))

    assert error.message == "The file is not Insight Timer's: its columns are 'Date', 'Minutes'."
    assert error.hint == "Its first line must be: Started At,Duration,Preset,Activity"


def test_its_files_are_recognised_and_no_others() -> None:
    """A file needs no named format."""
    assert insight_timer.recognises(look(lines(LOCAL)))
    assert insight_timer.recognises(look("\ufeff" + lines(IN_UTC.replace(",", ";"))))
    assert not insight_timer.recognises(look(lines("Start,Duration,Activity")))
    assert not insight_timer.recognises(look("[]"))
    assert not insight_timer.recognises(look(""))
