"""How long each pose was practised with the guide, of one proven profile. Ended sessions only, no skipped steps."""

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.statistics.balance import PoseTime
from yogaflow_cli.repository.totals import bounds

if TYPE_CHECKING:
    from yogaflow_cli.domain.period import Period

BY_POSE = """
SELECT pose, side, sum(practised_ms), max(practice_day)
FROM sessions JOIN steps ON steps.session_id = sessions.session_id
WHERE profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended' AND outcome <> 'skipped'
GROUP BY pose, side
"""
GUIDED = """
SELECT count(*), min(practice_day), max(practice_day) FROM sessions
WHERE profile_id = ? AND practice_day BETWEEN ? AND ? AND state = 'ended'
AND EXISTS (SELECT 1 FROM steps WHERE steps.session_id = sessions.session_id AND outcome <> 'skipped')
"""


class PoseTimes:
    """What the steps of a profile's ended sessions add up to."""

    def __init__(self, connection: sqlite3.Connection, profile: ProvenProfile) -> None:
        self.connection = connection
        self.profile_id = profile.profile_id

    def by_pose(self, period: "Period") -> list[PoseTime]:
        """One row for each pose and side that was practised in the period."""
        return [
            PoseTime(pose, None if side is None else Side(side), milliseconds, date.fromisoformat(last_day))
            for pose, side, milliseconds, last_day in self.connection.execute(BY_POSE, self.values(period))
        ]

    def guided(self, period: "Period") -> tuple[int, date | None, date | None]:
        """How many sessions of the period have a step that was not skipped, and the first and last of their days."""
        count, first, last = self.connection.execute(GUIDED, self.values(period)).fetchone()
        return count, first and date.fromisoformat(first), last and date.fromisoformat(last)

    def values(self, period: "Period") -> tuple[int, str, str]:
        """What both queries ask with."""
        return (self.profile_id, *bounds(period))
