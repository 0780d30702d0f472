"""What our own export wrote, or a person wrote in its likeness; nothing in it is trusted."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import exported, source_of, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import fresh_log, sequence
from yogaflow_cli.domain.session import LIMIT, CompletionStatus, Pause, PracticeSession, Segment, SessionState
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.exporters import sessions_json
from yogaflow_cli.importers import own_json
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, ArrivingSetting, LeftOut
from yogaflow_cli.importers.session_fields import KEYS
from yogaflow_cli.importers.source import Look

TEN = datetime(2025, 12, 5, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def arrivals(**members: object) -> list[Arrival]:
    """What a file with these members holds."""
    return list(own_json.arrivals(source_of(json.dumps({"version": 1, **members}), "Europe/Berlin")))


def session(**keys: object) -> PracticeSession:
    """The session that an object with these keys, and a start, means."""
    (arrival,) = arrivals(sessions=[{"started_at": "2025-12-05T10:00:00Z", **keys}])
    assert isinstance(arrival, ArrivingSession)
    return arrival.session


def refusal(**keys: object) -> str:
    """Why a session of 20 minutes with these keys is refused."""
    with pytest.raises(InvalidValue) as caught:
        session(**{"duration_seconds": 1200} | keys)
    return caught.value.message


def refusal_of_file(**members: object) -> str:
    """Why a file with these members is refused."""
    with pytest.raises(InvalidValue) as caught:
        arrivals(**members)
    return caught.value.message


def test_the_keys_and_the_version_are_those_of_the_export() -> None:
    """Two packages that may not know each other write and read one form."""
    with fresh_log() as log:
        store(log, *practices())
        held = json.loads(exported(log))

    assert {key for item in held["sessions"] for key in item} == KEYS
    assert own_json.VERSION == sessions_json.VERSION


def test_a_start_and_a_duration_are_enough() -> None:
    """A person adds a practice by hand without knowing what a segment is."""
    found = session(duration_seconds=1200)

    assert (found.started_at, found.ended_at) == (TEN, TEN + 20 * MINUTE)
    assert found.segments == (Segment(TEN, TEN + 20 * MINUTE),)
    assert (found.started_offset, found.time_zone) == (timedelta(hours=1), "Europe/Berlin")
    assert (found.status, found.source, found.number) == (CompletionStatus.COMPLETED, "import:json", None)


def test_a_session_without_a_uuid_gets_the_same_one_every_time() -> None:
    """Otherwise a second import would bring it twice."""
    first, again = session(duration_seconds=1200), session(duration_seconds=1200, note="later")
    other = session(duration_seconds=1201)

    assert first.uuid == again.uuid != other.uuid


def test_a_duration_that_the_instants_do_not_measure_is_a_stated_one() -> None:
    """28 minutes of practice in half an hour."""
    found = session(completed_at="2025-12-05T10:30:00Z", duration_seconds=1680)

    assert found.segments == (Segment(TEN, TEN + 30 * MINUTE, 28 * MINUTE),)


def test_an_elapsed_time_tells_the_end() -> None:
    """As the object of `history --json` has it."""
    assert session(duration_seconds=600, elapsed_seconds=1800).ended_at == TEN + 30 * MINUTE
    assert session(duration_seconds=600, elapsed_seconds=0).ended_at == TEN


def test_the_offset_is_that_of_the_zone_on_that_day() -> None:
    """Summer and winter differ, and so does Kathmandu."""
    assert session(duration_seconds=60, time_zone="Asia/Kathmandu").started_offset == timedelta(hours=5, minutes=45)
    (summer,) = arrivals(sessions=[{"started_at": "2025-07-05T10:00:00Z", "duration_seconds": 60}])
    assert isinstance(summer, ArrivingSession)
    assert summer.session.started_offset == timedelta(hours=2)


def test_an_open_object_as_current_shows_it_goes_on_from_there() -> None:
    """`current --json` has no segments, but the time so far."""
    plain = session(state="active", duration_seconds=420, elapsed_seconds=420)
    rested = session(state="active", duration_seconds=300, elapsed_seconds=420)
    paused = session(state="paused", duration_seconds=300, elapsed_seconds=420)

    at = TEN + 7 * MINUTE
    assert (plain.state, plain.segments) == (SessionState.ACTIVE, (Segment(TEN),))
    assert rested.segments == (Segment(TEN, at, 5 * MINUTE), Segment(at))
    assert (paused.segments, paused.pauses) == ((Segment(TEN, at, 5 * MINUTE),), (Pause(at),))
    assert paused.status is CompletionStatus.ABANDONED


def test_words_are_brought_into_their_one_form() -> None:
    """As though they had been typed."""
    found = session(duration_seconds=60, style=" Yin ", tags=["Home", "home", "a  b"], note="one\r\ntwo ")

    assert (found.style, found.tags, found.note) == ("yin", ("a b", "home"), "one\ntwo")
    assert session(duration_seconds=60, style="", note="", tags=[]).note is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("started_at", None),
        ("started_at", 5),
        ("started_at", "yesterday"),
        ("started_at", "2025-12-05"),
        ("started_at", "1969-12-31T23:59:59Z"),
        ("completed_at", "2025-12-05T11:00:00"),
        ("duration_seconds", "1200"),
        ("duration_seconds", -1),
        ("duration_seconds", 1.5),
        ("duration_seconds", True),
        ("duration_seconds", 10**30),
        ("elapsed_seconds", 10**18),
        ("session_id", 0),
        ("session_id", 2**63),
        ("uuid", "no uuid"),
        ("uuid", 7),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("started_offset_seconds", 86_400),
        ("completion_status", "done"),
        ("state", "running"),
        ("poses_completed", -1),
        ("poses_completed", 10**9),
        ("target_seconds", 14_401),
        ("source", "elsewhere"),
        ("source", "import:"),
        ("source", "import:\x1b"),
        ("arrived_open", 1),
        ("tags", "home"),
        ("tags", [1]),
        ("tags", ["a;b"]),
        ("style", "yin\x1b"),
        ("note", "\u202ehidden"),
        ("note", "x" * 4001),
        ("note", "\ud800"),
        ("effort", 11),
        ("mood_before", 0),
        ("energy_after", "high"),
        ("segments", {}),
        ("segments", []),
        ("segments", [3]),
        ("pauses", [{"started_at": "2025-12-05T10:00:00Z", "ended_at": None}]),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(key: str, value: object) -> None:
    """The message names the item of the list and, where there is one, the key."""
    message = refusal(**{key: value})

    assert message.startswith("sessions, item 1")
    assert key in message or "segment" in message or "pause" in message


def test_an_unknown_key_is_refused() -> None:
    """A slip in a key must not lose what stands behind it."""
    assert "'durations'" in refusal(durations=3)


def test_the_place_counts_from_one() -> None:
    """As editors count."""
    fine = {"started_at": "2025-12-05T10:00:00Z", "duration_seconds": 60}

    assert "sessions, item 3:" in refusal_of_file(sessions=[fine, fine, fine | {"effort": 0}])


SEGMENT = {"started_at": "2025-12-05T10:00:00Z", "ended_at": "2025-12-05T10:20:00Z"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"completed_at": "2025-12-05T09:59:59Z"}, "ended before it began"),
        ({"duration_seconds": 14_401}, "over 4 hours"),
        ({"completed_at": None, "duration_seconds": None}, "'completed_at' or 'duration_seconds' is missing"),
        ({"completed_at": "2025-12-05T10:20:00Z", "segments": [SEGMENT], "duration_seconds": 60}, "add up to"),
        ({"completed_at": "2025-12-05T10:20:00Z", "segments": [SEGMENT | {"ended_at": None}]}, "it has ended"),
        ({"completed_at": None, "segments": [SEGMENT]}, "it is open"),
        ({"segments": [SEGMENT | {"ended_at": None}, SEGMENT]}, "is not the last"),
        ({"segments": [SEGMENT | {"ended_at": "2025-12-05T09:00:00Z"}]}, "ends before it begins"),
        ({"segments": [SEGMENT | {"stated_ms": -1}]}, "segment 1: 'stated_ms'"),
        ({"segments": [SEGMENT | {"stated": 5}]}, "segment 1 has an unknown key 'stated'"),
        ({"state": "paused", "duration_seconds": None}, "no segments"),
        ({"sequence_hash": "f" * 64}, "its sequence is not in the file"),
    ],
)
def test_what_no_practice_can_have_been_is_refused(keys: dict[str, object], said: str) -> None:
    """Types may be right, and the whole still wrong."""
    assert said in refusal(**keys)


def test_four_hours_are_allowed() -> None:
    """The limit itself is no mistake."""
    assert session(duration_seconds=14_400).active_time(TEN) == LIMIT


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"version": 2}, "from a newer yogaflow"),
        ({"version": "1"}, "not a whole number"),
        ({"version": None}, "not a whole number"),
        ({"version": 0}, "not a whole number"),
        ({"goals": []}, ""),
        ({"goals": [1]}, "'goals'"),
        ({"sessions": {"a": {}}}, "'sessions' is not a list"),
        ({"sessions": 5}, "'sessions' is not a list"),
        ({"sessions": [5]}, "sessions, item 1 is not a record"),
        ({"sessions": [[]]}, "sessions, item 1 is not a record"),
        ({"settings": {"day_starts_at": 3}}, "'day_starts_at' must be text"),
        ({"settings": {"day_starts_at": "25:00"}}, "day_starts_at cannot be"),
        ({"settings": {"time_zone": "Mars/Olympus"}}, "no time zone"),
        ({"sequences": {"x": {}}}, "sequences, 'x'"),
        ({"sequences": {"x": 5}}, "sequences, 'x'"),
        ({"sequences": [5]}, "sequences, '1'"),
    ],
)
def test_a_file_that_is_not_ours_is_refused(members: dict[str, object], said: str) -> None:
    """And says why. An empty member that is not known holds nothing that could be lost."""
    if not said:
        assert arrivals(**members) == []
        return
    assert said in refusal_of_file(**members)


def test_a_file_without_a_version_is_refused() -> None:
    """Any JSON object would do otherwise."""
    for text in ("{}", '{"sessions": []}', '{"sessions": [{"started_at": "2025-12-05T10:00:00Z"}]}'):
        with pytest.raises(InvalidValue, match="version"):
            list(own_json.arrivals(source_of(text, "UTC")))


def test_a_newer_version_is_told_before_anything_that_only_it_understands() -> None:
    """Even where the version stands last: people update, and do not mend the file."""
    text = '{"sessions": [{"started_at": "2025-12-05T10:00:00Z", "new_key": 1}], "version": 7}'
    with pytest.raises(InvalidValue, match="newer yogaflow"):
        list(own_json.arrivals(source_of(text, "UTC")))


def test_members_may_come_in_any_order() -> None:
    """Another program that wrote the file again may have sorted them."""
    with fresh_log() as log:
        store(log, *practices())
        held = json.loads(exported(log))
    forwards = list(own_json.arrivals(source_of(json.dumps(held), "UTC")))
    backwards = list(own_json.arrivals(source_of(json.dumps(dict(reversed(held.items()))), "UTC")))

    assert len(forwards) == 4
    assert forwards == backwards


def test_settings_arrive_in_their_kept_form_and_unknown_ones_are_told() -> None:
    """A setting of a later yogaflow is no reason to refuse the sessions."""
    found = arrivals(settings={"day_starts_at": "4:30", "plain": "on", "glitter": "much"})

    assert found[:2] == [ArrivingSetting("day_starts_at", "04:30"), ArrivingSetting("plain", "true")]
    assert isinstance(found[2], LeftOut)
    assert "'glitter'" in found[2].reason


def changed(content: dict[str, Any], **keys: object) -> dict[str, dict[str, object]]:
    """The member `sequences` with a content that was changed and its former hash."""
    return {sequence().content_hash(): content | keys}


@pytest.mark.parametrize(
    "keys",
    [
        {"name": "Another"},
        {"name": "x\x1b[2J"},
        {"name": "\u202ex"},
        {"name": 5},
        {"steps": []},
        {"steps": [{"pose": "x"}]},
        {"prepare_milliseconds": 10**30},
        {"prepare_milliseconds": -1},
        {"level": 1e400},
        {"unknown": 1},
    ],
)
def test_a_sequence_that_was_changed_is_refused(keys: dict[str, object]) -> None:
    """Its hash is what sessions hold it by."""
    content = json.loads(json.dumps(sequence().as_json()))
    assert len(arrivals(sequences=changed(content))) == 0

    with pytest.raises(InvalidValue) as caught:
        text = json.dumps({"version": 1, "sequences": changed(content, **keys)}).replace("Infinity", "1e400")
        list(own_json.arrivals(source_of(text, "UTC")))
    assert caught.value.message.startswith("sequences, '")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from(sorted(KEYS)), JSON_VALUES, max_size=6))
@settings(max_examples=200)
def test_any_values_under_our_keys_make_a_session_or_are_refused(keys: dict[str, object]) -> None:
    """No file ends in a traceback."""
    item = {"started_at": "2025-12-05T10:00:00Z", "duration_seconds": 60, **keys}
    text = json.dumps({"version": 1, "sessions": [item]})
    try:
        list(own_json.arrivals(source_of(text, "UTC")))
    except InvalidValue:
        return


@given(st.dictionaries(st.sampled_from(["version", "sessions", "sequences", "settings", "profile", "x"]), JSON_VALUES))
def test_any_members_are_read_or_refused(members: dict[str, object]) -> None:
    """No file ends in a traceback."""
    try:
        list(own_json.arrivals(source_of(json.dumps({"version": 1, **members}), "UTC")))
    except InvalidValue:
        return


def test_what_is_ours_is_recognised_by_its_beginning() -> None:
    """A format need not be named."""
    assert own_json.recognises(Look('\n{"version": 1'))
    assert not own_json.recognises(Look("session_id,practice_day"))
