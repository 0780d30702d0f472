"""The one rule of streaks, against a naive reading of it, and as properties of any history."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yogaflow_cli.domain.goal import Goal, parse_goal
from yogaflow_cli.domain.statistics.streak import DayKind, Days, Outcome, Rules, Streak, streak_of
from yogaflow_cli.domain.statistics.streak_explained import explained

DAY = timedelta(days=1)
TODAY = date(2026, 11, 26)
"""A Thursday."""

FIRST = date(2026, 8, 31)
DAYS = st.dates(FIRST, TODAY)
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1)
GOALS = st.one_of(
    st.none(),
    st.builds(Goal, st.just("days"), st.integers(1, 7)),
    st.builds(Goal, st.just("minutes"), st.integers(1, 300)),
    WEEKDAYS.map(lambda days: Goal("weekdays", len(days), tuple(sorted(days)))),
)
RULES = st.builds(Rules, GOALS, st.integers(1, 30), st.integers(0, 6), st.frozensets(st.integers(0, 6), max_size=3))
SECONDS = st.dictionaries(DAYS, st.one_of(st.integers(0, 3000), st.just(1800)), max_size=70)
RESTING = st.sets(st.dates(FIRST, TODAY + 7 * DAY), max_size=25)


PLAIN_RULES = Rules()


def found(
    seconds: Mapping[date, int], resting: Collection[date] = (), today: date = TODAY, rules: Rules = PLAIN_RULES
) -> Streak:
    """The streaks of a history."""
    return streak_of(Days(seconds, resting, today, rules))


def days_of(text: str, last: date = TODAY) -> dict[date, int]:
    """Half an hour for each `x`, from the left up to the last day."""
    first = last - DAY * (len(text) - 1)
    return {first + DAY * number: 1800 for number, sign in enumerate(text) if sign == "x"}


def resting_of(text: str, last: date = TODAY) -> set[date]:
    """A day of rest for each `r`."""
    first = last - DAY * (len(text) - 1)
    return {first + DAY * number for number, sign in enumerate(text) if sign == "r"}


@pytest.mark.parametrize(
    ("history", "days", "best"),
    [
        ("", 0, 0),
        ("x", 1, 1),
        ("x.", 1, 1),
        ("x..", 0, 1),
        ("xxx", 3, 3),
        ("xx.xxx.", 3, 3),
        ("xxx.xx", 2, 3),
        ("xrx", 2, 2),
        ("xrrrx", 2, 2),
        ("xr.x", 1, 1),
        ("rrx", 1, 1),
        ("xrr", 1, 1),
        ("xrr.", 1, 1),
        ("r", 0, 0),
    ],
)
def test_days_in_a_row(history: str, days: int, best: int) -> None:
    """Rest bridges and never counts, starts or ends a streak; today breaks none."""
    streak = found(days_of(history), resting_of(history))
    assert (streak.days.length, streak.best_days.length) == (days, best)


@pytest.mark.parametrize(
    ("goal", "history", "weeks"),
    [
        # Monday to Sunday three times, then Monday to Thursday, which is today.
        ("none", "x...... ......x ...x... ....", 3),
        ("none", "x...... ....... ...x... ....", 1),
        ("none", "x...... rrrrrrr ...x... ....", 2),
        ("none", "x...... rrrrrr. ...x... ....", 1),
        ("3 per week", "xxx.... xx....x .x.x.x. ....", 3),
        ("3 per week", "xxx.... xx....x .x.x.x. xx..", 3),
        ("3 per week", "xxx.... xx....x .x.x.x. xxx.", 4),
        ("3 per week", "xxx.... xx..... .x.x.x. xxx.", 2),
        ("3 per week", "xxx.... xxr.... .x.x.x. xxx.", 4),
        ("3 per week", "xxx.... rrr.... .x.x.x. xxx.", 3),
        ("3 per week", "xxx.... rrr...x .x.x.x. xxx.", 4),
        ("mon wed fri", "x.x.x.. xxxxxxx x.x...x x...", 0),
        ("mon wed fri", "x.x.x.. xxxxxxx x.x.r.. x...", 3),
        ("90m per week", "xxx.... x.x.x.. xx..... ....", 0),
        ("90m per week", "xxx.... x.x.x.. xxx.... xxxx", 4),
        ("105m per week", "xxx.r.. xxx.... xxx.r.. ....", 1),
    ],
)
def test_weeks_that_met_the_goal(goal: str, history: str, weeks: int) -> None:
    """A day of rest lowers what is asked; this week counts when it is met and breaks nothing before."""
    compact = history.replace(" ", "")
    streak = found(days_of(compact), resting_of(compact), rules=Rules(parse_goal(goal)))
    assert streak.weeks.length == weeks


def test_weekly_days_of_rest_lower_no_goal() -> None:
    """It was set with them in mind; in a streak of days they bridge."""
    history = days_of("xx.xx.. xx.xx.. xx".replace(" ", ""), last=date(2026, 11, 24))
    rules = Rules(Goal("days", 5), weekly_rest=frozenset({2, 5, 6}))
    streak = found(history, rules=rules, today=date(2026, 11, 24))
    assert (streak.weeks.length, streak.this_week.asked) == (0, 5)
    assert streak.days.length == 10


def test_a_goal_of_named_days_asks_nothing_of_the_others() -> None:
    """In a streak of days they bridge, and count when practised."""
    monday = date(2026, 11, 23)
    practised = {monday - 7 * DAY: 1800, monday - 5 * DAY: 1800, monday - 4 * DAY: 1800, monday - 3 * DAY: 1800}
    streak = found(practised | {monday: 1800}, today=monday, rules=Rules(Goal("weekdays", 3, (0, 2, 4))))
    assert streak.days.length == 5


def test_a_day_counts_to_the_nearest_minute() -> None:
    """Shipped breaks of five minutes last some seconds less."""
    assert found({TODAY: 270}).days.length == 1
    assert found({TODAY: 269}).days.length == 0
    assert found({TODAY: 60}, rules=Rules(min_day_minutes=1)).days.length == 1


def test_a_day_that_has_not_come_here_yet_counts() -> None:
    """Who comes home from the east practised tomorrow."""
    assert found({TODAY: 1800, TODAY + DAY: 1800}).days.length == 2


@settings(max_examples=300)
@given(SECONDS, RESTING, RULES)
def test_the_streaks_are_those_of_a_naive_reading(seconds: dict[date, int], resting: set[date], rules: Rules) -> None:
    """The present and the best, day by day and week by week, as the rule is written."""
    streak = found(seconds, resting, rules=rules)
    counts = {day for day, practised in seconds.items() if (practised + 30) // 60 >= rules.min_day_minutes}
    is_rest = {
        day
        for day in (FIRST + DAY * number for number in range(-7, 110))
        if day in resting or day.weekday() in rules.weekly_rest
    } - counts
    unnamed = rules.goal.weekdays if rules.goal and rules.goal.kind == "weekdays" else tuple(range(7))
    present, day = 0, TODAY
    while day >= FIRST - 7 * DAY:
        if day in counts:
            present += 1
        elif day != TODAY and day not in is_rest and day.weekday() in unnamed:
            break
        day -= DAY
    assert streak.days.length == present
    assert streak.days.length <= streak.best_days.length <= len(counts)
    for run in (streak.days, streak.best_days):
        if run.length:
            assert run.first in counts and run.last in counts


@given(SECONDS, RESTING, RULES)
def test_streaks_never_start_or_end_on_rest(seconds: dict[date, int], resting: set[date], rules: Rules) -> None:
    """What is named as the first and last of a streak counts by itself."""
    days = Days(seconds, resting, TODAY, rules)
    streak = streak_of(days)
    for run in (streak.days, streak.best_days):
        assert run.first is None or days.kind(run.first) is DayKind.COUNTS
        assert run.last is None or days.kind(run.last) is DayKind.COUNTS
    for run in (streak.weeks, streak.best_weeks):
        assert run.first is None or days.week(run.first).outcome is Outcome.MET
        assert run.last is None or days.week(run.last).outcome is Outcome.MET


@given(SECONDS, RESTING, RULES, DAYS)
def test_practising_more_never_shortens_a_streak(
    seconds: dict[date, int], resting: set[date], rules: Rules, day: date
) -> None:
    """Also on a day of rest, and long ago."""
    before = found(seconds, resting, rules=rules)
    after = found(seconds | {day: seconds.get(day, 0) + 3600}, resting, rules=rules)
    assert after.days.length >= before.days.length
    assert after.best_days.length >= before.best_days.length
    assert after.best_weeks.length >= before.best_weeks.length
    assert after.weeks.length >= before.weeks.length


@given(SECONDS, RESTING, RULES, DAYS)
def test_rest_never_breaks_a_streak_of_days_nor_counts(
    seconds: dict[date, int], resting: set[date], rules: Rules, day: date
) -> None:
    """A day of rest more joins streaks at most: no more days count than were practised."""
    before, after = found(seconds, resting, rules=rules), found(seconds, resting | {day}, rules=rules)
    assert after.days.length >= before.days.length
    assert after.weeks.length >= before.weeks.length
    assert after.best_days.length <= len(seconds)


@given(SECONDS, RESTING, RULES)
def test_today_and_this_week_break_nothing(seconds: dict[date, int], resting: set[date], rules: Rules) -> None:
    """Without a practice today the streaks are what they were yesterday."""
    past = {day: practised for day, practised in seconds.items() if day < TODAY}
    yesterday, today = found(past, resting, TODAY - DAY, rules), found(past, resting, TODAY, rules)
    # One that was kept up yesterday by yesterday alone may break now: it was not practised.
    assert today.days.length in (yesterday.days.length, 0)
    if TODAY - DAY in past and past[TODAY - DAY] >= 1800:
        assert today.days.length == yesterday.days.length
    this_week = Days(past, resting, TODAY, rules).week_of(TODAY)
    before_this_week = {day: practised for day, practised in past.items() if day < this_week}
    assert today.weeks.length >= found(before_this_week, resting, this_week, rules).weeks.length


@given(SECONDS, RESTING, RULES)
def test_what_is_explained_is_what_decided(seconds: dict[date, int], resting: set[date], rules: Rules) -> None:
    """The weeks and days that are told add up to the streaks, and only the last of them may have broken it."""
    days = Days(seconds, resting, TODAY, rules)
    streak = streak_of(days)
    why = explained(days, streak)
    assert sum(week.outcome is Outcome.MET for week in why.weeks) == streak.weeks.length
    assert sum(kind is DayKind.COUNTS for _, kind in why.days) == streak.days.length
    assert all(week.outcome is not Outcome.MISSED for week in why.weeks[:-1])


def test_the_order_of_recording_plays_no_part() -> None:
    """A past day changes the streak as if it had always been so."""
    history = days_of("xx.xxxx")
    gap = next(day for day in sorted(history) if day + DAY not in history and day != TODAY) + DAY
    late = history | {gap: 1800}
    assert found(late) == found(dict(sorted(late.items())))
    assert found(late).days.length == 7
