"""A whole guided run is one change: one `undo` takes it back, one `redo` brings it again, others keep their own."""

import pytest

from tests.domain.guide_sequences import held, sequence_of
from tests.practice_logs import BERLIN, MINUTE, Dump, dump
from tests.services.guided_runs import (
    LONG,
    after,
    led,
    opened,
    press,
    stored,
    tick,
)
from yogaflow_cli.domain.guide_keys import go_back, go_next, make_longer
from yogaflow_cli.domain.settings import PLAIN
from yogaflow_cli.errors import NothingToUndo
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.guidance import opened_again


def assert_one_change(log: PracticeLog, before: Dump) -> None:
    """One `undo` leads to the state before, one `redo` back, and so again and again."""
    end = dump(log)
    for _ in range(2):
        log.take_back(1, after(9000))
        assert dump(log) == before
        log.bring_again(1, after(9001))
        assert dump(log) == end


def set_plain(log: PracticeLog, value: str) -> None:
    """A change that has nothing to do with the run."""
    setting_services.change(log, after(60), PLAIN, value)


def test_a_whole_run_is_one_change(log: PracticeLog) -> None:
    """Rule 10: many saves, keys and rests, one `undo`; it leaves the file as before the run."""
    before = dump(log)
    run = opened(log)
    led(run, 50)
    press(run, go_next, 50)
    run.pause()
    tick(run, 51)
    run.resume(after(60))
    press(run, make_longer, 70)
    press(run, go_back, 80)
    led(run, 300)
    run.complete(run.at)
    log.guide_lock.release()
    assert_one_change(log, before)
    log.take_back(1, after(9002))
    with pytest.raises(NothingToUndo):
        log.take_back(1, after(9003))


def test_what_was_recorded_before_the_run_is_untouched(log: PracticeLog) -> None:
    """The next `undo` after that of the run takes back what was before it."""
    correction.log_finished(log, after(0), BERLIN, Times(duration=20 * MINUTE))
    before = dump(log)
    run = opened(log, seconds=100)
    led(run, 300)
    run.complete(run.at)
    log.guide_lock.release()
    assert_one_change(log, before)
    log.take_back(2, after(9000))
    assert dump(log) == {"sessions": [], "settings": {}}


def test_with_pauses_and_words_from_elsewhere_it_is_still_one_change(log: PracticeLog, beside: PracticeLog) -> None:
    """Rule 10: whoever steered it, after its completion the run is one change."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    practice.pause(beside, after(40.1))
    tick(run, 40.25)
    practice.resume(beside, after(80))
    led(run, 90)
    correction.edit(beside, after(90), None, Edits(note="quiet", add_tags=("home",)))
    led(run, 300)
    session = run.complete(run.at).session
    assert (session.note, len(session.pauses)) == ("quiet", 1)
    assert_one_change(log, before)


def test_a_run_whose_last_write_was_elsewhere_is_one_change(log: PracticeLog, beside: PracticeLog) -> None:
    """The guide saw a pause from elsewhere, and ends the practice without a save of its own in between."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    practice.pause(beside, after(40.1))
    tick(run, 40.25)
    run.complete(run.at)
    assert_one_change(log, before)


def test_a_run_that_was_left_and_led_on_is_one_change(log: PracticeLog) -> None:
    """Ctrl-C and `guide` again: one practice, one `undo`."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    run.leave()
    log.guide_lock.release()
    log.guide_lock.take()
    again = opened_again(log, after(900)).run
    again.resume(after(900))
    led(again, 1200)
    again.complete(again.at)
    log.guide_lock.release()
    assert_one_change(log, before)


def test_a_run_that_was_killed_and_led_on_is_one_change(log: PracticeLog, beside: PracticeLog) -> None:
    """A crash, `resume` from a shell, `guide` again: one `undo`."""
    before = dump(log)
    led(opened(log), 40)
    log.guide_lock.release()
    practice.resume(beside, after(300))
    practice.pause(beside, after(310))
    beside.guide_lock.take()
    again = opened_again(beside, after(900)).run
    again.resume(after(900))
    led(again, 1200)
    again.complete(again.at)
    beside.guide_lock.release()
    assert_one_change(log, before)


def test_a_run_that_was_killed_before_its_first_save_is_undone_at_once(log: PracticeLog) -> None:
    """One `undo` of an open run: there was no such session."""
    before = dump(log)
    led(opened(log), 5)
    log.guide_lock.release()
    log.take_back(1, after(900))
    assert dump(log) == before


def test_of_a_practice_that_began_without_the_guide_only_the_run_is_one_change(log: PracticeLog) -> None:
    """`start --no-guide` stays its own change: `undo` gives the open session back as the guide found it."""
    practice.start(log, after(0), BERLIN.key, sequence=LONG)
    practice.pause(log, after(30))
    before = dump(log)
    log.guide_lock.take()
    run = opened_again(log, after(100)).run
    run.resume(after(100))
    led(run, 400)
    run.complete(run.at)
    log.guide_lock.release()
    assert_one_change(log, before)
    assert stored(log).ended_at is not None


def test_after_reopening_the_second_run_is_its_own_change(log: PracticeLog) -> None:
    """`reopen` and `guide`: what had ended before is not taken back with it."""
    run = opened(log)
    led(run, 60)
    run.complete(run.at)
    log.guide_lock.release()
    correction.reopen(log, after(500), None)
    before = dump(log)
    log.guide_lock.take()
    again = opened_again(log, after(500)).run
    led(again, 520)
    again.complete(again.at)
    log.guide_lock.release()
    assert_one_change(log, before)
    log.take_back(2, after(9000))
    assert stored(log).ended_at == after(60)
    log.take_back(1, after(9000))
    assert dump(log)["sessions"] == []


def test_changes_that_have_nothing_to_do_with_it_stay_their_own(log: PracticeLog, beside: PracticeLog) -> None:
    """A setting and another session, recorded while the guide ran, are undone by themselves, in their order."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    set_plain(beside, "true")
    led(run, 60)
    correction.log_finished(beside, after(-7200), BERLIN, Times(duration=20 * MINUTE))
    led(run, 300)
    run.complete(run.at)

    log.take_back(1, after(9000))
    sessions = dump(log)["sessions"]
    assert isinstance(sessions, list)
    assert ([session["source"] for session in sessions], dump(log)["settings"]) == (["log"], {"plain": "true"})
    log.take_back(1, after(9000))
    assert dump(log) == {"sessions": [], "settings": {"plain": "true"}}
    log.take_back(1, after(9000))
    assert dump(log) == before
    with pytest.raises(NothingToUndo):
        log.take_back(1, after(9000))
    log.bring_again(3, after(9001))
    assert stored(log).ended_at == after(142)


def test_a_change_that_touched_the_run_and_another_session_keeps_the_other(
    log: PracticeLog, beside: PracticeLog
) -> None:
    """Of a write to two sessions, what it did to the other stays a change of its own."""
    correction.log_finished(log, after(-7200), BERLIN, Times(duration=20 * MINUTE))
    run = opened(log)
    led(run, 40)
    with beside.writing("edit", after(40)) as write:
        for session in (beside.sessions.by_number(1), beside.sessions.by_number(2)):
            write.change_session(session, session._replace(note="both"))
    led(run, 300)
    run.complete(run.at)
    log.take_back(1, after(9000))
    assert [(session.number, session.note) for session in (stored(log),)] == [(1, "both")]
    log.take_back(1, after(9000))
    assert stored(log).note is None


def test_the_undo_of_a_pause_during_the_run_is_folded_too(log: PracticeLog, beside: PracticeLog) -> None:
    """What was taken back while it ran leaves nothing to undo or redo beside the run."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    practice.pause(beside, after(40.1))
    tick(run, 40.25)
    correction.undo(beside, after(45), 1)
    led(run, 300)
    run.complete(run.at)
    with pytest.raises(NothingToUndo):
        correction.redo(log, after(9000), 1)
    assert_one_change(log, before)


def test_a_save_of_the_guide_ends_what_could_be_redone(log: PracticeLog, beside: PracticeLog) -> None:
    """After something new, what was undone is past, also when the new joins an older change."""
    run = opened(log)
    led(run, 40)
    correction.edit(beside, after(40), None, Edits(note="quiet"))
    correction.undo(beside, after(41), 1)
    led(run, 80)
    with pytest.raises(NothingToUndo):
        correction.redo(beside, after(81), 1)


def test_completed_elsewhere_the_completion_is_its_own_change(log: PracticeLog, beside: PracticeLog) -> None:
    """`complete` from another terminal is a command like any other: one `undo` gives the open session back."""
    before = dump(log)
    run = opened(log)
    led(run, 40)
    at_the_end = dump(log)
    complete(beside, after(40))
    tick(run, 40.25)
    log.take_back(1, after(9000))
    assert dump(log) == at_the_end
    log.take_back(1, after(9000))
    assert dump(log) == before


def test_the_log_does_not_grow_with_the_length_of_a_run(log: PracticeLog) -> None:
    """An hour of saves every 15 seconds: one entry, one record of the session, one of the sequence."""
    run = opened(log, sequence_of(*(held("pose", 30) for _ in range(120))))
    led(run, 3600, frame_seconds=5)
    run.complete(run.at)
    log.guide_lock.release()
    count = "SELECT (SELECT count(*) FROM changes), (SELECT count(*) FROM changed_records)"
    assert log.connection.execute(count).fetchone() == (1, 2)
