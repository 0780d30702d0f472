"""How a call ends: the error in one clear line and a hint, as JSON where asked for, and the exit code."""

import json
import os
import sys
import traceback
from pathlib import Path

from yogaflow_cli.cli.exit_codes import ExitCode, exit_code_for
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import Interrupted, YogaflowError
from yogaflow_cli.paths import make_private_folder, write_private_file
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import looks_like_part_of_a_time

TIME_OPTIONS = ("--at", "--start", "--end", "--ago")


def ending_of(error: BaseException, arguments: list[str], workspace: Workspace) -> int:
    """Says what went wrong and returns the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(bool(error.code))
    if isinstance(error, BrokenPipeError):
        return ExitCode.DONE
    if isinstance(error, KeyboardInterrupt):
        error = Interrupted("Stopped. Nothing was changed.")
    if not isinstance(error, YogaflowError):
        error = bug(error, workspace)
    as_json = workspace.manner.json or "--json" in arguments
    report(error, hint_to_quote(error, arguments) or error.hint, as_json)
    return exit_code_for(error)


def report(error: YogaflowError, hint: str | None, as_json: bool) -> None:
    """Prints an error on standard error."""
    message = shown(error.message)
    hint = None if hint is None else shown(hint)
    if as_json:
        text = json.dumps({"error": {"code": error.code, "message": message, "hint": hint}}, ensure_ascii=False)
    else:
        text = f"yogaflow: {message}" + (f"\n  {hint}" if hint else "")
    print_to(sys.stderr.fileno(), text)


def print_to(descriptor: int, text: str) -> None:
    """Writes a line, whatever the encoding of the terminal and however closed it is."""
    try:
        os.write(descriptor, f"{text}\n".encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    except OSError:
        return


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
