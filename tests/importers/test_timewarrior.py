"""Practices from Timewarrior: facts/formats.md."""

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
from yogaflow_cli.importers import watson
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Source
from yogaflow_cli.importers.timewarrior import arrivals, recognises

EXPORT = """\
[
{"id":3,"start":"20231001T103000Z","end":"20231001T110000Z","tags":["morning","yoga"],"annotation":"calm, slow"},
{"id":2,"start":"20231001T120000Z","end":"20231001T130000Z","tags":["emails","work"]},
{"id":1,"start":"20231002T103000Z","tags":["yoga"]}
]
"""
KEPT = """\
inc 20231001T103000Z - 20231001T110000Z # morning yoga # "calm, \\"slow\\" # and long"
inc 20231001T120000Z - 20231001T130000Z # "with music" work

inc 20231001T140000Z - 20231001T143000Z
inc 20231001T150000Z - 20231001T153000Z # "hot yoga" "yoga"
inc 20231001T160000Z - 20231001T163000Z # # "yoga"
inc 20231002T103000Z # yoga
"""
BEGUN = datetime(2023, 10, 1, 10, 30, tzinfo=UTC)
HALF = timedelta(minutes=30)
GOOD = {"id": 1, "start": "20231001T103000Z", "end": "20231001T110000Z", "tags": ["yoga"]}


def found_in(text: str | bytes, **wishes: str) -> list[Arrival]:
    """All that a file holds."""
    return list(arrivals(source_of(text, **wishes)))


def sessions_in(text: str | bytes, **wishes: str) -> list[PracticeSession]:
    """The sessions that a file holds."""
    return [arrival.session for arrival in found_in(text, **wishes) if isinstance(arrival, ArrivingSession)]


def of_item(**changes: object) -> Arrival:
    """What a good interval, changed, is."""
    (arrival,) = found_in(json.dumps([GOOD | changes]))
    return arrival


def test_an_export_gives_the_intervals_with_the_tag_yoga() -> None:
    """Its file, as it comes; the times are UTC, and the clocks those of the person."""
    practice, work, running = found_in(EXPORT)
    assert isinstance(practice, ArrivingSession)
    session = practice.session

    assert (practice.place, practice.foreign, session.source) == ("item 1", True, "import:timewarrior")
    assert (session.started_at, session.ended_at) == (BEGUN, BEGUN + HALF)
    assert (session.time_zone, session.started_offset) == ("Europe/Berlin", timedelta(hours=2))
    assert (session.tags, session.note, session.style) == (("morning",), "calm, slow", None)
    assert work == Skipped("item 2", "not yoga: emails, work")
    assert running == Skipped("item 3", "it has no end yet")


def test_a_kept_file_gives_the_same_practices_as_an_export() -> None:
    """Whoever has lost the program has its files: words in quotation marks are one, the last part is the note."""
    first, *others = found_in(KEPT)
    assert isinstance(first, ArrivingSession)

    assert first.place == "line 1"
    assert first.session.uuid == sessions_in(EXPORT)[0].uuid
    assert (first.session.tags, first.session.note) == (("morning",), 'calm, "slow" # and long')
    assert [other for other in others if isinstance(other, Skipped)] == [
        Skipped("line 2", "not yoga: with music, work"),
        Skipped("line 4", "not yoga"),
        Skipped("line 6", "not yoga"),
        Skipped("line 7", "it has no end yet"),
    ]
    assert sessions_in(KEPT)[1].tags == ("hot yoga",)


def test_an_interval_is_the_same_session_whatever_its_place_in_the_file() -> None:
    """Its `id` is no more than its place, counted from the last."""
    (first,), (again,) = sessions_in(json.dumps([GOOD])), sessions_in(json.dumps([GOOD | {"id": 99}]))

    assert first.uuid == again.uuid


@pytest.mark.parametrize(
    ("tags", "take", "kept"),
    [
        (["Yoga"], None, ()),
        (["YÓGA", "home"], None, ("home",)),
        (["hot yoga"], None, None),
        ([], None, None),
        (["pilates", "home"], "pilates", ("home", "pilates")),
        (["yoga"], "pilates", None),
        (["yoga", "hot-yoga"], "hot yoga, barre", ("hot-yoga",)),
        (["work"], "all", ("work",)),
        ([], "all", ()),
    ],
)
def test_the_tags_to_take_decide_and_only_yoga_itself_is_left_out(
    tags: list[str], take: str | None, kept: tuple[str, ...] | None
) -> None:
    """That it is yoga, everything here says; what else was taken is worth keeping."""
    sessions = sessions_in(json.dumps([GOOD | {"tags": tags}]), **({} if take is None else {"take": take}))

    assert [session.tags for session in sessions] == ([] if kept is None else [kept])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end": None}, "it has no end yet"),
        ({"start": None}, "its start cannot be read"),
        ({"start": "2023-10-01"}, "its start '2023-10-01' cannot be read"),
        ({"start": "20231301T103000Z"}, "its start '20231301T103000Z' cannot be read"),
        ({"start": "20231001T103000"}, "its start '20231001T103000' cannot be read"),
        ({"start": "٢٠٢٣١٠٠١T103000Z"}, "its start '٢٠٢٣١٠٠١T103000Z' cannot be read"),
        ({"start": 20231001}, "its start '20231001' cannot be read"),
        ({"start": [[]]}, "its start cannot be read"),
        ({"end": "\x1b"}, "its end '\ufffd' cannot be read"),
        ({"end": True}, "its end 'True' cannot be read"),
        ({"end": "20231001T100000Z"}, "it ended before it began"),
        ({"start": "00010101T000000Z"}, "it lies outside 1970 to 2200"),
        ({"end": "99991231T235959Z"}, "it lies outside 1970 to 2200"),
        ({"start": "00000101T000000Z"}, "its start '00000101T000000Z' cannot be read"),
        ({"tags": "yoga"}, "its tags cannot be read"),
        ({"tags": ["yoga", 1]}, "its tags cannot be read"),
        ({"tags": ["work\x1b" * 99]}, "not yoga: " + ("work\ufffd" * 12)),
    ],
)
def test_an_interval_that_cannot_be_taken_is_skipped_for_a_reason(changes: dict[str, object], said: str) -> None:
    """None of them costs the others, and what the file says is shown harmless and short."""
    assert of_item(**changes) == Skipped("item 1", said)


@pytest.mark.parametrize("annotation", [None, 5, [], "", " "])
def test_an_annotation_that_is_no_text_is_no_note(annotation: object) -> None:
    """The practice is taken all the same."""
    arrival = of_item(annotation=annotation)
    assert isinstance(arrival, ArrivingSession)

    assert arrival.session.note is None


@pytest.mark.parametrize("item", ["5", "null", '"yoga"', "[]", "[[]]", "true"])
def test_an_item_that_is_no_interval_is_skipped(item: str) -> None:
    """The others are taken."""
    first, second = found_in(f"[{item}, {json.dumps(GOOD)}]")

    assert first == Skipped("item 1", "it is no interval")
    assert isinstance(second, ArrivingSession)


def test_an_interval_that_says_something_twice_is_skipped() -> None:
    """Nobody knows which of them is meant."""
    assert found_in('[{"start": "20231001T103000Z", "end": "20231001T110000Z", "start": "", "tags": ["yoga"]}]') == [
        Skipped("item 1", "it has 'start' twice")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "inc",
        "inc a b",
        "inc a - b c",
        "exc 20231001T103000Z",
        "inc 20231001T103000Z -",
        "x" * 200_000,
        '# "yoga"',
        "\0",
    ],
)
def test_a_line_that_is_no_interval_is_skipped(line: str) -> None:
    """A hand may have been in the file."""
    last = found_in(f"{KEPT}{line}\n")[-1]

    assert isinstance(last, Skipped)
    assert last.reason == "it is no interval"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{}",
        "5",
        "[",
        "[{",
        "[1,]",
        "[NaN]",
        "[1e]",
        "[] x",
        "[" * 100_000,
        '[{"a":' * 100_000,
        '["' + "a" * 17_000_000,
        "[1" + "0" * 5000 + "]",
        EXPORT[:-5],
        EXPORT.encode("utf-16")[:-1],
        EXPORT.replace("calm", "calm ü").encode("latin-1"),
        b"\0" * 99,
        KEPT.replace("calm", "calm ü").encode("latin-1"),
    ],
)
def test_what_is_no_whole_list_is_refused(text: str | bytes) -> None:
    """One sentence, and what to do; our own export is not spoken of."""
    with pytest.raises(InvalidValue) as caught:
        found_in(text)
    assert caught.value.hint in ("It must be what `timew export` wrote.", "Convert it first: iconv -t UTF-8")


@pytest.mark.parametrize("text", [EXPORT, KEPT])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_beginning_and_ends_of_lines_of_windows_are_taken(text: str, encoding: str) -> None:
    """The file went through another program."""
    changed = text.replace("\n", "\r\n").encode(encoding)

    assert found_in(changed) == found_in(text)
    assert recognises(source_of(changed).look())


@given(st.binary(max_size=100), st.integers(0, 400), st.integers(0, 30), st.sampled_from([EXPORT, KEPT]))
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
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(["start", "end", "tags", "annotation", "id"], VALUES)))
@settings(max_examples=200, deadline=None)
def test_any_values_give_a_practice_or_a_reason(changes: dict[str, object]) -> None:
    """Whatever stands where."""
    (arrival,) = found_in(json.dumps([GOOD | changes]), take="all")

    assert isinstance(arrival, ArrivingSession | Skipped)


def intervals(count: int) -> Iterator[bytes]:
    """An export of so many intervals."""
    yield b"["
    for number in range(count, 1, -1):
        yield json.dumps(GOOD | {"id": number}).encode() + b",\n"
    yield json.dumps(GOOD).encode() + b"]"


def peak_bytes(count: int) -> tuple[int, int]:
    """The most memory that reading so many intervals took, and the number of practices."""
    tracemalloc.start()
    try:
        source = Source("file", made_file(intervals(count)), "Europe/Berlin")
        found = sum(isinstance(arrival, ArrivingSession) for arrival in arrivals(source))
        return tracemalloc.get_traced_memory()[1], found
    finally:
        tracemalloc.stop()


def test_a_long_export_needs_no_more_memory_than_a_short_one() -> None:
    """Years of work are read item by item."""
    peak_bytes(1000)
    (short, few), (long, more) = peak_bytes(1000), peak_bytes(6000)

    assert (few, more) == (1000, 6000)
    assert long < short + 500_000


@pytest.mark.parametrize("text", [EXPORT, KEPT, json.dumps([GOOD], indent=4), f"[\n{json.dumps(GOOD)}"])
def test_its_files_are_recognised_and_no_one_elses(text: str) -> None:
    """By the form of a start, or of a line."""
    look = source_of(text).look()

    assert recognises(look)
    assert not watson.recognises(look)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[[1696149000, 1696150800, 1]]", '[{"start": "2023-10-01T10:30:00+02:00"}]', "inc.", "income 5"],
)
def test_another_file_is_not_timewarriors(text: str) -> None:
    """It is left to the formats that it is of."""
    assert not recognises(source_of(text).look())
