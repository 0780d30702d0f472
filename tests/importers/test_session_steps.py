"""What the guide logged, read from a file with distrust: the guide may have to go on from there."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exported import brought, marks, source_of, step_records
from tests.practice_logs import NOON, fresh_log, sequence
from yogaflow_cli.domain.guide_course import course_of, mark_of, moved_on
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.guide_record import guide_record, step_record
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import LIMIT, PracticeSession, SessionState
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import own_json
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.session_steps import MARK_KEYS, MOST_STEPS, STEP_KEYS
from yogaflow_cli.services import practice
from yogaflow_cli.services.guidance import leading, opened_again

PLAN = sequence(steps=3, slug="my-morning")
RECORD = StepRecord(1, "tree", Outcome.SHORTENED, Side.LEFT, 30_000, 12_500)
STEP = step_record(RECORD)
MARK = guide_record(GuideMark(2, 4000, -10_000, timedelta(minutes=1)))
STARTED = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
OPEN = {"started_at": "2026-11-23T11:00:00Z", "state": "active"}


def file_of(plan: Sequence | None = PLAN, **keys: object) -> str:
    """A file with one open session that has these keys, led by the guide through the plan."""
    planned = {} if plan is None else {"sequence_hash": plan.content_hash()}
    sequences = {} if plan is None else {plan.content_hash(): plan.as_json()}
    return json.dumps({"version": 1, "sequences": sequences, "sessions": [OPEN | planned | keys]})


def session(plan: Sequence | None = PLAN, **keys: object) -> PracticeSession:
    """The session that such a file means."""
    (arrival,) = own_json.arrivals(source_of(file_of(plan, **keys), "Europe/Berlin"))
    assert isinstance(arrival, ArrivingSession)
    return arrival.session


def refusal(plan: Sequence | None = PLAN, **keys: object) -> str:
    """Why such a file is refused."""
    with pytest.raises(InvalidValue) as caught:
        session(plan, **keys)
    return caught.value.message


def test_the_keys_are_those_of_the_export() -> None:
    """One form, written in one package and read in another."""
    assert STEP.keys() == STEP_KEYS
    assert MARK.keys() == MARK_KEYS


def test_steps_and_mark_are_read_as_they_were_written() -> None:
    """In their order, to the millisecond."""
    again = RECORD._replace(outcome=Outcome.HELD, side=None, pose="my own tree")
    seen_at = datetime(2026, 11, 23, 11, 2, 0, 250_000, tzinfo=UTC)
    mark = GuideMark(2, 4000, -10_000, timedelta(minutes=1), seen_at, timedelta(minutes=5))
    found = session(steps=[STEP, step_record(again)], guide=guide_record(mark))

    assert found.steps == (RECORD, again)
    assert found.guide == mark


def test_a_file_from_before_the_guide_has_neither() -> None:
    """Such files stay readable."""
    for found in (session(), session(steps=None, guide=None), session(steps=[])):
        assert (found.steps, found.guide) == ((), None)


@given(st.lists(step_records(), max_size=4), st.data())
def test_any_steps_and_mark_are_read_as_they_were_written(steps: list[StepRecord], data: st.DataObject) -> None:
    """Free practice, which has a clock and no steps, too."""
    plan = data.draw(st.sampled_from([PLAN, None]))
    mark = data.draw(st.none() | marks(len(plan.steps) if plan else 0, begun=bool(steps)))
    guide = None if mark is None else guide_record(mark)
    found = session(plan, steps=[step_record(step) for step in steps], guide=guide)

    assert (found.steps, found.guide) == (tuple(steps), mark)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("step", None),
        ("step", 0),
        ("step", MOST_STEPS + 1),
        ("step", 1.5),
        ("step", True),
        ("pose", None),
        ("pose", 5),
        ("pose", " "),
        ("pose", "x" * 201),
        ("pose", "tree\x1b[2J"),
        ("pose", "tree\nwarrior"),
        ("pose", "\u202ehidden"),
        ("pose", "\ud800"),
        ("outcome", None),
        ("outcome", "done"),
        ("side", "both"),
        ("side", 1),
        ("planned_ms", None),
        ("planned_ms", -1),
        ("planned_ms", 10**30),
        ("practised_ms", None),
        ("practised_ms", "30000"),
        ("practised_ms", -1),
    ],
)
def test_a_wrong_value_of_a_step_is_refused_with_its_place(key: str, value: object) -> None:
    """The message names the session, the step and the key."""
    message = refusal(steps=[STEP, STEP | {key: value}])

    assert message.startswith("sessions, item 1, step 2: ")
    assert f"'{key}'" in message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("step", 0),
        ("step", MOST_STEPS + 2),
        ("step", "2"),
        ("into_ms", None),
        ("into_ms", -14_400_001),
        ("into_ms", 10**30),
        ("changed_ms", None),
        ("changed_ms", 0.5),
        ("changed_ms", -(10**30)),
        ("active_ms", None),
        ("active_ms", -1),
        ("active_ms", 10**30),
        ("seen_at", 5),
        ("seen_at", "just now"),
        ("seen_at", "1969-12-31T23:59:59.000Z"),
        ("bell_every_ms", 0),
        ("bell_every_ms", 999),
        ("bell_every_ms", True),
    ],
)
def test_a_wrong_value_of_a_mark_is_refused_with_its_place(key: str, value: object) -> None:
    """The message names the session, the mark and the key."""
    message = refusal(guide=MARK | {key: value})

    assert message.startswith("sessions, item 1, guide: ")
    assert f"'{key}'" in message


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"steps": {}}, "sessions, item 1: 'steps' must be a list"),
        ({"steps": [5]}, "sessions, item 1, step 1 is not a record"),
        ({"steps": [STEP | {"held": 1}]}, "sessions, item 1, step 1 has an unknown key 'held'"),
        ({"steps": [STEP] * (MOST_STEPS + 1)}, "sessions, item 1: 'steps' holds 10,001 steps, at most 10,000 fit"),
        ({"guide": 5}, "sessions, item 1, guide is not a record"),
        ({"guide": []}, "sessions, item 1, guide is not a record"),
        ({"guide": MARK | {"at": 1}}, "sessions, item 1, guide has an unknown key 'at'"),
    ],
)
def test_what_is_no_list_of_steps_and_no_mark_is_refused(keys: dict[str, object], said: str) -> None:
    """A slip in a key must not lose what stands behind it."""
    assert refusal(PLAN, **keys).startswith(said)


@pytest.mark.parametrize(
    ("plan", "keys", "said"),
    [
        (PLAN, {"guide": MARK | {"step": 5}, "steps": [STEP]}, "the guide stood at step 5, and its sequence has 3"),
        (PLAN, {"guide": MARK | {"step": 4}}, "the guide stood past the last step, and 'steps' holds none"),
        (PLAN, {"guide": MARK | {"into_ms": -1}, "steps": [STEP]}, "still getting ready, and 'steps' holds some"),
        (None, {"guide": MARK}, "the guide stood at a step, and 'sequence_hash' tells of no sequence"),
        (None, {"guide": MARK, "sequence": "my-morning"}, "'sequence_hash' tells of no sequence"),
    ],
)
def test_a_mark_that_the_guide_could_not_go_on_from_is_refused(
    plan: Sequence | None, keys: dict[str, object], said: str
) -> None:
    """Neither `guide` nor `complete` could do anything with such a session. A name alone may mean another plan here."""
    message = refusal(plan, **keys)

    assert message.startswith("sessions, item 1: ")
    assert said in message


def test_a_mark_at_the_end_of_its_sequence_is_fine_with_steps() -> None:
    """As the guide leaves it there."""
    assert session(guide=MARK | {"step": 4}, steps=[STEP]).guide is not None


def test_a_mark_without_a_step_is_fine_with_a_sequence_or_without() -> None:
    """Free practice has none; with a sequence the guide begins at its first."""
    for plan in (PLAN, None):
        assert session(plan, guide=MARK | {"step": None}, steps=[STEP]).guide is not None


def test_the_guide_goes_on_from_a_mark_that_was_imported() -> None:
    """On another machine, at the step where it was, with the steps before logged."""
    segment = {"started_at": "2026-11-23T11:00:00Z", "ended_at": "2026-11-23T11:01:00Z"}
    pauses = [{"started_at": "2026-11-23T11:01:00Z"}]
    with fresh_log() as log, leading(log):
        brought(log, file_of(steps=[STEP], guide=MARK, state="paused", segments=[segment], pauses=pauses))
        run = opened_again(log, NOON).run

        assert run.is_paused
        assert mark_of(run.course, timedelta(minutes=1)) == GuideMark(2, 4000, -10_000, timedelta(minutes=1))
        assert log.sessions.by_number(1).steps == (RECORD,)


def test_a_session_that_a_guide_led_when_it_was_exported_is_paused_where_that_saw_it_last() -> None:
    """The guide that led it is on the other machine, or gone."""
    seen_at = STARTED + timedelta(minutes=1)
    mark = guide_record(GuideMark(2, 4000, 0, timedelta(minutes=1), seen_at))
    with fresh_log() as log:
        brought(log, file_of(guide=mark))
        found = log.sessions.by_number(1)

        assert found.state is SessionState.PAUSED
        assert found.active_time(NOON) == timedelta(minutes=1)
        practice.resume(log, NOON)
        assert log.sessions.by_number(1).state is SessionState.ACTIVE


NUMBERS = st.sampled_from([0, 1, 999, 1000, 599_999, 600_000, 10**9, 3_162_240_000_000]) | st.integers(0, 10**7)


@given(
    st.lists(st.builds(lambda step, number: step._replace(practised_milliseconds=number), step_records(), NUMBERS)),
    st.fixed_dictionaries(
        {
            "step": st.none() | st.integers(1, 5),
            "into_ms": NUMBERS | NUMBERS.map(lambda number: -number),
            "changed_ms": NUMBERS | NUMBERS.map(lambda number: -number),
            "active_ms": NUMBERS,
            "seen_at": st.just(None),
            "bell_every_ms": st.none() | NUMBERS,
        }
    ),
    st.sampled_from([PLAN, None]),
    st.integers(0, 14_400),
)
def test_from_any_mark_that_is_not_refused_the_guide_goes_on(
    steps: list[StepRecord], guide: dict[str, object], plan: Sequence | None, active_seconds: int
) -> None:
    """Whatever a file says, `guide` does not end in a traceback."""
    try:
        found = session(plan, steps=[step_record(step) for step in steps], guide=guide)
    except InvalidValue:
        return
    course = moved_on(course_of(found, plan, timedelta(seconds=active_seconds)), LIMIT).course
    mark_of(course, LIMIT)
