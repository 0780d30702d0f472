"""The totals that a log keeps, against the same added up here from its sessions, one by one."""

from collections import Counter, defaultdict

from yogaflow_cli.domain.session import PracticeSession, SessionState, whole_seconds
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.sessions import SessionFilter

STATUSES = ("completed", "partial", "abandoned")
Key = tuple[str, str, str]
Sums = tuple[int, ...]


def facets(session: PracticeSession) -> list[tuple[str, str]]:
    """What a session counts for."""
    felt = session.reflection
    scales = {
        "mood_before": felt.mood_before,
        "mood_after": felt.mood_after,
        "energy_before": felt.energy_before,
        "energy_after": felt.energy_after,
    }
    return [
        ("all", ""),
        ("hour", f"{session.local_start:%H}"),
        ("style", session.style or ""),
        ("sequence", session.sequence.slug if session.sequence else ""),
        *(("tag", tag) for tag in session.tags or ("",)),
        *((scale, str(value)) for scale, value in scales.items() if value is not None),
    ]


def added_up(log: PracticeLog) -> tuple[dict[Key, Sums], dict[Key, Sums]]:
    """The totals of days and of years, the latter with their practice days first."""
    days: dict[Key, Counter[str]] = defaultdict(Counter)
    for session in log.sessions.listed(SessionFilter()):
        if session.state is not SessionState.ENDED:
            continue
        day = session.practice_day(log.day_starts_at).isoformat()
        for kind, label in facets(session):
            sums = days[kind, day, label]
            sums[session.status.value] += 1
            seconds = session.active_time(session.ended_at or session.started_at)
            sums[f"{session.status.value} seconds"] += whole_seconds(seconds)
    by_day = {key: sums_of(counter) for key, counter in days.items()}
    years: dict[Key, list[Sums]] = defaultdict(list)
    for (kind, day, label), row in by_day.items():
        years[kind, day[:4], label].append((1, *row))
    return by_day, {key: tuple(map(sum, zip(*rows, strict=True))) for key, rows in years.items()}


def sums_of(counter: Counter[str]) -> Sums:
    """The counter as a row has it."""
    return tuple(counter[name] for status in STATUSES for name in (status, f"{status} seconds"))


def kept(log: PracticeLog, table: str) -> dict[Key, Sums]:
    """The rows that the log keeps."""
    query = f"SELECT * FROM {table} WHERE profile_id = ?"
    return {
        (kind, when, label): tuple(sums)
        for _, kind, when, label, *sums in log.connection.execute(query, [log.profile_id])
    }


def assert_totals_agree(log: PracticeLog) -> None:
    """What is kept is what the sessions add up to: not a row more, none less."""
    days, years = added_up(log)
    assert kept(log, "day_totals") == days
    assert kept(log, "year_totals") == years
