"""A practice log on a real file, for tests; and everything that such a file holds, to compare."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.kept_totals import assert_totals_agree
from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.domain.session_object import session_record
from yogaflow_cli.domain.side import Side
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.repository.sessions import SessionFilter

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday, and the first instant of most tests."""

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)

Dump = dict[str, object]


def log_of(database: Database, name: str = "maya") -> PracticeLog:
    """The log of a profile with that name, made when it is missing."""
    profiles = Profiles(database.connection)
    if profiles.by_name(name) is None:
        with database.transaction():
            profiles.add(name, None, "0" * 64, "file", None, NOON)
    profile = profiles.by_name(name)
    assert profile is not None
    return PracticeLog(database, ProvenProfile(profile))


def new_log(folder: Path) -> PracticeLog:
    """The log of maya, in a new file in that folder."""
    return log_of(Database.created(folder / "yogaflow.db"))


@contextmanager
def fresh_log() -> Iterator[PracticeLog]:
    """A new log of maya for one test, or one example of a property.

    On a file system in memory where there is one: an example may commit a hundred times, and none is about the disk.
    """
    with tempfile.TemporaryDirectory(dir=folder_in_memory()) as folder:
        log = copied_log(Path(folder))
        try:
            yield log
        finally:
            log.database.close()


def folder_in_memory() -> Path | None:
    """A folder whose files are files as any other, but for the disk below them; None where the system has none."""
    shared = Path("/dev/shm")
    return shared if os.access(shared, os.W_OK) else None


def copied_log(folder: Path) -> PracticeLog:
    """The log of maya, in a new file in that folder: a copy, as making the schema takes ten times as long."""
    folder.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(template(), folder / "yogaflow.db")
    return new_log(folder)


@cache
def template() -> Path:
    """A file with the schema, maya and nothing else."""
    folder = Path(TEMPLATE_FOLDER.name)
    new_log(folder).database.close()
    return folder / "yogaflow.db"


TEMPLATE_FOLDER = tempfile.TemporaryDirectory()


def dump(log: PracticeLog) -> Dump:
    """All that a person would miss: every session with its day and state, every setting, every rest.

    Whoever looks also sees that the totals kept beside them agree.
    """
    assert_totals_agree(log)
    days = dict(log.connection.execute("SELECT session_id, practice_day FROM sessions"))
    seconds = dict(log.connection.execute("SELECT session_id, duration_seconds FROM sessions"))
    sessions = [
        {
            **session_record(session),
            "state": session.state.value,
            "practice_day": days[session.number],
            "seconds": seconds[session.number],
        }
        for session in log.sessions.listed(SessionFilter(), newest_first=False)
    ]
    held: Dump = {"sessions": sessions, "settings": log.settings.all_stored()}
    if rests := [rest.as_record() for rest in log.rests.all()]:
        held["rests"] = rests
    return held


def sequence(steps: int = 50, seconds: int = 1800, slug: str = "sun-salutation-a") -> Sequence:
    """A sequence of equal steps."""
    step = Step("tadasana", "Mountain", seconds * 1000 // steps, 6000, side=Side.LEFT)
    return Sequence(slug, slug.replace("-", " ").title(), (step,) * steps, style="ashtanga")
