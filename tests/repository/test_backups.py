"""The folder of backups: names, what is kept and for how long, and copies that are whole or not there."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository.test_database import practised
from yogaflow_cli.errors import StorageDamaged
from yogaflow_cli.repository.backup_names import DAILY, has_daily, name_of, reason_of, stamp_of
from yogaflow_cli.repository.backups import Backup, Backups, not_needed, sessions_in
from yogaflow_cli.repository.practice_log import PracticeLog

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


def dailies(count: int) -> list[Backup]:
    """A backup for each of so many days, the latest first."""
    return [Backup(Path(f"{number}.db"), NOON - number * A_DAY, DAILY, 1) for number in range(count)]


def made_on(log: PracticeLog, *days_ago: int) -> Backups:
    """The backups of a log, made so many days ago."""
    backups = Backups(log.database.path)
    for days in days_ago:
        backups.make(log.connection, DAILY, NOON - days * A_DAY)
    return backups


def days_of(backups: Backups) -> list[int]:
    """How many days ago each backup was made."""
    return [(NOON - backup.made_at).days for backup in backups.all()]


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2999, 12, 31)), st.sampled_from([DAILY, "before-delete-maya", "a-b"])
)
def test_a_name_tells_when_and_why(made_at: datetime, reason: str) -> None:
    """To the microsecond, in UTC."""
    name = name_of(made_at.replace(tzinfo=UTC), reason)
    assert (stamp_of(name), reason_of(name)) == (made_at.replace(tzinfo=UTC), reason)


@pytest.mark.parametrize(
    "name", ["mine.db", "20261128.db", "20261128T0600000000zz-daily.db", "20261399T060000000000-x.db"]
)
def test_a_copy_that_somebody_named_tells_nothing(name: str) -> None:
    """It is listed by the time of its last change."""
    assert (stamp_of(name), reason_of(name)) == (None, "")


def test_seven_days_and_four_weeks_are_kept() -> None:
    """Of a year of days: the last 7, and of the days before them the last of each of 4 weeks."""
    year = dailies(365)
    gone = not_needed(year)
    kept = [backup for backup in year if backup not in gone]
    assert kept[:7] == year[:7]
    assert len(kept) == 11
    assert [backup.made_at.astimezone().isoweekday() for backup in kept[8:]] == [7, 7, 7]


@given(st.integers(0, 60))
def test_as_days_go_by_no_week_of_the_last_four_is_without_a_backup(days: int) -> None:
    """Let go day by day, as it happens, and not at once."""
    kept: list[Backup] = []
    for number in range(days, -1, -1):
        kept = [*dailies(number + 1)[number:], *kept]
        gone = not_needed(kept)
        kept = [backup for backup in kept if backup not in gone]
    weeks = {backup.made_at.astimezone().isocalendar()[:2] for backup in kept}
    wanted = {(NOON - number * A_DAY).astimezone().isocalendar()[:2] for number in range(min(days, 28) + 1)}
    assert wanted <= weeks
    assert len(kept) <= 11


def test_a_backup_with_more_sessions_than_the_database_is_never_let_go(log: PracticeLog) -> None:
    """Whoever lost sessions still finds them; what can be let go is let go."""
    backups = made_on(log, 60, 50)
    practised(log)
    made_on(log, 45)
    made_on(log, *range(35))
    backups.rotate(live_sessions=0, now=NOON)
    assert 45 in days_of(backups)
    assert {60, 50}.isdisjoint(days_of(backups))
    backups.rotate(live_sessions=1, now=NOON)
    assert 45 not in days_of(backups)


def test_what_a_wrong_clock_dated_after_now_takes_no_others_place(log: PracticeLog) -> None:
    """A day in 2031 is none of the last seven, for five years."""
    backups = made_on(log, *range(10), *range(-2000, -1992))
    backups.rotate(live_sessions=1000, now=NOON)
    assert [days for days in days_of(backups) if days >= 0][:7] == list(range(7))
    assert len([days for days in days_of(backups) if days < 0]) == 8


def test_a_backup_that_cannot_be_read_is_not_let_go(log: PracticeLog) -> None:
    """Nobody knows what it holds."""
    backups = made_on(log, *range(40))
    oldest = backups.all()[-1].path
    oldest.write_bytes(b"x" * 5000)
    backups.rotate(live_sessions=1000, now=NOON)
    assert oldest.exists()
    assert len(backups.all()) == 12


def test_backups_of_other_kinds_are_all_kept(log: PracticeLog) -> None:
    """Those before a migration, a deletion, a restore, and those that a person made."""
    backups = Backups(log.database.path)
    for number in range(20):
        backups.make(log.connection, "before-version-4", NOON - number * 30 * A_DAY)
    backups.rotate(live_sessions=1000, now=NOON)
    assert len(backups.all()) == 20


def test_two_of_one_instant_do_not_replace_each_other(log: PracticeLog) -> None:
    """The clock of a test stands still, and that of a machine may."""
    backups = Backups(log.database.path)
    assert len({backups.make(log.connection, "by-hand", NOON) for _ in range(3)}) == 3


def test_the_day_is_that_of_the_machine(log: PracticeLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup of this noon is one of today, and none of tomorrow or yesterday."""
    assert not has_daily(log.database.path, NOON)
    made_on(log, 0)
    assert has_daily(log.database.path, NOON)
    assert not has_daily(log.database.path, NOON + A_DAY)
    assert not has_daily(log.database.path, NOON - A_DAY)


def test_a_backup_holds_what_the_database_holds(log: PracticeLog) -> None:
    """Every row of every table, the version and the mark of the file."""
    practised(log)
    backup = Backups(log.database.path).make(log.connection, "by-hand", NOON)
    with closing(sqlite3.connect(backup)) as copy:
        assert sorted(copy.iterdump()) == sorted(log.connection.iterdump())
        for pragma in ("user_version", "application_id"):
            assert copy.execute(f"PRAGMA {pragma}").fetchone() == log.connection.execute(f"PRAGMA {pragma}").fetchone()
    assert sessions_in(backup) == 1


def test_of_a_damaged_database_no_backup_is_made(log: PracticeLog) -> None:
    """What is not sound must not push sound ones out; nothing is left of it."""
    practised(log)
    log.connection.execute("PRAGMA ignore_check_constraints = ON")
    log.connection.execute("UPDATE sessions SET effort = 99")
    with pytest.raises(StorageDamaged, match="damaged"):
        Backups(log.database.path).make(log.connection, "by-hand", NOON)
    assert [path.name for path in Backups(log.database.path).folder.iterdir()] == [".lock"]


def test_what_a_killed_call_left_is_cleared_by_the_next(log: PracticeLog) -> None:
    """Nobody else is making one then: the lock says so."""
    backups = Backups(log.database.path)
    backups.make(log.connection, "by-hand", NOON)
    (backups.folder / ".yogaflow-0123456789abcdef.part").write_bytes(b"half of it")
    backups.make(log.connection, "by-hand", NOON)
    assert sorted(path.suffix for path in backups.folder.iterdir() if path.name != ".lock") == [".db", ".db"]


def test_while_one_process_makes_a_backup_another_does_not(log: PracticeLog) -> None:
    """The backup of the day is made by one of many."""
    backups = Backups(log.database.path)
    with backups.held() as first, backups.held(patience_seconds=0) as second:
        assert (first, second) == (True, False)
