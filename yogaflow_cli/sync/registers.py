"""How the things that travel are cut into registers: what is set together, and what goes to the last writer alone."""

from collections.abc import Mapping

from yogaflow_cli.domain.change import ChangedKind, Record
from yogaflow_cli.sync.fold import EXISTS, HERE, TIME, Folded
from yogaflow_cli.sync.statement import Values

OWN_SEQUENCE = "own_sequence"
"""The kind of a person's own sequence file; its identity is the slug. The other kinds are those of the change log."""

TIME_KEYS = (
    *("started_at", "started_offset_seconds", "completed_at", "completed_offset_seconds", "time_zone"),
    *("segments", "pauses"),
)
GUIDE, GUIDE_KEYS = "guide", ("steps", "guide")
STATUS = "completion_status"
NUMBER = "session_id"
LOCAL_KEYS = ("uuid", "arrived_open", NUMBER)
"""A session's number, and whether it arrived open, are each machine's own; the UUID is the thing's identity."""

GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    ChangedKind.SESSION: {TIME: TIME_KEYS, GUIDE: GUIDE_KEYS},
    ChangedKind.REST: {"days": ("first_day", "last_day")},
}
"""The registers that hold several keys of a record."""

OWN_KEYS: Mapping[str, tuple[str, ...]] = {ChangedKind.SESSION: LOCAL_KEYS, ChangedKind.REST: ("uuid", "rest_id")}
"""The keys that do not travel."""


def registers_of(kind: str, record: Record) -> dict[str, object]:
    """The registers of a record, as the change log keeps it.

    While a session is open its status says nothing, and is None: a pause must not take a status back.
    """
    groups = GROUPS.get(kind, {})
    grouped = {key for keys in groups.values() for key in keys}
    own = OWN_KEYS.get(kind, ())
    values = {name: {key: record.get(key) for key in keys} for name, keys in groups.items()}
    alone = {key: value for key, value in record.items() if key not in grouped and key not in own}
    if kind == ChangedKind.SESSION and record["completed_at"] is None:
        alone[STATUS] = None
    return {**values, **alone, EXISTS: HERE}


def record_of(kind: str, state: Folded) -> dict[str, object]:
    """The record of a thing that is there, but for the keys that are this machine's own."""
    record: dict[str, object] = {}
    for register, word in state.words.items():
        if register in GROUPS.get(kind, {}):
            record.update(word.value if isinstance(word.value, dict) else {})
        elif register != EXISTS:
            record[register] = word.value
    if kind == ChangedKind.SESSION:
        record[STATUS] = status_of(record)
    return record


def status_of(record: Record) -> object:
    """A session's status: none while it is open; where one that ended has lost its own, every minute counts."""
    if record["completed_at"] is None:
        return "abandoned"
    return record.get(STATUS) or "completed"


def differing(values: Values, state: Folded) -> dict[str, object]:
    """The registers that are not what the state says; one that nobody set is None."""
    return {name: value for name, value in values.items() if value != state.value(name)}
