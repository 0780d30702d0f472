"""The backup that the first write of a day makes, when its answer was given; as a program, the same in the background.

`python -m yogaflow_cli.cli.daily_backup DATABASE MILLISECONDS` makes it for a database too large to wait for.
"""

import os
import sys
from contextlib import closing, suppress
from pathlib import Path

from yogaflow_cli.cli.background import start_in_background
from yogaflow_cli.cli.output import Output
from yogaflow_cli.errors import StorageError
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.milliseconds import from_milliseconds, to_milliseconds
from yogaflow_cli.services.backing_up import back_up_the_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

LARGE_BYTES = 64 * 1024 * 1024
"""So large a database takes about a second to copy and to check: longer than anybody waits for a shell's prompt."""


def back_up_after_write(database: Database, now: "datetime", output: Output) -> None:
    """Makes the backup of the day; what keeps it from being made is a warning, for all is done."""
    try:
        if database.path.stat().st_size > LARGE_BYTES:
            arguments = [str(database.path), str(to_milliseconds(now))]
            start_in_background(__spec__.name, arguments, database.path.parent)
        else:
            back_up_the_day(database, now)
    except (StorageError, OSError) as error:
        told = (error.message if isinstance(error, StorageError) else str(error)).rstrip(".")
        output.warn(f"There is no backup of today: {told}. What you did is recorded.\n  See: yogaflow doctor")
    except KeyboardInterrupt:
        # The next write makes it.
        return


def main(path: str, milliseconds: str) -> None:
    """Makes the backup; whatever keeps it from being made, the next write tries again."""
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(StorageError):
        database = Database.existing(Path(path))
        if database is not None:
            with closing(database):
                back_up_the_day(database, from_milliseconds(int(milliseconds)))


if __name__ == "__main__":
    main(*sys.argv[1:])
