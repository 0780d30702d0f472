"""What is said of conflicts: in a table, in sentences, as objects."""

from collections.abc import Sequence
from datetime import timedelta

from yogaflow_cli.domain.change import ChangedKind
from yogaflow_cli.domain.record_values import instant, items, mapping, optional_int
from yogaflow_cli.presentation.dates import local
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.services.syncing.conflicts import Conflict
from yogaflow_cli.sync.fold import EXISTS, HERE, TIME, Word
from yogaflow_cli.sync.registers import GUIDE, OWN_SEQUENCE
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import typed
from yogaflow_cli.text.instants import iso_utc

NONE = "No conflicts."
HOW_TO_SETTLE = (
    "To let what lost hold: yogaflow conflicts take ID\nTo leave it as it is: yogaflow conflicts keep ID|all"
)
NAMES = {
    TIME: "times",
    EXISTS: "",
    "completion_status": "status",
    "poses_completed": "poses",
    "sequence_hash": "sequence",
    "target_seconds": "target",
    "mood_before": "mood before",
    "mood_after": "mood after",
    "energy_before": "energy before",
    "energy_after": "energy after",
    GUIDE: "steps of the guide",
    "value": "",
}
"""Registers as people read them; the others are called what they are."""

LONGEST = 24


def conflicts_table(found: Sequence[Conflict]) -> Table:
    """A row a conflict."""
    columns = (
        Column("Id"),
        Column("What"),
        Column("Lost", flexible=True),
        Column("Holds", flexible=True),
        Column("On"),
        Column("When"),
    )
    rows = [
        [
            conflict.conflict_id,
            what_of(conflict),
            value_words(conflict.loss.word),
            "deleted" if conflict.loss.won is None else value_words(conflict.loss.won),
            shown(conflict.machine),
            local(conflict.at),
        ]
        for conflict in found
    ]
    return Table(columns, rows)


def what_of(conflict: Conflict) -> str:
    """The thing, and which part of it."""
    name = NAMES.get(conflict.loss.word.register, conflict.loss.word.register)
    return f"{thing_of(conflict)} {name}".rstrip()


def thing_of(conflict: Conflict) -> str:
    """The thing that two machines changed."""
    kind, identity = conflict.thing
    if kind == ChangedKind.SESSION:
        return "a deleted session" if conflict.number is None else f"session {conflict.number}"
    if kind == ChangedKind.REST:
        return "days of rest"
    return f"sequence {shown(identity)}" if kind == OWN_SEQUENCE else shown(identity)


def value_words(word: Word) -> str:
    """A value as a person reads it, on one line."""
    value = word.value
    if word.register == EXISTS:
        return "there" if value == HERE else "deleted"
    if word.register == TIME:
        return times_words(value)
    if word.register == GUIDE:
        return counted(len(list(items(mapping(value)["steps"]))), "step")
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return shortened(", ".join(map(str, value)))
    return shortened(str(value))


def times_words(value: object) -> str:
    """The times of a session: how long, or that it is open."""
    times = mapping(value)
    if times["completed_at"] is None:
        open_pauses = [pause for pause in items(times["pauses"]) if mapping(pause).get("ended_at") is None]
        return "paused" if open_pauses else "active"
    return f"{typed(sum(map(length, items(times['segments'])), timedelta(0)))}, completed"


def length(segment: object) -> timedelta:
    """The active time of a recorded stretch of practice."""
    values = mapping(segment)
    stated = optional_int(values.get("stated_ms"))
    if stated is not None:
        return timedelta(milliseconds=stated)
    return instant(values["ended_at"]) - instant(values["started_at"])


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    line = shown(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def taken(conflict: Conflict) -> str:
    """What `conflicts take` answers."""
    if conflict.loss.won is None:
        return f"Brought back: {thing_of(conflict)}. To take that back: yogaflow undo"
    holds = f"{what_of(conflict)}: {value_words(conflict.loss.word)} holds now."
    if conflict.thing.kind == OWN_SEQUENCE:
        return f"{holds}\nThe file that it replaced is in sequences/deleted/."
    return f"{holds} To take that back: yogaflow undo"


def kept(found: Sequence[Conflict]) -> str:
    """What `conflicts keep` answers."""
    return f"Settled: {counted(len(found), 'conflict')}." if found else NONE


def conflict_object(conflict: Conflict) -> dict[str, object]:
    """A conflict for scripts; `holds` is null where the whole thing was deleted."""
    return {
        "id": conflict.conflict_id,
        "kind": conflict.thing.kind,
        "session_id": conflict.number,
        "name": None if conflict.thing.kind in (ChangedKind.SESSION, ChangedKind.REST) else conflict.thing.identity,
        "field": conflict.loss.word.register,
        "lost": conflict.loss.word.value,
        "holds": None if conflict.loss.won is None else conflict.loss.won.value,
        "machine": conflict.machine,
        "written_at": iso_utc(conflict.at),
        "holding_machine": conflict.winner,
    }
