"""How SQLite looks things up: a command of the lifecycle never reads the whole log."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, copied_log, new_log, sequence
from yogaflow_cli.domain.period import Period
from yogaflow_cli.repository.access import access_of
from yogaflow_cli.repository.open_practices import state_of
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.review import calendar, history, overview, review
from yogaflow_cli.services.rhythm import Rhythm

GROWING = ("sessions", "segments", "pauses", "session_tags", "changes", "changed_records", "sequences", "day_totals")


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred practices, and what SQLite knows of their distribution left unsaid, as in a person's file."""
    log = copied_log(tmp_path_factory.mktemp("full"))
    chance = random.Random(7)
    for number in range(200):
        start = NOON - timedelta(days=number, minutes=chance.randrange(300))
        times = Times(start=start, duration=timedelta(seconds=chance.randrange(60, 7200)))
        correction.log_finished(log, NOON, BERLIN, times, said=Said(tags=("home",), style="yin"))
    log.database.close()
    return log.database.path


@pytest.fixture
def full_log(full_file: Path, tmp_path: Path) -> Iterator[PracticeLog]:
    """A log with them."""
    shutil.copy(full_file, tmp_path / "yogaflow.db")
    log = new_log(tmp_path)
    yield log
    log.database.close()


def lifecycle(log: PracticeLog) -> None:
    """Every command that stands between a person and the mat."""
    practice.start(log, NOON + HOUR, BERLIN.key, at=NOON + 50 * MINUTE, sequence=sequence(), said=Said(tags=("home",)))
    practice.pause(log, NOON + HOUR + 10 * MINUTE)
    practice.resume(log, NOON + HOUR + 20 * MINUTE)
    log.sessions.current()
    complete(log, NOON + HOUR + 30 * MINUTE, at=NOON + HOUR + 25 * MINUTE)
    log.sessions.by_number(3)
    log.sessions.latest_started()
    log.sessions.latest_ended()
    correction.edit(log, NOON + 2 * HOUR, "last", Edits(times=Times(end=NOON + HOUR + 26 * MINUTE)))
    correction.reopen(log, NOON + 2 * HOUR, "last")
    practice.discard(log, NOON + 2 * HOUR)
    correction.undo(log, NOON + 2 * HOUR, 3)
    correction.redo(log, NOON + 2 * HOUR, 1)
    correction.delete(log, NOON + 2 * HOUR, [7])
    correction.delete(log, NOON + 2 * HOUR, [8], forever=True)


def look_back(log: PracticeLog) -> None:
    """What statistics read: kept totals, never the sessions."""
    for by in ("week", "style", "tag", "sequence"):
        review(log, Period(None, None), NOON.date(), by)
    overview(log, Period(None, None), NOON.date(), BERLIN)
    calendar(log, None, NOON.date(), BERLIN)
    Rhythm(log).standing(NOON.date(), BERLIN)
    log.sessions.first_day()


def plans(log: PracticeLog, work: Callable[[PracticeLog], None]) -> dict[str, list[str]]:
    """The plan of every statement that the work runs."""
    seen: list[str] = []
    log.connection.set_trace_callback(seen.append)
    work(log)
    log.connection.set_trace_callback(None)
    words = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")
    statements = {statement for statement in seen if statement.lstrip().startswith(words)}
    return {
        statement: [detail for *_, detail in log.connection.execute(f"EXPLAIN QUERY PLAN {statement}")]
        for statement in statements
    }


def whole_tables(found: dict[str, list[str]]) -> dict[str, str]:
    """Where a plan reads all of a table that grows with the practice."""
    return {
        detail: statement
        for statement, details in found.items()
        for detail in details
        if detail.startswith("SCAN") and detail.split()[1] in GROWING
    }


def test_no_command_of_the_lifecycle_reads_a_whole_table(full_log: PracticeLog) -> None:
    """Speed at ten thousand sessions: every look-up goes by an index."""
    found = plans(full_log, lifecycle)
    assert len(found) > 40
    assert whole_tables(found) == {}


def put_right(log: PracticeLog) -> None:
    """Adding what is over, changing and deleting one, undo, redo, and looking one up."""
    times = Times(start=NOON + HOUR, duration=5 * MINUTE)
    logged = correction.log_finished(log, NOON + 2 * HOUR, BERLIN, times, said=Said(note="calm", tags=("home",)))
    correction.edit(log, NOON + 2 * HOUR, logged.session.number, Edits(note="calmer", style="yin"))
    correction.undo(log, NOON + 2 * HOUR, 2)
    correction.redo(log, NOON + 2 * HOUR, 2)
    log.sessions.by_number(log.sessions.numbers()[0])


def test_no_change_of_a_single_session_reads_a_whole_table(full_log: PracticeLog) -> None:
    """`log`, `edit`, `delete`, `show`, and what takes them back."""
    found = plans(full_log, put_right)
    assert len(found) > 30
    assert whole_tables(found) == {}


def test_proving_a_ticket_and_telling_prompts_read_no_whole_table(full_log: PracticeLog) -> None:
    """Both stand in every command, or every write."""
    practice.start(full_log, NOON + HOUR, BERLIN.key)
    profile = full_log.profile.profile
    found = plans(full_log, lambda log: void((access_of(log.connection, profile), state_of(log.database))))
    assert len(found) > 4
    assert whole_tables(found) == {}


@pytest.mark.parametrize("days", [Period(None, None), Period(NOON.date() - timedelta(days=7), NOON.date())])
def test_the_latest_practices_are_found_without_sorting_all(full_log: PracticeLog, days: Period) -> None:
    """The last 20 by their start; a week of many years by its days."""
    limit = 20 if days.first is None else None
    found = plans(full_log, lambda log: void(list(history(log, SessionFilter(), days, limit))))
    assert whole_tables(found) == {}
    (details,) = found.values()
    index = "sessions_by_start" if days.first is None else "sessions_by_day"
    assert [detail for detail in details if index in detail]
    assert days.first is not None or not [detail for detail in details if "TEMP B-TREE" in detail]


def test_statistics_read_the_index_alone(full_log: PracticeLog) -> None:
    """Totals are answered from one covering index; groups by sequence or tag may look their names up."""
    found = plans(full_log, look_back)
    sessions = {
        detail: statement
        for statement, details in found.items()
        for detail in details
        if " sessions " in f"{detail} " and "COVERING INDEX" not in detail
    }
    assert sessions == {}


def test_an_overlap_is_looked_for_among_few(full_log: PracticeLog) -> None:
    """The longest session bounds how far back one can have begun; both ends of the range are in the index."""
    found = plans(full_log, lambda log: void(log.sessions.overlapping(NOON, NOON + HOUR)))
    bounded = [
        detail for details in found.values() for detail in details if "started_at_ms>? AND started_at_ms<?" in detail
    ]
    longest = [detail for details in found.values() for detail in details if "sessions_by_length" in detail]
    assert bounded
    assert longest


def void(_: object) -> None:
    """Leaves an answer aside."""
