"""Health Connect's database, in its zip file or alone: yoga by its number, and nothing run that the file brings."""

import sqlite3
import tempfile
import tracemalloc
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import source_of
from yogaflow_cli.errors import InvalidValue, StorageFull
from yogaflow_cli.importers import health_connect
from yogaflow_cli.importers.health_connect import arrivals, recognises
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Look

SESSIONS = """CREATE TABLE exercise_session_record_table (row_id INTEGER PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL
  UNIQUE, last_modified_time INTEGER, client_record_id TEXT, app_info_id INTEGER, start_time INTEGER,
  start_zone_offset INTEGER, end_time INTEGER, end_zone_offset INTEGER, local_date_time_start_time INTEGER AS
  (start_time + 1000 * start_zone_offset), notes TEXT, exercise_type INTEGER, title TEXT, has_route INTEGER)"""
APPS = "CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT, icon BLOB)"
OLD_SESSIONS = "CREATE TABLE exercise_session_record_table (start_time INT, end_time INT, exercise_type INT, uuid TEXT)"
NAME = UUID("1b2c3d4e-0000-4000-8000-123456789abc")
SEVEN = datetime(2026, 4, 20, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Cell = int | float | str | bytes | None


def milliseconds(instant: datetime) -> int:
    """As the database has it."""
    return int(instant.timestamp() * 1000)


def session(**cells: Cell) -> dict[str, Cell]:
    """A row of half an hour of yoga in Berlin."""
    told: dict[str, Cell] = {
        "uuid": NAME.bytes,
        "app_info_id": 3,
        "start_time": milliseconds(SEVEN),
        "start_zone_offset": 7200,
        "end_time": milliseconds(SEVEN + 30 * MINUTE),
        "end_zone_offset": 7200,
        "exercise_type": 57,
        "has_route": 0,
    }
    return told | cells


def database(*rows: dict[str, Cell], schema: tuple[str, ...] = (SESSIONS, APPS)) -> bytes:
    """The bytes of a database with these sessions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in schema:
                connection.execute(statement)
            if APPS in schema:
                connection.execute("INSERT INTO application_info_table VALUES (3, 'com.downdogapp', 'Down Dog', NULL)")
                connection.execute("INSERT INTO application_info_table VALUES (4, 'org.example.yoga', '', NULL)")
            for row in rows:
                marks = ", ".join("?" * len(row))
                statement = f"INSERT INTO exercise_session_record_table ({', '.join(row)}) VALUES ({marks})"
                connection.execute(statement, tuple(row.values()))
        return path.read_bytes()


def zipped(content: bytes, name: str = "health_connect_export.db") -> bytes:
    """The zip file that the phone makes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def found(*rows: dict[str, Cell], **wishes: str) -> list[Arrival]:
    """What a database with these sessions holds."""
    return list(arrivals(source_of(database(*rows), "Europe/Berlin", **wishes)))


def practice(**cells: Cell) -> ArrivingSession:
    """The practice that one row is."""
    (arrival,) = found(session(**cells))
    assert isinstance(arrival, ArrivingSession)
    return arrival


def reason(**cells: Cell) -> str:
    """Why one row is none."""
    (arrival,) = found(session(**cells))
    assert isinstance(arrival, Skipped)
    assert arrival.place == "record 1"
    return arrival.reason


def refusal(content: bytes) -> InvalidValue:
    """Why a file is refused."""
    with pytest.raises(InvalidValue) as caught:
        list(arrivals(source_of(content)))
    assert caught.value.hint is not None
    return caught.value


def test_a_session_of_yoga_becomes_a_practice() -> None:
    """With its instants, its offset, its app, and its title and notes as the note."""
    arrival = practice(title="Morning Flow", notes="Hips.\nA calm one.", has_route=1)
    kept = arrival.session

    assert (kept.started_at, kept.ended_at) == (SEVEN, SEVEN + 30 * MINUTE)
    assert (kept.started_offset, kept.time_zone) == (timedelta(hours=2), "Europe/Berlin")
    assert (kept.style, kept.note) == (None, "Morning Flow\nHips.\nA calm one.")
    assert (kept.source, arrival.app, arrival.place) == ("import:health-connect", "Down Dog", "record 1")
    assert arrival.unkept == ("route",)
    assert arrival.foreign


def test_the_zip_file_and_the_database_in_it_hold_the_same() -> None:
    """A person need not unpack it."""
    content = database(session())

    assert list(arrivals(source_of(zipped(content)))) == list(arrivals(source_of(content)))
    assert list(arrivals(source_of(zipped(content, "a/Health_Connect_Export.db")))) == list(
        arrivals(source_of(content))
    )


def test_it_is_told_by_its_names() -> None:
    """Others' zip files and texts are left to others."""
    assert recognises(source_of(zipped(database())).look())
    assert recognises(source_of(database()).look())
    assert not recognises(Look("", ("apple_health_export/export.xml",)))
    assert not recognises(Look("Started At,Duration"))


def test_other_types_are_left_out_by_their_number() -> None:
    """56 is the wheelchair, and not yoga."""
    assert reason(exercise_type=56) == "not yoga: type 56"
    assert reason(exercise_type=None) == "not yoga: type 'None'"
    assert reason(exercise_type="odd\x1b") == "not yoga: type 'odd\ufffd'"


def test_what_may_be_yoga_in_other_numbers_says_how_to_take_it() -> None:
    """Much code for Android says 83; which of them wrote it, the database does not tell."""
    assert "--map take=yoga,83" in reason(exercise_type=83)
    taken = found(
        session(exercise_type=83), session(uuid=b"2" * 16), session(uuid=b"3", exercise_type=8), take="yoga,83"
    )

    assert [type(arrival) for arrival in taken] == [ArrivingSession, ArrivingSession, Skipped]


def test_all_takes_all_and_a_number_takes_its_own() -> None:
    """Also without yoga."""
    rows = [session(), session(uuid=b"2", exercise_type=8)]

    assert [type(arrival) for arrival in found(*rows, take="all")] == [ArrivingSession, ArrivingSession]
    assert [type(arrival) for arrival in found(*rows, take="8")] == [Skipped, ArrivingSession]


def test_its_own_name_for_a_session_names_the_practice() -> None:
    """As bytes or as text, whatever else was changed since."""
    first = practice().session.uuid

    assert practice(title="later", end_time=milliseconds(SEVEN + 40 * MINUTE)).session.uuid == first
    assert practice(uuid=str(NAME).upper()).session.uuid == first
    assert practice(uuid=b"other").session.uuid != first
    assert practice(uuid=b"").session.uuid == practice(uuid=" ").session.uuid != first


def test_an_offset_far_away_is_that_of_the_practice() -> None:
    """Someone who travelled."""
    kept = practice(start_zone_offset=-18_000).session

    assert (kept.started_offset, kept.time_zone) == (timedelta(hours=-5), "Etc/GMT+5")


@pytest.mark.parametrize("offset", [None, 86_400, 10**18, "x", 1.5])
def test_an_offset_that_is_none_is_that_of_the_person(offset: Cell) -> None:
    """No reason to leave out the practice."""
    assert practice(start_zone_offset=offset).session.started_offset == timedelta(hours=2)


def test_an_app_without_a_name_goes_by_its_package() -> None:
    """And an unknown one by none."""
    assert practice(app_info_id=4).app == "org.example.yoga"
    assert practice(app_info_id=9).app is None


def test_a_database_of_an_older_version_lacks_columns_and_tables() -> None:
    """Start, end and type are enough."""
    row: dict[str, Cell] = {
        "start_time": milliseconds(SEVEN),
        "end_time": milliseconds(SEVEN + MINUTE),
        "exercise_type": 57,
    }
    old = database(row, schema=(OLD_SESSIONS,))
    (arrival,) = arrivals(source_of(old))

    assert isinstance(arrival, ArrivingSession)
    assert (arrival.place, arrival.app, arrival.session.note) == ("record 1", None, None)


def test_what_cannot_have_been_is_left_out_with_its_reason() -> None:
    """Never a crash, whatever a cell holds."""
    assert reason(start_time="soon") == "its start 'soon' cannot be read"
    assert reason(start_time=2**62) == f"its start '{2**62}' cannot be read"
    assert reason(start_time=None) == "its start cannot be read"
    assert reason(end_time=None) == "it has no end yet"
    assert reason(end_time=b"x") == "its end cannot be read"
    assert reason(start_time=-1) == "it lies outside 1970 to 2200"
    assert reason(end_time=10**14) == "it lies outside 1970 to 2200"
    assert reason(end_time=milliseconds(SEVEN) - 1) == "it ended before it began"


def test_text_that_is_no_utf_8_and_controls_are_made_harmless() -> None:
    """They come from any app."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(SESSIONS)
        connection.execute(
            "INSERT INTO exercise_session_record_table (uuid, start_time, end_time, exercise_type, title) "
            "VALUES (x'01', 0, 60000, 57, CAST(x'41ff1b42' AS TEXT))"
        )
        connection.commit()
        content = connection.serialize()
    (arrival,) = arrivals(source_of(content))

    assert isinstance(arrival, ArrivingSession)
    assert arrival.session.note == "A\ufffd\ufffdB"


@pytest.mark.parametrize(
    "schema",
    [
        ("CREATE TABLE other (one)",),
        ("CREATE TABLE exercise_session_record_table (start_time)",),
        ("CREATE VIEW exercise_session_record_table AS SELECT 1 start_time, 2 end_time, 57 exercise_type",),
    ],
)
def test_another_database_is_refused(schema: tuple[str, ...]) -> None:
    """Also one whose table is a program in disguise."""
    assert refusal(database(schema=schema)).message == "The database is not one of Health Connect's."


@pytest.mark.parametrize("content", [b"", b"Started At,Duration\n", b"\x00" * 5000, zipped(b"no database")])
def test_what_is_no_database_is_refused(content: bytes) -> None:
    """In one sentence."""
    assert refusal(content).message == "The file is not an export of Health Connect."


def test_a_zip_file_without_the_database_is_refused() -> None:
    """By name."""
    assert refusal(zipped(b"", "export.xml")).message == "The zip file holds no health_connect_export.db."


@pytest.mark.parametrize("kept", [100, 4096, 0.5, 0.9])
def test_a_database_that_was_cut_off_is_refused(kept: float) -> None:
    """It is not read as far as it goes."""
    content = database(*(session(uuid=str(number), notes="x" * 500) for number in range(100)))

    assert refusal(content[: int(kept if kept > 1 else kept * len(content))]).message.startswith("The database is")


def test_a_value_beyond_measure_is_not_held() -> None:
    """One note of two megabytes."""
    assert refusal(database(session(notes="x" * 2_000_000))).message == "The database is damaged, or was cut off."


def test_a_database_beyond_measure_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is the person's."""
    monkeypatch.setattr(health_connect, "MOST_BYTES", 1000)

    assert refusal(database()).message == "The database is larger than an export can be."


def test_the_copy_is_private_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read by nobody else, and nothing is left when the import stops half way."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reading = arrivals(source_of(database(session(), session(uuid=b"2"))))
    next(reading)
    (copy,) = tmp_path.rglob("*.db")
    modes = (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777)
    reading.close()  # type: ignore[attr-defined]  # it is a generator

    assert modes == (0o600, 0o700)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_no_room_for_the_copy_is_said() -> None:
    """As that of the disk, and not as a mistake of the file."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(StorageFull):
        health_connect.write(full, b"x", Path("/dev/full"))


def test_a_hundred_thousand_rows_are_held_nowhere() -> None:
    """They come one by one."""
    content = database(*(session(uuid=str(number), exercise_type=number % 90) for number in range(100_000)))
    source = source_of(content)
    tracemalloc.start()
    number = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(source))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert number == 1111
    assert peak < 6_000_000


@settings(max_examples=60)
@given(place=st.integers(0, 1 << 20), put=st.binary(min_size=1, max_size=40))
def test_any_damage_is_refused_at_most(place: int, put: bytes) -> None:
    """Wherever it strikes."""
    content = bytearray(SOUND)
    at = place % len(content)
    content[at : at + len(put)] = put
    try:
        list(arrivals(source_of(bytes(content))))
    except InvalidValue as refused:
        assert refused.hint is not None


@given(tail=st.binary(max_size=600))
def test_any_bytes_are_refused_at_most(tail: bytes) -> None:
    """Also when they begin as a database does."""
    refusal(tail)
    refusal(health_connect.MAGIC.encode() + tail)


SOUND = database(session(title="Flow"), session(uuid=b"2", exercise_type=83), session(uuid=b"3", exercise_type=1))
