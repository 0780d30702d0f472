"""The values of the screen of statistics and of the calendar; and the totals under every kind of write."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.kept_totals import assert_totals_agree
from tests.practice_logs import BERLIN, HOUR, MINUTE, NOON, fresh_log, sequence
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.settings import DAY_STARTS_AT, GOAL, MOON_DAYS, STREAKS, WEEK_STARTS_ON
from yogaflow_cli.errors import StorageDamaged, YogaflowError
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.services.rests import add_rest
from yogaflow_cli.services.review import calendar, overview
from yogaflow_cli.services.rhythm import Rhythm

ALL = Period(None, None)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)

ACTIONS = st.sampled_from(
    [
        "log",
        "start",
        "complete",
        "edit day",
        "edit words",
        "delete",
        "forever",
        "reopen",
        "discard",
        "undo",
        "redo",
        "day starts",
    ]
)
SCRIPTS = st.lists(st.tuples(ACTIONS, st.integers(0, 400), st.sampled_from([None, 1, 3, 5])), max_size=25)


def act(log: PracticeLog, action: str, number: int, answer: int | None, now: datetime) -> None:
    """One write of any kind."""
    said = Said(
        tags=("home", "early")[: number % 3], style=("yin", "hatha", None)[number % 3], mood=answer, energy=answer
    )
    ago = timedelta(hours=number * 7)
    if action == "log":
        times = Times(now - ago - HOUR, duration=timedelta(minutes=number % 60))
        plan = sequence() if number % 2 else None
        correction.log_finished(log, now, BERLIN, times, sequence=plan, said=said, overlap=True)
    elif action == "start":
        practice.start(log, now, BERLIN.key, said=said)
    elif action == "complete":
        complete(log, now, said=said)
    elif action == "edit day":
        correction.edit(
            log, now, "last", Edits(times=Times(start=now - ago - 5 * HOUR, end=now - ago - 4 * HOUR)), overlap=True
        )
    elif action == "edit words":
        correction.edit(
            log, now, "last", Edits(style=said.style, mood_before=answer, add_tags=said.tags, drop_tags=("home",))
        )
    elif action in ("delete", "forever"):
        correction.delete(log, now, [number % 8 + 1], forever=action == "forever")
    elif action == "reopen":
        correction.reopen(log, now, "last")
    elif action == "discard":
        practice.discard(log, now)
    elif action == "day starts":
        setting_services.change(log, now, DAY_STARTS_AT, time(number % 12).isoformat("minutes"))
    else:
        {"undo": correction.undo, "redo": correction.redo}[action](log, now, 1 + number % 3)


@settings(max_examples=90, deadline=None)
@given(SCRIPTS)
def test_totals_and_sessions_agree_after_every_write(script: list[tuple[str, int, int | None]]) -> None:
    """Starts, ends, corrections, deletions, undo, redo, and another start of the day; also those that are refused."""
    with fresh_log() as log:
        now = NOON
        for action, number, answer in script:
            now += 45 * MINUTE
            with suppress(YogaflowError):
                act(log, action, number, answer, now)
            assert_totals_agree(log)


def logged(log: PracticeLog, days_ago: int, minutes: int, hour: int = 7, **said: object) -> None:
    """A practice in Berlin."""
    start = datetime(2026, 11, 23, hour - 1, 0, tzinfo=UTC) - DAY * days_ago
    words = Said(**said)  # type: ignore[arg-type]  # a test names what it says
    correction.log_finished(log, NOON, BERLIN, Times(start, duration=timedelta(minutes=minutes)), said=words)


@pytest.mark.parametrize("kind", ["hour", "mood_after"])
@pytest.mark.parametrize("label", ["evening", "99", "-1", "²", "", "9" * 5000])
def test_a_total_under_a_label_that_is_none_is_damage(log: PracticeLog, kind: str, label: str) -> None:
    """Another hand wrote it: the file is named, and no figure is made of it."""
    logged(log, 1, 20, hour=18, mood=5)
    for table in ("day_totals", "year_totals"):
        log.connection.execute(f"UPDATE {table} SET label = ? WHERE kind = ?", [label, kind])
    with pytest.raises(StorageDamaged, match="is damaged"):
        overview(log, ALL, TODAY, BERLIN)


def test_a_period_at_a_glance(log: PracticeLog) -> None:
    """Weeks from Monday to now and before, hours on the clock, answers, styles."""
    logged(log, 0, 30, hour=7, style="yin", mood=4)
    logged(log, 1, 20, hour=18, style="hatha", mood=5, energy=2)
    logged(log, 7, 10, hour=7, style="yin")
    seen = overview(log, ALL, TODAY, BERLIN)
    assert (seen.first, seen.last, seen.practice_days) == (TODAY - 7 * DAY, TODAY, 3)
    assert (seen.hours[7], seen.hours[18], sum(seen.hours)) == (2400, 1200, 3600)
    assert (seen.felt.mood_after.mean, seen.felt.mood_after.number, seen.felt.energy_after.mean) == (4.5, 2, 2.0)
    assert seen.felt.mood_before.mean is None
    assert [(group.label, group.totals.practised_seconds) for group in seen.styles] == [("yin", 2400), ("hatha", 1200)]
    assert [week.seconds for week in seen.weeks[-3:]] == [0, 1800, 1800]
    assert (seen.this_week, seen.last_week) != (None, None)
    assert seen.streak is not None and seen.streak.weeks.length == 2


def test_a_period_without_today_has_no_present(log: PracticeLog) -> None:
    """Neither this week nor a streak."""
    logged(log, 20, 30)
    seen = overview(log, Period(date(2026, 11, 1), date(2026, 11, 10)), TODAY, BERLIN)
    assert (seen.totals.ended_sessions, seen.weeks, seen.this_week, seen.streak) == (1, (), None, None)


def test_the_calendar_of_a_year_begins_with_a_week(log: PracticeLog) -> None:
    """Fifty-three of them up to today; with moon days and rest where the person has them."""
    logged(log, 3, 30)
    plain = calendar(log, None, TODAY, BERLIN)
    assert (plain.first, plain.last, plain.moons, plain.resting) == (
        date(2025, 11, 24),
        TODAY,
        frozenset(),
        frozenset(),
    )
    assert plain.seconds == {TODAY - 3 * DAY: 1800}
    setting_services.change(log, NOON, WEEK_STARTS_ON, "sunday")
    setting_services.change(log, NOON, MOON_DAYS, "on")
    setting_services.change(log, NOON, STREAKS, "off")
    add_rest(log, NOON, TODAY - 2 * DAY, TODAY + 30 * DAY, None)
    full = calendar(log, None, TODAY, BERLIN)
    assert (full.first, full.week_starts_on, full.streak) == (date(2025, 11, 23), 6, None)
    assert full.resting == {TODAY, TODAY - DAY, TODAY - 2 * DAY}
    assert date(2026, 11, 9) in full.moons and 24 <= len(full.moons) <= 26


def test_what_another_hand_wrote_wrongly_is_as_if_unset(log: PracticeLog) -> None:
    """A setting of nonsense ends no screen."""
    logged(log, 0, 30)
    with log.database.transaction():
        for setting in (GOAL, WEEK_STARTS_ON, STREAKS, MOON_DAYS):
            log.connection.execute("INSERT INTO settings VALUES (1, ?, 'nonsense')", [setting.name])
    rhythm = Rhythm(log)
    assert (rhythm.goal, rhythm.week_starts_on, rhythm.headline, rhythm.rests_with_the_moon) == (
        None,
        0,
        "weeks",
        False,
    )
    assert overview(log, ALL, TODAY, BERLIN).streak is not None
