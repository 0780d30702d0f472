"""The wiring of a sync: what it works with, and how far it is on a terminal."""

import platform
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services.syncing.means import Means
from yogaflow_cli.sync.git import Git
from yogaflow_cli.text.cleaning import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from yogaflow_cli.services.syncing.merging import Watch

LONGEST_NAME = 64
MANY = 2000
"""So many practices take about a second to bring about."""


def means_of(workspace: Workspace, log: PracticeLog) -> Means:
    """What a sync of the proven profile works with."""
    git = Git(workspace.environment)
    name = shown(platform.node()).partition(".")[0][:LONGEST_NAME] or "a machine without a name"
    return Means(log, workspace.vault, git, workspace.sequences_folder, name, workspace.now)


def watch_of(workspace: Workspace, what: str) -> "Watch":
    """Shows a bar where the work is long, and somebody looks on."""

    def watch(total: int) -> "AbstractContextManager[Callable[[int], object] | None]":
        return progress(workspace, what, lambda: total, MANY)

    return watch
