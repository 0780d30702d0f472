"""Practices from the list of activities of Garmin Connect."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.importers.csv_files import GARMIN_HEADER, arrivals, arriving, lines, look, reason, refusal, session
from yogaflow_cli.importers import garmin
from yogaflow_cli.importers.importer import Skipped

ROW = 'Yoga,2026-04-30 07:00:00,false,"Berlin Yoga","0.00","123","00:45:12","90","120","0.4","0","00:00:00","00:50:00"'
GERMAN = (
    "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø Herzfrequenz,Maximale Herzfrequenz,Aerober TE,Schritte,"
    "Zeit in Bewegung,Verstrichene Zeit"
)
SEVEN = datetime(2026, 4, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize("header", [GARMIN_HEADER, GERMAN])
def test_a_row_is_a_practice_of_what_the_watch_counted(header: str) -> None:
    """It lasted from the start to the end, and was practised without the pauses."""
    found = arriving(garmin, lines(header, ROW))
    practice = found.session

    assert (practice.started_at, practice.ended_at) == (SEVEN, SEVEN + timedelta(minutes=50))
    assert practice.segments[0].stated == timedelta(minutes=45, seconds=12)
    assert (practice.note, practice.style, practice.time_zone) == ("Berlin Yoga", None, "Europe/Berlin")
    assert found.unkept == ("calories", "heart rate", "training effect")


@pytest.mark.parametrize(
    ("time", "length"),
    [
        ("45:12", timedelta(minutes=45, seconds=12)),
        ("00:45:12.3", timedelta(minutes=45, seconds=12, milliseconds=300)),
        ("1:02:03", timedelta(hours=1, minutes=2, seconds=3)),
    ],
)
def test_a_time_is_read_in_each_of_its_forms(time: str, length: timedelta) -> None:
    """Which one it is depends on the length."""
    practice = session(garmin, lines("Activity Type,Date,Title,Time", f"Yoga,2026-04-30 07:00:00,Yoga,{time}"))

    assert practice.ended_at == SEVEN + length
    assert practice.segments[0].stated is None


def test_a_title_that_is_just_the_type_is_no_note() -> None:
    """Garmin gives it by itself."""
    text = lines("Activity Type,Date,Title,Time", "yoga,2026-04-30 07:00:00,Yoga,45:00")

    assert session(garmin, text).note is None


def test_other_activities_are_passed_over_unless_they_are_asked_for() -> None:
    """Their type becomes the style."""
    text = lines(GARMIN_HEADER, ROW.replace("Yoga,", "Pilates,", 1))

    assert reason(garmin, text) == "not yoga: Pilates"
    assert session(garmin, text, take="Yoga, pilates").style == "pilates"


def test_reading_it_again_gives_the_same_practices_in_every_zone() -> None:
    """Only rows that were scrolled into view are exported, so the list is read again and again."""
    text = lines(GARMIN_HEADER, ROW)

    assert session(garmin, text).uuid == session(garmin, text, "Asia/Tokyo").uuid
    assert session(garmin, text).uuid == session(garmin, text.replace("Berlin Yoga", "Renamed")).uuid


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Yoga,--,Yoga,45:00", "its start '--' cannot be read"),
        ("Yoga,7/4/2026 15:36,Yoga,45:00", "its start '7/4/2026 15:36' cannot be read"),
        ("Yoga,2026-04-30 07:00:00,Yoga,--", "its duration is missing"),
        ("Yoga,2026-04-30 07:00:00,Yoga,x", "its duration 'x' cannot be read"),
        ("Yoga,2026-04-30", "it has fewer cells than the first line"),
    ],
)
def test_a_row_that_cannot_be_one_is_passed_over(row: str, why: str) -> None:
    """Two dashes are Garmin's nothing."""
    assert reason(garmin, lines("Activity Type,Date,Title,Time", row)) == why


def test_a_hostile_type_is_harmless_where_it_is_told() -> None:
    """A terminal would obey it."""
    (found,) = arrivals(garmin, lines(GARMIN_HEADER, ROW.replace("Yoga,", "\x1b[2J" + "x" * 99 + ",", 1)))

    assert isinstance(found, Skipped)
    assert found.reason.startswith("not yoga: \ufffd[2J") and len(found.reason) == 70


def test_another_table_is_refused_by_its_columns() -> None:
    """A person sees what was given instead."""
    assert refusal(garmin, lines("a,b")).message == "The file is not Garmin's: its columns are 'a', 'b'."


def test_its_files_are_recognised_and_no_others() -> None:
    """A file needs no named format."""
    assert garmin.recognises(look(lines(GARMIN_HEADER, ROW)))
    assert garmin.recognises(look(lines(GERMAN)))
    assert not garmin.recognises(look(lines("Date,Title,Time")))
    assert not garmin.recognises(look("{}"))
