"""Backups of the whole database: the one that each day's first write makes, and those that a person asks for."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from yogaflow_cli.errors import FileExists, StorageDamaged
from yogaflow_cli.repository.backup_names import DAILY, has_daily
from yogaflow_cli.repository.backups import BY_HAND, Backups, backup_of, sessions_in
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.whole_copy import JOURNALS, write_whole_copy

if TYPE_CHECKING:
    from yogaflow_cli.repository.backups import Backup
    from yogaflow_cli.repository.whole_copy import Advance


def back_up(database: Database, target: Path | None, now: datetime, written: "Advance | None" = None) -> "Backup":
    """Makes a backup at a path, in place of what is there, or in the folder of backups when none is given.

    Raises:
        FileExists: a file of SQLite's lies beside the target.
        StorageError: it could not be made; nothing is left of it.
    """
    if target is None:
        target = Backups(database.path).make(database.connection, BY_HAND, now, written)
    else:
        refuse_in_use(target)
        write_whole_copy(database.connection, database.path, target, written)
    return backup_of(target)


def refuse_in_use(target: Path) -> None:
    """Raises FileExists where SQLite keeps something beside the target: it would be taken for the backup's own."""
    for end in JOURNALS:
        beside = target.with_name(target.name + end)
        if beside.exists():
            raise FileExists(f"{beside} is there: {target} is in use, or was left so.", "Name another file")


def back_up_the_day(database: Database, now: datetime) -> None:
    """Makes the backup of the day, unless it is there or another process makes it, and lets old ones go.

    Raises:
        StorageError: it could not be made; the old ones are all there.
    """
    backups = Backups(database.path)
    with backups.held(patience_seconds=0) as alone:
        if not alone or has_daily(database.path, now):
            return
        path = backups.file_of(DAILY, now)
        write_whole_copy(database.connection, database.path, path)
        sessions = sessions_in(path)
        if sessions is None:
            raise StorageDamaged(f"The sessions in {path} cannot be counted.", "See: yogaflow doctor")
        backups.rotate(sessions, now)
