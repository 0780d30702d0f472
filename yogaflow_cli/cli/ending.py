"""How a call ends: the error in one clear line and a hint, as JSON where asked for, and the exit code."""

import json
import os
import sys
import traceback
from errno import ENOSPC, errorcode
from pathlib import Path

from yogaflow_cli.cli.exit_codes import ExitCode, exit_code_for
from yogaflow_cli.cli.output import shows_everything, silence
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import Interrupted, StorageError, StorageFull, YogaflowError
from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.presentation.wording import sentence
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import looks_like_part_of_a_time

FAILURES_TO_PRINT = ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "EBADF")
"""What standard output fails with; the same failures of our own files arrive here as a StorageError."""

TIME_OPTIONS = ("--at", "--start", "--end", "--ago")


def ending_of(error: BaseException, arguments: list[str], workspace: Workspace) -> int:
    """Says what went wrong and returns the exit code; a reader that went away is no failure."""
    failure = failure_to_print()
    if failure is not None and isinstance(error, SystemExit):
        error = failure
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    if isinstance(error, BrokenPipeError):
        return ExitCode.DONE
    if isinstance(error, KeyboardInterrupt):
        error = Interrupted("Stopped. Nothing was changed.")
    if isinstance(error, OSError) and errorcode.get(error.errno or 0, "") in FAILURES_TO_PRINT:
        error = unprinted(error)
    if not isinstance(error, YogaflowError):
        # A seam: a mistake that nobody foresaw is rare, and to look whether the file is sound takes much to import.
        from yogaflow_cli.cli.examined import damage_of  # noqa: PLC0415

        error = damage_of(workspace) or bug(error, workspace)
    as_json = workspace.manner.json or "--json" in arguments
    report(error, hint_to_quote(error, arguments) or error.hint, as_json)
    return exit_code_for(error)


def report(error: YogaflowError, hint: str | None, as_json: bool) -> None:
    """Prints an error on standard error."""
    message = sentence(shown(error.message))
    hint = None if hint is None else shown(hint)
    if as_json:
        told = {"error": {"code": error.code, "message": message, "hint": hint}}
        text = json.dumps(told, ensure_ascii=not shows_everything(sys.stderr))
    else:
        text = f"yogaflow: {message}" + (f"\n  {hint}" if hint else "")
    print_to(sys.stderr.fileno(), text)


def print_to(descriptor: int, text: str) -> None:
    """Writes a line, whatever the encoding of the terminal and however closed it is."""
    try:
        os.write(descriptor, f"{text}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    except OSError:
        return


def failure_to_print() -> OSError | None:
    """What keeps the answers given so far from leaving, None when they have left."""
    try:
        sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        return error
    return None


def unprinted(error: OSError) -> StorageError:
    """What to say when standard output cannot be written."""
    kind = StorageFull if error.errno == ENOSPC else StorageError
    return kind(f"The answer cannot be written: {error.strerror}.", "What was recorded is kept. See: yogaflow history")


def hint_to_quote(error: YogaflowError, arguments: list[str]) -> str | None:
    """The hint to quote a time, when a stray part of one stands behind a time option."""
    if exit_code_for(error) not in (ExitCode.USAGE, ExitCode.NOT_THERE):
        return None
    for option, first, second in zip(arguments, arguments[1:], arguments[2:], strict=False):
        if option in TIME_OPTIONS and looks_like_part_of_a_time(second):
            return f'Quote a time of two words: {option} "{first} {second}"'
    return None


def bug(error: BaseException, workspace: Workspace) -> YogaflowError:
    """An error that nobody foresaw: its traceback goes into a file, one line to the person."""
    try:
        folder = workspace.folders.state
        make_private_folder(folder)
        path = folder / "traceback.txt"
        text = "".join(traceback.format_exception(error))
        write_private_file(path, text.encode("utf-8", "backslashreplace"))
    except (YogaflowError, OSError):
        path = Path()
    where = f"What happened is in {path}" if path.name else "Run it again with PYTHONDEVMODE=1"
    return YogaflowError(f"A mistake of yogaflow itself: {type(error).__name__}.", where)
