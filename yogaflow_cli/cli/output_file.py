"""Where an answer goes that can be a file: whole or not at all, never over another file unless told so."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
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
    refuse_existing(path, force)
    draft = path.with_name(f".{path.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        # 0666 less the umask, as every program's files.
        with open(draft, "x", encoding="utf-8", newline="") as stream:  # noqa: PTH123  # the umask is `open`'s business
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        refuse_existing(path, force)
        draft.replace(path)
    except OSError as error:
        raise storage_failure(error, path) from error
    finally:
        draft.unlink(missing_ok=True)
    workspace.output.notice(f"Wrote {path}")


def refuse_existing(path: Path, force: bool) -> None:
    """Raises FileExists for a file that is there, or a folder in its place."""
    if path.is_dir():
        raise FileExists(f"{path} is a folder.", "Give a file's name: -o practice.csv")
    if path.exists() and not force:
        raise FileExists(f"{path} is there already.", "To overwrite it, add --force")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output in UTF-8, whatever the terminal's own encoding."""
    sys.stdout.flush()
    stream = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        # Let go without closing: standard output is not this stream's to close.
        stream.detach()
