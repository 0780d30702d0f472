"""Where an answer goes that can be a file: whole or not at all, never over another file unless told so."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import FileExists
from yogaflow_cli.paths import storage_failure

STANDARD_OUTPUT = Path("-")


def write_out(workspace: Workspace, text: str, path: Path | None, *, force: bool) -> None:
    """Writes an answer to a file, or to standard output. Raises as `opened_output`."""
    with opened_output(workspace, path, force=force) as stream:
        stream.write(text if text.endswith("\n") else f"{text}\n")


@contextmanager
def opened_output(workspace: Workspace, path: Path | None, *, force: bool) -> Iterator[TextIO]:
    """A stream in UTF-8 that leaves line ends alone: the file, which appears when all is written, or standard output.

    Raises:
        FileExists: the file is there, and `force` is not given.
        StorageError: it cannot be written.
    """
    if path is None or path == STANDARD_OUTPUT:
        with standard_output() as stream:
            yield stream
        return
    try:
        with opened_file(path, force) as stream:
            yield stream
    except OSError as error:
        raise storage_failure(error, path) from error
    workspace.output.notice(f"Wrote {path}")


@contextmanager
def opened_file(path: Path, force: bool) -> Iterator[TextIO]:
    """The file, which appears when all is written. Raises OSError, and FileExists."""
    mode = existing_mode(path)
    if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        # A device or a pipe is written to; to put a file in its place could take /dev/null from the machine.
        with open(path, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
            yield stream
        return
    refuse_existing(path, mode, force)
    target, draft = target_and_draft(path)
    try:
        # 0666 less the umask, as every program's files.
        with open(draft, "x", encoding="utf-8", newline="") as stream:  # noqa: PTH123  # the umask is `open`'s business
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        refuse_existing(path, existing_mode(path), force)
        if mode is not None:
            draft.chmod(stat.S_IMODE(mode))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def target_and_draft(path: Path) -> tuple[Path, Path]:
    """The file that is meant, to which the path may be a link that stays one, and a new name beside it to write to."""
    target = path.resolve() if path.is_symlink() else path
    return target, target.with_name(f".yogaflow-{os.urandom(8).hex()}.part")


def existing_mode(path: Path) -> int | None:
    """The kind and rights of what is at a path, None when nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def refuse_existing(path: Path, mode: int | None, force: bool) -> None:
    """Raises FileExists for a file that is there, or a folder in its place."""
    if mode is not None and stat.S_ISDIR(mode):
        raise FileExists(f"There is a folder {path}.", f"Give a file's name: -o {path / 'practice'}")
    if mode is not None and not force:
        raise FileExists(f"{path} is there already.", "To overwrite it, add --force")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the terminal's own encoding."""
    sys.stdout.flush()
    # A stream of its own on the same descriptor: where nobody reads any more, it can be closed without closing that.
    with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False) as stream:
        yield stream
