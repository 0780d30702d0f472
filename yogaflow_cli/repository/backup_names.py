"""What a backup's name tells: when it was made, and why. Every write asks here for the backup of its day."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

FOLDER = "backups"
SUFFIX = ".db"
DAILY = "daily"
YEARS = range(1970, 3000)
STAMP_LENGTH = len("20261128T060000000000")


def folder_of(database_path: Path) -> Path:
    """Where the backups of a database are."""
    return database_path.parent / FOLDER


def names_in(folder: Path) -> list[str]:
    """The names of the backups in a folder, none where it is not there. Raises OSError where that cannot be seen."""
    try:
        return [name for name in os.listdir(folder) if name.endswith(SUFFIX)]  # noqa: PTH208 (names are enough)
    except (FileNotFoundError, NotADirectoryError):
        return []


def has_daily(database_path: Path, now: datetime) -> bool:
    """Whether the day that it is now on this machine has its backup; where that cannot be seen, it has none."""
    today, folder = now.astimezone().date(), folder_of(database_path)
    with suppress(OSError):
        for name in names_in(folder):
            stamp = stamp_of(name)
            if stamp is not None and reason_of(name) == DAILY and stamp.astimezone().date() == today:
                return is_file_with_content(folder / name)
    return False


def is_file_with_content(path: Path) -> bool:
    """Whether a path leads to a file that holds anything: a folder or an empty file is no backup."""
    try:
        status = path.stat()
    except OSError:
        return False
    return S_ISREG(status.st_mode) and status.st_size > 0


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
        stamp = datetime.fromisoformat(f"{day}T{clock[:6]}.{clock[6:]}").replace(tzinfo=UTC)
    except ValueError:
        return None
    # Near the ends of the calendar there is no local time of an instant.
    return stamp if stamp.year in YEARS else None


def reason_of(name: str) -> str:
    """Why a backup was made; nothing for a copy that somebody named."""
    return name[STAMP_LENGTH + 1 : -len(SUFFIX)] if stamp_of(name) is not None else ""
