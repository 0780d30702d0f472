"""What `doctor --fix` does: only what loses nothing, and a change to the database only after a backup of it."""

import stat
from collections.abc import Callable, Iterable
from contextlib import closing, suppress

from yogaflow_cli.domain.finding import Finding
from yogaflow_cli.paths import RIGHTS_OF_OTHERS, storage_failure
from yogaflow_cli.repository.backups import BEFORE_MENDING, BY_HAND, Backups
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.kept_totals import KeptTotals
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.repository.schema.m003_looking_back import FILL_NOTE_WORDS
from yogaflow_cli.repository.whole_schema import missing_parts
from yogaflow_cli.services.checkup.files import all_of, is_private, left_over
from yogaflow_cli.services.checkup.subject import Subject

MAKE_INDEXES = "REINDEX"


def mend(subject: Subject, findings: Iterable[Finding]) -> list[str]:
    """Does what can safely be done about the findings; what was done, in words.

    Raises:
        StorageError: something could not be mended; what was done before it stays done.
    """
    wanted = {finding.remedy for finding in findings}
    outside = [remedy for remedy in OUTSIDE if remedy in wanted]
    for remedy in outside:
        OUTSIDE[remedy][1](subject)
    inside = [remedy for remedy in INSIDE if remedy in wanted]
    if inside:
        mend_inside(subject, inside)
    return [OUTSIDE[remedy][0] for remedy in outside] + [INSIDE[remedy][0] for remedy in inside]


def mend_inside(subject: Subject, remedies: list[str]) -> None:
    """Mends the database itself, in one transaction, after a backup. Raises StorageError."""
    database = Database.opened(subject.database_path)
    with closing(database):
        Backups(database.path).keep(database.connection, BEFORE_MENDING, subject.now)
        with database.transaction():
            for remedy in remedies:
                INSIDE[remedy][1](database)


def make_private(subject: Subject) -> None:
    """Takes the rights of others away. Raises StorageError."""
    for path in all_of(subject):
        if not is_private(path):
            try:
                # The owner's own rights stay as they are.
                path.chmod(stat.S_IMODE(path.stat().st_mode) & ~RIGHTS_OF_OTHERS)
            except OSError as error:
                raise storage_failure(error, path) from error


def clear_leftovers(subject: Subject) -> None:
    """Removes what calls that were killed have left."""
    for path in left_over(subject):
        with suppress(OSError):
            path.unlink()


def back_up(subject: Subject) -> None:
    """Makes a backup. Raises StorageError."""
    with closing(Database.opened(subject.database_path)) as database:
        Backups(database.path).make(database.connection, BY_HAND, subject.now)


def make_indexes(database: Database) -> None:
    """Makes every index anew from its rows."""
    database.connection.execute(MAKE_INDEXES)


def make_missing_parts(database: Database) -> None:
    """Makes the indexes, triggers and views that are missing."""
    for part in missing_parts(database.connection):
        database.connection.execute(part.sql)


def add_up(database: Database) -> None:
    """Adds up the totals of every profile anew."""
    for profile in Profiles(database.connection).all():
        KeptTotals(database.connection, profile.profile_id).rebuild()


def index_notes(database: Database) -> None:
    """Makes the index of the words of notes anew."""
    database.connection.execute(FILL_NOTE_WORDS)


OUTSIDE: dict[str, tuple[str, Callable[[Subject], None]]] = {
    "permissions": ("took the rights of others away", make_private),
    "leftovers": ("removed unfinished files", clear_leftovers),
    "backup": ("made a backup", back_up),
}
INSIDE: dict[str, tuple[str, Callable[[Database], None]]] = {
    "schema": ("made what was missing of the schema", make_missing_parts),
    "indexes": ("made the indexes anew", make_indexes),
    "totals": ("added up the totals anew", add_up),
    "notes": ("indexed the notes anew", index_notes),
}
