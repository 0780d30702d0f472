"""What a backup's name tells: when it was made, and why. Every write asks here for the backup of its day."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"
SUFFIX = ".db"
DAILY = "daily"
STAMP_LENGTH = len("20261128T060000000000")


def folder_of(database_path: Path) -> Path:
    """Where the backups of a database are."""
    return database_path.parent / FOLDER


def names_in(folder: Path) -> list[str]:
    """The names of the backups in a folder; none where it is not there, or cannot be read."""
    with suppress(OSError):
        return [name for name in os.listdir(folder) if name.endswith(SUFFIX)]  # noqa: PTH208 (names are enough)
    return []


def has_daily(database_path: Path, now: datetime) -> bool:
    """Whether the day that it is now on this machine has its backup."""
    today = now.astimezone().date()
    stamps = [stamp_of(name) for name in names_in(folder_of(database_path)) if reason_of(name) == DAILY]
    return any(stamp is not None and stamp.astimezone().date() == today for stamp in stamps)


def name_of(made_at: datetime, reason: str) -> str:
    """The name of a backup; names in order are in the order of time."""
    return f"{made_at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{reason}{SUFFIX}"


def stamp_of(name: str) -> datetime | None:
    """The instant in a backup's name, None where it has none."""
    # In every write: `strptime` takes 4 ms to import what it needs.
    day, mark, clock = name[:8], name[8:9], name[9:STAMP_LENGTH]
    if mark != "T" or not (day + clock).isdecimal() or len(day + mark + clock) != STAMP_LENGTH:
        return None
    try:
        return datetime.fromisoformat(f"{day}T{clock[:6]}.{clock[6:]}").replace(tzinfo=UTC)
    except ValueError:
        return None


def reason_of(name: str) -> str:
    """Why a backup was made; nothing for a copy that somebody named."""
    return name[STAMP_LENGTH + 1 : -len(SUFFIX)] if stamp_of(name) is not None else ""
