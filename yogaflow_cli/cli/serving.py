"""The wiring of the server: folders, clock, and what follows each write of a process that goes on for days."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread

from yogaflow_cli.cli.background import start_in_background
from yogaflow_cli.cli.ending import bug
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.settings import SYNC_AFTER
from yogaflow_cli.repository.backup_names import has_daily
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.milliseconds import to_milliseconds
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.server.means import Means
from yogaflow_cli.zones import system_zone_name

TRY_AGAIN_AFTER = timedelta(minutes=1)
"""A backup takes seconds, and others write meanwhile; one that could not be made, as on a full disk, is tried again."""


def means_of_serving(workspace: Workspace) -> Means:
    """What the server works with."""

    def open_database(patience_seconds: float) -> Database | None:
        return Database.existing(workspace.database_path, None, patience_seconds, one_thread=False)

    return Means(
        open_database=open_database,
        data_folder=workspace.folders.data,
        sequences_folder=workspace.sequences_folder,
        moment=workspace.moment,
        machine_zone=system_zone_name(workspace.environment),
        publish=workspace.publish,
        after_write=AfterWrite(workspace),
        mistake=partial(bug, workspace=workspace),
    )


class AfterWrite:
    """Does after a write what a command does at its end, in processes that no client waits for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.tried: datetime | None = None

    def __call__(self, log: PracticeLog) -> None:
        """Begins the backup of the day where there is none, and the sync where it is to follow every write."""
        path, now = log.database.path, self.workspace.moment()
        if not has_daily(path, now) and (self.tried is None or now - self.tried >= TRY_AGAIN_AFTER):
            self.tried = now
            begin("yogaflow_cli.cli.daily_backup", [str(path), str(to_milliseconds(now))], path.parent)
        if log.syncs() and log.settings.value(SYNC_AFTER) == "true":
            begin("yogaflow_cli.cli.background_sync", [log.profile.profile.name], path.parent)


def begin(module: str, arguments: list[str], folder: Path) -> None:
    """Starts the module as a program of its own, and takes note of its end, which otherwise would stay in the table of
    processes for as long as the server runs."""
    Thread(target=start_in_background(module, arguments, folder).wait, daemon=True).start()
