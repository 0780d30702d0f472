"""A sync without Git: what one computer did is on the other, and what both did is decided alike on both."""

from datetime import date, timedelta

from tests.practice_logs import BERLIN, HOUR, MINUTE, sequence
from tests.services.syncing.computers import Computer, computers, meet
from yogaflow_cli.domain.settings import DAY_STARTS_AT, GOAL, SYNC_AFTER
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times, log_finished
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.rests import add_rest
from yogaflow_cli.services.settings import change
from yogaflow_cli.sync.fold import DISCARDED, EXISTS, TIME

YEAR = timedelta(days=365)


def logged(computer: Computer, hours_ago: int = 1, note: str | None = None) -> int:
    """Logs half an hour that ended so many hours ago; its number."""
    end = computer.now - hours_ago * HOUR
    times = Times(end - 30 * MINUTE, end)
    completion = log_finished(computer.log, computer.now, BERLIN, times, said=Said(note=note), overlap=True)
    assert completion.session.number is not None
    return completion.session.number


def begun(computer: Computer) -> None:
    """Starts a free practice."""
    practice.start(computer.log, computer.now, BERLIN.key)


def later(*machines: Computer, by: timedelta = MINUTE) -> None:
    """Time passes."""
    for computer in machines:
        computer.true_now += by


def test_what_one_practised_is_on_the_other() -> None:
    """With sequence, words, goal and days of rest; under the same number, where that is free."""
    with computers("a", "b") as (laptop, desktop):
        practice.start(laptop.log, laptop.now, BERLIN.key, sequence=sequence(), said=Said(note="calm", tags=("home",)))
        later(laptop, by=30 * MINUTE)
        complete(laptop.log, laptop.now, None)
        change(laptop.log, laptop.now, GOAL, "4 per week")
        change(laptop.log, laptop.now, DAY_STARTS_AT, "05:00")
        add_rest(laptop.log, laptop.now, date(2026, 12, 24), date(2026, 12, 26), "family")

        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        assert desktop.log.sessions.by_number(1).note == "calm"


def test_what_each_held_before_it_joined_is_on_both() -> None:
    """Both had practised for a while; two sessions had the same number, and keep their own."""
    with computers("a", "b", joined=False) as (laptop, desktop):
        assert logged(laptop, 1, "of the laptop") == logged(desktop, 5, "of the desktop") == 1

        laptop.join()
        merged = desktop.join()
        meet([laptop, desktop])

        assert merged.taken.came == 1
        assert laptop.seen() == desktop.seen()
        assert [log.sessions.by_number(1).note for log in (laptop.log, desktop.log)] == [
            "of the laptop",
            "of the desktop",
        ]


def test_two_practices_started_offline_are_both_kept() -> None:
    """Each goes on where it was begun; the other stands beside it."""
    with computers("a", "b") as (laptop, desktop):
        begun(laptop)
        later(laptop, desktop)
        begun(desktop)

        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        for computer in (laptop, desktop):
            open_sessions = computer.log.sessions.open()
            assert len(open_sessions) == 2 and [session.arrived_open for session in open_sessions].count(False) == 1
            assert computer.lost() == []


def test_a_practice_that_ran_elsewhere_and_was_completed_there_has_its_length() -> None:
    """To the millisecond of the clock that ran it, whatever the other's clock says."""
    with computers("a", "b", skews=[timedelta(0), -3 * YEAR]) as (laptop, desktop):
        begun(laptop)
        meet([laptop, desktop])
        later(laptop, desktop, by=25 * MINUTE)
        complete(laptop.log, laptop.now, None)

        meet([laptop, desktop])

        session = desktop.log.sessions.latest_ended()
        assert session is not None and session.active_time(desktop.now) == 25 * MINUTE
        assert laptop.seen() == desktop.seen()


def test_completed_here_and_paused_there_is_completed_and_flagged() -> None:
    """Completed is final, also where the pause came later."""
    with computers("a", "b") as (laptop, desktop):
        begun(laptop)
        meet([laptop, desktop])
        later(laptop, desktop, by=20 * MINUTE)
        complete(laptop.log, laptop.now, None)
        later(laptop, desktop)
        practice.pause(desktop.log, desktop.now, duration=10 * MINUTE)

        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        assert laptop.log.sessions.current() is None
        assert [register for register, _ in laptop.lost()] == [register for register, _ in desktop.lost()] == [TIME]


def test_completed_here_and_discarded_there_is_completed_and_flagged() -> None:
    """The practice comes back where it was discarded, under its number."""
    with computers("a", "b") as (laptop, desktop):
        begun(laptop)
        meet([laptop, desktop])
        later(laptop, desktop, by=20 * MINUTE)
        complete(laptop.log, laptop.now, None)
        practice.discard(desktop.log, desktop.now)

        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        assert desktop.log.sessions.by_number(1).ended_at is not None
        assert laptop.lost() == desktop.lost() == [(EXISTS, DISCARDED)]


def test_deleted_here_and_edited_there_stays_away_and_is_flagged() -> None:
    """And an undo of the deletion brings it back with the edit."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop)
        meet([laptop, desktop])
        correction.delete(laptop.log, laptop.now, [number])
        later(desktop)
        correction.edit(desktop.log, desktop.now, number, Edits(note="kept"))

        meet([laptop, desktop])
        assert laptop.log.sessions.latest_ended() is desktop.log.sessions.latest_ended() is None
        assert laptop.lost() == [("note", "kept")]

        correction.undo(laptop.log, laptop.now, 1)
        meet([laptop, desktop])
        assert laptop.seen() == desktop.seen()
        assert laptop.log.sessions.by_number(number).note == "kept"


def test_what_is_deleted_for_ever_leaves_no_trace_on_either() -> None:
    """Neither in the change log nor in what is known of other machines."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop, note="unspeakable")
        meet([laptop, desktop])

        correction.delete(laptop.log, laptop.now, [number], forever=True)
        meet([laptop, desktop])

        for computer in (laptop, desktop):
            dumped = "\n".join(computer.log.connection.iterdump())
            assert "unspeakable" not in dumped
        assert laptop.seen() == desktop.seen()


def test_fields_that_two_edited_are_both_kept_and_one_field_goes_to_the_later() -> None:
    """Each field on its own, by when it was set, not by when it was synced."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop)
        meet([laptop, desktop])
        correction.edit(laptop.log, laptop.now, number, Edits(note="on monday"))
        later(laptop, desktop)
        correction.edit(desktop.log, desktop.now, number, Edits(note="on tuesday", mood_after=4))
        desktop.sync()
        later(laptop, desktop)
        correction.edit(laptop.log, laptop.now, number, Edits(effort=7))

        meet([laptop, desktop])

        session = laptop.log.sessions.by_number(number)
        assert (session.note, session.reflection.mood_after, session.reflection.effort) == ("on tuesday", 4, 7)
        assert laptop.seen() == desktop.seen()
        assert laptop.lost() == [("note", "on monday")]


def test_undo_takes_back_what_was_done_here_and_nothing_that_came_from_elsewhere() -> None:
    """Another machine changed another field of the same session in between."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop, note="first")
        meet([laptop, desktop])
        correction.edit(laptop.log, laptop.now, number, Edits(note="second"))
        laptop.sync()
        desktop.sync()
        later(laptop, desktop)
        correction.edit(desktop.log, desktop.now, number, Edits(effort=9))
        meet([desktop, laptop])

        correction.undo(laptop.log, laptop.now, 1)
        meet([laptop, desktop])

        session = desktop.log.sessions.by_number(number)
        assert (session.note, session.reflection.effort) == ("first", 9)
        assert laptop.seen() == desktop.seen()


def test_undo_leaves_what_another_machine_set_since_and_says_so() -> None:
    """The same field, the whole session, a setting: what came later holds, on all machines."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop)
        correction.edit(laptop.log, laptop.now, number, Edits(note="mine"))
        change(laptop.log, laptop.now, GOAL, "4 per week")
        meet([laptop, desktop])
        later(laptop, desktop)
        correction.edit(desktop.log, desktop.now, number, Edits(note="theirs"))
        change(desktop.log, desktop.now, GOAL, "2 per week")
        meet([desktop, laptop])

        undone = correction.undo(laptop.log, laptop.now, 3)
        meet([laptop, desktop])

        assert [(each.action, each.left, each.records) for each in undone] == [
            ("config set", 1, ()),
            ("edit", 1, ()),
            ("log", 1, ()),
        ]
        assert laptop.seen() == desktop.seen()
        assert laptop.log.sessions.by_number(number).note == "theirs"
        assert laptop.log.settings.stored("goal") == "2 per week"


def test_undo_of_a_session_that_another_deleted_does_not_bring_it_back() -> None:
    """What is taken back is the edit."""
    with computers("a", "b") as (laptop, desktop):
        number = logged(laptop)
        correction.edit(laptop.log, laptop.now, number, Edits(note="second"))
        meet([laptop, desktop])
        correction.delete(desktop.log, desktop.now, [number])
        meet([desktop, laptop])

        correction.undo(laptop.log, laptop.now, 1)
        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        assert laptop.log.sessions.latest_ended() is None


def test_undo_and_redo_travel_like_any_other_change() -> None:
    """Of settings and sessions."""
    with computers("a", "b") as (laptop, desktop):
        logged(laptop)
        change(laptop.log, laptop.now, GOAL, "4 per week")
        meet([laptop, desktop])

        correction.undo(laptop.log, laptop.now, 2)
        meet([laptop, desktop])
        assert desktop.log.sessions.latest_ended() is None and desktop.log.settings.stored("goal") is None

        correction.redo(laptop.log, laptop.now, 2)
        meet([laptop, desktop])
        assert desktop.log.settings.stored("goal") == "4 per week"
        assert laptop.seen() == desktop.seen()


def test_a_setting_of_the_machine_stays_there() -> None:
    """All others travel, by when they were set; before joining, too."""
    with computers("a", "b", joined=False) as (laptop, desktop):
        change(laptop.log, laptop.now, SYNC_AFTER, "true")
        change(laptop.log, laptop.now, GOAL, "4 per week")
        later(desktop)
        change(desktop.log, desktop.now, GOAL, "2 per week")

        for computer in (laptop, desktop):
            computer.join()
        meet([laptop, desktop])

        assert desktop.log.settings.stored("sync_after") is None
        assert laptop.log.settings.stored("goal") == desktop.log.settings.stored("goal") == "2 per week"
        assert laptop.lost() == [("value", "4 per week")]


def test_one_import_on_two_machines_is_one_practice_each() -> None:
    """The same UUID is the same session, and the same words are no conflict."""
    with computers("a", "b", joined=False) as (laptop, desktop):
        logged(laptop)
        session = laptop.log.sessions.by_number(1)
        with desktop.log.writing("import json", desktop.now) as write:
            write.add_session(session)

        for computer in (laptop, desktop):
            computer.join()
        meet([laptop, desktop])

        assert laptop.seen() == desktop.seen()
        assert len(laptop.log.sessions.numbers()) == 1 and laptop.lost() == []


def test_a_sync_that_brings_nothing_is_no_change() -> None:
    """Neither an entry in the change log nor a segment to send."""
    with computers("a", "b") as (laptop, desktop):
        logged(laptop)
        meet([laptop, desktop])
        entries = [
            computer.log.connection.execute("SELECT count(*) FROM changes").fetchone() for computer in (laptop, desktop)
        ]
        segments = {device: len(branch) for device, branch in laptop.place.branches.items()}

        meet([laptop, desktop])

        again = [
            computer.log.connection.execute("SELECT count(*) FROM changes").fetchone() for computer in (laptop, desktop)
        ]
        assert again == entries
        assert {device: len(branch) for device, branch in laptop.place.branches.items()} == segments


def test_many_changes_of_one_session_between_two_syncs_are_one_segment() -> None:
    """Each sync adds one."""
    with computers("a", "b") as (laptop, desktop):
        before = len(laptop.place.branches["a" * 32]) if "a" * 32 in laptop.place.branches else 0
        begun(laptop)
        for _ in range(3):
            later(laptop)
            practice.pause(laptop.log, laptop.now)
            later(laptop)
            practice.resume(laptop.log, laptop.now)
        complete(laptop.log, laptop.now, None)

        meet([laptop, desktop])

        assert len(laptop.place.branches["a" * 32]) == before + 1
        assert laptop.seen() == desktop.seen()


def test_what_other_machines_did_is_not_undone_here() -> None:
    """`undo` takes back the last change of this machine, never one that came with a sync."""
    with computers("a", "b") as (laptop, desktop):
        change(desktop.log, desktop.now, GOAL, "4 per week")
        meet([laptop, desktop])
        logged(laptop)
        meet([laptop, desktop])

        correction.undo(desktop.log, desktop.now, 1)

        assert desktop.log.settings.stored("goal") is None
        assert desktop.log.sessions.latest_ended() is not None
