"""Where yogaflow keeps its files, and how a private folder or file is made. Sole home of platformdirs.

What is in the files is no business of this module.
"""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from yogaflow_cli.errors import (
    InvalidValue,
    StorageError,
    StorageFull,
    StorageMissing,
    StorageReadOnly,
)
from yogaflow_cli.places import usual_folder

PRIVATE_FOLDER_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
RIGHTS_OF_OTHERS = 0o077
CHOOSE_HOME = "Set YOGAFLOW_HOME to a folder of your own"

# Windows tells line ends apart unless asked not to; elsewhere the flag does not exist.
BINARY = getattr(os, "O_BINARY", 0)


class Folders(NamedTuple):
    """The four folders; each is absolute, and none need exist yet."""

    data: Path
    config: Path
    state: Path
    cache: Path


def folders(environment: Mapping[str, str]) -> Folders:
    """The folders under YOGAFLOW_HOME when that is set and not empty, else the platform's own.

    Raises:
        InvalidValue: YOGAFLOW_HOME begins with a `~` that stands for nobody.
        StorageMissing: the folders cannot be told, as for an account without a home.
    """
    named = environment.get("YOGAFLOW_HOME")
    if not named:
        usual = [usual_folder(environment, kind) for kind in Folders._fields]
        return Folders(*map(Path, filter(None, usual))) if all(usual) else platform_folders()
    home = absolute_home(named)
    return Folders(data=home / "data", config=home / "config", state=home / "state", cache=home / "cache")


def runtime_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder of this login: in memory, for this user alone, gone at logout; None where there is none such."""
    named = environment.get("XDG_RUNTIME_DIR", "")
    if not named.startswith("/") or os.name == "nt":
        return None
    try:
        status = os.stat(named)  # noqa: PTH116 (a string is all that is needed)
    except (OSError, ValueError):
        return None
    is_private = S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & RIGHTS_OF_OTHERS
    return Path(named) if is_private else None


def absolute_home(named: str) -> Path:
    """The folder that a YOGAFLOW_HOME means, seen from the current folder."""
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError as error:
        raise InvalidValue(f"YOGAFLOW_HOME names a home that nobody has: {named}", CHOOSE_HOME) from error
    except OSError as error:
        raise storage_failure(error, Path(named)) from error


def platform_folders() -> Folders:
    """The folders that the operating system sets aside for a program of this user."""
    # A seam: platformdirs adds 13 ms to every command (45 against 32 ms), and `places.py` knows the usual case.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    platform = PlatformDirs("yogaflow", appauthor=False)
    try:
        found = Folders(
            data=platform.user_data_path,
            config=platform.user_config_path,
            state=platform.user_state_path,
            cache=platform.user_cache_path,
        )
    except RuntimeError as error:
        raise StorageMissing("Your account has no home to keep your practice in.", CHOOSE_HOME) from error
    # An older platformdirs gives back a folder called `~`, to be made wherever the person stands.
    if not found.data.is_absolute():
        raise StorageMissing(f"There is no folder to keep your practice in: {found.data}", CHOOSE_HOME)
    return found


def make_private_folder(path: Path) -> None:
    """Makes the folder, and the parents it lacks, for this user alone; what is there already stays as it is.

    Raises:
        StorageReadOnly, StorageFull, StorageMissing, StorageError: see `storage_failure`.
    """
    try:
        if not path.is_dir():
            make_private_folder(path.parent)
            make_one_private_folder(path)
    except OSError as error:
        raise storage_failure(error, path) from error


def make_one_private_folder(path: Path) -> None:
    """Makes a folder whose parent is there, 0700 whatever the umask, unless another process just did."""
    try:
        path.mkdir(PRIVATE_FOLDER_MODE)
    except FileExistsError as error:
        if path.is_dir():
            return
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
    # A umask can take away our own rights, too.
    path.chmod(PRIVATE_FOLDER_MODE)
    settle_folder(path.parent)


def create_private_file(path: Path, content: bytes = b"") -> None:
    """Creates a file for this user alone, and leaves nothing behind when that fails.

    Raises:
        FileExistsError: it is there already; only the caller knows what that means.
        StorageReadOnly, StorageFull, StorageMissing, StorageError: see `storage_failure`.
    """
    try:
        write_new_file(path, content)
    except FileExistsError:
        raise
    except OSError as error:
        raise storage_failure(error, path) from error


def write_private_file(path: Path, content: bytes, *, lasting: bool = True, dated_ns: int | None = None) -> None:
    """Puts the content in place as a whole, for this user alone, and on disk: a crash leaves the old file or the new.

    What is not `lasting` can be made anew at any time, and is not waited for until it is on disk. `dated_ns` is the
    time of its last change to show, nanoseconds since 1970.

    Raises:
        StorageReadOnly, StorageFull, StorageMissing, StorageError: see `storage_failure`.
    """
    # The name is not built from the file's own, which may already be as long as a name can be.
    draft = path.with_name(f".yogaflow-{os.urandom(8).hex()}.tmp")
    try:
        write_new_file(draft, content, lasting=lasting)
        replace_file(draft, path, lasting=lasting, dated_ns=dated_ns)
    except OSError as error:
        raise storage_failure(error, path) from error


def write_new_file(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Writes a file that must not exist, 0600 whatever the umask; a lasting one down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            # A umask can take away our own rights, too.
            path.chmod(PRIVATE_FILE_MODE)
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace_file(draft: Path, path: Path, *, lasting: bool = True, dated_ns: int | None = None) -> None:
    """Lets the draft take the place of the file, or goes without a trace."""
    try:
        if dated_ns is not None:
            os.utime(draft, ns=(dated_ns, dated_ns))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    if lasting:
        settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """Brings the folder's list of names to disk, where the system can."""
    # Windows cannot open a folder, and some network file systems refuse; the file itself is safe by then.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


NO_RIGHT = (
    StorageReadOnly,
    "You may not use",
    "See whose it is: ls -ld {path} - or set YOGAFLOW_HOME to your own folder",
)
READ_ONLY = (StorageReadOnly, "It is on a read-only disk:", CHOOSE_HOME)
NO_ROOM = (StorageFull, "No room is left for", "Free some space, then try again: df -h {folder}")
NOT_THERE = (StorageMissing, "There is no", "See what is there: ls -la {folder}")
NO_FOLDER = (
    StorageMissing,
    "A file stands where a folder should be:",
    "Move it away, or set YOGAFLOW_HOME to your own folder",
)

FAILURES: Mapping[int | None, tuple[type[StorageError], str, str]] = {
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: NO_ROOM,
    errno.ENOENT: NOT_THERE,
    errno.ENOTDIR: NO_FOLDER,
}


def storage_failure(error: OSError, path: Path) -> StorageError:
    """What an operating system's refusal of this path means, in words, with what to type next."""
    if error.errno not in FAILURES:
        return StorageError(f"{path} cannot be used: {error.strerror or error}", CHOOSE_HOME)
    kind, happened, hint = FAILURES[error.errno]
    # A seam: shlex is for this hint alone.
    from shlex import quote  # noqa: PLC0415

    return kind(f"{happened} {path}", hint.format(path=quote(str(path)), folder=quote(str(path.parent))))
