"""The change log: every write leaves exactly one change that can be taken back; rule 10."""

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

import yogaflow_cli
from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, dump, log_of, sequence
from yogaflow_cli.domain.change import ChangedKind
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.errors import NothingToUndo, NotYours
from yogaflow_cli.repository.installation import device_id
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice, settings
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.practice import Said

LATER = NOON + 10 * HOUR
SECRET = "Knees: a secret nobody must read 7f3a91"

WRITES: dict[str, Callable[[PracticeLog], object]] = {
    "start": lambda log: practice.start(log, LATER, BERLIN.key),
    "pause": lambda log: practice.pause(running(log), LATER),
    "resume": lambda log: practice.resume(paused(log), LATER),
    "complete": lambda log: complete(running(log), LATER - 9 * HOUR),
    "discard": lambda log: practice.discard(running(log), LATER),
    "log": lambda log: correction.log_finished(log, LATER, BERLIN, Times(duration=HOUR)),
    "edit": lambda log: correction.edit(ended(log), LATER, 1, Edits(note="more")),
    "reopen": lambda log: correction.reopen(ended(log), LATER, 1),
    "delete": lambda log: correction.delete(ended(log), LATER, [1]),
    "config set": lambda log: settings.change(log, LATER, DAY_STARTS_AT, "05:00"),
}


def running(log: PracticeLog) -> PracticeLog:
    practice.start(log, NOON, BERLIN.key)
    return log


def paused(log: PracticeLog) -> PracticeLog:
    practice.pause(running(log), NOON + 10 * MINUTE)
    return log


def ended(log: PracticeLog, note: str | None = None) -> PracticeLog:
    practice.start(log, NOON, BERLIN.key, said=Said(note=note, tags=("home",)))
    complete(log, NOON + 30 * MINUTE)
    return log


def entries(log: PracticeLog) -> int:
    count: int = log.connection.execute("SELECT count(*) FROM changes").fetchone()[0]
    return count


@pytest.mark.parametrize("action", WRITES)
def test_every_write_leaves_exactly_one_change(log: PracticeLog, action: str) -> None:
    """Issue 2, 2: an entry with the device's id, a UUID, and before and after, in the write's own transaction."""
    seen: list[int] = []
    log.connection.set_trace_callback(lambda statement: seen.append(entries_seen(statement)))
    WRITES[action](log)
    log.connection.set_trace_callback(None)

    change = log.changes.latest_applied(1)[0]
    assert change.action == action
    assert sum(seen) == entries(log)
    assert change.recorded_at in (LATER, LATER - 9 * HOUR)
    assert UUID(change.uuid).version == 4
    assert change.device_id == device_id(log.connection)
    assert len(change.records) == 1
    record = change.records[0]
    assert record.before != record.after
    assert (record.before is None) == (action in ("start", "log", "config set"))
    assert (record.after is None) == (action in ("discard", "delete"))


def entries_seen(statement: str) -> int:
    return int(statement.startswith("INSERT INTO changes "))


def test_a_session_by_a_sequence_is_one_change_with_the_frozen_sequence(log: PracticeLog) -> None:
    """Issue 2, 2: the entry could be applied elsewhere, so it carries the steps; the second time they are known."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence())
    change = log.changes.latest_applied(1)[0]
    assert [record.kind for record in change.records] == [ChangedKind.SEQUENCE, ChangedKind.SESSION]
    assert change.records[0].after == sequence().as_json()
    assert change.records[0].identity == sequence().content_hash()
    complete(log, NOON + MINUTE)
    practice.start(log, NOON + HOUR, BERLIN.key, sequence=sequence())
    assert [record.kind for record in log.changes.latest_applied(1)[0].records] == [ChangedKind.SESSION]
    assert log.connection.execute("SELECT count(*) FROM sequences").fetchone() == (1,)


def test_another_content_is_another_frozen_sequence(log: PracticeLog) -> None:
    """Issue 2, 4: equal content is stored once, and only equal content."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence())
    complete(log, NOON + MINUTE)
    practice.start(log, NOON + HOUR, BERLIN.key, sequence=sequence(seconds=900))
    assert [session.planned_time() for session in map(log.sessions.by_number, (1, 2))] == [30 * MINUTE, 15 * MINUTE]


def test_a_write_that_changes_nothing_is_no_change(log: PracticeLog) -> None:
    """Rule 10: it leaves no entry, and what can be brought again stays so."""
    settings.change(log, NOON, DAY_STARTS_AT, "05:00")
    ended(log)
    correction.undo(log, LATER, 1)
    before = entries(log)
    assert not settings.change(log, LATER, DAY_STARTS_AT, "05:00")
    correction.edit(log, LATER, 1, Edits(add_tags=("home",)))
    assert entries(log) == before
    assert correction.redo(log, LATER, 1)[0].action == "complete"


def test_a_fresh_write_ends_redo(log: PracticeLog) -> None:
    """As in every editor: after something new, what was undone is past."""
    ended(log)
    correction.undo(log, LATER, 1)
    practice.pause(log, LATER)
    with pytest.raises(NothingToUndo) as failure:
        correction.redo(log, LATER, 1)
    assert failure.value.code == "nothing_to_undo"


def test_nothing_is_undone_when_less_is_there_than_asked_for(log: PracticeLog) -> None:
    """`undo N`: all of them or none, and the message says how many there are."""
    ended(log)
    before = dump(log)
    with pytest.raises(NothingToUndo, match="Only 2 changes"):
        correction.undo(log, LATER, 3)
    assert dump(log) == before
    assert len(correction.undo(log, LATER, 2)) == 2
    with pytest.raises(NothingToUndo, match="Nothing"):
        correction.undo(log, LATER, 1)


def test_a_change_is_taken_back_in_the_opposite_order(log: PracticeLog) -> None:
    """What one command did twice to one thing: the first state counts, and brought again the last."""
    with log.writing("import", NOON) as write:
        write.set_setting("plain", "true")
        write.set_setting("plain", "false")
    correction.undo(log, LATER, 1)
    assert log.settings.stored("plain") is None
    correction.redo(log, LATER, 1)
    assert log.settings.stored("plain") == "false"


def test_an_undo_is_on_record_as_well(log: PracticeLog) -> None:
    """Another machine learns of it: the entry names what it reverts, and cannot itself be undone."""
    ended(log)
    correction.undo(log, LATER, 1)
    query = "SELECT action, standing, reverts FROM changes ORDER BY change_id"
    assert log.connection.execute(query).fetchall() == [
        ("start", "applied", None),
        ("complete", "undone", None),
        ("undo", "final", 2),
    ]


def test_undo_is_the_proven_profiles_own(log: PracticeLog) -> None:
    """Contract 2: the proven profile's changes only."""
    ended(log)
    with pytest.raises(NothingToUndo):
        correction.undo(log_of(log.database, "noor"), LATER, 1)
    assert log.sessions.by_number(1).ended_at == NOON + 30 * MINUTE


def test_numbers_come_back_and_are_never_used_again(log: PracticeLog) -> None:
    """Contract 2 and rule 10: undo gives numbers back; what is gone keeps its number for ever."""
    ended(log)
    correction.delete(log, LATER, [1])
    assert practice.start(log, LATER, BERLIN.key).number == 2
    correction.undo(log, LATER, 2)
    assert log.sessions.by_number(1).number == 1
    correction.delete(log, LATER, [1], forever=True)
    assert practice.start(log, LATER, BERLIN.key).number == 3
    practice.discard(log, LATER)
    log.database.close()


@pytest.mark.parametrize("others", [0, 300])
def test_deleted_for_ever_not_a_byte_of_the_note_is_left(log: PracticeLog, others: int) -> None:
    """Rule 10: `delete --forever` removes every trace, in the change log and in the file's free space."""
    for count in range(others):
        start = datetime(2025, 1, 1, tzinfo=UTC) + count * HOUR
        correction.log_finished(log, NOON, BERLIN, Times(start, duration=MINUTE), said=Said(note=f"note {count} " * 9))
    practice.start(log, NOON, BERLIN.key, sequence=sequence(), said=Said(note=f"{SECRET} first", tags=("secret-tag",)))
    number = practice.pause(log, NOON + MINUTE).number
    complete(log, NOON + 30 * MINUTE, said=Said(note=f"{SECRET} second"))
    correction.edit(log, LATER, number, Edits(note=SECRET * 80))
    correction.edit(log, LATER, number, Edits(note=f"{SECRET} again"))
    correction.undo(log, LATER, 1)
    correction.redo(log, LATER, 1)
    correction.delete(log, LATER, [number])
    correction.undo(log, LATER, 1)
    uuid = log.sessions.by_number(others + 1).uuid
    assert SECRET.encode() in log.database.path.read_bytes()

    correction.delete(log, LATER, [number], forever=True)
    content = log.database.path.read_bytes()
    assert SECRET.encode() not in content
    assert b"secret-tag" not in content
    assert uuid.encode() not in content
    assert len(list(log.database.path.parent.iterdir())) == 1


def test_deleted_for_ever_it_cannot_come_back(log: PracticeLog) -> None:
    """Rule 10: it cannot be undone; and `undo` does not stop at what only froze its sequence."""
    settings.change(log, NOON, DAY_STARTS_AT, "05:00")
    practice.start(log, NOON, BERLIN.key, sequence=sequence())
    complete(log, NOON + MINUTE)
    correction.delete(log, LATER, [1], forever=True)
    assert [change.action for change in correction.undo(log, LATER, 1)] == ["config set"]
    with pytest.raises(NothingToUndo):
        correction.undo(log, LATER, 1)


def test_deleted_for_ever_with_a_sequence_the_undone_cannot_come_back(log: PracticeLog) -> None:
    """The same for what was undone: `redo` finds nothing of it."""
    practice.start(log, NOON, BERLIN.key, sequence=sequence())
    complete(log, NOON + MINUTE)
    correction.undo(log, LATER, 1)
    correction.delete(log, LATER, [1], forever=True)
    with pytest.raises(NothingToUndo):
        correction.redo(log, LATER, 1)


def test_a_refused_delete_deletes_nothing(log: PracticeLog) -> None:
    """`delete 1 2 99`: all or none."""
    ended(log)
    practice.start(log_of(log.database, "noor"), NOON, BERLIN.key)
    before = dump(log)
    with pytest.raises(NotYours):
        correction.delete(log, LATER, [1, 2])
    assert dump(log) == before


WRITING = re.compile(r"^\s*(INSERT (OR \w+ )?INTO|UPDATE (OR \w+ )?\w+ SET|DELETE FROM|REPLACE INTO)\s")
MAY_WRITE = {
    "repository/writing.py": "the one write of a profile's data",
    "repository/session_rows.py": "its rows of a session",
    "repository/batch.py": "those of many new sessions at once",
    "repository/guided_rows.py": "those of what the guide logged",
    "repository/kept_totals.py": "the totals beside it",
    "repository/rests.py": "its days of rest",
    "repository/schema/m003_looking_back.py": "totals added up for the first time, and anew",
    "repository/changes.py": "its entry",
    "repository/guided_changes.py": "the entry of a guided run, which its writes join",
    "repository/sequences.py": "its frozen sequence",
    "repository/profiles.py": "the profiles themselves",
    "repository/access.py": "the secret of a profile's access tickets",
    "repository/installation.py": "what the file knows of itself",
    "repository/soundness.py": "nothing: FTS5 is asked like this whether its index is whole",
    "repository/synced.py": "with which repository a profile syncs",
    "repository/statements.py": "what is known of other machines",
    "repository/ungathered.py": "that it was told which sessions are to be forgotten",
    "repository/numbering.py": "where its numbers go on after a restore",
}


def test_nothing_is_written_past_the_change_log() -> None:
    """Issue 2, 2: SQL that writes stands in the modules of the one write and nowhere else."""
    package = Path(yogaflow_cli.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITING.match(node.value)
    }
    assert found == set(MAY_WRITE)


def test_only_a_write_calls_what_stores() -> None:
    """The methods that store rows are called from the one write and its batch, and from `practice_log.py`."""
    package = Path(yogaflow_cli.__file__).parent
    stores = {"write_parts", "cells_of_session"}
    callers = {
        path.name
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in stores)
            or (
                isinstance(node.func, ast.Attribute)
                and node.func.attr in ("add", "forget", "set_standing", "amend", "fold")
                and isinstance(node.func.value, ast.Attribute)
                and node.func.value.attr in ("changes", "sequences", "guided_changes")
            )
        )
    }
    assert callers <= {"writing.py", "batch.py", "practice_log.py"}
