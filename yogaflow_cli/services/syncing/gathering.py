"""What this machine has to tell: its changes since the last sync or, when it joins, all that it holds."""

from yogaflow_cli.domain.change import ChangedKind, ChangedRecord, Record
from yogaflow_cli.domain.session_object import session_record
from yogaflow_cli.domain.settings import MACHINE_SETTINGS
from yogaflow_cli.repository import synced
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.ungathered import Ungathered
from yogaflow_cli.services.syncing.outbox import Outbox
from yogaflow_cli.sync.fold import DELETED, DISCARDED, EXISTS, FORGOTTEN, HERE
from yogaflow_cli.sync.registers import FIRST_NUMBER, NUMBER, registers_of
from yogaflow_cli.sync.statement import Thing, Values

VALUE, CONTENT = "value", "content"
"""The registers of a setting, and of a frozen sequence."""


def gather_changes(log: PracticeLog, outbox: Outbox) -> None:
    """Adds what the change log holds since it was gathered last, each register at the time when it was set."""
    ungathered = Ungathered(log.connection, log.profile)
    for recorded_at_ms, record in ungathered.records():
        thing = Thing(record.kind.value, record.identity)
        if not travels(thing):
            continue
        known = outbox.known(thing)
        values = values_after(record, is_new=not known)
        if record.before is None and known.get(EXISTS, HERE) != HERE:
            values = values_of_return(values, ungathered.last_removed(thing), record)
            outbox.revived.append(thing)
        outbox.add_what_differs(thing, known, values, recorded_at_ms)
    gather_forgotten(ungathered, outbox)
    synced.set_gathered(log.connection, log.profile)


def gather_forgotten(ungathered: Ungathered, outbox: Outbox) -> None:
    """Adds that sessions were deleted for ever; of what no other machine ever heard there is nothing to tell."""
    for uuid, forgotten_at_ms in ungathered.forgotten():
        thing = Thing(ChangedKind.SESSION.value, uuid)
        if outbox.known(thing):
            outbox.add(thing, {EXISTS: FORGOTTEN}, forgotten_at_ms)
            outbox.revived.append(thing)


def gather_differences(log: PracticeLog, outbox: Outbox) -> None:
    """Adds what is here other than known, by when each thing was changed last, and what is known and not here."""
    ungathered = Ungathered(log.connection, log.profile)
    last_changed = ungathered.last_changed()
    for thing in dict.fromkeys((*last_changed, *ungathered.things(), *outbox.ledger.things())):
        if travels(thing):
            recorded_at_ms = last_changed.get(thing, outbox.now_ms)
            known = outbox.known(thing)
            values = values_here(log, thing, is_new=not known)
            if values is not None:
                outbox.add_what_differs(thing, known, values, recorded_at_ms)
            elif known.get(EXISTS) == HERE:
                outbox.add(thing, {EXISTS: DELETED}, recorded_at_ms)
    gather_forgotten(ungathered, outbox)
    synced.set_gathered(log.connection, log.profile)


def gather_unheard_of(log: PracticeLog, outbox: Outbox) -> None:
    """Adds what is here and the change log does not tell of, as after another program's hand, and nobody knows yet."""
    heard_of = set(outbox.ledger.things())
    for thing in Ungathered(log.connection, log.profile).things():
        if travels(thing) and thing not in heard_of:
            values = values_here(log, thing, is_new=True)
            if values is not None:
                outbox.add(thing, values, outbox.now_ms)


def travels(thing: Thing) -> bool:
    """Whether a thing is a matter of other machines, too."""
    return thing.kind != ChangedKind.SETTING or thing.identity not in MACHINE_SETTINGS


def values_after(record: ChangedRecord, is_new: bool) -> Values:
    """The registers that a record of the change log leaves behind."""
    if record.after is None:
        return values_of_removal(record)
    if record.kind is ChangedKind.SEQUENCE:
        return {CONTENT: record.after}
    return values_of(record.kind, record.after, is_new)


def values_of(kind: str, record: Record, is_new: bool) -> Values:
    """The registers of a record, with the number of a session that nobody heard of yet."""
    first = {FIRST_NUMBER: record[NUMBER]} if is_new and kind == ChangedKind.SESSION else {}
    return {**registers_of(kind, record), **first}


def values_of_return(values: Values, removed: Record | None, record: ChangedRecord) -> Values:
    """The registers of a thing that comes back: only what is not as it went. Others may have set something since."""
    if removed is None:
        return values
    then = registers_of(record.kind, removed)
    return {name: value for name, value in values.items() if name == EXISTS or value != then.get(name)}


def values_of_removal(record: ChangedRecord) -> Values:
    """The registers of a thing that a record takes away. A frozen sequence never goes."""
    if record.kind is ChangedKind.SETTING:
        return {VALUE: None}
    if record.kind is ChangedKind.SEQUENCE:
        return {}
    was_open = record.before is not None and record.before.get("completed_at", "") is None
    return {EXISTS: DISCARDED if was_open else DELETED}


def values_here(log: PracticeLog, thing: Thing, *, is_new: bool = False) -> Values | None:
    """The registers of a thing as it is stored here, None when it is not."""
    if thing.kind == ChangedKind.SETTING:
        return {VALUE: log.settings.stored(thing.identity)}
    if thing.kind == ChangedKind.SEQUENCE:
        frozen = log.sequences.by_hash(thing.identity)
        return None if frozen is None else {CONTENT: log.sequences.content(frozen.sequence_id)}
    record = record_here(log, thing)
    return None if record is None else values_of(thing.kind, record, is_new)


def record_here(log: PracticeLog, thing: Thing) -> Record | None:
    """A session or rest that is stored here, as a record."""
    if thing.kind == ChangedKind.SESSION:
        session = log.sessions.as_stored(thing.identity)
        return None if session is None else session_record(session)
    rest = log.rests.by_uuid(thing.identity) if thing.kind == ChangedKind.REST else None
    return None if rest is None else rest.as_record()
