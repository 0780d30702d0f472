"""The person's editor: run on a file, and what is said of a mistake in what it left."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from yogaflow_cli.errors import Interrupted, InvalidValue, YogaflowError
from yogaflow_cli.text.cleaning import shown

LAST_RESORT = "notepad" if os.name == "nt" else "vi"
STOPPED = (-signal.SIGINT, 128 + signal.SIGINT)
"""How a program ends that Ctrl-C ended, run directly and by a shell."""


def run_editor(page: Path, environment: Mapping[str, str], otherwise: str) -> None:
    """Opens the page in VISUAL or EDITOR, and waits; `otherwise` says what holds when that fails.

    Raises:
        InvalidValue: it is not there, or ended with a failure.
        Interrupted: Ctrl-C ended it.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or LAST_RESORT
    try:
        # The variable may hold options too: EDITOR="code --wait".
        words = [*shlex.split(command), str(page)]
        with interrupts_left_to_others():
            ended = subprocess.run(words, check=False)
    except (OSError, ValueError) as error:
        raise InvalidValue(f"The editor {command!r} cannot be run.", otherwise) from error
    if ended.returncode in STOPPED:
        raise Interrupted("The editor was stopped.", otherwise)
    if ended.returncode:
        raise InvalidValue(f"The editor {command!r} ended with a failure.", otherwise)


@contextmanager
def interrupts_left_to_others() -> Iterator[None]:
    """Ctrl-C reaches every program on the terminal: in vi it means something else than to end us, and vi with us."""
    # A function of ours, and not SIG_IGN: the editor would inherit that.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def tell_of_mistake(error: YogaflowError) -> None:
    """Says on standard error what is wrong, and what would be right."""
    sys.stdout.flush()
    sys.stderr.write(f"yogaflow: {shown(error.message)}\n" + (f"  {shown(error.hint)}\n" if error.hint else ""))
