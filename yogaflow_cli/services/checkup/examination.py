"""All checks, in the order in which people read them. A new check is a function and a line here."""

from collections.abc import Callable, Iterator

from yogaflow_cli.domain.finding import Finding, Level, problem
from yogaflow_cli.errors import StorageError
from yogaflow_cli.services.checkup import contents, files, surroundings
from yogaflow_cli.services.checkup.subject import Subject, with_database

Check = Callable[[Subject], Iterator[Finding]]

CONTENTS: tuple[Check, ...] = (
    contents.structure,
    contents.references,
    contents.rules,
    contents.totals,
    contents.note_words,
    contents.changes,
)
CHECKS: tuple[Check, ...] = (
    files.database,
    *CONTENTS,
    files.backups,
    files.permissions,
    files.unfinished,
    files.file_system,
    files.room,
    surroundings.tokens,
    surroundings.clock,
    surroundings.versions,
)


def examined(subject: Subject, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """What the checks find; one that meets damage says so, and the others go on."""
    for check in checks:
        try:
            yield from check(subject)
        except StorageError as error:
            yield problem(check.__name__.replace("_", " "), error.message, error.hint)


def damage_in(subject: Subject) -> Finding | None:
    """The first thing that is wrong inside the database, None where it is sound."""
    with with_database(subject) as opened:
        return next((finding for finding in examined(opened, CONTENTS) if finding.level is Level.PROBLEM), None)
