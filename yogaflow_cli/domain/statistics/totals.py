"""The four figures of the practice and what stands beside them, from counted and summed sessions."""

from collections.abc import Iterable
from typing import NamedTuple

from yogaflow_cli.domain.session import CompletionStatus


class Tally(NamedTuple):
    """The ended sessions that share a key and a status: how many, and their active seconds."""

    key: str | None
    status: str
    sessions: int
    seconds: int


class Totals(NamedTuple):
    """What ended sessions add up to; the open session is in none of it.

    `practised_seconds` sums all of them, `total_practice_time_seconds` the completed ones.
    """

    total_sessions: int = 0
    total_practice_time_seconds: int = 0
    partial_sessions: int = 0
    abandoned_sessions: int = 0
    practised_seconds: int = 0

    @property
    def ended_sessions(self) -> int:
        """All sessions that ended, whatever their status."""
        return self.total_sessions + self.partial_sessions + self.abandoned_sessions

    @property
    def average_duration_seconds(self) -> int:
        """The mean of the completed sessions' durations, to the nearest second, a half up; 0 without any."""
        if not self.total_sessions:
            return 0
        return (2 * self.total_practice_time_seconds + self.total_sessions) // (2 * self.total_sessions)

    @property
    def completion_rate_percent(self) -> float:
        """Completed of all that ended, to one decimal, a half up; 0 without any."""
        if not self.ended_sessions:
            return 0.0
        return (2000 * self.total_sessions + self.ended_sessions) // (2 * self.ended_sessions) / 10

    def four_figures(self) -> dict[str, int | float]:
        """The statistics object that `complete` answers with."""
        return {
            "total_sessions": self.total_sessions,
            "total_practice_time_seconds": self.total_practice_time_seconds,
            "average_duration_seconds": self.average_duration_seconds,
            "completion_rate_percent": self.completion_rate_percent,
        }


def totals_of(tallies: Iterable[Tally]) -> Totals:
    """The totals of all tallies."""
    counted = {status.value: 0 for status in CompletionStatus}
    seconds = dict(counted)
    for tally in tallies:
        counted[tally.status] += tally.sessions
        seconds[tally.status] += tally.seconds
    completed = CompletionStatus.COMPLETED.value
    return Totals(
        total_sessions=counted[completed],
        total_practice_time_seconds=seconds[completed],
        partial_sessions=counted[CompletionStatus.PARTIAL.value],
        abandoned_sessions=counted[CompletionStatus.ABANDONED.value],
        practised_seconds=sum(seconds.values()),
    )
