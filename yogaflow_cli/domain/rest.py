"""Days of rest that a person sets: stretches of days, each with a reason or none. No streaks here."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.change import Record

DAY = timedelta(days=1)
PRIVATE_REASONS = frozenset({"cycle"})
"""Reasons that leave the machine only when somebody asks for them."""

REASONS = ("holiday", "ill", "travel", "cycle")


class Rest(NamedTuple):
    """The days from `first` to `last`, both included; `number` is None before it is stored."""

    uuid: str
    number: int | None
    first: date
    last: date
    reason: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether its reason is nobody else's business."""
        return self.reason is not None and self.reason.casefold() in PRIVATE_REASONS

    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def as_record(self) -> Record:
        """The rest as plain values."""
        return {
            "rest_id": self.number,
            "uuid": self.uuid,
            "first_day": self.first.isoformat(),
            "last_day": self.last.isoformat(),
            "reason": self.reason,
        }


def joins(one: Rest, other: Rest) -> bool:
    """Whether two rests are one: for the same reason, and they overlap or touch."""
    return one.reason == other.reason and one.first <= other.last + DAY and other.first <= one.last + DAY


def covers(one: Rest, other: Rest) -> bool:
    """Whether all days of another rest are in one."""
    return one.first <= other.first and other.last <= one.last


def joined(rest: Rest, others: Iterable[Rest]) -> Rest:
    """A rest with all others that it is one with, whatever they cover; the identity is its own."""
    first = min([rest.first, *(other.first for other in others)])
    return rest._replace(first=first, last=max([rest.last, *(other.last for other in others)]))


def days_of(rests: Iterable[Rest], first: date, last: date) -> set[date]:
    """The days of rest from `first` to `last`."""
    days: set[date] = set()
    for rest in rests:
        begin, end = max(rest.first, first), min(rest.last, last)
        days.update(begin + DAY * number for number in range((end - begin).days + 1))
    return days
