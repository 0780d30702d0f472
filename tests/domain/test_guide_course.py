"""A practice under the guide is marked where it stands, and restored exactly there; how time is split is no matter."""

from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.guide_sequences import held, sequence_of, sequences
from tests.domain.sessions import NOON, started
from yogaflow_cli.domain.guide_course import (
    Course,
    begun,
    course_of,
    is_over,
    is_preparing,
    mark_of,
    moved_on,
    place_of,
    practised,
    records_of,
    with_step_ended,
)
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer, make_shorter
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.guide_record import guide_of, guide_record, step_record, steps_of
from yogaflow_cli.domain.playback import Playback
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.status import status_of_run

MILLISECOND = timedelta(milliseconds=1)
NONE = timedelta(0)
KEYS = (go_next, go_back, make_longer, make_shorter)
PRESSES = st.lists(st.sampled_from(KEYS) | st.integers(0, 30_000), max_size=20)
"""Keys, and between them milliseconds of practice."""

SPANS = st.lists(st.timedeltas(NONE, timedelta(minutes=20)), max_size=10)
TARGETS = st.none() | st.timedeltas(NONE, timedelta(hours=1))
INTERVALS = st.none() | st.timedeltas(timedelta(seconds=1), timedelta(minutes=30))
WALK = sequence_of(held("tree", 30, move=2), held("dog", 20), held("corpse", 60), prepare=10)


@st.composite
def courses(draw: st.DrawFn) -> Playback:
    """Any run of any sequence, after any keys and times of whole milliseconds."""
    course = begun(draw(sequences())).course
    for press in draw(PRESSES):
        course = moved_on(course, press * MILLISECOND).course if isinstance(press, int) else press(playback(course))[0]
    return playback(course)


def playback(course: Course) -> Playback:
    """A course that has steps."""
    assert isinstance(course, Playback)
    return course


def marked(course: Course, active: timedelta) -> PracticeSession:
    """A session whose guide stood there, as the file and the change log give it back."""
    record = {
        "steps": [step_record(step) for step in records_of(course)],
        "guide": guide_record(mark_of(course, active)),
    }
    return started()._replace(steps=tuple(steps_of(record)), guide=guide_of(record))


@given(courses(), st.integers(0, 10_000_000))
def test_a_course_is_restored_exactly_from_its_mark(course: Playback, active: int) -> None:
    """Issue 3: after a crash, at the step where it was: the same step, time in it, change and records."""
    session = marked(course, active * MILLISECOND)
    assert course_of(session, course.sequence, active * MILLISECOND) == course


@given(courses(), st.integers(0, 10_000_000), st.integers(0, 600_000))
def test_what_was_practised_since_the_mark_is_on_top(course: Playback, active: int, since: int) -> None:
    """Steered by another terminal, the course goes on by the session's active time since its last save."""
    session = marked(course, active * MILLISECOND)
    later = course_of(session, course.sequence, (active + since) * MILLISECOND)
    assert later == moved_on(course, since * MILLISECOND).course


@given(courses(), st.integers(1, 10_000))
def test_less_active_time_than_at_the_mark_takes_nothing_back(course: Playback, less: int) -> None:
    """A stated time may be shorter than the one that was measured: the steps that ended stay as they were."""
    session = marked(course, less * MILLISECOND)
    assert course_of(session, course.sequence, NONE) == course


@given(sequences(), SPANS)
def test_moving_on_in_any_split_is_moving_on_at_once(sequence: Sequence, spans: list[timedelta]) -> None:
    """Uneven frames, a busy machine: the course, what is called out and what is left over are the same."""
    course, cues, unused = begun(sequence)
    for span in spans:
        course, new, rest = moved_on(course, span)
        cues, unused = cues + new, unused + rest
    at_once = moved_on(begun(sequence).course, sum(spans, NONE))
    assert course == at_once.course
    assert cues == begun(sequence).cues + at_once.cues
    assert abs(unused - at_once.unused) < MILLISECOND


@given(courses(), st.integers(0, 600_000), st.integers(0, 600_000))
def test_from_anywhere_two_moves_are_one(course: Playback, first: int, second: int) -> None:
    """Also after keys, and across the end."""
    one, some, left = moved_on(course, first * MILLISECOND)
    two, others, left_too = moved_on(one, second * MILLISECOND)
    assert moved_on(course, (first + second) * MILLISECOND) == (two, some + others, left + left_too)


@given(TARGETS, INTERVALS, SPANS)
def test_free_practice_moves_on_in_any_split(
    target: timedelta | None, every: timedelta | None, spans: list[timedelta]
) -> None:
    """Its bells and its target are called at once or one by one, each once; it has no end."""
    course, cues, _ = begun(None, target, every)
    for span in spans:
        course, new, unused = moved_on(course, span)
        cues += new
        assert unused == NONE
    at_once = moved_on(begun(None, target, every).course, sum(spans, NONE))
    assert (course, cues) == (at_once.course, at_once.cues)
    assert practised(course) == sum(spans, NONE)
    assert (is_over(course), is_preparing(course), records_of(course)) == (False, False, ())


@given(TARGETS, st.none() | st.integers(1000, 1_800_000), st.integers(0, 14_400_000))
def test_free_practice_is_restored_exactly(target: timedelta | None, every: int | None, active: int) -> None:
    """Its bells are in the mark, its target in the session, and its time is the session's."""
    course = moved_on(
        begun(None, target, None if every is None else every * MILLISECOND).course, active * MILLISECOND
    ).course
    session = marked(course, active * MILLISECOND)._replace(target=target)
    assert course_of(session, None, active * MILLISECOND) == course


@given(courses())
def test_a_step_that_is_ended_early_leaves_no_time_out(course: Playback) -> None:
    """At the end of a session all time of the run is in its records; preparing, or ended, nothing is added."""
    ended = playback(with_step_ended(course))
    recorded = sum(record.practised_milliseconds for record in ended.records)
    assert recorded * MILLISECOND == practised(ended) == practised(course)
    assert ended.records[: len(course.records)] == course.records
    assert len(ended.records) == len(course.records) + (course.into_milliseconds > 0 and not is_over(course))
    assert ended.step_number == course.step_number
    assert with_step_ended(ended) == ended


@given(courses(), st.integers(1, 5_000))
def test_only_the_end_of_a_step_and_the_person_change_the_place(course: Playback, passed: int) -> None:
    """What is saved at once, and what can wait for fifteen seconds."""
    later = playback(moved_on(course, passed * MILLISECOND).course)
    assume(len(later.records) == len(course.records) and is_preparing(later) == is_preparing(course))
    assert place_of(later) == place_of(course)


def test_each_key_and_each_step_changes_the_place() -> None:
    """They are saved at once."""
    course = playback(moved_on(begun(WALK).course, timedelta(seconds=15)).course)
    assert is_preparing(begun(WALK).course)
    assert place_of(begun(WALK).course) != place_of(course)
    for key in KEYS:
        assert place_of(key(course).playback) != place_of(course)
    assert place_of(moved_on(course, timedelta(seconds=27)).course) != place_of(course)


def test_a_session_that_no_guide_led_stands_by_the_plan() -> None:
    """What was practised without the guide counts as practised by the plan, and there is nothing to get ready for."""
    assert practised(course_of(started(), WALK, NONE)) == NONE
    course = playback(course_of(started(), WALK, timedelta(seconds=40)))
    assert (course.step_number, course.into_milliseconds, len(course.records)) == (2, 8000, 1)
    assert is_over(course_of(started(), WALK, timedelta(seconds=112)))


def test_a_mark_of_free_practice_stands_by_the_plan_of_a_later_sequence() -> None:
    """`edit --sequence` of a free practice that a guide led."""
    session = started()._replace(guide=GuideMark(active=timedelta(seconds=40), every=timedelta(minutes=1)))
    assert course_of(session, WALK, timedelta(seconds=40)) == course_of(started(), WALK, timedelta(seconds=40))


def test_a_mark_past_the_plan_is_of_another_plan() -> None:
    """`edit --sequence` to a shorter one: no step is looked for that is not there."""
    long = moved_on(begun(WALK).course, timedelta(seconds=70)).course
    session = marked(long, timedelta(seconds=60))
    course = playback(course_of(session, sequence_of(held("tree", 90)), timedelta(seconds=60)))
    assert (course.step_number, course.into_milliseconds, course.records) == (1, 60_000, ())


def test_an_ended_course_is_restored_as_ended() -> None:
    """Its mark is one past the last step; whatever passes since, it stays there."""
    course = moved_on(begun(WALK).course, timedelta(hours=1)).course
    session = marked(course, timedelta(seconds=112))
    restored = course_of(session, WALK, timedelta(seconds=500))
    assert (restored, is_over(restored)) == (course, True)
    assert status_of_run(WALK.planned_milliseconds, records_of(restored)) == "completed"


def test_getting_ready_goes_on_where_it_was_left() -> None:
    """A mark before the first step."""
    course = moved_on(begun(WALK).course, timedelta(seconds=4)).course
    restored = playback(course_of(marked(course, NONE), WALK, timedelta(seconds=1)))
    assert (is_preparing(restored), restored.into_milliseconds) == (True, -5000)
    assert practised(restored) == NONE


def test_a_mark_tells_when_it_was_seen_only_when_told() -> None:
    """The domain knows no clock: `seen_at` is the run's to say."""
    assert mark_of(begun(WALK).course, NONE) == GuideMark(1, -10_000, 0, NONE)
    assert mark_of(begun(WALK).course, NONE)._replace(seen_at=NOON).seen_at == NOON
