"""Instants as the file keeps them: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def to_milliseconds(instant: datetime) -> int:
    """The instant, rounded down to the millisecond."""
    return (instant - EPOCH) // MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """The instant, UTC."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def optional_to_milliseconds(instant: datetime | None) -> int | None:
    """The instant, or None for none."""
    return None if instant is None else to_milliseconds(instant)


def optional_from_milliseconds(milliseconds: int | None) -> datetime | None:
    """The instant, or None for none."""
    return None if milliseconds is None else from_milliseconds(milliseconds)
