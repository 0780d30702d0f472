"""Putting the record right, on a real file: log, edit, reopen, delete."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, dump, log_of, sequence
from yogaflow_cli.domain.session import CompletionStatus, Pause, PracticeSession, Reflection, SessionState
from yogaflow_cli.errors import (
    AlreadyActive,
    AlreadyOpen,
    InvalidValue,
    NotYours,
    Overlap,
    SessionNotFound,
    UsageMistake,
    YogaflowError,
)
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.zones import zone

LATER = NOON + 10 * HOUR


def length(session: PracticeSession) -> timedelta:
    assert session.ended_at is not None
    return session.active_time(session.ended_at)


def logged(log: PracticeLog, times: Times, now: datetime = NOON) -> PracticeSession:
    return correction.log_finished(log, now, BERLIN, times).session


def edited(log: PracticeLog, edits: Edits) -> PracticeSession:
    """Session 1, edited, as it is stored."""
    _, after = correction.edit(log, LATER, 1, edits)
    assert log.sessions.by_number(1) == after
    return after


def refused(log: PracticeLog, kind: type[YogaflowError], act: Callable[[], object]) -> YogaflowError:
    """The refusal, after which everything is as before."""
    before = dump(log), log.database.path.read_bytes()
    with pytest.raises(kind) as failure:
        act()
    assert (dump(log), log.database.path.read_bytes()) == before
    return failure.value


@pytest.fixture
def practised(log: PracticeLog) -> PracticeLog:
    """Session 1: from noon, ten minutes of practice, ten of rest, twenty of practice."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence(), said=Said(tags=("home",), note="calm", mood=3))
    practice.pause(log, NOON + 10 * MINUTE)
    practice.resume(log, NOON + 20 * MINUTE)
    complete(log, NOON + 40 * MINUTE)
    return log


@pytest.mark.parametrize(
    "times",
    [
        Times(start=NOON - HOUR, end=NOON - 30 * MINUTE),
        Times(start=NOON - HOUR, duration=30 * MINUTE),
        Times(end=NOON - 30 * MINUTE, duration=30 * MINUTE),
        Times(start=NOON - HOUR, end=NOON - 30 * MINUTE, duration=30 * MINUTE),
    ],
)
def test_any_two_of_the_three_are_enough(log: PracticeLog, times: Times) -> None:
    """Contract 2, `log`: start, end, duration; three that agree are welcome."""
    session = logged(log, times)
    assert (session.started_at, session.ended_at) == (NOON - HOUR, NOON - 30 * MINUTE)
    assert (session.status, session.source, length(session)) == (CompletionStatus.COMPLETED, "log", 30 * MINUTE)
    assert (session.started_offset, session.ended_offset) == (HOUR, HOUR)
    assert log.sessions.by_number(1) == session


def test_a_duration_alone_ended_just_now(log: PracticeLog) -> None:
    """Contract 2, `log`."""
    session = logged(log, Times(duration=20 * MINUTE))
    assert (session.started_at, session.ended_at) == (NOON - 20 * MINUTE, NOON)


def test_a_sequences_planned_time_alone_ended_just_now(log: PracticeLog) -> None:
    """Contract 2, `log`: or a SEQUENCE's planned time; its style and steps are the session's."""
    session = correction.log_finished(log, NOON, BERLIN, Times(), sequence=sequence()).session
    assert (session.started_at, session.ended_at, session.style) == (NOON - 30 * MINUTE, NOON, "ashtanga")
    assert (session.poses_completed, session.poses_planned) == (50, 50)


def test_a_given_duration_goes_before_the_planned_time(log: PracticeLog) -> None:
    """The plan only stands in."""
    session = correction.log_finished(log, NOON, BERLIN, Times(duration=HOUR), sequence=sequence()).session
    assert length(session) == HOUR


def test_what_was_felt_is_logged_too(log: PracticeLog) -> None:
    """Contract 2: `log` takes `complete`'s options."""
    said = Said(tags=("b", "a"), style="yin", note="calm", mood=4, energy=5, effort=9, poses=20)
    session = correction.log_finished(log, NOON, BERLIN, Times(duration=HOUR), sequence=sequence(), said=said).session
    assert (session.tags, session.style, session.note) == (("a", "b"), "yin", "calm")
    assert session.reflection == Reflection(effort=9, mood_after=4, energy_after=5)
    assert (session.status, session.poses_completed) == (CompletionStatus.ABANDONED, 20)


@pytest.mark.parametrize(
    ("times", "kind"),
    [
        (Times(), UsageMistake),
        (Times(start=NOON - HOUR), UsageMistake),
        (Times(end=NOON - HOUR), UsageMistake),
        (Times(start=NOON - HOUR, end=NOON, duration=30 * MINUTE), UsageMistake),
        (Times(start=NOON, end=NOON - HOUR), InvalidValue),
        (Times(start=NOON - MINUTE, duration=HOUR), InvalidValue),
        (Times(start=NOON - 4 * HOUR - MINUTE, end=NOON), InvalidValue),
        (Times(end=datetime(1970, 1, 1, 1, tzinfo=UTC), duration=2 * HOUR), InvalidValue),
    ],
)
def test_what_cannot_have_been_is_refused(log: PracticeLog, times: Times, kind: type[YogaflowError]) -> None:
    """Contract 3: too little said, a contradiction, the future, an end before its start, over 4 hours, before 1970."""
    failure = refused(log, kind, lambda: logged(log, times))
    assert failure.hint


def test_no_length_and_four_hours_can_be_logged(log: PracticeLog) -> None:
    """Rule 8: zero length is valid; contract 3: up to 4 hours."""
    assert length(logged(log, Times(NOON - HOUR, NOON - HOUR))) == timedelta(0)
    assert length(logged(log, Times(NOON - 9 * HOUR, duration=4 * HOUR))) == 4 * HOUR


def test_an_overlapping_log_is_refused_unless_allowed(practised: PracticeLog) -> None:
    """Rule 8: it names the other; `--overlap` allows it; touching is none."""
    times = Times(NOON + 39 * MINUTE, duration=HOUR)
    assert "session 1" in refused(practised, Overlap, lambda: logged(practised, times, LATER)).message
    assert correction.log_finished(practised, LATER, BERLIN, times, overlap=True).session.number == 2
    assert logged(practised, Times(NOON - HOUR, NOON), LATER).number == 3


def test_a_log_beside_the_open_session_names_it(log: PracticeLog) -> None:
    """Rule 8: an open session takes all time since its start."""
    practice.start(log, NOON, BERLIN.key)
    refused(log, Overlap, lambda: logged(log, Times(NOON + HOUR, duration=MINUTE), LATER))
    assert logged(log, Times(NOON - HOUR, NOON), LATER).number == 2


def test_a_moved_start_measures_anew(practised: PracticeLog) -> None:
    """Rule 3: `edit --start`; the pause stays."""
    session = edited(practised, Edits(times=Times(start=NOON + 5 * MINUTE)))
    assert (length(session), session.pauses) == (25 * MINUTE, (Pause(NOON + 10 * MINUTE, NOON + 20 * MINUTE),))


def test_a_moved_end_forgets_what_was_stated(practised: PracticeLog) -> None:
    """Rule 3: `edit --end` measures anew."""
    edited(practised, Edits(times=Times(duration=HOUR)))
    assert length(edited(practised, Edits(times=Times(end=NOON + 50 * MINUTE)))) == 40 * MINUTE


@pytest.mark.parametrize(
    ("times", "start", "end", "minutes"),
    [
        (Times(duration=15 * MINUTE), 0, 25, 15),
        (Times(duration=90 * MINUTE), 0, 40, 90),
        (Times(start=NOON - HOUR, duration=20 * MINUTE), -60, -40, 20),
        (Times(end=NOON + 50 * MINUTE, duration=5 * MINUTE), 0, 50, 5),
        (Times(start=NOON - HOUR, end=NOON, duration=90 * MINUTE), -60, 0, 90),
    ],
)
def test_a_stated_duration_counts(practised: PracticeLog, times: Times, start: int, end: int, minutes: int) -> None:
    """Rule 3, for `edit`: shorter moves the end back unless it is given, longer counts as stated."""
    session = edited(practised, Edits(times=times))
    assert (session.started_at, session.ended_at) == (NOON + start * MINUTE, NOON + end * MINUTE)
    assert length(session) == minutes * MINUTE


@pytest.mark.parametrize(
    ("times", "kind"),
    [
        (Times(end=NOON - MINUTE), InvalidValue),
        (Times(start=NOON + 41 * MINUTE), InvalidValue),
        (Times(end=NOON + 5 * HOUR), InvalidValue),
    ],
)
def test_impossible_times_are_refused(practised: PracticeLog, times: Times, kind: type[YogaflowError]) -> None:
    """Contract 3: an end before its start, more than 4 hours."""
    assert refused(practised, kind, lambda: correction.edit(practised, LATER, 1, Edits(times=times))).hint


def test_an_edit_into_another_session_is_refused_unless_allowed(practised: PracticeLog) -> None:
    """Rule 8: it names the other; a change without times is none of its business."""
    logged(practised, Times(NOON + HOUR, NOON + 2 * HOUR), LATER)
    moved = Edits(times=Times(end=NOON + 61 * MINUTE))
    assert "session 2" in refused(practised, Overlap, lambda: correction.edit(practised, LATER, 1, moved)).message
    correction.edit(practised, LATER, 1, moved, overlap=True)
    correction.edit(practised, LATER, 1, Edits(note="still beside the other"))


def test_every_word_of_a_session_can_be_changed(practised: PracticeLog) -> None:
    """Contract 2, `edit`: `--note` replaces, `--tag` and `--untag`, and how it felt."""
    edits = Edits(
        status=CompletionStatus.PARTIAL,
        poses=31,
        style="yin",
        note="new",
        add_tags=("late", "early"),
        drop_tags=("home", "unknown"),
        effort=9,
        mood_before=1,
        mood_after=2,
        energy_before=3,
        energy_after=4,
    )
    session = edited(practised, edits)
    assert (session.status, session.poses_completed) == (CompletionStatus.PARTIAL, 31)
    assert (session.style, session.note, session.tags) == ("yin", "new", ("early", "late"))
    assert session.reflection == Reflection(9, 1, 2, 3, 4)
    assert (session.started_at, length(session)) == (NOON, 30 * MINUTE)


def test_every_word_of_a_session_can_be_emptied(practised: PracticeLog) -> None:
    """What was never meant to be kept can go."""
    session = edited(practised, Edits(style=None, note=None, mood_before=None, drop_tags=("home",)))
    assert (session.style, session.note, session.tags, session.reflection) == (None, None, (), Reflection())


def test_the_sequence_can_be_changed_and_taken_away(practised: PracticeLog) -> None:
    """Contract 2: `edit --sequence SEQUENCE|none`; all steps of one are all steps of the other."""
    other = edited(practised, Edits(sequence=sequence(12, 600, "moon-salutation")))
    assert (other.poses_planned, other.poses_completed) == (12, 12)
    free = edited(practised, Edits(sequence=None))
    assert (free.sequence, free.poses_planned, free.poses_completed) == (None, 0, 0)
    back = edited(practised, Edits(sequence=sequence()))
    assert (back.poses_planned, back.poses_completed) == (50, 50)


def test_the_zone_can_be_changed(practised: PracticeLog) -> None:
    """Contract 2: `edit --zone`; the instants stay, the clock on the wall and the practice day follow."""
    session = edited(practised, Edits(zone=zone("Pacific/Kiritimati")))
    assert (session.started_at, session.started_offset, session.ended_offset) == (NOON, 14 * HOUR, 14 * HOUR)
    assert practised.connection.execute("SELECT practice_day FROM sessions").fetchone() == ("2026-11-23",)
    edited(practised, Edits(zone=zone("Pacific/Pago_Pago")))
    assert practised.connection.execute("SELECT practice_day FROM sessions").fetchone() == ("2026-11-22",)


def test_an_edit_without_any_change_is_no_change(practised: PracticeLog) -> None:
    """Rule 10."""
    before, after = correction.edit(practised, LATER, 1, Edits(note="calm", add_tags=("home",)))
    assert before == after
    assert practised.changes.latest_applied(1)[0].action == "complete"


def test_an_open_session_can_be_edited_but_for_its_end(log: PracticeLog) -> None:
    """Contract 2: left out, SESSION is the open one; its end and status are `complete`'s."""
    practice.start(log, NOON, BERLIN.key)
    for edits in (Edits(times=Times(end=NOON + MINUTE)), Edits(status=CompletionStatus.PARTIAL)):
        failure = refused(log, UsageMistake, lambda edits=edits: correction.edit(log, LATER, None, edits))  # type: ignore[misc]  # mypy infers no type of a default
        assert "Session 1" in failure.message
    _, after = correction.edit(log, NOON + HOUR, None, Edits(times=Times(start=NOON - HOUR, duration=10 * MINUTE)))
    assert after.active_time(NOON + 61 * MINUTE) == 11 * MINUTE


def test_edit_means_the_open_session_else_the_last(practised: PracticeLog) -> None:
    """Contract 2: left out it is the open session; for `edit`, when none is open, the last."""
    assert correction.edit(practised, LATER, None, Edits(note="a"))[1].number == 1
    practice.start(practised, LATER, BERLIN.key)
    assert correction.edit(practised, LATER, None, Edits(note="b"))[1].number == 2
    assert correction.edit(practised, LATER, "last", Edits(note="c"))[1].number == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda log, reference: correction.edit(log, LATER, reference, Edits(note="x")),
        lambda log, reference: correction.reopen(log, LATER, reference),
        lambda log, reference: correction.delete(log, LATER, [reference]),
    ],
    ids=["edit", "reopen", "delete"],
)
def test_what_is_not_there_or_not_yours_is_refused(
    log: PracticeLog, act: Callable[[PracticeLog, object], object]
) -> None:
    """Rule 2: unknown: 3; another profile's: 5; `last` before any practice: 3."""
    for reference in (99, "last"):
        refused(log, SessionNotFound, lambda reference=reference: act(log, reference))  # type: ignore[misc]
    logged(log_of(log.database, "noor"), Times(duration=MINUTE))
    refused(log, NotYours, lambda: act(log, 1))


def test_reopened_it_runs_on(practised: PracticeLog) -> None:
    """Contract 2: un-completes it; the gap becomes a pause."""
    session = correction.reopen(practised, NOON + HOUR, None)
    assert (session.state, session.ended_at, session.status) == (SessionState.ACTIVE, None, CompletionStatus.ABANDONED)
    assert session.pauses[-1] == Pause(NOON + 40 * MINUTE, NOON + HOUR)
    assert length(complete(practised, NOON + 65 * MINUTE).session) == 35 * MINUTE


def test_reopening_beside_an_open_session_is_refused(practised: PracticeLog) -> None:
    """Contract 2: 6 when another is open, and when it is open itself."""
    practice.start(practised, NOON + HOUR, BERLIN.key)
    assert "Session 2" in refused(practised, AlreadyOpen, lambda: correction.reopen(practised, LATER, 1)).message
    refused(practised, AlreadyActive, lambda: correction.reopen(practised, LATER, 2))


def test_several_are_deleted_as_one_change(practised: PracticeLog) -> None:
    """Contract 2: `delete SESSION...`; one `undo` brings all of them back; named twice is deleted once."""
    logged(practised, Times(NOON + HOUR, NOON + 2 * HOUR), LATER)
    before = dump(practised)
    deleted = correction.delete(practised, LATER, [1, "last", 2])
    assert [session.number for session in deleted] == [1, 2]
    assert dump(practised)["sessions"] == []
    correction.undo(practised, LATER, 1)
    assert dump(practised) == before


def test_last_means_the_last_ended_for_delete(practised: PracticeLog) -> None:
    """Contract 2: for `delete` and `reopen` the last ended, never the one that runs."""
    practice.start(practised, NOON + HOUR, BERLIN.key)
    assert [session.number for session in correction.delete(practised, LATER, ["last"])] == [1]
