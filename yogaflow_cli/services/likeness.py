"""Whether two apps recorded the same practice: begun within two minutes, and nearly as long."""

from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.domain.session import IMPORTED, PracticeSession
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.repository.arrivals import Arrivals

APART = timedelta(minutes=2)
"""The farthest that their starts, and for short ones their lengths, lie apart."""

SHARE = 10
"""Long ones may differ in length by a tenth: one app counts from the first breath, the other from the tap."""


class Seen(NamedTuple):
    """A practice of this import: its start, its length, and which app of which source recorded it."""

    session: PracticeSession
    length: timedelta
    app: str | None


class Twin(NamedTuple):
    """The same practice from elsewhere: from where, and which session here it is, in words."""

    origin: str
    where: str = ""


class Likeness:
    """The practices of an import that may be met again: those of the batch, and those of files with several apps."""

    def __init__(self, here: Arrivals) -> None:
        self.here = here
        self.by_minute: dict[int, list[Seen]] = {}

    def twin(self, arrival: ArrivingSession, length: timedelta) -> Twin | None:
        """The same practice from elsewhere, None when there is none."""
        session = arrival.session
        found = self.here.around(session, APART, SHARE)
        if found is not None:
            number, source = found
            return Twin(source.removeprefix(IMPORTED), f" (session {number})")
        minute = minute_of(session)
        for near in range(minute - 2, minute + 3):
            for seen in self.by_minute.get(near, ()):
                if is_twin(seen, arrival, length):
                    return Twin(seen.app or seen.session.source.removeprefix(IMPORTED))
        return None

    def remember(self, arrival: ArrivingSession, length: timedelta) -> None:
        """Keeps a practice in mind: the database tells its source, and not which app of a file recorded it."""
        self.by_minute.setdefault(minute_of(arrival.session), []).append(Seen(arrival.session, length, arrival.app))


def allowed(length: timedelta) -> timedelta:
    """How far another length may lie from this one."""
    return max(APART, length / SHARE)


def minute_of(session: PracticeSession) -> int:
    """The minute of its start, counted from 1970."""
    return int(session.started_at.timestamp()) // 60


def is_twin(seen: Seen, arrival: ArrivingSession, length: timedelta) -> bool:
    """Whether another app recorded the same practice."""
    session = arrival.session
    if seen.session.source == session.source and (seen.app is None or arrival.app in (None, seen.app)):
        return False
    return abs(seen.session.started_at - session.started_at) <= APART and abs(seen.length - length) <= allowed(
        max(length, seen.length)
    )
