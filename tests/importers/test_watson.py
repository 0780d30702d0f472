"""Practices from Watson: facts/formats.md."""

import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import source_of
from tests.importers.made_files import made_file
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import timewarrior
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Source
from yogaflow_cli.importers.watson import arrivals, recognises

FRAMES = """\
[
 [1696149000, 1696150800, "yoga", "5d3a9b1e8c6f4a0b9d2e7c1f3a5b8d6e", ["morning"], 1696150801],
 [1696154400, 1696158000, "work", "6e3a9b1e8c6f4a0b9d2e7c1f3a5b8d6e", ["emails"], 1696158001],
 [1696161600, 1696163400, "evening", "7f3a9b1e8c6f4a0b9d2e7c1f3a5b8d6e", ["Yoga", "home"]]
]
"""
LOGGED = """\
[
    {
        "id": "5d3a9b1e8c6f4a0b9d2e7c1f3a5b8d6e",
        "project": "yoga",
        "start": "2023-10-01T14:00:00+05:30",
        "stop": "2023-10-01T14:30:00+05:30",
        "tags": ["morning"]
    }
]
"""
BEGUN = datetime(2023, 10, 1, 8, 30, tzinfo=UTC)
HALF = timedelta(minutes=30)
GOOD = [1696149000, 1696150800, "yoga", "5d3a", []]
GOOD_LOGGED = {"id": "5d3a", "project": "yoga", "start": "2023-10-01T08:30:00Z", "stop": "2023-10-01T09:00:00Z"}


def found_in(text: str | bytes, **wishes: str) -> list[Arrival]:
    """All that a file holds."""
    return list(arrivals(source_of(text, **wishes)))


def sessions_in(text: str | bytes, **wishes: str) -> list[PracticeSession]:
    """The sessions that a file holds."""
    return [arrival.session for arrival in found_in(text, **wishes) if isinstance(arrival, ArrivingSession)]


def logged(**changes: object) -> Arrival:
    """What a good frame of the log, changed, is."""
    (arrival,) = found_in(json.dumps([GOOD_LOGGED | changes]))
    return arrival


def test_its_file_gives_the_frames_whose_project_or_tag_is_yoga() -> None:
    """Seconds since 1970 are on the clocks of the person; a project of another name is a tag."""
    first, work, second = found_in(FRAMES)
    assert isinstance(first, ArrivingSession)
    assert isinstance(second, ArrivingSession)

    assert (first.place, first.foreign, first.session.source) == ("item 1", True, "import:watson")
    assert (first.session.started_at, first.session.ended_at) == (BEGUN, BEGUN + HALF)
    assert (first.session.time_zone, first.session.started_offset) == ("Europe/Berlin", timedelta(hours=2))
    assert (first.session.tags, first.session.style, first.session.note) == (("morning",), None, None)
    assert second.session.tags == ("evening", "home")
    assert work == Skipped("item 2", "not yoga: work")


def test_a_log_gives_the_same_practice_at_the_offset_that_it_tells() -> None:
    """Whoever imports the log after the file has nothing twice."""
    (session,) = sessions_in(LOGGED)

    assert (session.started_at, session.ended_at) == (BEGUN, BEGUN + HALF)
    assert session.started_offset == timedelta(hours=5.5)
    assert session.uuid == sessions_in(FRAMES)[0].uuid


def test_a_frame_is_the_same_session_after_it_was_edited() -> None:
    """Its id names it."""
    (edited,) = sessions_in(json.dumps([[GOOD[0], 1696150000, "yoga", "5d3a", ["long"], 1700000000]]))

    assert edited.uuid == sessions_in(json.dumps([GOOD]))[0].uuid == sessions_in(json.dumps([GOOD_LOGGED]))[0].uuid


@pytest.mark.parametrize("identity", [None, "", 5])
def test_a_frame_without_an_id_is_named_by_its_time(identity: object) -> None:
    """It is still the same every time it is read."""
    text = json.dumps([[*GOOD[:3], identity, []]])

    assert sessions_in(text)[0].uuid == sessions_in(text)[0].uuid != sessions_in(json.dumps([GOOD]))[0].uuid


@pytest.mark.parametrize(
    ("start", "begun", "offset"),
    [
        ("2023-10-01T08:30:00+00:00", BEGUN, 0),
        ("2023-10-01 04:30:00-04:00", BEGUN, -4),
        ("2023-10-01T08:30:00.123456Z", BEGUN + timedelta(milliseconds=123), 0),
        ("2023-10-01T10:30", BEGUN, 2),
        (1696149000, BEGUN, 2),
        (1696149000.5, BEGUN + HALF / 3600, 2),
    ],
)
def test_a_start_in_any_of_its_forms_is_read(start: object, begun: datetime, offset: float) -> None:
    """With an offset, in UTC, without either on the clocks of the person, or in seconds."""
    arrival = logged(start=start)
    assert isinstance(arrival, ArrivingSession)

    assert arrival.session.started_at == begun
    assert arrival.session.started_offset == timedelta(hours=offset)


@pytest.mark.parametrize(
    ("project", "tags", "take", "kept"),
    [
        ("YÓGA", [], None, ()),
        ("sport", ["yoga"], None, ("sport",)),
        ("hot yoga", [], None, None),
        ("hot yoga", [], "hot-yoga", ("hot yoga",)),
        ("yoga", ["yoga"], "pilates", None),
        ("work", [], "all", ("work",)),
        ("", [], "all", ()),
        ("", ["yoga"], None, ()),
    ],
)
def test_the_projects_and_tags_to_take_decide_and_only_yoga_itself_is_left_out(
    project: str, tags: list[str], take: str | None, kept: tuple[str, ...] | None
) -> None:
    """That it is yoga, everything here says; what else was taken is worth keeping."""
    text = json.dumps([[*GOOD[:2], project, "5d3a", tags]])
    sessions = sessions_in(text, **({} if take is None else {"take": take}))

    assert [session.tags for session in sessions] == ([] if kept is None else [kept])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stop": None}, "it has no end yet"),
        ({"start": None}, "its start cannot be read"),
        ({"start": True}, "its start 'True' cannot be read"),
        ({"start": [1]}, "its start cannot be read"),
        ({"start": "2023-W40-7"}, "its start '2023-W40-7' cannot be read"),
        ({"start": "2023-02-30T10:30:00Z"}, "its start '2023-02-30T10:30:00Z' cannot be read"),
        ({"start": "2023-10-01T10:30:00+25:00"}, "its start '2023-10-01T10:30:00+25:00' cannot be read"),
        ({"start": "0000-01-01T00:00:00Z"}, "its start '0000-01-01T00:00:00Z' cannot be read"),
        ({"stop": 10**400}, f"its end '1{'0' * 59}…' cannot be read"),
        ({"stop": -1e300}, "its end '-1e+300' cannot be read"),
        ({"stop": "2023-10-01T08:00:00Z"}, "it ended before it began"),
        ({"start": "0001-01-01T00:00:00+10:00"}, "it lies outside 1970 to 2200"),
        ({"stop": "9999-12-31T23:59:59-10:00"}, "it lies outside 1970 to 2200"),
        ({"start": -5}, "it lies outside 1970 to 2200"),
        ({"tags": "yoga"}, "its project or its tags cannot be read"),
        ({"tags": [None]}, "its project or its tags cannot be read"),
        ({"project": None}, "its project or its tags cannot be read"),
        ({"project": "w\x1b" * 99}, "not yoga: " + "w\ufffd" * 30),
    ],
)
def test_a_frame_that_cannot_be_taken_is_skipped_for_a_reason(changes: dict[str, object], said: str) -> None:
    """None of them costs the others, and what the file says is shown harmless and short."""
    assert logged(**changes) == Skipped("item 1", said)


def test_a_number_beyond_every_number_is_no_date() -> None:
    """JSON may say 1e999, which is read as infinite."""
    assert found_in('[[1696149000, 1e999, "yoga", "5d3a", []]]') == [Skipped("item 1", "its end 'inf' cannot be read")]


@pytest.mark.parametrize("item", ["5", "null", '"yoga"', "[]", "[1, 2, 3]", "true"])
def test_an_item_that_is_no_frame_is_skipped(item: str) -> None:
    """The others are taken."""
    first, second = found_in(f"[{item}, {json.dumps(GOOD)}]")

    assert first == Skipped("item 1", "it is no frame")
    assert isinstance(second, ArrivingSession)


def test_a_frame_that_says_something_twice_is_skipped() -> None:
    """Nobody knows which of them is meant."""
    assert found_in('[{"project": "yoga", "project": "work"}]') == [Skipped("item 1", "it has 'project' twice")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"project": "yoga", "start": 1696149000}',
        "[",
        "[[1696149000, NaN]]",
        "[" * 100_000,
        FRAMES[:-5],
        FRAMES.encode("utf-16")[:-1],
        FRAMES.replace("home", "zu hause, süß").encode("latin-1"),
        b"\0" * 99,
        b"PK\x03\x04",
    ],
)
def test_what_is_no_whole_list_is_refused(text: str | bytes) -> None:
    """One sentence, and what to do; our own export is not spoken of."""
    with pytest.raises(InvalidValue) as caught:
        found_in(text)
    assert caught.value.hint == "It must be Watson's file `frames`, or what `watson log --json` wrote."


@given(st.binary(max_size=100), st.integers(0, 400), st.integers(0, 30), st.sampled_from([FRAMES, LOGGED]))
@settings(max_examples=400, deadline=None)
def test_any_damage_is_refused_or_skipped_and_never_a_traceback(
    octets: bytes, position: int, length: int, good: str
) -> None:
    """Bytes as they come, and good files with something else in their midst."""
    whole = good.encode()
    for damaged in (octets, whole[:position] + octets + whole[position + length :]):
        try:
            found_in(damaged, take="all")
        except InvalidValue as refusal:
            assert refusal.hint


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.fixed_dictionaries({}, optional=dict.fromkeys(["start", "stop", "tags", "project", "id"], VALUES)))
@settings(max_examples=200, deadline=None)
def test_any_values_give_a_practice_or_a_reason(value: object, changes: dict[str, object]) -> None:
    """Whatever stands where."""
    for arrival in found_in(json.dumps([value, GOOD_LOGGED | changes]), take="all"):
        assert isinstance(arrival, ArrivingSession | Skipped)


def frames(count: int) -> Iterator[bytes]:
    """A file of so many frames."""
    yield b"["
    for number in range(1, count):
        yield json.dumps([*GOOD[:3], str(number), []]).encode() + b",\n"
    yield json.dumps(GOOD).encode() + b"]"


def peak_bytes(count: int) -> tuple[int, int]:
    """The most memory that reading so many frames took, and the number of practices."""
    tracemalloc.start()
    try:
        source = Source("file", made_file(frames(count)), "Europe/Berlin")
        found = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(source))
        return tracemalloc.get_traced_memory()[1], found
    finally:
        tracemalloc.stop()


def test_a_long_file_needs_no_more_memory_than_a_short_one() -> None:
    """Years of work are read item by item."""
    peak_bytes(1000)
    (short, few), (long, more) = peak_bytes(1000), peak_bytes(6000)

    assert (few, more) == (1000, 6000)
    assert long < short + 500_000


@pytest.mark.parametrize(
    "text", [FRAMES, LOGGED, json.dumps([GOOD]), "[[1696149000.25, 1", json.dumps([GOOD], indent=1)]
)
def test_its_files_are_recognised_and_no_one_elses(text: str) -> None:
    """By the seconds that a list of lists begins with, or by its words."""
    look = source_of(text).look()

    assert recognises(look)
    assert not timewarrior.recognises(look)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[[]]",
        '[["a", 1]]',
        '[{"id": 1, "start": "20231001T103000Z"}]',
        '{"project": 1, "start": 2, "stop": 3}',
    ],
)
def test_another_file_is_not_watsons(text: str) -> None:
    """It is left to the formats that it is of."""
    assert not recognises(source_of(text).look())
