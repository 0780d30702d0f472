"""Out of one log and into another: nothing lost, nothing twice, one change. Contract, section 6; rule 10."""

import json
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import Json, brought, exported, exported_object, histories, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import BERLIN, NOON, dump, fresh_log, log_of, sequence
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession, SessionState
from yogaflow_cli.domain.settings import DAY_STARTS_AT, PLAIN
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.writing import RECORDS_AT_ONCE
from yogaflow_cli.services import practice
from yogaflow_cli.services.completing import statistics
from yogaflow_cli.services.import_report import Listed
from yogaflow_cli.services.settings import change

History = list[tuple[PracticeSession, Sequence | None]]


def file_of(*sessions: dict[str, object], **members: object) -> str:
    """A file with these sessions, as a person may write it."""
    return json.dumps({"version": 1, **members, "sessions": list(sessions)})


def by_hand(minute: int = 0, **keys: object) -> dict[str, object]:
    """A session of ten minutes, written by hand."""
    return {"started_at": f"2025-12-05T10:{minute:02}:00Z", "duration_seconds": 600, **keys}


def numbers(log: PracticeLog) -> list[int]:
    """The numbers of the sessions, the oldest start first."""
    return [session["session_id"] for session in exported_object(log)["sessions"]]


def filled() -> str:
    """The export of one session of every kind, with a setting."""
    with fresh_log() as log:
        store(log, *practices())
        change(log, NOON, DAY_STARTS_AT, "05:00")
        return exported(log)


@given(histories(), st.sampled_from([None, "00:00", "11:30"]), st.sampled_from(["json", "ndjson"]))
@settings(max_examples=80)
def test_any_history_is_restored_into_an_empty_profile_without_a_difference(
    history: History, day: str | None, name: str
) -> None:
    """Sources, UUIDs, numbers, sequences, settings and the open session, to the millisecond."""
    with fresh_log() as log, fresh_log() as other:
        store(log, *history)
        if day is not None:
            change(log, NOON, DAY_STARTS_AT, day)
        report = brought(other, exported(log, name), name)

        assert (report.new, report.already_here, report.settings) == (len(history), 0, int(day is not None))
        assert report.files[0].practices == len(history)
        assert (report.files[0].skipped, report.files[0].unkept) == ((), ())
        assert exported_object(other) == exported_object(log)
        assert exported(other, "csv") == exported(log, "csv")
        assert dump(other) == dump(log)


@given(histories())
@settings(max_examples=30)
def test_an_import_is_taken_back_and_brought_again_as_one_change(history: History) -> None:
    """However many sessions it has."""
    with fresh_log() as log, fresh_log() as other:
        store(log, *history)
        before = dump(other)
        brought(other, exported(log))
        after = dump(other)

        (undone,) = other.take_back(1, NOON)
        assert undone.action == "import json"
        assert dump(other) == before
        other.bring_again(1, NOON)
        assert dump(other) == after


@given(histories())
@settings(max_examples=30)
def test_a_second_import_changes_nothing(history: History) -> None:
    """And is no change: there is nothing to undo but the first."""
    with fresh_log() as log, fresh_log() as other:
        store(log, *history)
        brought(other, exported(log))
        after, changes = dump(other), len(other.changes.latest_applied(9))
        report = brought(other, exported(log))

        assert (report.new, report.already_here) == (0, len(history))
        assert dump(other) == after
        assert len(other.changes.latest_applied(9)) == changes


def test_numbers_come_back_with_the_sessions_when_an_import_is_repeated_after_its_undo() -> None:
    """A number may be given to none but the session that had it."""
    text = filled()
    with fresh_log() as log:
        brought(log, text)
        before = dump(log)
        log.take_back(1, NOON)
        brought(log, text)

        assert dump(log) == before


def test_a_session_that_was_deleted_comes_back_under_its_number() -> None:
    """Restoring what was lost is what the file is for."""
    with fresh_log() as log:
        store(log, *practices())
        text, before = exported(log), dump(log)
        with log.writing("delete", NOON) as write:
            write.delete_session(log.sessions.by_number(2))
        report = brought(log, text)

        assert (report.new, report.already_here) == (1, 3)
        assert dump(log) == before


def test_only_what_is_missing_is_added_and_what_is_here_stays_as_it_is() -> None:
    """An older file must not take back what was put right since."""
    with fresh_log() as log:
        store(log, *practices()[:3])
        text = exported(log)
        with log.writing("edit", NOON) as write:
            session = log.sessions.by_number(1)
            write.change_session(session, session._replace(note="put right"))
        brought(log, text)

        assert log.sessions.by_number(1).note == "put right"
        assert numbers(log) == [3, 1, 2]


def test_a_number_that_another_session_has_or_had_is_not_given_again() -> None:
    """Numbers are never reused: `session 1` in an old note must not become another practice."""
    text = filled()
    with fresh_log() as log:
        practice.start(log, NOON, BERLIN.key)
        practice.discard(log, NOON)
        brought(log, text)

        assert sorted(numbers(log)) == [2, 3, 4, 5]


def test_a_session_without_a_number_takes_none_that_a_later_one_of_the_file_has() -> None:
    """Those that were added by hand wait until the others have theirs."""
    with fresh_log() as log:
        brought(log, file_of(by_hand(), by_hand(20, session_id=1), by_hand(40, session_id=2)))

        assert [log.sessions.by_number(number).started_at.minute for number in (1, 2, 3)] == [20, 40, 0]


def test_two_sessions_of_a_file_with_one_number_are_both_kept() -> None:
    """The second gets a number of its own."""
    with fresh_log() as log:
        report = brought(log, file_of(by_hand(session_id=7), by_hand(20, session_id=7)))

        assert report.new == 2
        assert numbers(log) == [7, 8]


def test_a_session_that_stands_twice_in_a_file_is_kept_once() -> None:
    """With a UUID or without."""
    uuid = str(uuid4())
    with fresh_log() as log:
        report = brought(log, file_of(by_hand(), by_hand(), by_hand(20, uuid=uuid), by_hand(30, uuid=uuid)))

        assert (report.new, report.already_here, report.files[0].practices) == (2, 2, 4)


def test_two_profiles_of_one_database_can_both_have_the_sessions_of_a_file() -> None:
    """Each its own: what one does with them does not touch the other, and a second import still brings nothing."""
    text = filled()
    with fresh_log() as maya:
        noor = log_of(maya.database, "noor")
        brought(maya, text)
        before = dump(maya)

        assert brought(noor, text).new == 4
        assert brought(noor, text).new == 0
        assert dump(maya) == before
        noor.take_back(1, NOON)
        assert brought(noor, text).new == 4
        assert dump(maya) == before


def test_a_copy_of_a_session_stays_known_when_the_first_holder_deleted_it() -> None:
    """Otherwise it would come a second time."""
    text = file_of(by_hand())
    with fresh_log() as maya:
        noor = log_of(maya.database, "noor")
        brought(maya, text)
        brought(noor, text)
        maya.take_back(1, NOON)

        assert brought(noor, text).new == 0


def test_an_open_session_is_the_open_one_of_an_empty_profile_and_stands_beside_another_elsewhere() -> None:
    """Rule 1: at most one is the person's own; `current` is the most recent start."""
    text = filled()
    with fresh_log() as empty, fresh_log() as busy:
        brought(empty, text)
        practice.start(busy, NOON, BERLIN.key)
        brought(busy, text)

        assert [session.arrived_open for session in empty.sessions.open()] == [False]
        assert [session.arrived_open for session in busy.sessions.open()] == [False, True]
        current = busy.sessions.current()
        assert current is not None
        assert current.started_at == NOON


def test_of_several_open_sessions_in_a_file_one_at_most_is_the_own() -> None:
    """A file that was put together by hand breaks no rule of the schema."""
    with fresh_log() as log:
        brought(log, file_of(*(by_hand(minute, state="active") for minute in (1, 2, 3))))

        assert sorted(session.arrived_open for session in log.sessions.open()) == [False, True, True]


def test_a_setting_that_the_profile_made_itself_stays() -> None:
    """Only what was left at its default comes from the file; days are reckoned anew by what holds now."""
    text = filled()
    with fresh_log() as log:
        change(log, NOON, DAY_STARTS_AT, "00:00")
        change(log, NOON, PLAIN, "true")
        report = brought(log, text)

        assert report.settings == 0
        assert log.settings.all_stored() == {"day_starts_at": "00:00", "plain": "true"}
        days = [session["practice_day"] for session in exported_object(log)["sessions"]]
        assert days == ["2025-12-05", "2025-12-05", "2025-12-06", "2025-12-06"]


def test_a_dry_run_says_the_same_and_changes_nothing() -> None:
    """To look before one leaps."""
    text = filled()
    with fresh_log() as log:
        before = dump(log)
        shown = brought(log, text, dry_run=True)
        assert dump(log) == before
        assert log.changes.latest_applied(1) == []

        assert shown == brought(log, text)


def test_a_mistake_in_the_last_session_leaves_nothing_of_the_first() -> None:
    """All of it or nothing, also when the change log has begun to fill."""
    many = [by_hand(0, started_at=f"2025-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(RECORDS_AT_ONCE + 50)]
    with fresh_log() as log:
        before = dump(log)
        with pytest.raises(InvalidValue) as caught:
            brought(log, file_of(*many, by_hand(effort=99)))

        assert caught.value.message.startswith(f"In practice.json: sessions, item {RECORDS_AT_ONCE + 51}: 'effort'")
        assert dump(log) == before
        for table in ("sessions", "segments", "changes", "changed_records"):
            assert log.connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_records_of_a_large_import_are_all_in_its_one_change() -> None:
    """They are put into the change log as it goes on, so that memory stays flat."""
    count = 2 * RECORDS_AT_ONCE + 1
    many = [by_hand(0, started_at=f"2025-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(count)]
    with fresh_log() as log:
        brought(log, file_of(*many))
        (one,) = log.changes.latest_applied(9)

        assert one.sessions == count
        assert len({record.identity for record in log.changes.forwards(one)}) == count
        log.take_back(1, NOON)
        assert numbers(log) == []


def test_a_sequence_that_is_only_named_is_the_one_that_has_that_name_here() -> None:
    """A person who adds a practice by hand knows its name and no hash."""
    plan = sequence(steps=3, slug="my-morning")
    with fresh_log() as log:
        brought(log, file_of(by_hand(sequence="my-morning"), by_hand(20, sequence="my-morning")), known=plan)
        held = exported_object(log)

    assert list(held["sequences"]) == [plan.content_hash()]
    assert [session["poses_planned"] for session in held["sessions"]] == [3, 3]


def test_a_sequence_that_nobody_knows_is_free_practice_and_is_told() -> None:
    """The minutes count all the same."""
    with fresh_log() as log:
        report = brought(log, file_of(by_hand(sequence="gone"), by_hand(20, sequence="gone"), by_hand(40)))

        assert report.new == 3
        assert report.files[0].unkept == (Listed("the sequence 'gone' is not known here: kept as free practice", 2),)
        assert [session["sequence"] for session in exported_object(log)["sessions"]] == [None] * 3


def test_a_session_added_by_hand_to_an_export_arrives_beside_the_others() -> None:
    """In the form of the contract: the session object."""
    with fresh_log() as log, fresh_log() as other:
        store(log, *practices()[:2])
        held: Json = json.loads(exported(log))
        held["sessions"].append(by_hand(40, note="from my paper diary"))
        report = brought(other, json.dumps(held))

        assert report.new == 3
        assert other.sessions.by_number(3).note == "from my paper diary"
        assert other.sessions.by_number(3).source == "import:json"
        assert other.sessions.by_number(3).state is SessionState.ENDED


def test_statistics_are_the_same_before_and_after() -> None:
    """What people look at first."""
    with fresh_log() as log, fresh_log() as other:
        store(log, *practices())
        brought(other, exported(log))

        assert statistics(other) == statistics(log)
