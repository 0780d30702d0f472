"""Files that a person names for reading, and `-` for standard input; their failures in words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from shlex import quote
from typing import cast

from yogaflow_cli.errors import StorageError, StorageMissing
from yogaflow_cli.paths import storage_failure

STANDARD_INPUT = Path("-")


@contextmanager
def opened_input(path: Path) -> Iterator[BufferedReader]:
    """The file's bytes.

    Raises:
        StorageError: it is not there, or cannot be read.
    """
    if path == STANDARD_INPUT:
        yield cast(BufferedReader, sys.stdin.buffer)
        return
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        folder = quote(str(path.parent))
        raise StorageMissing(f"There is no file {path}.", f"See what is there: ls {folder}") from error
    except IsADirectoryError as error:
        raise StorageError(f"There is a folder {path}, and no file.", "Give the files in it.") from error
    except OSError as error:
        raise storage_failure(error, path) from error
