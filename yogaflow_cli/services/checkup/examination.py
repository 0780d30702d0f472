"""All checks, in the order in which people read them. A new check is a function and a line here."""

from collections.abc import Callable, Iterator
from pathlib import Path

from yogaflow_cli.domain.finding import Finding, Level, problem
from yogaflow_cli.errors import StorageError
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.services.checkup import contents, files, surroundings
from yogaflow_cli.services.checkup.subject import Subject, with_database

Check = Callable[[Subject], Iterator[Finding]]

CONTENTS: tuple[Check, ...] = (
    contents.integrity,
    contents.schema,
    contents.references,
    contents.rules,
    contents.totals,
    contents.notes,
    contents.change_log,
)
CHECKS: tuple[Check, ...] = (
    files.database,
    *CONTENTS,
    files.backups,
    files.permissions,
    files.writing,
    files.leftovers,
    files.file_system,
    files.room,
    surroundings.tokens,
    surroundings.clock,
    surroundings.versions,
)


def examined(subject: Subject, checks: tuple[Check, ...] = CHECKS) -> Iterator[Finding]:
    """What the checks find; one that meets damage says so, and the others go on. Nothing is said twice."""
    said: set[str] = set()
    for check in checks:
        for finding in findings_of(check, subject):
            if finding.level is Level.FINE or finding.message not in said:
                said.add(finding.message)
                yield finding


def findings_of(check: Check, subject: Subject) -> Iterator[Finding]:
    """What one check finds, and that it could not go on where it could not."""
    name = check.__name__.replace("_", " ")
    try:
        yield from check(subject)
    except StorageError as error:
        yield problem(name, error.message, error.hint)
    except OSError as error:
        yield problem(name, storage_failure(error, Path(error.filename or subject.folders.data)).message)
    except (ArithmeticError, ValueError, LookupError):
        yield problem(name, f"{subject.database_path} holds what cannot be read.", "yogaflow backup list")


def damage_in(subject: Subject) -> Finding | None:
    """The first thing that is wrong inside the database, None where it is sound."""
    with with_database(subject) as opened:
        return next((finding for finding in examined(opened, CONTENTS) if finding.level is Level.PROBLEM), None)
