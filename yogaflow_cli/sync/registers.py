"""How the things that travel are cut into registers: what is set together, and what goes to the last writer alone."""

from collections.abc import Mapping

from yogaflow_cli.domain.change import ChangedKind, Record
from yogaflow_cli.domain.session_object import TIME_KEYS
from yogaflow_cli.sync.fold import EXISTS, HERE, TIME, Folded

OWN_SEQUENCE = "own_sequence"
"""The kind of a person's own sequence file; its identity is the slug. The other kinds are those of the change log."""

GUIDE, GUIDE_KEYS = "guide", frozenset({"steps", "guide"})
REMOVABLE = (ChangedKind.SESSION, ChangedKind.REST, OWN_SEQUENCE)
"""The kinds of which one is there or not; a setting always is."""

FIRST_NUMBER = "number"
"""The register with a session's number where it was made; elsewhere it has it, too, where that is free."""

STATUS = "completion_status"
NUMBER = "session_id"
LOCAL_KEYS = ("uuid", "arrived_open", NUMBER)
"""A session's number, and whether it arrived open, are each machine's own; the UUID is the thing's identity."""

GROUPS: Mapping[str, Mapping[str, frozenset[str]]] = {
    ChangedKind.SESSION: {TIME: TIME_KEYS, GUIDE: GUIDE_KEYS},
    ChangedKind.REST: {"days": frozenset({"first_day", "last_day"})},
}
"""The registers that hold several keys of a record."""

OPTIONAL_KEYS: Mapping[str, tuple[str, ...]] = {
    ChangedKind.SESSION: (
        *("sequence_hash", "style", "target_seconds", "note"),
        *("effort", "mood_before", "mood_after", "energy_before", "energy_after"),
    ),
    ChangedKind.REST: ("reason",),
}
"""The keys that may hold nothing, of which nothing is stated then."""

OWN_KEYS: Mapping[str, tuple[str, ...]] = {ChangedKind.SESSION: LOCAL_KEYS, ChangedKind.REST: ("uuid", "rest_id")}
"""The keys that do not travel."""


def registers_of(kind: str, record: Record) -> dict[str, object]:
    """The registers of a record, as the change log keeps it.

    While a session is open its status says nothing, and is None: a pause must not take a status back.
    """
    groups = GROUPS.get(kind, {})
    grouped = {key for keys in groups.values() for key in keys}
    own = OWN_KEYS.get(kind, ())
    values = {name: {key: record.get(key) for key in sorted(keys)} for name, keys in groups.items()}
    alone = {key: value for key, value in record.items() if key not in grouped and key not in own}
    if kind == ChangedKind.SESSION:
        # Records from before there was a guide know of no steps.
        values[GUIDE] = {"steps": record.get("steps") or [], "guide": record.get("guide")}
        alone[STATUS] = alone[STATUS] if record["completed_at"] is not None else None
    return {**values, **alone, **({EXISTS: HERE} if kind in REMOVABLE else {})}


def record_of(kind: str, state: Folded) -> dict[str, object]:
    """The record of a thing that is there, but for the keys that are this machine's own."""
    record: dict[str, object] = dict.fromkeys(OPTIONAL_KEYS.get(kind, ()))
    for register, word in state.words.items():
        if register in GROUPS.get(kind, {}):
            record.update(word.value if isinstance(word.value, dict) else {})
        elif register not in (EXISTS, FIRST_NUMBER):
            record[register] = word.value
    if kind == ChangedKind.SESSION:
        record[STATUS] = status_of(record)
    return record


def changed_record(kind: str, record: Record, register: str, value: object) -> dict[str, object]:
    """A record with another value in one register; a session's status fits whether it ended."""
    is_group = register in GROUPS.get(kind, {}) and isinstance(value, dict)
    changed = {**record, **(value if is_group and isinstance(value, dict) else {register: value})}
    if kind == ChangedKind.SESSION:
        changed[STATUS] = status_of(changed)
    return changed


def status_of(record: Record) -> object:
    """A session's status: none while it is open; where one that ended has lost its own, every minute counts."""
    if record["completed_at"] is None:
        return "abandoned"
    return record.get(STATUS) or "completed"
