"""The exit codes of the contract, and the one place that turns an error into one."""

from enum import IntEnum

from yogaflow_cli.errors import (
    Conflict,
    Interrupted,
    InvalidValue,
    NeedsAnAnswer,
    NotProven,
    NotThere,
    NotYours,
    StorageError,
    SyncUnreachable,
    Terminated,
    UsageMistake,
    YogaflowError,
)


class ExitCode(IntEnum):
    """What a command's end means to a script."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOT_THERE = 3
    NOT_PROVEN = 4
    NOT_YOURS = 5
    CONFLICT = 6
    STORAGE = 7
    UNREACHABLE = 8
    INTERRUPTED = 130
    TERMINATED = 143


CODES: tuple[tuple[type[YogaflowError], ExitCode], ...] = (
    (UsageMistake, ExitCode.USAGE),
    (InvalidValue, ExitCode.USAGE),
    (NeedsAnAnswer, ExitCode.USAGE),
    (NotThere, ExitCode.NOT_THERE),
    (NotProven, ExitCode.NOT_PROVEN),
    (NotYours, ExitCode.NOT_YOURS),
    (Conflict, ExitCode.CONFLICT),
    (StorageError, ExitCode.STORAGE),
    (SyncUnreachable, ExitCode.UNREACHABLE),
    (Interrupted, ExitCode.INTERRUPTED),
    (Terminated, ExitCode.TERMINATED),
)


def exit_code_for(error: YogaflowError) -> ExitCode:
    """The exit code of an error; a class that nobody listed is a bug."""
    for kind, code in CODES:
        if isinstance(error, kind):
            return code
    return ExitCode.BUG
