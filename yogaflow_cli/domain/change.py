"""What one write did, in a form that can be taken back, brought again, and applied elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

Record = Mapping[str, object]
"""A thing as plain values: what JSON can hold."""


class ChangedKind(StrEnum):
    """What a change touches."""

    SESSION = "session"
    SETTING = "setting"
    SEQUENCE = "sequence"
    PROFILE = "profile"
    REST = "rest"


class ChangedRecord(NamedTuple):
    """One thing before and after; `identity` is its UUID, content hash or, for a setting, its name."""

    kind: ChangedKind
    identity: str
    before: Record | None
    after: Record | None

    def reversed(self) -> "ChangedRecord":
        """The same, backwards."""
        return ChangedRecord(self.kind, self.identity, self.after, self.before)


class Change(NamedTuple):
    """One write: which command made it, when, on which device, and what it touched, in order.

    `records` holds the first of them; `sessions` counts every session among all, of which an import has any number.
    `left` counts what an undo or redo of it left as another machine had changed it since.
    """

    change_id: int
    uuid: str
    action: str
    recorded_at: datetime
    device_id: str
    records: tuple[ChangedRecord, ...]
    sessions: int = 0
    left: int = 0
