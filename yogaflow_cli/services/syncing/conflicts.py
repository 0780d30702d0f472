"""What lost when two machines changed one thing without knowing of each other, and how a person settles it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from yogaflow_cli.domain.change import ChangedKind
from yogaflow_cli.domain.session_object import session_of_record, session_record
from yogaflow_cli.errors import ConflictNotFound
from yogaflow_cli.repository.milliseconds import from_milliseconds
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.rests import rest_of_record
from yogaflow_cli.repository.statements import Device, SqlLedger
from yogaflow_cli.repository.writing import Write
from yogaflow_cli.services.syncing.gathering import gather_changes
from yogaflow_cli.services.syncing.means import Means
from yogaflow_cli.services.syncing.outbox import Outbox
from yogaflow_cli.services.syncing.own_files import bring_files, make_room
from yogaflow_cli.services.syncing.taking import Taking
from yogaflow_cli.sync.fold import DELETED, EXISTS, HERE, Folded, Lost, Word
from yogaflow_cli.sync.ledger import state_of
from yogaflow_cli.sync.registers import OWN_SEQUENCE, changed_record, record_of
from yogaflow_cli.sync.statement import Thing

SHOWN_LETTERS = 6
"""So much of a conflict's id is enough to name it."""


class Conflict(NamedTuple):
    """One word that lost: its id, the number of the session where it is one, on which machine it was set, and when.

    `at` is the instant by that machine's clock; `winner` is the machine whose word holds, None where it deleted all.
    """

    conflict_id: str
    thing: Thing
    loss: Lost
    number: int | None
    machine: str
    at: datetime
    winner: str | None


def conflicts(log: PracticeLog) -> list[Conflict]:
    """All that lost and was not settled, by when it was written."""
    return sorted(found_in(log), key=lambda conflict: (conflict.at, conflict.conflict_id))


def found_in(log: PracticeLog) -> Iterator[Conflict]:
    """All that lost, in the order of the ledger."""
    ledger = SqlLedger(log.connection, log.profile)
    names = names_of(ledger.devices())
    for thing in ledger.contested():
        lost = state_of(ledger, thing).lost
        session = log.sessions.as_stored(thing.identity) if lost and thing.kind == ChangedKind.SESSION else None
        for loss in lost:
            statement = loss.word.statement
            yield Conflict(
                id_of(thing, loss.word),
                thing,
                loss,
                None if session is None else session.number,
                names.get(statement.device, statement.device),
                from_milliseconds(statement.stamp.milliseconds),
                None if loss.won is None else names.get(loss.won.statement.device, loss.won.statement.device),
            )


def names_of(devices: list[Device]) -> dict[str, str]:
    """What each machine is called, with the beginning of its id where two have one name."""
    count = Counter(device.name for device in devices)
    return {
        device.device: device.name if count[device.name] == 1 else f"{device.name} {device.device[:SHOWN_LETTERS]}"
        for device in devices
    }


def id_of(thing: Thing, word: Word) -> str:
    """The id of a conflict, in hex: the same on every machine, and as long as nobody settles it."""
    statement = word.statement
    told = (*thing, word.register, statement.device, *statement.stamp)
    return sha256("/".join(map(str, told)).encode()).hexdigest()[:SHOWN_LETTERS]


def take(means: Means, conflict_id: str) -> Conflict:
    """Lets what lost hold after all, as a change that can be undone, and that other machines will know of.

    Raises:
        ConflictNotFound: none has that id.
        SyncNotSetUp, SyncKeyWrong, KeyringUnavailable: as `running.sync`.
    """
    with means.alone():
        (conflict,) = chosen(means.log, conflict_id)
        with means.log.writing("conflicts take", means.now) as write:
            bring_about(means.log, write, conflict)
            write.settle()
            outbox = outbox_of(means)
            gather_changes(means.log, outbox)
            outbox.flush()
            # A file is changed below, and what holds already is no change: both are said all the same.
            if any(each.conflict_id == conflict_id for each in conflicts(means.log)):
                outbox.add(conflict.thing, words_that_take(conflict), outbox.now_ms)
            outbox.flush()
        if conflict.thing.kind == OWN_SEQUENCE:
            make_room(means.log, outbox.ledger, means.sequences_folder, conflict.thing.identity)
        bring_files(means.log, outbox.ledger, means.sequences_folder)
    return conflict


def keep(means: Means, conflict_id: str | None) -> list[Conflict]:
    """Leaves it at what holds, for one conflict or all of them; other machines will know. Raises as `take`."""
    with means.alone():
        found = chosen(means.log, conflict_id)
        with means.log.database.transaction():
            outbox = outbox_of(means)
            gather_changes(means.log, outbox)
            for conflict in found:
                outbox.add(conflict.thing, words_that_keep(conflict), outbox.now_ms)
            outbox.flush()
    return found


def chosen(log: PracticeLog, conflict_id: str | None) -> list[Conflict]:
    """The conflicts that are meant. Raises ConflictNotFound."""
    found = [conflict for conflict in conflicts(log) if conflict_id in (None, conflict.conflict_id)]
    if not found and conflict_id is not None:
        raise ConflictNotFound(f"There is no conflict {conflict_id}.", "See them with: yogaflow conflicts")
    return found


def outbox_of(means: Means) -> Outbox:
    """What is to be told to other machines at the next sync."""
    entry = means.entry()
    ledger = SqlLedger(means.log.connection, means.log.profile)
    return Outbox(ledger, entry.device, means.machine_name, means.seal(entry).close, means.now)


def words_that_take(conflict: Conflict) -> dict[str, object]:
    """The registers that let what lost hold."""
    if conflict.loss.won is None:
        return {EXISTS: HERE}
    return {conflict.loss.word.register: conflict.loss.word.value}


def words_that_keep(conflict: Conflict) -> dict[str, object]:
    """The registers as they are, said once more by somebody who knows what lost."""
    won = conflict.loss.won
    return {EXISTS: DELETED} if won is None else {conflict.loss.word.register: won.value}


def bring_about(log: PracticeLog, write: Write, conflict: Conflict) -> None:
    """Makes what lost true here."""
    thing, word = conflict.thing, conflict.loss.word
    ledger = SqlLedger(log.connection, log.profile)
    if thing.kind == ChangedKind.SETTING:
        write.set_setting(thing.identity, None if word.value is None else str(word.value))
    elif thing.kind == ChangedKind.SESSION and conflict.loss.won is None:
        Taking(log, write, ledger).take_session(thing.identity, state_of(ledger, thing)._replace(is_hidden=False))
    elif thing.kind == ChangedKind.SESSION:
        change_session(log, write, thing.identity, word)
    elif thing.kind == ChangedKind.REST:
        change_rest(log, write, thing.identity, state_of(ledger, thing), conflict.loss)


def change_session(log: PracticeLog, write: Write, uuid: str, word: Word) -> None:
    """Lets a word hold for a session that is here."""
    here = log.sessions.as_stored(uuid)
    if here is None:
        return
    if word.register == EXISTS:
        write.delete_session(here)
        return
    record = changed_record(ChangedKind.SESSION, session_record(here), word.register, word.value)
    content_hash = record["sequence_hash"]
    frozen = log.sequences.by_hash(str(content_hash)) if content_hash else None
    write.change_session(here, session_of_record(record, frozen))


def change_rest(log: PracticeLog, write: Write, uuid: str, state: Folded, loss: Lost) -> None:
    """Lets a word hold for days of rest."""
    here = log.rests.by_uuid(uuid)
    if loss.word.register == EXISTS and loss.word.value != HERE and here is not None:
        write.delete_rest(here)
        return
    record = record_of(ChangedKind.REST, state) if here is None else dict(here.as_record())
    if loss.won is not None:
        record = changed_record(ChangedKind.REST, record, loss.word.register, loss.word.value)
    write.store_rest(rest_of_record({**record, "uuid": uuid, "rest_id": here and here.number}))
