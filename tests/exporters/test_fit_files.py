"""FIT files: byte for byte, and as Garmin's own decoder reads them."""

import importlib
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given, settings

from tests.exported import exported, sessions, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import MINUTE, NOON, fresh_log
from yogaflow_cli.domain.session import CompletionStatus, Pause, PracticeSession, Reflection, Segment
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters import fit_files
from yogaflow_cli.exporters.catalogue import FORMATS
from yogaflow_cli.exporters.exporter import Form, Target
from yogaflow_cli.exporters.fit_files import FIRST, LAST, activity_bytes, file_name, is_in_range, timed_of
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.export import export

GOLDEN = Path(__file__).parents[1] / "golden" / "export_fit"
START = datetime(2026, 11, 20, 6, 30, 0, 900_000, tzinfo=UTC)
BERLIN = timedelta(hours=1)
SECOND = timedelta(seconds=1)

# What another program read: a test looks into it by key.
Messages = dict[str, list[dict[str, Any]]]


class FolderInMemory:
    """A folder that holds what an exporter puts into it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def former(self, name: str) -> bytes | None:
        """Nothing was there."""
        return None

    def put(self, name: str, content: bytes) -> None:
        """Keeps a file."""
        assert name not in self.files
        self.files[name] = content

    def renew(self, name: str, content: bytes) -> None:
        """Keeps a file."""
        raise AssertionError(name)


def plain() -> PracticeSession:
    """Half an hour without a pause, on one morning in Berlin."""
    return PracticeSession(
        uuid="11111111-1111-4111-8111-111111111111",
        started_at=START,
        started_offset=BERLIN,
        time_zone="Europe/Berlin",
        segments=(Segment(START, START + 30 * MINUTE),),
        ended_at=START + 30 * MINUTE,
        ended_offset=BERLIN,
        status=CompletionStatus.COMPLETED,
        number=214,
    )


def with_pauses() -> PracticeSession:
    """Two pauses, and it is told how hard it was."""
    return plain()._replace(
        segments=(
            Segment(START, START + 10 * MINUTE),
            Segment(START + 12 * MINUTE, START + 20 * MINUTE),
            Segment(START + 25 * MINUTE, START + 30 * MINUTE),
        ),
        pauses=(
            Pause(START + 10 * MINUTE, START + 12 * MINUTE),
            Pause(START + 20 * MINUTE, START + 25 * MINUTE),
        ),
        reflection=Reflection(effort=7),
    )


def scenes() -> dict[str, PracticeSession]:
    """Practices of every kind, by the names of their files."""
    whole, paused = plain(), with_pauses()
    return {
        "plain": whole,
        "with-pauses": paused,
        "stated-less": paused._replace(segments=(Segment(START, START + 30 * MINUTE, 15 * MINUTE),)),
        "stated-more": whole._replace(segments=(Segment(START, START + 30 * MINUTE, 45 * MINUTE),)),
        "ended-in-a-pause": whole._replace(
            segments=(Segment(START, START + 10 * MINUTE),), pauses=(Pause(START + 10 * MINUTE, START + 30 * MINUTE),)
        ),
        "zero-length": whole._replace(segments=(Segment(START, START),), ended_at=START),
        "half-hour-zone": whole._replace(time_zone="America/St_Johns", started_offset=-3.5 * timedelta(hours=1)),
        "milliseconds": whole._replace(
            segments=(Segment(START, START + timedelta(milliseconds=1234)),),
            ended_at=START + timedelta(milliseconds=1234),
        ),
    }


def written(session: PracticeSession) -> bytes:
    """The file of a session."""
    timed = timed_of(session)
    assert timed is not None
    return activity_bytes(session, timed)


def read(content: bytes) -> Messages:
    """What Garmin's decoder reads in a file that it finds sound."""
    assert Decoder(Stream.from_byte_array(bytearray(content))).is_fit()
    assert Decoder(Stream.from_byte_array(bytearray(content))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(content))).read()
    assert errors == []
    return cast(Messages, messages)


def moved(session: PracticeSession) -> PracticeSession:
    """The session, later by as many years as bring those of all times that we keep into the era of FIT."""
    by = timedelta(days=29 * 365)
    assert session.ended_at is not None
    return session._replace(
        started_at=session.started_at + by,
        ended_at=session.ended_at + by,
        segments=tuple(
            Segment(stretch.started_at + by, (stretch.ended_at or stretch.started_at) + by, stretch.stated)
            for stretch in session.segments
        ),
        pauses=tuple(Pause(rest.started_at + by, (rest.ended_at or rest.started_at) + by) for rest in session.pauses),
    )


def timer(messages: Messages) -> list[tuple[str, float]]:
    """When the timer started and stopped, in minutes after the start."""
    start = floored(START)
    events = messages["event_mesgs"]
    assert {event["event"] for event in events} == {"timer"}
    return [(event["event_type"], (event["timestamp"] - start) / MINUTE) for event in events]


def floored(instant: datetime) -> datetime:
    """The instant to the second, rounded down."""
    return instant.replace(microsecond=0)


def put(*held: PracticeSession) -> tuple[int, dict[str, bytes]]:
    """What an export of these sessions answers and puts into its folder."""
    folder = FolderInMemory()
    with fresh_log() as log:
        store(log, *((session, None) for session in held))
        count = export(log, FORMATS["fit"], SessionFilter(), Form(), Target(None, folder), NOON)
    return count, folder.files


@pytest.mark.parametrize("name", scenes())
def test_the_bytes_are_those_of_the_golden_file(name: str) -> None:
    """A second export gives the same file, so that a service knows it again."""
    assert written(scenes()[name]) == (GOLDEN / f"{name}.fit").read_bytes()


@pytest.mark.parametrize("name", scenes())
def test_every_file_is_one_activity_of_yoga(name: str) -> None:
    """Strava and Garmin look at the session; every reader expects a lap and a record with a time."""
    messages = read((GOLDEN / f"{name}.fit").read_bytes())
    (file_id,), (session,), (lap,) = messages["file_id_mesgs"], messages["session_mesgs"], messages["lap_mesgs"]

    assert (file_id["type"], file_id["manufacturer"]) == ("activity", "development")
    assert file_id["time_created"] == floored(START)
    assert (session["sport"], session["sub_sport"]) == (lap["sport"], lap["sub_sport"]) == ("training", "yoga")
    assert session["start_time"] == lap["start_time"] == floored(START)
    assert (session["first_lap_index"], session["num_laps"]) == (0, 1)
    assert messages["activity_mesgs"][0]["num_sessions"] == 1
    assert all("timestamp" in record for record in messages["record_mesgs"])


@pytest.mark.parametrize(
    ("name", "active", "elapsed"),
    [
        ("plain", 1800, 1800),
        ("with-pauses", 1380, 1800),
        ("stated-less", 900, 1800),
        ("stated-more", 2700, 2700),
        ("ended-in-a-pause", 600, 1800),
        ("zero-length", 0, 0),
        ("half-hour-zone", 1800, 1800),
        ("milliseconds", 1.234, 1.234),
    ],
)
def test_the_timer_tells_active_time_and_never_more_than_elapsed_time(name: str, active: float, elapsed: float) -> None:
    """What the person stated counts; where it is more than passed on the clock, no service is told a contradiction."""
    messages = read(written(scenes()[name]))
    for summary in (*messages["session_mesgs"], *messages["lap_mesgs"]):
        assert (summary["total_timer_time"], summary["total_elapsed_time"]) == (active, elapsed)
    assert messages["activity_mesgs"][0]["total_timer_time"] == active


def test_pauses_are_stops_and_starts_of_the_timer_in_the_order_of_time() -> None:
    """A reader sees when the person rested; a stated time does not blur it."""
    expected = [("start", 0), ("stop_all", 10), ("start", 12), ("stop_all", 20), ("start", 25), ("stop_all", 30)]

    assert timer(read(written(scenes()["with-pauses"]))) == expected
    assert timer(read(written(scenes()["stated-less"]))) == expected


def test_a_practice_that_ended_in_a_pause_does_not_start_again() -> None:
    """The timer stood still until the end."""
    messages = read(written(scenes()["ended-in-a-pause"]))

    assert timer(messages) == [("start", 0), ("stop_all", 10)]
    assert messages["session_mesgs"][0]["timestamp"] == floored(START + 30 * MINUTE)


@pytest.mark.parametrize(("name", "minutes"), [("plain", 60), ("half-hour-zone", -210)])
def test_the_clock_of_the_place_is_told(name: str, minutes: int) -> None:
    """Services show the practice at the time at which the person saw it begin, also where zones have half hours."""
    (activity,) = read(written(scenes()[name]))["activity_mesgs"]
    local = datetime(1989, 12, 31, tzinfo=UTC) + activity["local_timestamp"] * SECOND

    assert local - activity["timestamp"] == minutes * MINUTE


def test_effort_is_told_where_it_was_given() -> None:
    """Garmin has a field for it: ten for each of our ten."""
    assert read(written(with_pauses()))["session_mesgs"][0]["workout_rpe"] == 70
    assert "workout_rpe" not in read(written(plain()))["session_mesgs"][0]


def test_a_file_is_named_by_the_clock_and_the_number_and_holds_no_words() -> None:
    """Files sort by their day, two never have one name, and what a person wrote stays at home."""
    noted = plain()._replace(note="my knee", tags=("home",), style="yin")

    assert file_name(plain()) == "2026-11-20-0730-session-214.fit"
    assert written(noted) == written(plain())


def test_each_session_that_ended_becomes_a_file() -> None:
    """The open one waits until it has an end."""
    with fresh_log() as log:
        store(log, *practices())
        folder = FolderInMemory()
        count = export(log, FORMATS["fit"], SessionFilter(), Form(), Target(None, folder), NOON)

    assert count == 3
    assert sorted(folder.files) == [
        "2025-12-05-0145-session-3.fit",
        "2025-12-05-1100-session-1.fit",
        "2025-12-06-0130-session-2.fit",
    ]


@pytest.mark.parametrize(
    ("start", "minutes", "held"),
    [
        (FIRST - SECOND, 1, 0),
        (FIRST, 1, 1),
        (LAST - BERLIN - MINUTE, 1, 1),
        (LAST - BERLIN, 1, 0),
        (START, 49 * 24 * 60, 1),
        (START, 50 * 24 * 60, 0),
    ],
)
def test_what_a_fit_file_cannot_hold_is_left_out_and_not_counted(start: datetime, minutes: int, held: int) -> None:
    """Times before July 1998 or after 2126 would be read as others, and so would 50 days."""
    end = start + minutes * MINUTE
    session = plain()._replace(started_at=start, ended_at=end, segments=(Segment(start, start + MINUTE),))
    count, files = put(session)

    assert (count, len(files)) == (held, held)
    for content in files.values():
        assert read(content)["session_mesgs"][0]["start_time"] == floored(start)


def test_without_a_folder_it_says_so() -> None:
    """Many files fit into no stream."""
    with fresh_log() as log, pytest.raises(UsageMistake, match="need a folder"):
        exported(log, "fit")


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: most people never need it."""
    monkeypatch.setitem(sys.modules, "fit_tool.fit_file_builder", None)
    monkeypatch.delitem(sys.modules, fit_files.__name__)
    with pytest.raises(UsageMistake, match="one more package") as raised:
        importlib.import_module(fit_files.__name__)

    assert raised.value.hint == 'Install it: pip install "yogaflow-cli[fit]"'


@given(sessions().map(moved))
@settings(max_examples=60)
def test_any_session_of_the_era_is_read_back_with_the_same_times(session: PracticeSession) -> None:
    """Whatever its pauses and stated times are: no errors, no contradiction, nothing out of order."""
    timed, end = timed_of(session), session.ended_at
    assert timed is not None
    assert end is not None
    assert is_in_range(timed, session.started_offset)
    messages = read(written(session))
    (summary,) = messages["session_mesgs"]
    times = [event["timestamp"] for event in messages["event_mesgs"]]

    assert summary["total_timer_time"] == pytest.approx(session.active_time(end) / SECOND, abs=0.0005)
    assert summary["total_elapsed_time"] >= summary["total_timer_time"]
    assert (summary["start_time"], summary["timestamp"]) == (floored(session.started_at), floored(end))
    assert times == sorted(times)
    assert times[0] == floored(session.started_at)
    assert [event["event_type"] for event in messages["event_mesgs"]] == ["start", "stop_all"] * (len(times) // 2)


if __name__ == "__main__":
    for scene, practised in scenes().items():
        (GOLDEN / f"{scene}.fit").write_bytes(written(practised))
