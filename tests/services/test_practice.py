"""A practice as it happens, on a real file: contract 4, rules 1 to 8."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, dump, fresh_log, log_of, sequence
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Reflection, SessionState
from yogaflow_cli.domain.statistics.facts import FactKind
from yogaflow_cli.errors import (
    AlreadyActive,
    AlreadyEnded,
    AlreadyOpen,
    AlreadyPaused,
    InvalidValue,
    NeedsAnAnswer,
    NoOpenSession,
    NotYours,
    Overlap,
    SessionNotFound,
    YogaflowError,
)
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Times
from yogaflow_cli.services.practice import Said

Lifecycle = Callable[..., object]
LIFECYCLE: list[Lifecycle] = [practice.pause, practice.resume, complete]


def stored(log: PracticeLog, number: int | None = 1) -> PracticeSession:
    assert number is not None
    return log.sessions.by_number(number)


def refused(log: PracticeLog, kind: type[YogaflowError], act: Callable[[], object]) -> YogaflowError:
    """The refusal, after which everything is as before."""
    before = dump(log), log.database.path.read_bytes()
    with pytest.raises(kind) as failure:
        act()
    assert (dump(log), log.database.path.read_bytes()) == before
    return failure.value


def test_started_it_runs_with_all_that_was_said(log: PracticeLog) -> None:
    """Contract 2, `start`: what was said, where it happened, and the target."""
    said = Said(tags=("home", "early", "home"), note="stiff", mood=2, energy=3)
    practice.start(log, NOON, BERLIN.key, sequence=sequence(), said=said, target=20 * MINUTE)
    session = stored(log)
    assert session.state is SessionState.ACTIVE
    assert (session.started_at, session.started_offset, session.time_zone) == (NOON, HOUR, "Europe/Berlin")
    assert (session.tags, session.note, session.target) == (("early", "home"), "stiff", 20 * MINUTE)
    assert session.reflection == Reflection(mood_before=2, energy_before=3)
    assert (session.style, session.poses_planned, session.source) == ("ashtanga", 50, "timer")
    assert log.sequences.content(session.sequence.sequence_id if session.sequence else 0) == sequence().as_json()


def test_a_style_that_is_said_goes_before_that_of_the_sequence(log: PracticeLog) -> None:
    """Contract 2: `--style`."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence(), said=Said(style="gentle"))
    assert stored(log).style == "gentle"


@pytest.mark.parametrize("state", ["active", "paused"])
def test_a_second_start_is_refused_and_names_the_open_one(log: PracticeLog, state: str) -> None:
    """Rule 1: at most one open session a profile; 6, naming it."""
    practice.start(log, NOON, BERLIN.key)
    if state == "paused":
        practice.pause(log, NOON + MINUTE)
    failure = refused(log, AlreadyOpen, lambda: practice.start(log, NOON + HOUR, BERLIN.key))
    assert "Session 1" in failure.message
    assert state in failure.message
    assert failure.hint


def test_one_open_session_a_profile_is_no_matter_to_another(log: PracticeLog) -> None:
    """Rule 1: a profile."""
    practice.start(log, NOON, BERLIN.key)
    assert practice.start(log_of(log.database, "noor"), NOON, BERLIN.key).number == 2


@pytest.mark.parametrize("act", LIFECYCLE)
def test_without_an_open_session_nothing_can_be_done(log: PracticeLog, act: Lifecycle) -> None:
    """Rule 2: no open session: 3."""
    failure = refused(log, NoOpenSession, lambda: act(log, NOON))
    assert "yogaflow start" in str(failure.hint)


def test_nothing_open_nothing_to_discard(log: PracticeLog) -> None:
    """Rule 2: no open session: 3."""
    refused(log, NoOpenSession, lambda: practice.discard(log, NOON))
    refused(log, NoOpenSession, lambda: practice.toggle(log, NOON))


@pytest.mark.parametrize("act", LIFECYCLE)
def test_an_ended_session_is_refused_by_its_number(log: PracticeLog, act: Lifecycle) -> None:
    """Rule 2: any lifecycle command on an ended session: 6, naming it; `last` means it, too."""
    practice.start(log, NOON, BERLIN.key)
    complete(log, NOON + MINUTE)
    for reference in (1, "last"):
        failure = refused(log, AlreadyEnded, lambda reference=reference: act(log, NOON + HOUR, reference))  # type: ignore[misc]  # mypy infers no type of a default
        assert "Session 1" in failure.message
        assert "yogaflow reopen 1" in str(failure.hint)


@pytest.mark.parametrize("act", LIFECYCLE)
def test_an_unknown_number_and_another_profiles_are_refused(log: PracticeLog, act: Lifecycle) -> None:
    """Rule 2: unknown number: 3; another profile's: 5."""
    practice.start(log_of(log.database, "noor"), NOON, BERLIN.key)
    practice.start(log, NOON, BERLIN.key)
    assert "99" in refused(log, SessionNotFound, lambda: act(log, NOON + MINUTE, 99)).message
    refused(log, NotYours, lambda: act(log, NOON + MINUTE, 1))


def test_paused_twice_and_resumed_twice_are_refused(log: PracticeLog) -> None:
    """Rule 2: 6, and nothing changes."""
    practice.start(log, NOON, BERLIN.key)
    refused(log, AlreadyActive, lambda: practice.resume(log, NOON + MINUTE))
    practice.pause(log, NOON + MINUTE)
    refused(log, AlreadyPaused, lambda: practice.pause(log, NOON + 2 * MINUTE))


def test_one_key_pauses_and_resumes(log: PracticeLog) -> None:
    """Contract 2, `pause --toggle`."""
    practice.start(log, NOON, BERLIN.key)
    states = [practice.toggle(log, NOON + count * MINUTE).state for count in (1, 2, 3)]
    assert states == [SessionState.PAUSED, SessionState.ACTIVE, SessionState.PAUSED]


def test_a_given_instant_before_the_last_change_is_refused(log: PracticeLog) -> None:
    """Rule 9: given instants are not bent."""
    practice.start(log, NOON, BERLIN.key)
    practice.pause(log, NOON + 10 * MINUTE)
    refused(log, InvalidValue, lambda: practice.resume(log, NOON + HOUR, at=NOON + 9 * MINUTE))
    practice.resume(log, NOON + HOUR, at=NOON + 10 * MINUTE)
    refused(log, InvalidValue, lambda: practice.pause(log, NOON + HOUR, at=NOON - MINUTE))


def test_completed_it_tells_what_all_practice_adds_up_to(log: PracticeLog) -> None:
    """Rule 7: the statistics, with this session in them, and one fact."""
    practice.start(log, NOON, BERLIN.key)
    first = complete(log, NOON + 20 * MINUTE)
    practice.start(log, NOON + HOUR, BERLIN.key)
    second = complete(log, NOON + HOUR + 31 * MINUTE)
    assert first.fact is not None
    assert second.fact is not None
    assert (first.fact.kind, second.fact.kind) == (FactKind.FIRST, FactKind.LONGEST_THIS_MONTH)
    assert second.totals.four_figures() == {
        "total_sessions": 2,
        "total_practice_time_seconds": 51 * 60,
        "average_duration_seconds": 51 * 30,
        "completion_rate_percent": 100.0,
    }


def test_what_is_said_at_the_end_joins_what_was_said_at_the_start(log: PracticeLog) -> None:
    """Contract 6: `complete --note` adds a line; tags join; mood and energy are those after."""
    practice.start(log, NOON, BERLIN.key, said=Said(tags=("home",), note="stiff", mood=2, energy=3, style="yin"))
    complete(log, NOON + HOUR, said=Said(tags=("late", "home"), note="calm", mood=5, effort=7, style="hatha"))
    session = stored(log)
    assert (session.tags, session.note, session.style) == (("home", "late"), "stiff\ncalm", "hatha")
    assert session.reflection == Reflection(effort=7, mood_before=2, mood_after=5, energy_before=3)


@pytest.mark.parametrize(
    ("said", "status", "poses"),
    [
        (Said(), CompletionStatus.COMPLETED, 50),
        (Said(poses=45), CompletionStatus.COMPLETED, 45),
        (Said(poses=44), CompletionStatus.PARTIAL, 44),
        (Said(poses=25), CompletionStatus.ABANDONED, 25),
        (Said(status=CompletionStatus.PARTIAL), CompletionStatus.PARTIAL, 0),
        (Said(status=CompletionStatus.ABANDONED, poses=50), CompletionStatus.ABANDONED, 50),
    ],
)
def test_the_status_is_as_said_else_by_the_share_of_poses(
    log: PracticeLog, said: Said, status: CompletionStatus, poses: int
) -> None:
    """Rule 6: a sequence without the guide."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence())
    complete(log, NOON + MINUTE, said=said)
    assert (stored(log).status, stored(log).poses_completed) == (status, poses)


def test_every_minute_is_kept_however_short(log: PracticeLog) -> None:
    """Rule 6: `Only 3 s`, kept all the same."""
    practice.start(log, NOON, BERLIN.key)
    completion = complete(log, NOON + timedelta(seconds=3))
    assert completion.fact is not None
    assert completion.fact.kind is FactKind.VERY_SHORT
    assert completion.totals.practised_seconds == 3


def test_forgotten_it_is_never_completed_by_guesswork(log: PracticeLog) -> None:
    """Rule 5: refused, still open, and each of the three answers is taken."""
    practice.start(log, NOON, BERLIN.key)
    refused(log, NeedsAnAnswer, lambda: complete(log, NOON + 5 * HOUR))
    for answer, end in (({"duration": HOUR}, 1), ({"at": NOON + 2 * HOUR}, 2), ({"end_at_limit": True}, 4)):
        assert complete(log, NOON + 30 * HOUR, **answer).session.ended_at == NOON + end * HOUR
        correction.undo(log, NOON + 30 * HOUR, 1)


def test_undone_a_completed_pause_is_paused_at_its_moment(log: PracticeLog) -> None:
    """Rule 4: `undo` of a `complete` gives it back paused at that moment."""
    practice.start(log, NOON, BERLIN.key)
    paused = practice.pause(log, NOON + 25 * MINUTE)
    ended = complete(log, NOON + 20 * HOUR).session
    assert ended.ended_at == NOON + 25 * MINUTE
    correction.undo(log, NOON + 21 * HOUR, 1)
    assert stored(log) == paused


def test_a_discarded_one_comes_back(log: PracticeLog) -> None:
    """Contract 2: `undo` brings it back, under its number."""
    started = practice.start(log, NOON, BERLIN.key, said=Said(note="calm", tags=("home",)))
    practice.discard(log, NOON + MINUTE)
    assert list(log.sessions.listed(SessionFilter())) == []
    correction.undo(log, NOON + 2 * MINUTE, 1)
    assert stored(log) == started


def test_a_given_start_inside_another_session_is_refused(log: PracticeLog) -> None:
    """Rule 8: `--at` that overlaps is refused, names the other, and `--overlap` allows it."""
    correction.log_finished(log, NOON, BERLIN, Times(end=NOON, duration=30 * MINUTE))
    failure = refused(log, Overlap, lambda: practice.start(log, NOON, BERLIN.key, at=NOON - MINUTE))
    assert "session 1" in failure.message
    assert "2026-11-23 12:30" in failure.message
    assert "--overlap" in str(failure.hint)
    assert practice.start(log, NOON, BERLIN.key, at=NOON - MINUTE, overlap=True).number == 2


def test_a_given_start_before_another_session_is_refused_too(log: PracticeLog) -> None:
    """Rule 8: a session that runs since then has been running through the other."""
    correction.log_finished(log, NOON, BERLIN, Times(end=NOON, duration=30 * MINUTE))
    refused(log, Overlap, lambda: practice.start(log, NOON + HOUR, BERLIN.key, at=NOON - HOUR))


def test_a_given_start_at_the_end_of_another_touches_it(log: PracticeLog) -> None:
    """Rule 8: touching is no overlap."""
    correction.log_finished(log, NOON, BERLIN, Times(end=NOON, duration=30 * MINUTE))
    assert practice.start(log, NOON + HOUR, BERLIN.key, at=NOON).started_at == NOON


def test_a_start_now_is_never_refused_for_overlap(log: PracticeLog) -> None:
    """Rule 8: `start` without `--at`, also when the clock went back into another session."""
    correction.log_finished(log, NOON, BERLIN, Times(end=NOON, duration=30 * MINUTE))
    assert practice.start(log, NOON - 10 * MINUTE, BERLIN.key).number == 2


def test_a_given_end_inside_another_session_is_refused(log: PracticeLog) -> None:
    """Rule 8: `complete --at`; the session itself is no other."""
    practice.start(log, NOON, BERLIN.key)
    correction.log_finished(log, NOON + 2 * HOUR, BERLIN, Times(NOON + HOUR, NOON + 2 * HOUR), overlap=True)
    refused(log, Overlap, lambda: complete(log, NOON + 3 * HOUR, at=NOON + 90 * MINUTE))
    assert complete(log, NOON + 3 * HOUR, at=NOON + HOUR).session.ended_at == NOON + HOUR


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["start", "toggle", "complete", "reopen"]), st.integers(-30_000_000, 30_000_000)),
        max_size=12,
    )
)
def test_no_stored_duration_is_negative_under_any_clock(steps: list[tuple[str, int]]) -> None:
    """Rule 9: a clock that went backwards never gives a negative duration; the session is kept."""
    acts: dict[str, Lifecycle] = {
        "start": lambda log, now: practice.start(log, now, BERLIN.key),
        "toggle": practice.toggle,
        "complete": lambda log, now: complete(log, now, end_at_limit=True),
        "reopen": lambda log, now: correction.reopen(log, now, "last"),
    }
    with fresh_log() as log:
        now = NOON
        for name, jump in steps:
            now += timedelta(milliseconds=jump)
            try:
                acts[name](log, now)
            except YogaflowError:
                continue
        for session in log.sessions.listed(SessionFilter()):
            assert session.active_time(now) >= timedelta(0)
            assert session.elapsed_time(now) >= timedelta(0)
        totals = log.connection.execute("SELECT count(*) FROM sessions WHERE duration_seconds < 0").fetchone()
        assert totals == (0,)


def test_a_line_that_makes_the_note_too_long_is_refused_and_loses_nothing(log: PracticeLog) -> None:
    """Contract 6: a note holds at most 4,000 characters, also one that grew by a line."""
    practice.start(log, NOON, BERLIN.key, said=Said(note="x" * 3990))
    failure = refused(log, InvalidValue, lambda: complete(log, NOON + HOUR, said=Said(note="y" * 10)))
    assert "4001 characters" in failure.message
    complete(log, NOON + HOUR, said=Said(note="y" * 9))
    assert len(stored(log).note or "") == 4000
