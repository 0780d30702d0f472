"""Looking back on one page: everything that it shows of a period, found at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession
from yogaflow_cli.domain.statistics.balance import Balance
from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.domain.statistics.overview import Calendar, Overview
from yogaflow_cli.library.poses import PoseBook
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.balance import balance
from yogaflow_cli.services.review import calendar, history, overview

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOST_SESSIONS = 1000
"""How many practices a page lists; more would be no page to read."""

SECOND = timedelta(seconds=1)


class SessionRow(NamedTuple):
    """A practice of the list: its practice day, the local time of its start, and what was said of it.

    `sequence` is the name of its sequence, None for free practice; `zone_name` the zone where it was practised, None
    where that is the reader's own; `note` None unless notes were asked for.
    """

    day: date
    start: time
    seconds: int
    sequence: str | None
    style: str | None
    status: CompletionStatus
    tags: tuple[str, ...]
    zone_name: str | None = None
    note: str | None = None


class ReportContent(NamedTuple):
    """What the page shows. Texts are as they were written down: whoever shows them makes them safe.

    `balance` is None where the guide logged nothing, `left_out` how many practices the list leaves out, the oldest
    ones. `sessions` come with the newest first.
    """

    name: str
    made_on: date
    overview: Overview
    calendar: Calendar
    balance: Balance | None
    sessions: Sequence[SessionRow]
    left_out: int


def report(
    log: PracticeLog, poses: PoseBook, period: Period | None, day: date, time_zone: "ZoneInfo", *, notes: bool = False
) -> ReportContent:
    """What the page shows of a period at `day`; without one, of the last 53 weeks. Notes only when asked for."""
    shown = calendar(log, period, day, time_zone)
    days = Period(shown.first, shown.last)
    seen = overview(log, days, day, time_zone)
    sessions = list(history(log, SessionFilter(ended_only=True), days, MOST_SESSIONS))
    names = names_of(log, sessions)
    guided = balance(log, poses, days, day)
    profile, starts_at = log.profile.profile, log.day_starts_at
    return ReportContent(
        name=profile.display_name or profile.name,
        made_on=day,
        overview=seen._replace(sequences=[renamed(group, names) for group in seen.sequences]),
        calendar=shown,
        balance=guided if guided.sessions else None,
        sessions=[session_row(session, starts_at, names, time_zone.key, notes=notes) for session in sessions],
        left_out=max(0, seen.totals.ended_sessions - len(sessions)),
    )


def names_of(log: PracticeLog, sessions: Iterable[PracticeSession]) -> dict[str, str]:
    """What sequences are called, by slug: as in the newest practice of each."""
    newest: dict[str, int] = {}
    for session in sessions:
        if session.sequence is not None:
            newest.setdefault(session.sequence.slug, session.sequence.sequence_id)
    return {slug: log.sequences.name(number) for slug, number in newest.items()}


def renamed(group: Group, names: Mapping[str, str]) -> Group:
    """A sequence's group under the sequence's name, or its slug where no listed practice knows the name."""
    return group if group.label is None else group._replace(label=names.get(group.label, group.label))


def session_row(
    session: PracticeSession, day_starts_at: time, names: Mapping[str, str], zone_name: str, *, notes: bool
) -> SessionRow:
    """One ended practice."""
    return SessionRow(
        day=session.practice_day(day_starts_at),
        start=session.local_start.time(),
        seconds=session.active_time(session.ended_at or session.started_at) // SECOND,
        sequence=None if session.sequence is None else names[session.sequence.slug],
        style=session.style,
        status=session.status,
        tags=session.tags,
        zone_name=None if session.time_zone == zone_name else session.time_zone,
        note=session.note if notes else None,
    )
