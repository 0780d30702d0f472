"""Practices from Strava's bulk export."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.exported import source_of
from tests.importers.csv_files import (
    STRAVA_GERMAN_HEADER,
    STRAVA_HEADER,
    arrivals,
    arriving,
    lines,
    look,
    reason,
    refusal,
    session,
)
from yogaflow_cli.importers import strava
from yogaflow_cli.importers.source import Look

SEVEN = datetime(2026, 4, 30, 7, tzinfo=UTC)
ROW = (
    '18001,"Apr 30, 2026, 7:00:00 AM",Morning Yoga,Yoga,"Slow\nand long",2700,0.0,120,5,false,with Ana,Blue mat,,,,'
    "2700.0,2400.0,0.0,0.0,99.0,,"
)
GERMAN_ROW = '18001,"30.04.2026, 07:00:00",Yoga,Yoga,,2700,"0,00",,,false,,,,,,2700.0,2700.0,0.0,0.0,'
FRENCH_HEADER = (
    "ID,Date,Nom,Type,Description,Temps écoulé,Distance,FC max,Effort,Trajet,Note privée,Équipement,Fichier,Poids,"
    "Poids du vélo,Temps écoulé,Durée de déplacement,Distance,Vitesse max"
)
FRENCH_ROW = "18001,2026-04-30 07:00:00,Souplesse,Yoga,,2700,0,,,false,privée,,,,,2700.0,2700.0,0.0,0.0"


def zipped(**members: str) -> bytes:
    """A zip file of these texts; `__` in a name is a folder's slash."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name.replace('__', '/')}.csv", text)
    return file.getvalue()


def row_of(**cells: str) -> str:
    """A row of yoga at seven with these cells by their place: `c5`."""
    told = {0: "18001", 1: "2026-04-30 07:00:00", 2: "Yoga", 3: "Yoga", 5: "2700", 15: "2700.0"}
    told |= {int(place.removeprefix("c")): cell for place, cell in cells.items()}
    return ",".join(told.get(place, "") for place in range(22))


def test_a_row_is_a_practice_under_its_own_number() -> None:
    """Its date is in UTC, its words become the note, and what we do not keep is named."""
    found = arriving(strava, lines(STRAVA_HEADER, ROW))
    practice = found.session

    assert (practice.started_at, practice.ended_at) == (SEVEN, SEVEN + timedelta(minutes=45))
    assert practice.segments[0].stated == timedelta(minutes=40)
    assert (practice.note, practice.style) == ("Morning Yoga\nSlow\nand long\nwith Ana", None)
    assert (practice.started_offset, practice.source) == (timedelta(hours=2), "import:strava")
    assert found.unkept == ("heart rate", "relative effort", "calories", "gear")


@pytest.mark.parametrize(
    ("header", "row", "note"),
    [(STRAVA_GERMAN_HEADER, GERMAN_ROW, None), (FRENCH_HEADER, FRENCH_ROW, "Souplesse\nprivée")],
)
def test_the_language_of_the_header_makes_no_difference(header: str, row: str, note: str | None) -> None:
    """German is known by name, others by the columns that are called alike."""
    practice = session(strava, lines(header, row))

    assert (practice.started_at, practice.ended_at) == (SEVEN, SEVEN + timedelta(minutes=45))
    assert practice.note == note
    assert practice.uuid == session(strava, lines(STRAVA_HEADER, ROW)).uuid


def test_the_raw_elapsed_time_counts_and_without_it_the_one_for_people() -> None:
    """Two columns have the same name; in old archives the second may be empty."""
    assert session(strava, lines(STRAVA_HEADER, row_of(c15="2712.0"))).ended_at == SEVEN + timedelta(seconds=2712)
    assert session(strava, lines(STRAVA_HEADER, row_of(c15=""))).ended_at == SEVEN + timedelta(seconds=2700)
    short = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time"
    assert session(strava, lines(short, "1,2026-04-30 07:00:00,Yoga,Yoga,2700")).ended_at == SEVEN + timedelta(
        minutes=45
    )


@pytest.mark.parametrize(
    ("moving", "timer", "stated"),
    [
        ("", "", None),
        ("0.0", "", None),
        ("2700.0", "", None),
        ("9000.0", "", None),
        ("2400.0", "", 2400),
        ("1350.0", "", 1350),
        ("180.0", "", None),
        ("180.0", "2500.0", 2500),
        ("180.0", "2700.0", None),
        ("", "9000.0", None),
    ],
)
def test_pauses_are_left_out_as_far_as_strava_can_know_of_them(moving: str, timer: str, stated: int | None) -> None:
    """Who holds a pose does not move, and practises: a moving time of three minutes is not believed, a timer is."""
    practice = session(strava, lines(STRAVA_HEADER, row_of(c16=moving, c20=timer)))

    assert practice.segments[0].stated == (None if stated is None else timedelta(seconds=stated))


def test_other_activities_are_passed_over_unless_they_are_asked_for() -> None:
    """Their type becomes the style."""
    text = lines(STRAVA_HEADER, row_of(c3="Pilates"))

    assert reason(strava, text) == "not yoga: Pilates"
    assert session(strava, text, take="all").style == "pilates"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"c1": "30 avr. 2026 07:00:00"}, "its start '30 avr. 2026 07:00:00' cannot be read"),
        ({"c1": "04/03/2026 07:00:00"}, "its start '04/03/2026 07:00:00' cannot be read"),
        ({"c1": "2026-04-30"}, "its start '2026-04-30' cannot be read"),
        ({"c1": ""}, "its start is missing"),
        ({"c5": "", "c15": ""}, "its duration is missing"),
        ({"c5": "x", "c15": "y"}, "its duration 'x' cannot be read"),
        ({"c1": "0001-01-01 00:00"}, "it lies outside 1970 to 2200"),
        ({"c30": "x"}, "it has more cells than the first line"),
    ],
)
def test_a_row_that_cannot_be_one_is_passed_over(cells: dict[str, str], why: str) -> None:
    """The others are taken nevertheless."""
    row = row_of(**cells) + ",,,,x" * ("c30" in cells)

    assert reason(strava, lines(STRAVA_HEADER, row)) == why


def test_the_archive_is_read_as_it_is() -> None:
    """Nobody has to unpack gigabytes of rides for it."""
    archive = zipped(profile="a", activities=lines(STRAVA_HEADER, ROW), activities__activities="x")

    assert arrivals(strava, archive) == arrivals(strava, lines(STRAVA_HEADER, ROW))
    assert strava.recognises(source_of(archive).look())


def test_an_archive_without_activities_or_cut_off_is_refused() -> None:
    """Each in a sentence."""
    archive = zipped(activities=lines(STRAVA_HEADER, *[ROW] * 50))

    assert refusal(strava, zipped(profile="a")).message == "The zip file holds no activities.csv."
    assert refusal(strava, archive[:200]).message
    assert not strava.recognises(source_of(zipped(profile="a")).look())


def test_another_table_is_refused_by_its_columns() -> None:
    """A person sees what was given instead."""
    assert refusal(strava, lines("a,b")).message == "The file is not Strava's: its columns are 'a', 'b'."


@pytest.mark.parametrize("header", [STRAVA_HEADER, STRAVA_GERMAN_HEADER, FRENCH_HEADER])
def test_its_files_are_recognised(header: str) -> None:
    """A file needs no named format."""
    assert strava.recognises(look(lines(header)))


@pytest.mark.parametrize("text", ["", "{}", ",,,,,,,,,,,,,,,,,,,", "Activity Type,Date,Title,Time", "a,b,c"])
def test_other_files_are_not_recognised(text: str) -> None:
    """Columns without names are called alike too, and tell nothing."""
    assert not strava.recognises(look(text))
    assert not strava.recognises(Look("", ("export.xml",)))
