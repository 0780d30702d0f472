"""Practices in from a file: only what is missing here, all of it or nothing, and one change."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from yogaflow_cli.domain.rest import Rest, covers
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PlannedSequence, PracticeSession, SessionState
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import Arrival, ArrivingRest, ArrivingSession, ArrivingSetting, LeftOut
from yogaflow_cli.repository.arrivals import Arrivals
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.writing import Write
from yogaflow_cli.services.rests import neighbours, store_joined
from yogaflow_cli.text.cleaning import quoted

FindSequence = Callable[[str], Sequence | None]
MOST_WAITING = 5000
"""How many sessions without a number of their own wait until the others have theirs."""


class Report(NamedTuple):
    """What an import brought: new sessions, those here already, settings, what could not be kept, and rests."""

    new: int
    already_here: int
    settings: int
    left_out: tuple[tuple[str, int], ...]
    rests: int = 0

    @property
    def total(self) -> int:
        """The sessions of the files."""
        return self.new + self.already_here


class ForShow(Exception):
    """Ends a dry run, so that its transaction is rolled back."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def import_files(
    log: PracticeLog,
    format_name: str,
    files: Iterable[tuple[str, Iterator[Arrival]]],
    now: datetime,
    find_sequence: FindSequence,
    *,
    dry_run: bool = False,
) -> Report:
    """Adds what the files (a name, and what it holds) have and the profile has not; `dry_run` only says what that is.

    Raises:
        InvalidValue: something in a file cannot be understood or true; the message names it, and nothing was added.
    """
    try:
        with log.writing(f"import {format_name}", now) as write:
            arriving = Arriving(log, write, find_sequence)
            for name, arrivals in files:
                arriving.take_file(name, arrivals)
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

    def __init__(self, log: PracticeLog, write: Write, find_sequence: FindSequence) -> None:
        self.log = log
        self.write = write
        self.here = Arrivals(log)
        self.settings_here = log.settings.all_stored()
        self.profile_uuid = UUID(log.profile.profile.uuid)
        self.find_sequence = find_sequence
        self.frozen: dict[str, PlannedSequence | None] = {}
        self.waiting: list[ArrivingSession] = []
        self.may_open = self.here.was_empty
        self.new = self.already_here = self.settings = self.rests = 0
        self.left_out: Counter[str] = Counter()

    def report(self) -> Report:
        """What was brought so far."""
        return Report(self.new, self.already_here, self.settings, tuple(self.left_out.most_common()), self.rests)

    def take_file(self, name: str, arrivals: Iterator[Arrival]) -> None:
        """Takes everything of one file. Raises InvalidValue, naming the file."""
        try:
            for arrival in arrivals:
                self.take(arrival)
        except InvalidValue as error:
            raise InvalidValue(f"In {name}: {error.message}", error.hint) from error

    def take(self, arrival: Arrival) -> None:
        """Takes one thing of a file."""
        if isinstance(arrival, ArrivingSession):
            self.take_session(arrival)
        elif isinstance(arrival, ArrivingSetting):
            self.take_setting(arrival)
        elif isinstance(arrival, ArrivingRest):
            self.take_rest(arrival)
        elif isinstance(arrival, LeftOut):
            self.left_out[arrival.reason] += 1

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

    def take_session(self, arrival: ArrivingSession) -> None:
        """Takes a session that is not here, under its number; one whose number is not free waits for another."""
        uuid = self.uuid_here(arrival.session.uuid)
        if uuid is None:
            self.already_here += 1
            return
        session = arrival.session if arrival.session.uuid == uuid else arrival.session._replace(uuid=uuid)
        if session.number is not None and self.here.is_free(session.number, uuid):
            self.store(arrival, session)
        elif len(self.waiting) < MOST_WAITING:
            self.waiting.append(arrival)
        else:
            self.store(arrival, session._replace(number=None))

    def take_waiting(self) -> None:
        """Takes the sessions that waited, under new numbers."""
        for arrival in self.waiting:
            uuid = self.uuid_here(arrival.session.uuid)
            if uuid is None:
                self.already_here += 1
            else:
                self.store(arrival, arrival.session._replace(uuid=uuid, number=None))
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

    def store(self, arrival: ArrivingSession, session: PracticeSession) -> None:
        """Stores a session, with its sequence; an open one beside what is open here."""
        arrived_open = session.arrived_open
        if session.state is not SessionState.ENDED:
            arrived_open = arrived_open or not self.may_open
            self.may_open = self.may_open and arrived_open
        planned = self.planned(arrival)
        stored = self.write.add_session(session._replace(sequence=planned, arrived_open=arrived_open))
        self.here.give(stored.number)
        self.new += 1

    def planned(self, arrival: ArrivingSession) -> PlannedSequence | None:
        """The frozen sequence of a session: that of the file, else the one that has its name here."""
        key = arrival.sequence_hash or arrival.sequence_slug
        if key is None:
            return None
        if key not in self.frozen:
            sequence = arrival.sequence or self.find_sequence(key)
            self.frozen[key] = None if sequence is None else self.write.freeze(sequence, arrival.sequence_number)
        planned = self.frozen[key]
        if planned is None:
            self.left_out[f"the sequence {quoted(key)} is not known here: kept as free practice"] += 1
        return planned
