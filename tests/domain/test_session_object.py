"""The object that scripts read, and the record that change log and export keep."""

import json
from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.sessions import HOUR, MINUTE, NOON, PLAN, after, started
from yogaflow_cli.domain import transitions
from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.session import CompletionStatus, Pause, PracticeSession, Reflection, Segment
from yogaflow_cli.domain.session_object import session_object, session_of_record, session_record
from yogaflow_cli.errors import InvalidValue

MAYA = Profile(42, "p", "maya", None, "0" * 64, "file", None, NOON)
KEYS = (
    *("session_id", "user_id", "profile", "sequence_id", "sequence", "style", "started_at", "completed_at"),
    *("duration_seconds", "elapsed_seconds", "completion_status", "state", "poses_completed", "poses_planned"),
    *("practice_day", "time_zone", "source", "tags", "note"),
    *("effort", "mood_before", "mood_after", "energy_before", "energy_after"),
)


def shown(session: PracticeSession, minutes: float) -> dict[str, object]:
    return session_object(session, MAYA, time(3), after(minutes))


def test_the_object_has_every_key_of_the_contract() -> None:
    """Contract 6: keys may be added to, never changed."""
    assert tuple(key for key in shown(started(), 5) if key in KEYS) == KEYS


def test_an_open_session_counts_until_now() -> None:
    """Contract 6: while open, `duration_seconds` is the active time until now, pauses out."""
    paused = transitions.pause(started(sequence=PLAN), after(5))
    seen = shown(paused, 7)
    assert (seen["duration_seconds"], seen["elapsed_seconds"], seen["state"]) == (300, 420, "paused")
    assert (seen["completed_at"], seen["completion_status"]) == (None, "abandoned")
    assert (seen["sequence_id"], seen["sequence"], seen["poses_planned"]) == (7, "sun-salutation-a", 50)


def test_instants_are_shown_to_the_second() -> None:
    """Rule 9: stored to the millisecond, shown to the second; `2025-12-05T10:00:00Z`."""
    session = started(NOON + timedelta(milliseconds=999))
    assert shown(session, 5)["started_at"] == "2026-11-23T12:00:00Z"
    assert session_record(session)["started_at"] == "2026-11-23T12:00:00.999Z"


def test_a_record_names_every_part() -> None:
    """Export and change log: segments, pauses and what was stated, to the millisecond."""
    ended = transitions.complete(transitions.pause(started(), after(30), duration=90 * MINUTE), after(40), at=after(35))
    record = session_record(ended)
    assert record["segments"] == [
        {"started_at": "2026-11-23T12:00:00.000Z", "ended_at": "2026-11-23T12:30:00.000Z", "stated_ms": 5_400_000}
    ]
    assert record["pauses"] == [{"started_at": "2026-11-23T12:30:00.000Z", "ended_at": "2026-11-23T12:35:00.000Z"}]


moments = st.integers(0, 7_000_000_000_000).map(lambda count: NOON.replace(year=1970) + timedelta(milliseconds=count))
spans = st.integers(0, 14_400_000).map(lambda count: timedelta(milliseconds=count))
offsets = st.integers(-86_399, 86_399).map(lambda count: timedelta(seconds=count))
texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scales = st.none() | st.integers(1, 5)


@st.composite
def sessions(draw: st.DrawFn) -> PracticeSession:
    """Any session, open or ended."""
    start = draw(moments)
    ended = draw(st.booleans())
    return PracticeSession(
        uuid=draw(st.uuids()).hex,
        number=draw(st.none() | st.integers(1, 2**53)),
        started_at=start,
        started_offset=draw(offsets),
        time_zone="Asia/Kathmandu",
        segments=tuple(draw(st.lists(st.builds(Segment, moments, st.none() | moments, st.none() | spans), max_size=3))),
        pauses=tuple(draw(st.lists(st.builds(Pause, moments, st.none() | moments), max_size=3))),
        ended_at=start + draw(spans) if ended else None,
        ended_offset=draw(offsets) if ended else None,
        status=draw(st.sampled_from(CompletionStatus)),
        sequence=draw(st.sampled_from([None, PLAN])),
        style=draw(texts),
        tags=tuple(draw(st.lists(st.text("abc", min_size=1), max_size=3))),
        note=draw(texts),
        reflection=draw(st.builds(Reflection, st.none() | st.integers(1, 10), scales, scales, scales, scales)),
        poses_completed=draw(st.integers(0, 100)),
        target=draw(st.none() | st.integers(0, 14_400).map(lambda seconds: timedelta(seconds=seconds))),
        source="import:csv",
        arrived_open=draw(st.booleans()),
    )


@given(sessions())
def test_a_record_gives_the_session_back(session: PracticeSession) -> None:
    """Undo and import lose nothing, also through JSON."""
    record = json.loads(json.dumps(session_record(session)))
    assert session_of_record(record, session.sequence) == session


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("session_id", "7"),
        ("session_id", True),
        ("note", 7),
        ("tags", "yoga"),
        ("segments", None),
        ("pauses", [7]),
        ("started_at", 7),
        ("started_at", "yesterday"),
        ("started_offset_seconds", None),
        ("completion_status", "great"),
        ("poses_completed", None),
        ("effort", "hard"),
    ],
)
def test_another_record_is_refused(key: str, value: object) -> None:
    """What nobody wrote is never half understood."""
    with pytest.raises((TypeError, ValueError, InvalidValue)):
        session_of_record({**session_record(started()), key: value}, None)


ENDED = transitions.complete(started(), after(30))._replace(ended_offset=HOUR)
READ_KEYS = sorted({*session_record(ENDED)} - {"sequence_hash"})
"""All but the key that only tells which sequence to pass."""


@pytest.mark.parametrize("key", READ_KEYS)
def test_a_record_without_a_key_is_refused_or_means_not_given(key: str) -> None:
    """Only how it felt may be left out, and what the guide logged: older records know of none."""
    record = session_record(ENDED)
    del record[key]
    if key.startswith(("effort", "mood", "energy", "steps", "guide")):
        assert session_of_record(record, None) == ENDED
    else:
        with pytest.raises(KeyError):
            session_of_record(record, None)


def test_a_target_is_shown_in_seconds() -> None:
    """`start --for 1h`."""
    assert shown(started()._replace(target=HOUR), 1)["target_seconds"] == 3600
