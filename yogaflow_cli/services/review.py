"""Looking back: the practices of a period, what they add up to, and the values of the screens that show it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.period import DAY, WEEK, Period, first_of_week, parse_period, period_from_to
from yogaflow_cli.domain.practice_day import today
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.statistics.grouping import OWN_KEYS, Group, GroupedBy, grouped
from yogaflow_cli.domain.statistics.overview import Answers, Calendar, Felt, Overview, WeekTime
from yogaflow_cli.domain.statistics.totals import Totals, totals_of
from yogaflow_cli.errors import StorageDamaged, UsageMistake
from yogaflow_cli.repository.failures import way_back
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.rhythm import Rhythm

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

CHARTED_WEEKS = 12
WEEKS_OF_A_YEAR = 52


class Review(NamedTuple):
    """The totals of a period: its first and last day, both None before any practice, and the groups asked for."""

    first: date | None
    last: date | None
    totals: Totals
    practice_days: int
    groups: tuple[Group, ...] = ()


def practised_today(log: PracticeLog, now: datetime, time_zone: "ZoneInfo") -> tuple[int, timedelta]:
    """How many practices ended today, and their active time."""
    day = current_day(log, now, time_zone)
    totals = totals_of(log.totals.of(Period(day, day)))
    return totals.ended_sessions, timedelta(seconds=totals.practised_seconds)


def current_day(log: PracticeLog, now: datetime, time_zone: "ZoneInfo") -> date:
    """The practice day it is now."""
    return today(now, time_zone, log.day_starts_at)


def period_said(log: PracticeLog, day: date, period: str | None, first: str | None, last: str | None) -> Period:
    """The days that a person asks for, on `day`; left out, all.

    Raises:
        InvalidValue: it cannot be understood.
        UsageMistake: a period and a first or last day were given.
    """
    if period is not None and (first is not None or last is not None):
        raise UsageMistake("Both a period and its first or last day were given.", "Give one: last-month, or --from DAY")
    if first is None and last is None:
        return parse_period("all" if period is None else period, day, Rhythm(log).week_starts_on)
    return period_from_to(first, last, day)


def review(log: PracticeLog, period: Period, day: date, by: GroupedBy | None = None) -> Review:
    """What a period adds up to; without bounds, from the first practice day to `day`."""
    with log.database.snapshot():
        practice_days, first_practised, last_practised = log.totals.days(period)
        bounds = bounded(period, first_practised, max(day, last_practised or day))
        totals = totals_of(log.totals.of(period))
        groups = () if by is None else groups_of(log, period, bounds, by)
    return Review(bounds.first, bounds.last, totals, practice_days, groups)


def groups_of(log: PracticeLog, period: Period, bounds: Period, by: GroupedBy) -> tuple[Group, ...]:
    """The groups of a period, which has the days of `bounds`."""
    days_of: dict[str | None, int]
    if by in OWN_KEYS:
        tallies, days_of = log.totals.by(by, period)
    else:
        tallies = log.totals.by_day(period)
        days_of = dict.fromkeys((tally.key for tally in tallies), 1)
    return grouped(tallies, days_of, by, bounds, Rhythm(log).week_starts_on)


def overview(log: PracticeLog, period: Period, day: date, time_zone: "ZoneInfo") -> Overview:
    """A period at a glance; without bounds, from the first practice day to `day`."""
    with log.database.snapshot():
        practice_days, first_practised, last_practised = log.totals.days(period)
        bounds = bounded(period, first_practised, max(day, last_practised or day))
        found = Overview(
            bounds.first,
            bounds.last,
            day,
            totals_of(log.totals.of(period)),
            practice_days,
            styles=groups_of(log, period, bounds, "style"),
            sequences=groups_of(log, period, bounds, "sequence"),
            hours=hours(log, period),
            felt=Felt(*(answers(log, scale, period) for scale in Felt._fields)),
        )
        if not has_day(bounds, day):
            return found
        rhythm = Rhythm(log)
        week = first_of_week(day, rhythm.week_starts_on)
        return found._replace(
            weeks=week_times(log, week),
            this_week=totals_of(log.totals.of(Period(week, week + WEEK - DAY))),
            last_week=totals_of(log.totals.of(Period(week - WEEK, week - DAY))),
            streak=rhythm.streak(day, time_zone),
        )


def hours(log: PracticeLog, period: Period) -> tuple[int, ...]:
    """The practised seconds of each hour of the day, by the local time of the start."""
    seconds = [0] * 24
    for tally in log.totals.by("hour", period)[0]:
        seconds[numbered(log, tally.key, range(24))] += tally.seconds
    return tuple(seconds)


def answers(log: PracticeLog, scale: str, period: Period) -> Answers:
    """How often each value of a scale was given."""
    counts = [0] * 5
    for tally in log.totals.by(scale, period)[0]:
        counts[numbered(log, tally.key, range(1, 6)) - 1] += tally.sessions
    return Answers(tuple(counts))


def numbered(log: PracticeLog, label: str | None, numbers: range) -> int:
    """The number, of those there may be, that a kept total stands under. Raises StorageDamaged for another label."""
    if label and label.isascii() and len(label) <= 2 and label.isdigit() and int(label) in numbers:
        return int(label)
    raise StorageDamaged(f"{log.database.path} is damaged.", way_back(log.database.path))


def week_times(log: PracticeLog, this_week: date) -> tuple[WeekTime, ...]:
    """The time practised in each of the last weeks, this one at the end."""
    first = this_week - WEEK * (CHARTED_WEEKS - 1)
    seconds = log.totals.seconds_by_day(Period(first, this_week + WEEK - DAY))
    weeks = [first + WEEK * number for number in range(CHARTED_WEEKS)]
    return tuple(WeekTime(week, sum(seconds.get(week + DAY * number, 0) for number in range(7))) for week in weeks)


def calendar(log: PracticeLog, period: Period | None, day: date, time_zone: "ZoneInfo") -> Calendar:
    """The days of a period; without one, of the last 53 weeks. An open period runs from the first practice to `day`."""
    rhythm = Rhythm(log)
    with log.database.snapshot():
        week = first_of_week(day, rhythm.week_starts_on)
        wanted = period or Period(week - WEEK * WEEKS_OF_A_YEAR, day)
        _, first_practised, last_practised = log.totals.days(wanted)
        bounds = bounded(wanted, first_practised, max(day, last_practised or day))
        first, last = bounds.first or day, bounds.last or day
        return Calendar(
            first,
            last,
            day,
            rhythm.week_starts_on,
            log.totals.seconds_by_day(Period(first, last)),
            frozenset(rhythm.resting(first, last)),
            rhythm.moons(first, last, time_zone),
            rhythm.streak(day, time_zone) if first <= day <= last else None,
        )


def has_day(bounds: Period, day: date) -> bool:
    """Whether a period has the day; one that is empty because nothing was practised yet goes up to it."""
    return bounds.first is None or bounds.last is None or bounds.first <= day <= bounds.last


def bounded(period: Period, first_practised: date | None, latest: date) -> Period:
    """The period with the days that it left open: the first practised, and `latest`; empty before any practice.

    `latest` is today, or the last day practised where it lies ahead, as it does for who comes home from the east: what
    the totals hold, a row of the calendar shows.
    """
    first = period.first or first_practised
    if first is None:
        return Period(None, None)
    return Period(first, period.last or max(latest, first))


def history(log: PracticeLog, chosen: SessionFilter, period: Period, limit: int | None) -> Iterator[PracticeSession]:
    """The practices of a period, the newest first."""
    return log.sessions.listed(chosen._replace(first=period.first, last=period.last), limit)
