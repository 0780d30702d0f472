"""What the server works with; the command line, which knows folders and clock, puts it together."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.settings import TIME_ZONE
from yogaflow_cli.errors import YogaflowError
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog


class Means(NamedTuple):
    """Folders, clock and what follows a write.

    `open_database` gives a connection that any thread may use, and that waits so many seconds for who else writes; None
    where nothing was recorded yet. `moment` is the clock, in UTC to the millisecond. When a write is on disk, `publish`
    lets prompts see it, and `after_write` does the rest; `mistake` keeps what nobody foresaw and gives the line to say.
    """

    open_database: Callable[[float], Database | None]
    data_folder: Path
    sequences_folder: Path
    moment: Callable[[], datetime]
    machine_zone: str
    publish: Callable[[Database], None]
    after_write: Callable[[PracticeLog], None]
    mistake: Callable[[BaseException], YogaflowError]

    def zone_name(self, log: PracticeLog) -> str:
        """The name of the zone that a profile's times are given in: its setting, else the machine's."""
        setting = log.settings.value(TIME_ZONE)
        return self.machine_zone if setting == TIME_ZONE.default else setting
