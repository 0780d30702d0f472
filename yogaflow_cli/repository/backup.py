"""Copies of the whole database, private and whole or not there at all."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

from yogaflow_cli.paths import create_private_file, make_private_folder, storage_failure
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.failures import translated


def copy_of(database: Database, name: str, at: datetime) -> Path:
    """Copies the database into `backups/` beside it, under a name and an instant; the copy's path.

    Raises:
        StorageError: it could not be written whole.
    """
    folder = database.path.parent / "backups"
    make_private_folder(folder)
    copy = folder / f"{at:%Y%m%dT%H%M%S%f}-{name}.db"
    draft = copy.with_suffix(".part")
    create_private_file(draft)
    try:
        with translated(draft):
            # A plain cursor: what goes wrong is to be told of the copy.
            database.connection.cursor(sqlite3.Cursor).execute("VACUUM INTO ?", [str(draft)])
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(copy)
    except OSError as error:
        raise storage_failure(error, copy) from error
    finally:
        draft.unlink(missing_ok=True)
    return copy
