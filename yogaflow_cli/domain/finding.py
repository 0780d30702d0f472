"""What `doctor` finds: one fact about the files or the machine, how bad it is, and what mends it."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad a finding is; only a problem makes `doctor` end with another code than 0."""

    FINE = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


class Finding(NamedTuple):
    """A finding of the check with that name. `mend` is the command that mends it.

    `remedy` names what `doctor --fix` does about it, and is None where a person has to decide.
    """

    check: str
    level: Level
    message: str
    mend: str | None = None
    remedy: str | None = None


def fine(check: str, message: str) -> Finding:
    """A check that found nothing wrong."""
    return Finding(check, Level.FINE, message)


def warning(check: str, message: str, mend: str | None = None, remedy: str | None = None) -> Finding:
    """What may do harm some day."""
    return Finding(check, Level.WARNING, message, mend, remedy)


def problem(check: str, message: str, mend: str | None = None, remedy: str | None = None) -> Finding:
    """What is wrong now."""
    return Finding(check, Level.PROBLEM, message, mend, remedy)


def is_sound(findings: list[Finding]) -> bool:
    """Whether nothing is wrong now."""
    return all(finding.level is not Level.PROBLEM for finding in findings)


def counted(number: int, thing: str) -> str:
    """So many things, and the verb that goes with them."""
    return f"{number} {thing} is" if number == 1 else f"{number} {thing}s are"
