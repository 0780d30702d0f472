"""Days of rest: adding and deleting them, each a change like any other."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import uuid4

from yogaflow_cli.domain.rest import Rest, joined, joins
from yogaflow_cli.errors import RestNotFound
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.writing import Write


def add_rest(log: PracticeLog, now: datetime, first: date, last: date, reason: str | None) -> tuple[Rest, list[Rest]]:
    """Adds days of rest; the rest as it is stored, and those that went into it."""
    with log.writing("rest add", now) as write:
        return store_joined(log, write, Rest(str(uuid4()), None, first, last, reason))


def store_joined(log: PracticeLog, write: Write, new: Rest) -> tuple[Rest, list[Rest]]:
    """Stores days of rest; those for the same reason that they overlap or touch become one with them, the earliest.

    Returns the rest as it is stored, and those that went into it, itself among them when it grew.
    """
    others = neighbours(new, log.rests.all())
    kept = others[0]._replace(first=new.first, last=new.last) if others else new
    for other in others[1:]:
        write.delete_rest(other)
    return write.store_rest(joined(kept, others)), others


def neighbours(rest: Rest, rests: Iterable[Rest]) -> list[Rest]:
    """The rests that are one with a rest, the earliest first; each may reach the next."""
    found: list[Rest] = []
    for other in rests:
        if joins(joined(rest, found), other):
            found.append(other)
    return found


def delete_rests(log: PracticeLog, now: datetime, numbers: Collection[int]) -> list[Rest]:
    """Removes the rests with these numbers, all or none.

    Raises:
        RestNotFound: one is not there.
    """
    with log.writing("rest delete", now) as write:
        rests = [rest_numbered(log, number) for number in dict.fromkeys(numbers)]
        for rest in rests:
            write.delete_rest(rest)
        return rests


def rest_numbered(log: PracticeLog, number: int) -> Rest:
    """The rest with that number. Raises RestNotFound."""
    rest = log.rests.by_number(number)
    if rest is None:
        raise RestNotFound(f"There is no rest {number}.", "See them with: yogaflow rest list")
    return rest
