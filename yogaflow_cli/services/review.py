"""Looking back: the practices of a period, and what they add up to."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.practice_day import today
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.statistics.grouping import OWN_KEYS, Group, GroupedBy, grouped
from yogaflow_cli.domain.statistics.totals import Totals, totals_of
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


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
    totals = totals_of(log.totals.by("day", Period(day, day)))
    return totals.ended_sessions, timedelta(seconds=totals.practised_seconds)


def current_day(log: PracticeLog, now: datetime, time_zone: "ZoneInfo") -> date:
    """The practice day it is now."""
    return today(now, time_zone, log.day_starts_at)


def review(log: PracticeLog, period: Period, day: date, by: GroupedBy | None = None) -> Review:
    """What a period adds up to; without bounds, from the first practice day to `day`."""
    with log.database.snapshot():
        practice_days, first_practised, last_practised = log.totals.days(period)
        bounds = bounded(period, first_practised, max(day, last_practised or day))
        totals = totals_of(log.totals.by("day", period))
        groups: tuple[Group, ...] = ()
        if by is not None:
            key = by if by in OWN_KEYS else "day"
            groups = grouped(log.totals.by(key, period), log.totals.days_by(key, period), by, bounds)
    return Review(bounds.first, bounds.last, totals, practice_days, groups)


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
