"""All checks, in the order in which people read them. A new check is a function and a line here."""

from collections.abc import Callable, Iterator

from yogaflow_cli.domain.finding import Finding, problem
from yogaflow_cli.errors import StorageError
from yogaflow_cli.services.checkup import contents, files, surroundings
from yogaflow_cli.services.checkup.subject import Subject

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    files.database,
    contents.structure,
    contents.references,
    contents.rules,
    contents.totals,
    contents.note_words,
    contents.changes,
    files.backups,
    files.permissions,
    files.unfinished,
    files.file_system,
    files.room,
    surroundings.tokens,
    surroundings.clock,
    surroundings.versions,
)


def examined(subject: Subject) -> Iterator[Finding]:
    """What every check finds; one that meets damage says so, and the others go on."""
    for check in CHECKS:
        try:
            yield from check(subject)
        except StorageError as error:
            yield problem(check.__name__.replace("_", " "), error.message, error.hint)
