"""A backup in the database's place: checked, brought to the current schema, and put there in one step."""

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.domain.profile import ProvenProfile
from yogaflow_cli.errors import (
    InvalidValue,
    StorageDamaged,
    StorageError,
    StorageLocked,
    StorageMissing,
    StorageReadOnly,
)
from yogaflow_cli.paths import create_private_file, make_private_folder, storage_failure
from yogaflow_cli.repository.access import end_access
from yogaflow_cli.repository.backups import AS_IT_WAS, BEFORE_RESTORE, Backup, Backups, backup_of, fault_of, sessions_in
from yogaflow_cli.repository.connection import connection_to
from yogaflow_cli.repository.database import Database, has_content, refuse_unreadable
from yogaflow_cli.repository.numbering import go_on_from, numbers_given
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.repository.replacing import replace_database
from yogaflow_cli.repository.whole_copy import copy_bytes, draft_in, remove_draft, remove_drafts_in, vacuum_into
from yogaflow_cli.services.proving import enter

LIST = "See what can be restored: yogaflow backup list"
TOKENS = "SELECT name, token_hash FROM profiles"


class Restored(NamedTuple):
    """What was put in place, how many sessions it holds, and where what was there before is kept.

    `older_tokens` names the profiles whose token was another one, or was gone, when the database was replaced.
    """

    backup: Backup
    sessions: int
    kept: Backup | None
    kept_sessions: int | None
    older_tokens: tuple[str, ...]


def chosen_backup(database_path: Path, wanted: str, now: datetime) -> Backup:
    """The backup that a person names: `latest`, a file, or the name of one in the folder of backups.

    The latest is the latest sound one that was not made of what was then put right; one that a wrong clock dated after
    `now` comes last.

    Raises:
        StorageMissing: there is none.
        StorageError: it cannot be looked at.
        InvalidValue: it is the database itself.
    """
    backups = Backups(database_path)
    if wanted == "latest":
        return latest_sound(backups, now)
    for path in (Path(wanted), backups.folder / wanted):
        try:
            if not path.exists():
                continue
            if database_path.exists() and path.samefile(database_path):
                raise InvalidValue(f"{path} is the database itself.", LIST)
            if not path.is_file():
                raise InvalidValue(f"{path} is not a file.", LIST)
            return backup_of(path)
        except OSError as error:
            raise storage_failure(error, path) from error
    raise StorageMissing(f"There is no backup {wanted}.", LIST)


def latest_sound(backups: Backups, now: datetime) -> Backup:
    """The latest backup without a fault. Raises StorageMissing."""
    found = [backup for backup in backups.all() if backup.reason not in AS_IT_WAS]
    for backup in sorted(found, key=lambda each: each.made_at <= now, reverse=True):
        if fault_of(backup.path) is None:
            return backup
    many = f"None of the {len(found)} backups in {backups.folder} is sound." if found else None
    raise StorageMissing(
        many or f"There is no backup in {backups.folder}.", "Name a file that you kept: yogaflow restore FILE"
    )


def restore(database_path: Path, backup: Backup, now: datetime) -> Restored:
    """Puts a backup in the database's place; what was there is kept as a backup, sound or not.

    Every access ticket ends: who was locked out since is not let in by an older file. Numbers go on where they were.

    Raises:
        StorageDamaged: the backup is not sound, or no yogaflow database; nothing was changed.
        StorageError: it could not be read or put in place; nothing was changed.
    """
    backups = Backups(database_path)
    make_private_folder(database_path.parent)
    # Where it really lies: a link to it stays one.
    live = database_path.resolve()
    # A folder or a pipe is refused: SQLite would wait for the latter for ever.
    has_content(live)
    with backups.held() as alone:
        if not alone:
            raise StorageLocked(f"Another yogaflow is busy with {backups.folder}.", "Try again in a while.")
        remove_drafts_in(live.parent)
        draft = draft_in(live.parent)
        try:
            create_private_file(draft)
            take_from(backup.path, draft, database_path)
            replaced_tokens, tokens, sessions = tokens_of(live), tokens_of(draft) or set(), sessions_in(draft)
            make_ready(draft, numbers_given(live), now)
            kept = backups.free_name(BEFORE_RESTORE, now)
            was_there = replace_database(draft, live, kept)
        finally:
            remove_draft(draft)
    older = () if replaced_tokens is None else tuple(sorted(name for name, _ in tokens - replaced_tokens))
    if not was_there:
        return Restored(backup, sessions or 0, None, None, ())
    return Restored(backup, sessions or 0, backup_of(kept), sessions_in(kept), older)


def take_from(source: Path, draft: Path, database_path: Path) -> None:
    """Copies a backup into the draft, which is sound then. Raises StorageError."""
    try:
        with closing(connection_to(source, reads_only=True)) as connection:
            refuse_unreadable(connection, source)
            vacuum_into(connection, source, draft, database_path, None)
    except (StorageMissing, StorageReadOnly):
        # It was left in the middle of a write, which SQLite first has to end, and cannot where it lies.
        copy_bytes(source, draft)
    fault = fault_of(draft)
    if fault is not None:
        raise StorageDamaged(f"{source} cannot be restored: {fault.replace(str(draft), 'it')}.", LIST)


def make_ready(draft: Path, numbers: dict[str, int], now: datetime) -> None:
    """Brings the draft to the current schema, lets its numbers go on, and ends all tickets. Raises StorageError."""
    database = Database.opened(draft, has_backup=True)
    with closing(database):
        database.connection.execute("PRAGMA journal_mode = DELETE")
        with database.transaction():
            go_on_from(database.connection, numbers)
            for profile in Profiles(database.connection).all():
                end_access(database.connection, profile.profile_id)
                enter(database, ProvenProfile(profile), "restore", now, profile, profile)


def tokens_of(path: Path) -> set[tuple[str, str]] | None:
    """The name of every profile with its token's hash; None where the database cannot be read. Only reads."""
    try:
        with closing(connection_to(path, reads_only=True)) as connection:
            return set(connection.execute(TOKENS))
    except StorageError:
        return None
