"""Work that takes a while: a bar on a terminal's standard error, and nothing anywhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yogaflow_cli.cli.workspace import Workspace


@contextmanager
def progress(
    workspace: Workspace, what: str, measured: Callable[[], int], many: int
) -> Iterator[Callable[[int], None] | None]:
    """What to tell how much more of the `measured` work is done; None where nobody sees it, or it is under `many`."""
    if not is_watched(workspace) or (total := measured()) < many:
        yield None
        return
    # A seam: rich takes 3.3 times `import sqlite3`, and only long work on a terminal shows a bar.
    from yogaflow_cli.presentation.progress_bar import progress_bar  # noqa: PLC0415

    with progress_bar(what, total) as advance:
        yield advance


def is_watched(workspace: Workspace) -> bool:
    """Whether a person would see a bar, and wants one."""
    if workspace.manner.quiet or workspace.environment.get("TERM") == "dumb" or not sys.stderr.isatty():
        return False
    return not workspace.plain
