"""Any table, as a person keeps it or another program writes it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.importers.csv_files import (
    GARMIN_HEADER,
    STRAVA_HEADER,
    TOGGL_HEADER,
    arriving,
    lines,
    look,
    reason,
    refusal,
    session,
    skipped,
)
from yogaflow_cli.importers import csv_table

SEVEN = datetime(2026, 4, 30, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_table_of_starts_and_minutes_needs_no_map() -> None:
    """The commonest table that people keep by hand."""
    found = arriving(csv_table, lines("Date,Minutes,Style,Notes,Tags", '2026-04-30 07:00,45,Yin,slow,"home, Evening"'))
    practice = found.session

    assert (practice.started_at, practice.ended_at) == (SEVEN, SEVEN + 45 * MINUTE)
    assert (practice.style, practice.note, practice.tags) == ("yin", "slow", ("evening", "home"))
    assert (practice.source, practice.time_zone, found.foreign) == ("import:csv", "Europe/Berlin", True)


def test_toggls_table_needs_no_map() -> None:
    """It has the day beside the time of day, and may go past midnight."""
    text = lines(
        TOGGL_HEADER,
        'Maya,m@example.org,Yoga,Evening flow,No,2026-04-30,23:30:00,2026-05-01,00:15:00,00:45:00,"yin, home"',
    )
    practice = session(csv_table, text)

    assert practice.started_at == datetime(2026, 4, 30, 21, 30, tzinfo=UTC)
    assert practice.ended_at == practice.started_at + 45 * MINUTE
    assert (practice.note, practice.tags) == ("Evening flow", ("home", "yin"))


def test_mapped_columns_are_read_as_the_person_says() -> None:
    """In any language, with any delimiter."""
    text = lines("Wann;Dauer;Was;Wo", "03/04/2026 7:00 PM;1:30;Hatha;Asia/Kathmandu")
    practice = session(
        csv_table, text, start="Wann", duration="Dauer", unit="hours", order="day-first", style="Was", zone="Wo"
    )

    assert practice.started_at == datetime(2026, 4, 3, 13, 15, tzinfo=UTC)
    assert practice.ended_at == practice.started_at + 90 * MINUTE
    assert (practice.style, practice.time_zone) == ("hatha", "Asia/Kathmandu")


def test_an_end_makes_the_duration_what_was_practised_of_it() -> None:
    """The rest was pauses."""
    practice = session(csv_table, lines("Start,End,Minutes", "2026-04-30 07:00,2026-04-30 08:00,45"))

    assert practice.ended_at == SEVEN + 60 * MINUTE
    assert practice.segments[0].stated == 45 * MINUTE
    rounded = session(csv_table, lines("Start,End,Minutes", "2026-04-30 07:00:00,2026-04-30 07:44:30,45"))
    assert (rounded.ended_at, rounded.segments[0].stated) == (SEVEN + 44.5 * MINUTE, None)


@pytest.mark.parametrize(
    ("start", "offset", "zone", "hour"),
    [
        ("2026-04-30T07:00:00Z", 2, "Europe/Berlin", 7),
        ("2026-04-30T07:00:00+00:00", 2, "Europe/Berlin", 7),
        ("2026-04-30T07:00:00+02:00", 2, "Europe/Berlin", 5),
        ("2026-04-30T07:00:00-04:00", -4, "Etc/GMT+4", 11),
    ],
)
def test_an_offset_tells_where_it_was_but_none_at_all_does_not(start: str, offset: int, zone: str, hour: int) -> None:
    """Programs write UTC for people everywhere."""
    practice = session(csv_table, lines("Start,Minutes", f"{start},45"))

    assert (practice.started_offset, practice.time_zone) == (timedelta(hours=offset), zone)
    assert practice.started_at.hour == hour


def test_reading_it_again_gives_the_same_practices_in_every_zone() -> None:
    """Whatever was corrected in a note since."""
    text = lines("Start,Minutes,Note", "2026-04-30 07:00,45,a")

    assert session(csv_table, text).uuid == session(csv_table, text.replace(",a", ",b"), "Asia/Tokyo").uuid


def test_a_column_that_names_practices_keeps_them_the_same() -> None:
    """Though their times were corrected since."""
    text = lines("Start,Minutes,Key", "2026-04-30 07:00,45,k1")
    later = text.replace("07:00", "07:05")

    assert session(csv_table, text, id="Key").uuid == session(csv_table, later, id="Key").uuid
    assert session(csv_table, text).uuid != session(csv_table, later).uuid


@pytest.mark.parametrize(
    ("header", "row", "why"),
    [
        ("Start,End", "2026-04-30 07:00,", "it has no end yet"),
        ("Start,Minutes", "2026-04-30 07:00,", "it has no end yet"),
        ("Start,Minutes", ",45", "its start is missing"),
        ("Start,Minutes", "soon,45", "its start 'soon' cannot be read"),
        ("Start,Minutes", "2026-04-30,45", "its start '2026-04-30' tells no time of day"),
        ("Start,Minutes", "07:00,45", "its start '07:00' tells no day; --map date=COLUMN names its column"),
        (
            "Date,Start,Minutes",
            "07:00,07:00,45",
            "its start '07:00 07:00' tells no day; --map date=COLUMN names its column",
        ),
        ("Date,Start,Minutes", ",07:00,45", "its day is missing"),
        ("Start,End", "2026-04-30 07:00,2026-04-30", "its end '2026-04-30' tells no time of day"),
        ("Start,End", "2026-04-30 07:00,late", "its end 'late' cannot be read"),
        ("Start,End", "2026-04-30 07:00,2026-04-29 08:00", "it ended before it began"),
        ("Start,End", "2026-04-30 07:00,9999-12-31 08:00", "it lies outside 1970 to 2200"),
        ("Start,End", "9999-12-31 07:00,06:00", "it lies outside 1970 to 2200"),
        ("Start,End", "2026-04-30T07:00Z,08:00-09:30x", "its end '08:00-09:30x' cannot be read"),
        ("Start,Minutes", "0001-01-01 07:00,45", "it lies outside 1970 to 2200"),
        ("Start,Minutes", "2026-04-30 07:00,long", "its duration 'long' cannot be read"),
        ("Start,Minutes", "2026-04-30 07:00,999999999", "its duration '999999999' cannot be read"),
        ("Start,Minutes", "2026-04-30 07:00,45,x", "it has more cells than the first line"),
        (
            "Start,End,Minutes",
            "2026-04-30 07:00,07:30,45",
            "its duration is longer than from its start to its end",
        ),
        ("Start,Minutes,Time zone", "2026-04-30 07:00,45,Mars", "its time zone 'Mars' is not known"),
    ],
)
def test_a_row_that_cannot_be_one_is_passed_over(header: str, row: str, why: str) -> None:
    """The others are taken nevertheless."""
    assert reason(csv_table, lines(header, row)) == why


def test_a_row_may_leave_out_its_last_cells() -> None:
    """People do."""
    assert session(csv_table, lines("Start,Minutes,Note", "2026-04-30 07:00,45")).note is None


def test_the_lines_of_rows_that_are_passed_over_are_told() -> None:
    """They can be found in the file."""
    text = lines("Start,Minutes,Note", 'a,1,"x', 'y"', "", ",,", "b,2,")

    assert [found.place for found in skipped(csv_table, text)] == ["line 2", "line 6"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            lines("Start,Minutes", "03/04/2026 07:00,45"),
            "line 2: '03/04/2026 07:00' may be day first or month first.",
            "Say which: --map order=day-first or --map order=month-first",
        ),
        (
            lines("Start,Duration", "2026-04-30 07:00,1:30"),
            "line 2: '1:30' may be hours, minutes or seconds.",
            "Say which: --map unit=minutes; of 1:30 it is the unit of the 1.",
        ),
        (
            lines("Start,Duration", "2026-04-30 07:00,45"),
            "line 2: '45' may be hours, minutes or seconds.",
            "Say which: --map unit=minutes; of 1:30 it is the unit of the 1.",
        ),
    ],
)
def test_what_may_be_meant_in_two_ways_is_asked_for(text: str, message: str, hint: str) -> None:
    """A guess would put half a year of practices on wrong days."""
    error = refusal(csv_table, text)

    assert (error.message, error.hint) == (message, hint)


def test_one_of_ours_is_anothers_when_the_person_maps_it() -> None:
    """Then it gets a foreign practice's distrust."""
    text = lines("started_at,duration_seconds", "2026-04-30 07:00,2700")

    assert refusal(csv_table, text).message.startswith("line 2: 'started_at'")
    assert arriving(csv_table, text, unit="seconds").foreign


def test_tables_that_tell_enough_are_recognised_and_those_of_other_importers_are_not() -> None:
    """Theirs could be guessed too, and would lose what only they know."""
    assert csv_table.recognises(look(lines(TOGGL_HEADER)))
    assert csv_table.recognises(look("\ufeff" + lines('"Start";"Duration (min)"')))
    for header in (STRAVA_HEADER, GARMIN_HEADER, "Started At,Duration,Preset,Activity", "a,b", "", "{}", "[[1,2]]"):
        assert not csv_table.recognises(look(lines(header)))
