"""Backups as rows, sentences and objects, in the machine's own time."""

from yogaflow_cli.presentation.dates import local
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.repository.backups import Backup
from yogaflow_cli.services.restoring import Restored
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import iso_utc

COLUMNS = (Column("Made"), Column("Sessions", right=True), Column("Size", right=True), Column("File", flexible=True))
NO_BACKUP_YET = "No backup yet. The first write of a day makes one, and so does: yogaflow backup"
UNITS = ("B", "KB", "MB", "GB")


def backup_object(backup: Backup, sessions: int | None) -> dict[str, object]:
    """A backup for scripts; `sessions` is null where they cannot be counted."""
    return {
        "path": shown(str(backup.path.absolute())),
        "made_at": iso_utc(backup.made_at),
        "reason": shown(backup.reason) or None,
        "sessions": sessions,
        "size_bytes": backup.size_bytes,
    }


def backups_table(counted: list[tuple[Backup, int | None]]) -> Table:
    """A row a backup."""
    rows = [
        [local(backup.made_at), count_words(sessions), size_words(backup.size_bytes), shown(backup.path.name)]
        for backup, sessions in counted
    ]
    return Table(COLUMNS, rows)


def backed_up(backup: Backup, sessions: int | None) -> str:
    """What `backup` answers."""
    return f"Backed up {session_words(sessions)} to {backup.path}"


def restored(done: Restored) -> str:
    """What `restore` answers."""
    made = f", made {local(done.backup.made_at)}" if done.backup.reason else ""
    first = f"Restored {session_words(done.sessions)} from {done.backup.path.name}{made}."
    if done.kept is None:
        return first
    held = "" if done.kept_sessions is None else f", {session_words(done.kept_sessions)},"
    return f"{first}\nWhat was there before{held} is kept: yogaflow restore {done.kept.path.name}"


def restored_object(done: Restored) -> dict[str, object]:
    """What `restore` answers to scripts; `kept` is null where nothing was replaced."""
    return {
        "restored": backup_object(done.backup, done.sessions),
        "kept": None if done.kept is None else backup_object(done.kept, done.kept_sessions),
    }


def session_words(sessions: int | None) -> str:
    """A number of sessions."""
    if sessions is None:
        return "sessions that cannot be counted"
    return counted(sessions, "session")


def count_words(sessions: int | None) -> str:
    """A number of sessions in a table."""
    return "damaged" if sessions is None else str(sessions)


def size_words(size_bytes: int) -> str:
    """A size in the largest unit, of 1000 each, that it fills."""
    size, unit = float(size_bytes), 0
    while size >= 1000 and unit < len(UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if size >= 10 or unit == 0 else f"{size:.1f} {UNITS[unit]}"
