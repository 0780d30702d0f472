"""Long answers to a reader who may take his time: gathered first, so that the database is let go before he begins."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TextIO

COPIED_CHARACTERS = 1 << 20


@contextmanager
def gathered(stream: TextIO) -> Iterator[TextIO]:
    """The stream itself where it leads to a file, else a nameless one, whose content follows when it is whole.

    While somebody pages through an export, every write would otherwise wait for him, and fail after ten seconds.
    """
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        yield stream
        return
    try:
        held = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115  # closed below
    except OSError:
        # No folder for temporary files, as in some containers: better to be slow for others than not to answer.
        yield stream
        return
    with held:
        yield held
        held.seek(0)
        copyfileobj(held, stream, COPIED_CHARACTERS)
