"""An entry of the change log while its write goes on, so that a write of any size needs little memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from yogaflow_cli.domain.change import Change, ChangedRecord
from yogaflow_cli.repository import installation
from yogaflow_cli.repository.changes import Changes


class Entry:
    """A change that is being written: its row is made with its first record, so that nothing written is no change."""

    def __init__(
        self, changes: Changes, action: str, at: datetime, standing: str, reverts: Change | None = None
    ) -> None:
        self.changes = changes
        self.action = action
        self.at = at
        self.standing = standing
        self.reverts = reverts
        self.change_id: int | None = None
        self.count = 0

    def add(self, records: Sequence[ChangedRecord]) -> None:
        """Puts records into the change log, after those that it already holds."""
        if not records:
            return
        if self.change_id is None:
            self.change_id = self.begin()
        self.changes.add_records(self.change_id, self.count, records)
        self.count += len(records)

    def begin(self) -> int:
        """Makes the row; its number."""
        device_id = installation.device_id(self.changes.connection)
        change = Change(0, str(uuid4()), self.action, self.at, device_id, ())
        return self.changes.begin(change, self.standing, self.reverts.change_id if self.reverts else None)
