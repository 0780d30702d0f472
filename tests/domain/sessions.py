"""Sessions and instants for the tests of the domain."""

from datetime import UTC, datetime, timedelta

from yogaflow_cli.domain.session import PlannedSequence, PracticeSession, Segment

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PLAN = PlannedSequence(7, "sun-salutation-a", "a" * 64, 1800, 50)


def after(minutes: float) -> datetime:
    """The instant so many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def started(at: datetime = NOON, sequence: PlannedSequence | None = None) -> PracticeSession:
    """Session 12, running since `at`."""
    return PracticeSession(
        uuid="u",
        number=12,
        started_at=at,
        started_offset=timedelta(hours=1),
        time_zone="Europe/Berlin",
        segments=(Segment(at),),
        sequence=sequence,
    )
