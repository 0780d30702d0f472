"""Practices in from a file: only what is missing here, all of it or nothing, and one change."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from yogaflow_cli.domain.rest import Rest, covers
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import LIMIT, PlannedSequence, PracticeSession, Segment, SessionState
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import (
    Arrival,
    ArrivingRest,
    ArrivingSession,
    ArrivingSetting,
    LeftOut,
    Skipped,
)
from yogaflow_cli.repository.arrivals import Arrivals
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.writing import Write
from yogaflow_cli.services.import_report import Report, Tally
from yogaflow_cli.services.likeness import Likeness
from yogaflow_cli.services.rests import neighbours, store_joined
from yogaflow_cli.text.cleaning import quoted

FindSequence = Callable[[str], Sequence | None]
SHORTEST = timedelta(minutes=1)
"""What is shorter, in another app, is mostly a slip of the thumb."""

MOST_WAITING = 5000
"""How many sessions without a number of their own wait until the others have theirs."""


class Incoming(NamedTuple):
    """A file to import: its name, its format's name, and what it holds."""

    name: str
    format_name: str
    arrivals: Iterator[Arrival]


class Wishes(NamedTuple):
    """What a person asked of an import.

    `keep_short` takes what lasted under a minute too, `keep_long` what lasted over 4 hours, as 4 hours;
    `keep_duplicates` what is here from another app.
    """

    keep_short: bool = False
    keep_long: bool = False
    keep_duplicates: bool = False


class ForShow(Exception):
    """Ends a dry run, so that its transaction is rolled back."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


BELIEVE_LIKELY = Wishes()
"""What is done unless a person says otherwise."""


def import_files(
    log: PracticeLog,
    files: Iterable[Incoming],
    now: datetime,
    find_sequence: FindSequence,
    wishes: Wishes = BELIEVE_LIKELY,
    *,
    dry_run: bool = False,
) -> Report:
    """Adds what the files have and the profile has not, as one change; `dry_run` only says what that is.

    Raises:
        InvalidValue: something in a file cannot be understood or true; the message names it, and nothing was added.
    """
    files = list(files)
    action = " ".join(["import", *sorted({file.format_name for file in files})])
    try:
        with log.writing(action, now) as write:
            arriving = Arriving(log, write, now, find_sequence, wishes)
            for file in files:
                arriving.take_file(file)
            arriving.take_waiting()
            if dry_run:
                raise ForShow(arriving.report())
            return arriving.report()
    except ForShow as shown:
        return shown.report
    except RecursionError:
        raise InvalidValue("The file is nested too deeply.", "It is no export of yogaflow.") from None


class Arriving:
    """An import while it goes on."""

    def __init__(
        self, log: PracticeLog, write: Write, now: datetime, find_sequence: FindSequence, wishes: Wishes
    ) -> None:
        self.log = log
        self.write = write
        self.now = now
        self.wishes = wishes
        self.here = Arrivals(log, write.batch)
        self.likeness = Likeness(self.here)
        self.settings_here = log.settings.all_stored()
        self.profile_uuid = UUID(log.profile.profile.uuid)
        self.find_sequence = find_sequence
        self.frozen: dict[str, PlannedSequence | None] = {}
        self.waiting: list[tuple[Tally, ArrivingSession]] = []
        self.may_open = self.here.was_empty
        self.tallies: list[Tally] = []
        self.settings = self.rests = 0

    def report(self) -> Report:
        """What was brought so far."""
        return Report(tuple(tally.report() for tally in self.tallies), self.settings, self.rests)

    def take_file(self, file: Incoming) -> None:
        """Takes everything of one file. Raises InvalidValue, naming the file."""
        tally = Tally(file.name, file.format_name)
        self.tallies.append(tally)
        try:
            for arrival in file.arrivals:
                self.take(arrival, tally)
        except InvalidValue as error:
            raise InvalidValue(f"In {file.name}: {error.message}", error.hint) from error
        # What another file holds of the same practices is looked for in the database.
        self.write.settle()

    def take(self, arrival: Arrival, tally: Tally) -> None:
        """Takes one thing of a file."""
        if isinstance(arrival, ArrivingSession):
            if arrival.foreign:
                self.take_foreign(arrival, tally)
            else:
                self.take_session(arrival, tally)
        elif isinstance(arrival, ArrivingSetting):
            self.take_setting(arrival)
        elif isinstance(arrival, ArrivingRest):
            self.take_rest(arrival)
        elif isinstance(arrival, Skipped):
            tally.list_skipped(arrival.reason, arrival.place)
        elif isinstance(arrival, LeftOut):
            tally.unkept[arrival.reason] += 1

    def take_setting(self, setting: ArrivingSetting) -> None:
        """Takes a setting that the profile left at its default."""
        if setting.name not in self.settings_here:
            self.settings_here[setting.name] = setting.value
            self.write.set_setting(setting.name, setting.value)
            self.settings += 1

    def take_rest(self, arrival: ArrivingRest) -> None:
        """Takes days of rest that are not rest for that reason here."""
        rest = Rest(str(uuid4()), None, *arrival)
        covered = [other for other in neighbours(rest, self.log.rests.all()) if covers(other, rest)]
        if not covered:
            store_joined(self.log, self.write, rest)
            self.rests += 1

    def take_foreign(self, arrival: ArrivingSession, tally: Tally) -> None:
        """Takes a practice of another app, unless it is unlikely, or here from a third."""
        length = arrival.session.active_time(arrival.session.ended_at or self.now)
        tally.practices += 1
        tally.practised += length
        uuid = self.uuid_here(arrival.session.uuid)
        if uuid is None:
            tally.already_here += 1
            self.remember(arrival, length)
            return
        unlikely = self.unlikely(arrival.session, length)
        if unlikely is not None:
            tally.list_skipped(unlikely, arrival.place)
            return
        twin = None if self.wishes.keep_duplicates else self.likeness.twin(arrival, length)
        if twin is not None:
            tally.list_alike(f"here from {twin.origin}", f"{arrival.place}{twin.where}")
            return
        self.remember(arrival, length)
        tally.unkept.update(arrival.unkept)
        self.store(arrival, within_limit(arrival.session)._replace(uuid=uuid), tally)

    def remember(self, arrival: ArrivingSession, length: timedelta) -> None:
        """Keeps a practice in mind of which the database will not tell which app recorded it."""
        if arrival.app is not None:
            self.likeness.remember(arrival, length)

    def unlikely(self, session: PracticeSession, length: timedelta) -> str | None:
        """Why a practice of another app is not taken, None when it is."""
        if session.ended_at is None or session.ended_at > self.now:
            return "it lies in the future"
        if length > LIMIT and not self.wishes.keep_long:
            return "over 4 hours; --keep-long takes it as 4 hours"
        if length < SHORTEST and not self.wishes.keep_short:
            return "under a minute; --keep-short takes it"
        return None

    def take_session(self, arrival: ArrivingSession, tally: Tally) -> None:
        """Takes a session that is not here, under its number; one whose number is not free waits for another."""
        session = arrival.session
        tally.practices += 1
        # Of an open one: the stretches that have ended.
        tally.practised += session.active_time(session.ended_at or session.started_at)
        uuid = self.uuid_here(session.uuid)
        if uuid is None or (arrival.known_by_time and self.here.has_of_this_second(session)):
            tally.already_here += 1
            return
        if session.uuid != uuid:
            session = session._replace(uuid=uuid)
        if session.number is not None and self.here.is_free(session.number, uuid):
            self.store(arrival, session, tally)
        elif len(self.waiting) < MOST_WAITING:
            self.waiting.append((tally, arrival))
        else:
            self.store(arrival, session._replace(number=None), tally)

    def take_waiting(self) -> None:
        """Takes the sessions that waited, under new numbers."""
        for tally, arrival in self.waiting:
            uuid = self.uuid_here(arrival.session.uuid)
            if uuid is None:
                tally.already_here += 1
            else:
                self.store(arrival, arrival.session._replace(uuid=uuid, number=None), tally)
        self.waiting.clear()

    def uuid_here(self, uuid: str) -> str | None:
        """The UUID to store a session under, None when it is here already.

        Where another profile of this database holds the same session, as after one import into both, the second
        gets a UUID of its own, always the same one.
        """
        owner = self.here.owner(uuid)
        if owner == self.here.profile_id:
            return None
        if not self.here.has_neighbours:
            return uuid
        own = str(uuid5(self.profile_uuid, uuid))
        if self.here.owner(own) is not None:
            return None
        return uuid if owner is None else own

    def store(self, arrival: ArrivingSession, session: PracticeSession, tally: Tally) -> None:
        """Stores a session, with its sequence; an open one beside what is open here."""
        arrived_open = session.arrived_open
        if session.state is not SessionState.ENDED:
            arrived_open = arrived_open or not self.may_open
            self.may_open = self.may_open and arrived_open
        planned = self.planned(arrival, tally)
        if planned is not None or arrived_open != session.arrived_open:
            session = session._replace(sequence=planned, arrived_open=arrived_open)
        number = session.number or self.here.next_number()
        self.write.gather_session(number, session)
        self.here.give(number)
        tally.new += 1

    def planned(self, arrival: ArrivingSession, tally: Tally) -> PlannedSequence | None:
        """The frozen sequence of a session: that of the file, else the one that has its name here."""
        key = arrival.sequence_hash or arrival.sequence_slug
        if key is None:
            return None
        if key not in self.frozen:
            sequence = arrival.sequence or self.find_sequence(key)
            self.frozen[key] = None if sequence is None else self.write.freeze(sequence, arrival.sequence_number)
        planned = self.frozen[key]
        if planned is None:
            tally.unkept[f"the sequence {quoted(key)} is not known here: kept as free practice"] += 1
        return planned


def within_limit(session: PracticeSession) -> PracticeSession:
    """The session with no more than 4 hours of active time."""
    if session.ended_at is None or session.active_time(session.ended_at) <= LIMIT:
        return session
    return session._replace(segments=(Segment(session.started_at, session.ended_at, LIMIT),))
