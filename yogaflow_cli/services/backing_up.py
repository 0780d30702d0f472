"""Backups of the whole database: the one that each day's first write makes, and those that a person asks for."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yogaflow_cli.errors import StorageDamaged
from yogaflow_cli.repository.backup_names import DAILY, has_daily
from yogaflow_cli.repository.backups import BY_HAND, Backups, backup_of, sessions_in
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.whole_copy import write_whole_copy

if TYPE_CHECKING:
    from yogaflow_cli.repository.backups import Backup
    from yogaflow_cli.repository.whole_copy import Advance


def back_up(database: Database, target: Path | None, now: datetime, written: "Advance | None" = None) -> "Backup":
    """Makes a backup at a path, in place of what is there, or in the folder of backups when none is given.

    Raises:
        StorageError: it could not be made; nothing is left of it.
    """
    if target is None:
        target = Backups(database.path).make(database.connection, BY_HAND, now, written)
    else:
        write_whole_copy(database.connection, database.path, target, written)
    return backup_of(target)


def back_up_the_day(database: Database, now: datetime) -> None:
    """Makes the backup of the day, unless it is there or another process makes it, and lets old ones go.

    Raises:
        StorageError: it could not be made; the old ones are all there.
    """
    backups = Backups(database.path)
    if has_daily(database.path, now):
        return
    with backups.held(patience_seconds=0) as alone:
        if not alone or has_daily(database.path, now):
            return
        path = backups.file_of(DAILY, now)
        write_whole_copy(database.connection, database.path, path)
        sessions = sessions_in(path)
        if sessions is None:
            raise StorageDamaged(f"The sessions in {path} cannot be counted.", "See: yogaflow doctor")
        backups.rotate(sessions)
