"""Counted sessions and summed seconds of one proven profile, by what the sessions share. Ended sessions only."""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.statistics.totals import Tally

if TYPE_CHECKING:
    from yogaflow_cli.domain.period import Period

TALLIES = """
SELECT {group}, completion_status, count(*), sum(duration_seconds)
FROM sessions {joins}
WHERE sessions.profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended'
GROUP BY 1, 2
"""
GROUPS = {
    "day": ("practice_day", ""),
    "style": ("style", ""),
    "sequence": ("slug", "LEFT JOIN sequences ON sequences.sequence_id = sessions.sequence_id"),
    "tag": ("tag", "LEFT JOIN session_tags ON session_tags.session_id = sessions.session_id"),
}
EVERYTHING = """
SELECT NULL, completion_status, count(*), sum(duration_seconds)
FROM sessions WHERE profile_id = ? AND state = 'ended' GROUP BY completion_status
"""
DAYS_BY = """
SELECT {group}, count(DISTINCT practice_day)
FROM sessions {joins}
WHERE sessions.profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended'
GROUP BY 1
"""
DAYS = """
SELECT count(DISTINCT practice_day), min(practice_day), max(practice_day)
FROM sessions WHERE profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended'
"""
LONGEST = """
SELECT max(duration_seconds) FROM sessions
WHERE profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended' AND session_id IS NOT ?
"""
USUAL = """
SELECT avg(duration_seconds) FROM (
  SELECT duration_seconds FROM sessions WHERE profile_id = ? AND state = 'ended' AND session_id IS NOT ?
  ORDER BY ended_at_ms DESC LIMIT 30)
"""
EARLIEST = "0000-00-00"
LATEST = "9999-99-99"


class Totals:
    """What a profile's ended sessions add up to."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def by(self, group: str, period: "Period") -> list[Tally]:
        """One tally for each `group` (day, style, sequence or tag) and status in the period; a key may be None."""
        expression, joins = GROUPS[group]
        query = TALLIES.format(group=expression, joins=joins)
        return [Tally(*row) for row in self.connection.execute(query, [self.profile_id, *bounds(period)])]

    def days_by(self, group: str, period: "Period") -> dict[str | None, int]:
        """The practice days of each `group` in the period."""
        expression, joins = GROUPS[group]
        query = DAYS_BY.format(group=expression, joins=joins)
        return dict(self.connection.execute(query, [self.profile_id, *bounds(period)]))

    def days(self, period: "Period") -> tuple[int, date | None, date | None]:
        """How many practice days the period has, the first and the last of them."""
        count, first, last = self.connection.execute(DAYS, [self.profile_id, *bounds(period)]).fetchone()
        return count, first and date.fromisoformat(first), last and date.fromisoformat(last)

    def of_everything(self) -> list[Tally]:
        """One tally for each status."""
        return [Tally(*row) for row in self.connection.execute(EVERYTHING, [self.profile_id])]

    def longest_seconds(self, first: date, last: date, but: int | None) -> int | None:
        """The longest other session of the days from `first` to `last`, None without one."""
        row = self.connection.execute(LONGEST, [self.profile_id, first.isoformat(), last.isoformat(), but]).fetchone()
        return None if row[0] is None else int(row[0])

    def usual_seconds(self, but: int | None) -> int | None:
        """The mean length of the 30 other sessions that ended last, rounded down; None without any."""
        row = self.connection.execute(USUAL, [self.profile_id, but]).fetchone()
        return None if row[0] is None else int(row[0])


def bounds(period: "Period") -> tuple[str, str]:
    """The period's first and last day as the file keeps days."""
    return (
        period.first.isoformat() if period.first else EARLIEST,
        period.last.isoformat() if period.last else LATEST,
    )
