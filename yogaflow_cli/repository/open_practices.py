"""The state file: the open practice of every profile, put there after each write for prompts that start no program.

No token is asked for: it holds no more than the database beside it, and as privately, and never a note.
"""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.session import PracticeSession, SessionState, total
from yogaflow_cli.domain.session_object import session_object, text_of
from yogaflow_cli.errors import StorageError
from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.prompt.state import ENDLESS, KEPT, OpenPractice, written
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.file_lock import held
from yogaflow_cli.repository.milliseconds import MILLISECOND, to_milliseconds
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.repository.session_rows import session_of_row
from yogaflow_cli.repository.sessions import OPEN
from yogaflow_cli.repository.settings import stored_day_start
from yogaflow_cli.text.cleaning import harmless

FREE_PRACTICE = "practice"
PATIENCE_SECONDS = 1.0
"""Others hold the file's lock for as long as it takes to replace it."""

GUIDE_IS_SEEN_FOR = timedelta(seconds=20)
"""A guide saves every 15 seconds: what a prompt counts ends a little later when it saves no more."""


UNREADABLE = (ValueError, TypeError, ArithmeticError)
"""What a row of another hand may be read with."""


def publish(path: Path, database: Database) -> None:
    """Replaces the state file by what the database holds now.

    Whoever finds that another process has written since leaves it to that one, which does the same when its write is
    on disk: the last writer of many replaces the file, and all others look once. What cannot be read or written is
    left, for what was acknowledged is on disk: the old file's time of change is not that of the database any more, and
    no reader shows it.
    """
    with suppress(StorageError, OSError, *UNREADABLE):
        make_private_folder(path.parent)
        version = database.data_version()
        # Before the rows are read: a write that comes between makes the file one that is behind.
        dated_ns = database.path.stat().st_mtime_ns
        content = state_of(database).encode("utf-8", "replace")
        with held(path.with_name(f"{path.name}.lock"), PATIENCE_SECONDS) as alone:
            if alone and database.data_version() == version:
                write_private_file(path, content, lasting=False, dated_ns=dated_ns)


def state_of(database: Database) -> str:
    """The state file's text."""
    profiles = Profiles(database.connection)
    meant = profiles.meant()
    practices = [practice for profile in profiles.all() if (practice := open_practice(database, profile)) is not None]
    return written(meant.name if meant else None, practices)


def open_practice(database: Database, profile: Profile) -> OpenPractice | None:
    """The open practice of a profile that started last."""
    row = database.connection.execute(OPEN, [profile.profile_id]).fetchone()
    if row is None:
        return None
    session = session_of_row(row)
    day_starts_at = stored_day_start(database.connection, profile.profile_id)
    texts = session_object(session, profile, day_starts_at, session.started_at)
    return OpenPractice(
        profile=profile.name,
        state=session.state.value,
        times=times_of(session),
        name=harmless(session.sequence.slug if session.sequence else session.style or FREE_PRACTICE),
        values={key: text_of(texts[key]) for key in KEPT},
    )


def times_of(session: PracticeSession) -> tuple[int, int, int, int]:
    """What was counted, since when and until when it counts on, and the start, in milliseconds."""
    started_ms = to_milliseconds(session.started_at)
    last = session.segments[-1] if session.segments else None
    if session.state is not SessionState.ACTIVE or last is None or last.ended_at is not None or last.stated is not None:
        return session.active_time(session.started_at) // MILLISECOND, 0, 0, started_ms
    counted = total(segment.active_time(last.started_at) for segment in session.segments[:-1])
    seen_at = None if session.guide is None else session.guide.seen_at
    until_ms = ENDLESS if seen_at is None else to_milliseconds(seen_at + GUIDE_IS_SEEN_FOR)
    return counted // MILLISECOND, to_milliseconds(last.started_at), until_ms, started_ms
