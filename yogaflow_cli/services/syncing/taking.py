"""What other machines stated, brought about here: sessions, rests, settings and frozen sequences, as one change."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from yogaflow_cli.domain.change import ChangedKind
from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.session import PlannedSequence, PracticeSession
from yogaflow_cli.domain.session_object import session_of_record
from yogaflow_cli.errors import InvalidValue, SyncDamaged
from yogaflow_cli.repository.arrivals import Arrivals
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.rests import rest_of_record
from yogaflow_cli.repository.statements import SqlLedger
from yogaflow_cli.repository.writing import Write
from yogaflow_cli.services.syncing.gathering import CONTENT, VALUE, travels
from yogaflow_cli.sync.fold import EXISTS, Folded
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.registers import FIRST_NUMBER, record_of
from yogaflow_cli.sync.statement import Thing

ORDER = (ChangedKind.SEQUENCE, ChangedKind.SETTING, ChangedKind.REST, ChangedKind.SESSION)
"""Sessions come last: they refer to sequences, and their practice day hangs on a setting."""


class Taken(NamedTuple):
    """What a sync changed here: how many sessions came, changed and went, and how many other things did any of it."""

    came: int = 0
    changed: int = 0
    went: int = 0
    others: int = 0


class Taking:
    """The things that other machines touched, brought to the state that all come to; inside the write's transaction."""

    def __init__(self, log: PracticeLog, write: Write, ledger: SqlLedger) -> None:
        self.log = log
        self.write = write
        self.ledger = ledger
        self.here = Arrivals(log, write.batch)
        self.taken = Taken()
        self.contested: list[Thing] = []
        """What of it lost something, or hides what others set."""

    def take(self, things: Iterable[Thing], looked: Callable[[int], object] | None = None) -> None:
        """Brings the things about; `looked` is told of each. What is so already is no change.

        Raises:
            SyncDamaged: what was stated makes no session, rest or sequence.
        """
        by_kind: dict[str, list[Thing]] = {kind.value: [] for kind in ORDER}
        for thing in things:
            if thing.kind in by_kind and travels(thing):
                by_kind[thing.kind].append(thing)
        for kind, ways in zip(
            ORDER, (self.take_sequence, self.take_setting, self.take_rest, self.take_session), strict=True
        ):
            for thing in by_kind[kind]:
                state = state_of(self.ledger, thing)
                if state.lost:
                    self.contested.append(thing)
                try:
                    ways(thing.identity, state)
                except (KeyError, TypeError, ValueError, InvalidValue) as error:
                    raise SyncDamaged(
                        f"What came of {kind.value} {thing.identity} is none.", "See: yogaflow sync verify"
                    ) from error
                if looked is not None:
                    looked(1)

    def take_sequence(self, content_hash: str, state: Folded) -> None:
        """Stores a frozen sequence that sessions may refer to."""
        if self.log.sequences.by_hash(content_hash) is None:
            frozen = self.write.freeze(sequence_from_json(state.value(CONTENT)))
            if frozen.content_hash != content_hash:
                raise ValueError(content_hash)

    def take_setting(self, name: str, state: Folded) -> None:
        """Sets a setting."""
        value = state.value(VALUE)
        wanted = None if value is None else str(value)
        if wanted != self.log.settings.stored(name):
            self.write.set_setting(name, wanted)
            self.count(others=1)

    def take_rest(self, uuid: str, state: Folded) -> None:
        """Stores days of rest, or removes them."""
        here = self.log.rests.by_uuid(uuid)
        if state.is_hidden:
            if here is not None:
                self.write.delete_rest(here)
                self.count(others=1)
            return
        number = None if here is None else here.number
        rest = rest_of_record({**record_of(ChangedKind.REST, state), "uuid": uuid, "rest_id": number})
        if rest != here:
            self.write.store_rest(rest)
            self.count(others=1)

    def take_session(self, uuid: str, state: Folded) -> None:
        """Stores a session, or removes it."""
        here = self.log.sessions.as_stored(uuid)
        if state.is_hidden:
            self.remove(uuid, here, state)
        elif here is not None:
            there = self.session(uuid, here, state)
            if there != here:
                self.write.change_session(here, there)
                self.count(changed=1)
        elif self.here.owner(uuid) is None:
            number = self.number(uuid, state.value(FIRST_NUMBER))
            self.here.give(number)
            self.write.gather_session(number, self.session(uuid, None, state))
            self.count(came=1)

    def remove(self, uuid: str, here: PracticeSession | None, state: Folded) -> None:
        """Removes a session, and of one that is to be forgotten every trace."""
        if state.is_forgotten:
            self.write.forget_session(uuid)
            self.forget(Thing(ChangedKind.SESSION.value, uuid))
        elif here is not None:
            self.write.delete_session(here)
        self.count(went=int(here is not None))

    def forget(self, thing: Thing) -> None:
        """Leaves nothing of what was stated on a thing but that it is gone."""
        for device, statements in self.ledger.statements(thing).items():
            gone = [
                statement._replace(values={EXISTS: statement.values[EXISTS]})
                for statement in statements
                if EXISTS in statement.values
            ]
            self.ledger.revise(thing, device, tuple(gone))

    def session(self, uuid: str, here: PracticeSession | None, state: Folded) -> PracticeSession:
        """The session of a state. One that is open elsewhere stands beside the one that was started here."""
        record = record_of(ChangedKind.SESSION, state)
        was_open = here is not None and here.ended_at is None
        is_guest = record["completed_at"] is None and not (was_open and here is not None and not here.arrived_open)
        own = {"uuid": uuid, "session_id": None if here is None else here.number, "arrived_open": is_guest}
        return session_of_record({**record, **own}, self.sequence(record["sequence_hash"]))

    def sequence(self, content_hash: object) -> PlannedSequence | None:
        """The frozen sequence that a session refers to."""
        if content_hash is None:
            return None
        frozen = self.log.sequences.by_hash(str(content_hash))
        if frozen is None:
            raise KeyError(content_hash)
        return frozen

    def number(self, uuid: str, first: object) -> int:
        """The number that a session had here, else the one that it got where it was made, where that is free."""
        if isinstance(first, int) and self.here.highest_now < first < 1 << 53:
            return first
        for number in (*self.here.former_numbers(uuid), first):
            if isinstance(number, int) and number > 0 and self.here.is_free(number, uuid):
                return number
        return self.here.next_number()

    def count(self, *, came: int = 0, changed: int = 0, went: int = 0, others: int = 0) -> None:
        """Adds to what was taken."""
        more = (came, changed, went, others)
        self.taken = Taken(*(former + added for former, added in zip(self.taken, more, strict=True)))
