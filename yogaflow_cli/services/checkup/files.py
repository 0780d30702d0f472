"""Checks of the files: the database as a whole, its backups, rights, what was left over, where it all lies."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shlex import quote

from yogaflow_cli.domain.finding import Finding, fine, problem, warning
from yogaflow_cli.errors import StorageError
from yogaflow_cli.paths import RIGHTS_OF_OTHERS
from yogaflow_cli.repository.backups import AS_IT_WAS, Backups, fault_of, session_count
from yogaflow_cli.repository.database import SCHEMA_VERSION, has_content, was_lost
from yogaflow_cli.repository.milliseconds import from_milliseconds
from yogaflow_cli.repository.soundness import last_recorded_ms
from yogaflow_cli.services.checkup.subject import Subject

MEND = "yogaflow doctor --fix"
MOUNTS = Path("/proc/mounts")
RISKY_FILE_SYSTEMS = ("nfs", "cifs", "smb", "9p", "fuse", "afs", "ceph", "lustre", "glusterfs", "davfs")
"""File systems, by the beginning of their names, whose locks SQLite's own documentation warns of."""

UNFINISHED = re.compile(r"\.yogaflow-[0-9a-f]{16}\.(tmp|part)(-journal|-wal)?")
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
ROOM_BYTES = 16 * 1024 * 1024
SAFE_DELAY = timedelta(days=2)


def database(subject: Subject) -> Iterator[Finding]:
    """Whether there is a database, and this program can read it."""
    path = subject.database_path
    try:
        if not has_content(path) and not was_lost(path):
            yield fine("database", "No practice yet. Begin: yogaflow start")
            return
    except StorageError as error:
        yield problem("database", error.message, error.hint)
        return
    if subject.fault is not None:
        yield problem("database", subject.fault.message, subject.fault.hint)
    if subject.connection is None:
        return
    if subject.current is None:
        yield fine("database", f"{path} has an earlier schema; the next command brings it to {SCHEMA_VERSION}.")
        return
    sessions = session_count(subject.current)
    yield fine("database", f"{path}, {sessions} {'session' if sessions == 1 else 'sessions'}.")


def backups(subject: Subject) -> Iterator[Finding]:
    """Whether there are backups, they are sound, and the last is not older than what was recorded since."""
    found = [backup for backup in Backups(subject.database_path).all() if backup.reason not in AS_IT_WAS]
    sound = []
    for backup in found:
        fault = fault_of(backup.path)
        if fault is None:
            sound.append(backup)
        else:
            yield warning("backups", f"{fault}.", aside(backup.path))
    ahead = [backup for backup in sound if backup.made_at - subject.now > A_DAY]
    if ahead:
        yield warning("backups", f"{ahead[0].path} is dated after now: a clock was wrong, or is.", aside(ahead[0].path))
    recorded_ms = None if subject.current is None else last_recorded_ms(subject.current)
    if recorded_ms is None:
        return
    past = [backup for backup in sound if backup not in ahead]
    if not past:
        yield warning("backups", "There is no backup.", "yogaflow backup", "backup")
    elif min(from_milliseconds(recorded_ms), subject.now) - past[0].made_at > SAFE_DELAY:
        yield warning("backups", "The last backup is older than what you did since.", "yogaflow backup", "backup")
    else:
        last = f"{past[0].made_at.astimezone():%Y-%m-%d %H:%M}"
        yield fine("backups", f"{len(sound)} in {Backups(subject.database_path).folder}, the last of {last}.")


def aside(path: Path) -> str:
    """What moves a file away so that it counts as no backup any more."""
    return f"mv {quote(str(path))} {quote(f'{path}.aside')}"


def writing(subject: Subject) -> Iterator[Finding]:
    """Whether the database, and the folders that a write and a backup need, can be written."""
    needed = [subject.folders.data, Backups(subject.database_path).folder, subject.database_path]
    locked = [path for path in needed if path.exists() and not os.access(path, os.W_OK)]
    for path in locked:
        yield problem("writing", f"{path} cannot be written.", f"chmod u+w {quote(str(path))}")
    if not locked:
        yield fine("writing", "Everything can be written.")


def permissions(subject: Subject) -> Iterator[Finding]:
    """Whether files and folders are this user's alone."""
    if os.name == "nt":
        return
    there = all_of(subject)
    others = [path for path in there if owner_of(path) not in (None, os.geteuid())]
    if others:
        yield problem("permissions", f"{others[0]} belongs to another account.", f"ls -l {quote(str(others[0]))}")
    open_to_others = [path for path in there if not is_private(path)]
    if open_to_others:
        more = f" (and {len(open_to_others) - 1} more)" if len(open_to_others) > 1 else ""
        yield problem("permissions", f"Others could use {open_to_others[0]}{more}.", MEND, "permissions")
    if not others and not open_to_others:
        yield fine("permissions", "Files and folders are yours alone.")


def all_of(subject: Subject) -> list[Path]:
    """Every folder and file of yogaflow's that is there; of a link, what it leads to."""
    found = []
    for folder in dict.fromkeys(subject.folders):
        if folder.is_dir():
            found += [folder, *sorted(folder.rglob("*"))]
    return found


def is_private(path: Path) -> bool:
    """Whether nobody else may do anything with it; true of what is gone meanwhile."""
    try:
        return not stat.S_IMODE(path.stat().st_mode) & RIGHTS_OF_OTHERS
    except OSError:
        return True


def owner_of(path: Path) -> int | None:
    """Whose it is, None for what is gone meanwhile."""
    try:
        return path.stat().st_uid
    except OSError:
        return None


def leftovers(subject: Subject) -> Iterator[Finding]:
    """What calls that were killed have left: nothing reads it."""
    left = left_over(subject)
    if left:
        yield warning("leftovers", f"{left[0]} was never finished ({len(left)} in all).", MEND, "leftovers")


def left_over(subject: Subject) -> list[Path]:
    """Drafts that nobody has written to for an hour."""
    drafts = [path for path in all_of(subject) if UNFINISHED.fullmatch(path.name)]
    return [path for path in drafts if subject.now - changed_at(path) > AN_HOUR]


def changed_at(path: Path) -> datetime:
    """When a file was changed last. Raises OSError."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def file_system(subject: Subject) -> Iterator[Finding]:
    """Whether the database lies where locks can be relied upon."""
    kind = kind_of_file_system(subject.folders.data)
    if kind is None:
        return
    if kind.startswith(RISKY_FILE_SYSTEMS):
        yield warning(
            "file system",
            f"{subject.folders.data} is on {kind}, where two programs at once can damage a database.",
            "export YOGAFLOW_HOME=FOLDER, one on a disk of this machine",
        )
    else:
        yield fine("file system", f"{subject.folders.data} is on {kind}.")


def kind_of_file_system(folder: Path) -> str | None:
    """The kind of the file system that holds a folder, None where the system does not tell."""
    try:
        mounts = [line.split() for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return None
    place = str(folder.resolve())
    # Of two mounts on one place the later one counts; spaces stand as \040.
    holding = [
        (len(at), number, kind)
        for number, (_, mounted, kind, *_) in enumerate(mounts)
        if place == (at := mounted.replace("\\040", " ")) or place.startswith(at.rstrip("/") + "/")
    ]
    return max(holding)[2] if holding else None


def room(subject: Subject) -> Iterator[Finding]:
    """Whether there is room for a write and a backup."""
    folder = next((each for each in (subject.folders.data, *subject.folders.data.parents) if each.is_dir()), None)
    if folder is None:
        return
    free_bytes = shutil.disk_usage(folder).free
    size_bytes = subject.database_path.stat().st_size if subject.database_path.is_file() else 0
    if free_bytes < 2 * size_bytes + ROOM_BYTES:
        needed = (2 * size_bytes + ROOM_BYTES) // 1_000_000
        yield warning("room", f"Less than {needed} MB are free for {folder}.", f"df -h {quote(str(folder))}")
    else:
        yield fine("room", "There is room for backups.")
