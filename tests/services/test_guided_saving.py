"""What is on disk while a guide leads: progress, the sight of other terminals, a crash, and a disk that refuses."""

import sqlite3
from datetime import datetime, timedelta

import pytest

from tests.domain.guide_sequences import held, sequence_of
from tests.services.guided_runs import (
    LONG,
    MILLISECOND,
    after,
    led,
    opened,
    practised_in,
    press,
    stored,
    tick,
)
from yogaflow_cli.domain.guide_keys import go_next, make_longer
from yogaflow_cli.domain.session import Segment, SessionState
from yogaflow_cli.errors import (
    AlreadyOpen,
    StorageError,
    StorageFull,
    StorageLocked,
)
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import practice
from yogaflow_cli.services.guidance import first_mark, leading, opened_again, opened_first
from yogaflow_cli.services.guided_run import SAVED_EVERY, GuidedRun


def test_progress_is_saved_every_fifteen_seconds(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: a kill takes 15 seconds at most, also in a step of an hour."""
    run = opened(log, LONG)
    for second in range(1, 200):
        tick(run, second)
        mark = stored(beside).guide
        assert mark is not None and mark.seen_at is not None
        assert after(second) - mark.seen_at < SAVED_EVERY
        assert mark.active == timedelta(milliseconds=mark.into_milliseconds) == mark.seen_at - after(0)


def test_progress_is_saved_at_each_step_and_each_key(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: what a person did, or a step that ended, is on disk at once."""
    run = opened(log)
    tick(run, 42.2)
    mark = stored(beside).guide
    assert mark is not None
    assert (mark.step_number, mark.into_milliseconds, mark.active) == (2, 200, timedelta(seconds=32.2))

    press(run, make_longer, 43)
    mark = stored(beside).guide
    assert mark is not None
    assert (mark.step_number, mark.into_milliseconds, mark.changed_milliseconds) == (2, 1000, 10_000)

    press(run, go_next, 44)
    mark = stored(beside).guide
    assert mark is not None
    assert (mark.step_number, mark.into_milliseconds, mark.changed_milliseconds) == (3, 0, 0)

    run.pause()
    run.save_when_due(after(44))
    assert stored(beside).state is SessionState.PAUSED


def test_a_guide_that_rests_does_not_write(log: PracticeLog, beside: PracticeLog) -> None:
    """A practice that is paused overnight leaves the disk alone."""
    run = opened(log)
    led(run, 20)
    run.pause()
    run.save_when_due(after(20))
    version = beside.database.data_version()
    for second in range(21, 200):
        tick(run, second)
    assert beside.database.data_version() == version


def test_while_the_guide_lives_others_see_the_session_running(log: PracticeLog, beside: PracticeLog) -> None:
    """`current` and the prompt count on between two saves."""
    run = opened(log, LONG)
    led(run, 20)
    seen = beside.sessions.current()
    assert seen is not None
    assert (seen.state, seen.active_time(after(29))) == (SessionState.ACTIVE, timedelta(seconds=29))


def test_a_second_guide_is_refused(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: while the first is alive (6); when it has let go, the next may."""
    run = opened(log)
    led(run, 20)
    with pytest.raises(AlreadyOpen, match="leads this practice already"), leading(beside):
        pass
    run.leave()
    log.guide_lock.release()
    with leading(beside):
        assert opened_again(beside, after(30)).run.is_paused


class Elsewhere:
    """Another program that holds the file for itself."""

    def __init__(self, log: PracticeLog) -> None:
        self.connection = sqlite3.connect(log.database.path, isolation_level=None)

    def __enter__(self) -> "Elsewhere":
        self.connection.execute("BEGIN EXCLUSIVE")
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.execute("ROLLBACK")
        self.connection.close()


def told(run: GuidedRun) -> StorageError | None:
    """What the run has to say of its last save."""
    return run.trouble


def unsaved_since(run: GuidedRun) -> datetime | None:
    """Since when nothing was stored."""
    return run.unsaved_since


def test_a_save_that_fails_is_kept_and_tried_again(log: PracticeLog, beside: PracticeLog) -> None:
    """Issue 3: a locked database; the practice goes on, what could not be written is tried again."""
    run = opened(log)
    led(run, 30)
    saved_at = run.saved_at
    log.database.wait_at_most(0.02)
    beside.database.wait_at_most(0.02)
    with Elsewhere(log):
        led(run, 70)
        assert isinstance(told(run), StorageLocked)
        assert run.unsaved_since == saved_at
        press(run, go_next, 70)
        assert not run.is_paused

    led(run, 73)
    assert told(run) is None
    assert unsaved_since(run) is None
    seen = stored(beside)
    assert [step.practised_milliseconds for step in seen.steps] == [32_000, 20_000, 8_000]
    assert seen.guide is not None and seen.guide.seen_at is not None and seen.guide.seen_at >= after(72)
    led(run, 130)
    session = run.complete(run.at).session
    assert session.active_time(run.at) == practised_in(session.steps) == timedelta(seconds=120)


def test_a_save_that_failed_is_tried_every_two_seconds(log: PracticeLog, beside: PracticeLog) -> None:
    """Not at each of four frames a second, and not only after fifteen seconds."""
    run = opened(log, LONG)
    log.database.wait_at_most(0)
    beside.database.wait_at_most(0)
    with Elsewhere(log):
        led(run, 20)
        first = told(run)
        tick(run, 20.25)
        assert told(run) is first
        tick(run, 23)
        assert told(run) is not first
        assert told(run) is not None
    tick(run, 25)
    assert told(run) is None
    assert stored(beside).guide == run.session.guide


def test_a_full_disk_stops_no_practice(log: PracticeLog) -> None:
    """Issue 3: the practice goes on; when there is room again, everything is stored."""
    run = opened(
        log, sequence_of(*(held(f"a pose with a rather long name, number {number}", 1) for number in range(90)))
    )
    pages = log.connection.execute("PRAGMA page_count").fetchone()[0]
    log.connection.execute(f"PRAGMA max_page_count = {pages}")
    led(run, 60)
    assert isinstance(told(run), StorageFull)
    saved = stored(log)
    assert len(saved.steps) < 60
    assert saved.segments == (Segment(after(0)),)

    log.connection.execute("PRAGMA max_page_count = 1073741823")
    led(run, 62)
    assert told(run) is None
    assert len(stored(log).steps) == 62
    led(run, 90)
    session = run.complete(run.at).session
    log.guide_lock.release()
    assert session.active_time(run.at) == practised_in(session.steps) == 90_000 * MILLISECOND


def test_a_run_that_cannot_be_stored_at_its_end_says_so_and_can_be_stored_later(
    log: PracticeLog, beside: PracticeLog
) -> None:
    """Issue 3: the message comes at the end; nothing is half written, and `complete` works when the file is free."""
    run = opened(log)
    led(run, 142)
    log.database.wait_at_most(0.02)
    with Elsewhere(log):
        with pytest.raises(StorageLocked):
            run.complete(after(142))
        with pytest.raises(StorageLocked):
            run.leave()
    session = run.complete(after(150)).session
    assert session.active_time(after(150)) == timedelta(seconds=132)
    assert stored(beside) == session


def test_time_between_the_start_and_the_first_picture_is_practice(log: PracticeLog) -> None:
    """The session runs from its start: a slow screen takes nothing from the plan, and adds nothing."""
    log.guide_lock.take()
    session = practice.start(log, after(0), "Europe/Berlin", sequence=LONG, guide=first_mark(LONG, None, after(0)))
    run = opened_first(log, session, after(2)).run
    led(run, 20)
    session = run.complete(after(20)).session
    log.guide_lock.release()
    assert session.active_time(after(20)) == practised_in(session.steps) == timedelta(seconds=20)
