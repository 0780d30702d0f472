"""What our own CSV export wrote, or a person edited since; nothing in it is trusted."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exported import brought, exported, sessions, source_of, store
from tests.exporters.test_sessions_csv import practices
from tests.importers.csv_files import arrivals, arriving, lines, look, refusal, session
from tests.practice_logs import fresh_log, sequence
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Reflection, Segment, whole_seconds
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.exporters.csv_text import STARTS_OF_FORMULAS
from yogaflow_cli.exporters.exporter import Form
from yogaflow_cli.exporters.sessions_csv import TEXT_COLUMNS
from yogaflow_cli.importers import csv_table, own_csv
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.session_fields import own_uuid

TEN = datetime(2025, 12, 5, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def row(**cells: str) -> str:
    """A table of one practice of 20 minutes at ten, with these cells too."""
    told = {"started_at": "2025-12-05T10:00:00Z", "duration_seconds": "1200"} | cells
    return lines(",".join(told), ",".join(told.values()))


def found(**cells: str) -> PracticeSession:
    """The session that such a table means."""
    return session(csv_table, row(**cells))


def kept(practice: PracticeSession) -> PracticeSession:
    """What a table keeps of a session: no pauses, no target, no sequence, and whole seconds."""
    assert practice.ended_at is not None and practice.ended_offset is not None
    started_at, ended_at = practice.started_at.replace(microsecond=0), practice.ended_at.replace(microsecond=0)
    practised = timedelta(seconds=whole_seconds(practice.active_time(practice.ended_at)))
    stated = None if practised == ended_at - started_at else practised
    return practice._replace(
        uuid="",
        started_at=started_at,
        ended_at=ended_at,
        segments=(Segment(started_at, ended_at, stated),),
        pauses=(),
        target=None,
    )


def test_it_knows_what_the_exporter_knows() -> None:
    """Two packages that may not know each other write and read one form."""
    assert own_csv.STARTS_OF_FORMULAS == STARTS_OF_FORMULAS
    assert own_csv.TEXTS == TEXT_COLUMNS
    assert set(COLUMNS) >= own_csv.TELLING | own_csv.DERIVED


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(sessions(), max_size=4, unique_by=lambda practice: practice.uuid), st.booleans())
def test_what_was_exported_comes_back(held: list[PracticeSession], byte_order_mark: bool) -> None:
    """All that a table can hold, to the second."""
    with fresh_log() as log:
        store(log, *((practice, None) for practice in held))
        text = exported(log, "csv", form=Form(byte_order_mark=byte_order_mark))
    back = [arrival.session for arrival in arrivals(csv_table, text) if isinstance(arrival, ArrivingSession)]

    expected = [kept(practice) for practice in held]
    assert Counter(practice._replace(uuid="", number=None) for practice in back) == Counter(expected)


def test_an_import_into_the_same_log_brings_nothing_twice() -> None:
    """There are no UUIDs: a practice of the same second and length is the same one."""
    with fresh_log() as log:
        store(log, *practices())
        report = brought(log, exported(log, "csv"), "csv")

    assert (report.files[0].new, report.files[0].already_here) == (0, 3)


def test_an_import_into_another_log_keeps_numbers_and_sequences() -> None:
    """And doing it twice brings nothing more."""
    with fresh_log() as log:
        store(log, *practices())
        text = exported(log, "csv")
    with fresh_log() as other:
        first, again = (brought(other, text, "csv", known=sequence()) for _ in range(2))
        numbers = [row.split(",")[0] for row in exported(other, "csv").splitlines() if "Z," in row]

    assert (first.files[0].new, again.files[0].new) == (3, 0)
    assert numbers == ["3", "1", "2"]


def test_a_row_is_a_session_with_everything_that_was_said() -> None:
    """Every column that is not derived is read."""
    text = lines(
        "session_id,practice_day,started_at,completed_at,time_zone,duration_seconds,elapsed_seconds,"
        "completion_status,style,sequence,poses_completed,poses_planned,tags,effort,mood_before,mood_after,"
        "energy_before,energy_after,source,note",
        "7,2025-12-05,2025-12-05T10:00:00Z,2025-12-05T10:30:00Z,Asia/Kathmandu,1680,1800,"
        'partial,ashtanga,sun-salutation-a,40,50,home;morning,7,2,4,3,5,timer,"\'=1+1\nrest"',
    )
    arrival = arriving(csv_table, text)
    practice = arrival.session

    assert practice == PracticeSession(
        uuid=own_uuid(practice),
        number=7,
        started_at=TEN,
        started_offset=timedelta(hours=5, minutes=45),
        ended_at=TEN + 30 * MINUTE,
        ended_offset=timedelta(hours=5, minutes=45),
        time_zone="Asia/Kathmandu",
        segments=(Segment(TEN, TEN + 30 * MINUTE, 28 * MINUTE),),
        status=CompletionStatus.PARTIAL,
        style="ashtanga",
        tags=("home", "morning"),
        note="=1+1\nrest",
        reflection=Reflection(7, 2, 4, 3, 5),
        poses_completed=40,
        source="timer",
    )
    assert (arrival.place, arrival.sequence_slug, arrival.known_by_time, arrival.foreign) == (
        "line 2",
        "sun-salutation-a",
        True,
        False,
    )


def test_a_start_and_a_duration_are_enough() -> None:
    """An export may have had fewer columns, and in another order."""
    practice = session(csv_table, lines("duration_seconds,started_at", "1200,2025-12-05T10:00:00Z"))

    assert practice.segments == (Segment(TEN, TEN + 20 * MINUTE),)
    assert (practice.number, practice.source, practice.status) == (None, "import:csv", CompletionStatus.COMPLETED)
    assert practice.uuid == own_uuid(practice)


def test_the_delimiter_may_be_that_of_a_spreadsheet() -> None:
    """Whoever opens and saves it in Germany gets semicolons."""
    text = lines("started_at;duration_seconds;note", '2025-12-05T10:00:00Z;1200;"a;b"').replace("\n", "\r\n")

    assert session(csv_table, text).note == "a;b"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'+1", "+1"),
        ("'-1", "-1"),
        ("'@home", "@home"),
        ("'tis the season", "'tis the season"),
        ("''=1", "'=1"),
        ("=1+1", "=1+1"),
        ("'", "'"),
    ],
)
def test_what_kept_a_text_from_being_a_formula_is_taken_off(written: str, meant: str) -> None:
    """And nothing else; with --raw it was never put on."""
    assert found(note=written).note == meant


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"duration_seconds": "long"}, "line 2: 'duration_seconds' must be a whole number from 0 to"),
        ({"duration_seconds": "12.5"}, "line 2: 'duration_seconds' must be a whole number from 0 to"),
        ({"duration_seconds": ""}, "line 2: 'completed_at' or 'duration_seconds' is missing"),
        ({"duration_seconds": "14401"}, "line 2: it holds over 4 hours of practice"),
        ({"started_at": ""}, "line 2: 'started_at' must be text"),
        ({"started_at": "5.12.2025 10:00"}, "line 2: 'started_at': Cannot read '5.12.2025 10:00' as an instant."),
        ({"started_at": "2025"}, "line 2: 'started_at'"),
        ({"completed_at": "2025-12-05T09:00:00Z"}, "line 2: it ended before it began"),
        ({"completion_status": "done"}, "line 2: 'completion_status' must be one of"),
        ({"session_id": "0"}, "line 2: 'session_id' must be a whole number from 1 to"),
        ({"effort": "11"}, "line 2: 'effort' must be a whole number from 1 to 10"),
        ({"mood_after": "good"}, "line 2: 'mood_after' must be a whole number from 1 to 5"),
        ({"poses_completed": "-1"}, "line 2: 'poses_completed' must be a whole number from 0 to"),
        ({"time_zone": "Mars"}, "line 2: 'time_zone': There is no time zone 'Mars'."),
        ({"source": "x"}, "line 2: 'source' cannot be 'x'"),
        ({"note": "\x1b[2J"}, "line 2: 'note': the note holds a control character (U+001B)"),
        ({"style": "x" * 51}, "line 2: 'style': the style has 51 characters, at most 50 fit"),
        ({"tags": "a;" + "x" * 51}, "line 2: 'tags': the tag has 51 characters, at most 50 fit"),
    ],
)
def test_what_cannot_be_true_is_refused_by_line_and_column(cells: dict[str, str], message: str) -> None:
    """Nothing of ours is passed over in silence."""
    assert refusal(csv_table, row(**cells)).message.startswith(message)


def test_a_row_that_was_cut_off_is_refused() -> None:
    """What stood in it is not known."""
    text = lines("started_at,duration_seconds,note", "2025-12-05T10:00:00Z,12")

    assert refusal(csv_table, text).message == "line 2: it has fewer cells than the first line"


def test_a_column_that_is_not_known_is_refused_by_its_name() -> None:
    """What was not understood must not be lost."""
    error = refusal(csv_table, row(session_id="1", completion_status="partial", nots="x"))

    assert error.message == "The file has a column 'nots', which yogaflow does not know."
    assert error.hint == "Did you mean note?"


def test_a_column_that_stands_there_twice_is_refused() -> None:
    """Nobody knows which of them is meant."""
    text = lines("started_at,duration_seconds,note,note", "2025-12-05T10:00:00Z,1200,a,b")

    assert refusal(csv_table, text).message == "The file has the column 'note' twice."


def test_our_files_are_recognised() -> None:
    """With all columns or few."""
    assert csv_table.recognises(look(lines(",".join(COLUMNS))))
    assert csv_table.recognises(source_of("\ufeff" + lines("duration_seconds,started_at,note")).look())
    assert own_csv.is_own(("session_id", "started_at", "duration_seconds", "completion_status", "my own"))
    assert not own_csv.is_own(("started_at", "duration_seconds", "my own"))
    assert not own_csv.is_own(())
