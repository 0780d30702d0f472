"""`yogaflow-prompt`: the open practice as one short text, for prompts and status bars.

It reads the state file and the database's time of change, writes nothing, asks nothing, and where it cannot tell says
nothing. All that it imports takes part of 1.4 S: no typing, no datetime, no json, no pathlib.
"""

import os
import sys
from stat import S_ISREG
from time import time
from unicodedata import normalize

from yogaflow_cli import __version__
from yogaflow_cli.errors import InvalidValue, YogaflowError
from yogaflow_cli.places import usual_folder
from yogaflow_cli.prompt.state import COMPUTED, KNOWN, STATE_FILE, OpenPractice, read_state
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.template import filled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

PAUSED = "paused"
LIMIT_MS = 4 * 3600 * 1000
MOST_BYTES = 1_000_000
USAGE_EXIT = 2
STDOUT, STDERR = 1, 2
NOT_WAITING = getattr(os, "O_NONBLOCK", 0)
"""A pipe in the file's place is not waited for."""

NAMES_A_LINE = 6
HELP = """\
Usage: yogaflow-prompt [TEMPLATE] [-p, --profile NAME] [-h, --help] [--version]

The open practice as one short text for prompts and status bars; nothing when there is none.
TEMPLATE is a line such as '{sequence} {minutes} min'; {{ and }} are braces. Its names are:
"""


def main() -> None:
    """The program."""
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: list[str]) -> int:
    """Prints the text; the exit code: 0, or 2 for a call without a meaning."""
    try:
        if "-h" in arguments or "--help" in arguments:
            say(help_text())
        elif "--version" in arguments:
            say(f"yogaflow-prompt {__version__}")
        else:
            say(text_for(*read_call(arguments)))
    except InvalidValue as error:
        say(f"yogaflow-prompt: {error.message}\n  {error.hint}", STDERR)
        return USAGE_EXIT
    return 0


def help_text() -> str:
    """What it takes."""
    lines = (KNOWN[at : at + NAMES_A_LINE] for at in range(0, len(KNOWN), NAMES_A_LINE))
    return HELP + "\n".join(f"  {' '.join(names)}" for names in lines)


def say(text: str, descriptor: int = STDOUT) -> None:
    """Prints a line, whatever the encoding; nothing for nothing, and for a reader that has gone."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if text:
        try:
            os.write(descriptor, f"{text}\n".encode(encoding, "replace"))
        except OSError:
            return


def read_call(arguments: list[str]) -> tuple[str | None, str | None]:
    """The template and the profile that a call names.

    Raises:
        InvalidValue: it has no meaning.
    """
    template = profile = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, has_value, value = word.partition("=")
        if word in ("-p", "--profile"):
            if not rest:
                raise InvalidValue(f"{word} needs a name.", "Such as: yogaflow-prompt --profile maya")
            profile = rest.pop(0)
        elif name == "--profile" and has_value:
            profile = value
        elif word.startswith("-") and "{" not in word:
            raise InvalidValue(f"There is no option {shown(word)}.", "See: yogaflow-prompt --help")
        elif template is not None:
            raise InvalidValue("There are two templates.", "Quote it: yogaflow-prompt '{sequence} {minutes} min'")
        else:
            template = word
    return template, profile


def text_for(template: str | None, profile: str | None) -> str:
    """The open practice in one line, empty where there is none. Raises as `filled`."""
    if template is not None:
        # A mistake in it is told whether a practice is open or not.
        filled(template, dict.fromkeys(KNOWN, ""))
    wanted = profile or os.environ.get("YOGAFLOW_PROFILE") or ""
    practice = open_practice(normalize("NFKC", wanted).casefold())
    if practice is None:
        return ""
    now_ms = int(time() * 1000)
    return line(practice, now_ms) if template is None else filled(template, values_at(practice, now_ms))


def line(practice: OpenPractice, now_ms: int) -> str:
    """The short text: `sun-salutation-a 12m`, and `paused` or `over 4h` behind it; the shells say it alike."""
    active_ms = practice.active_ms(now_ms)
    hours, minutes = divmod(active_ms // 60_000, 60)
    words = [practice.name, f"{hours}h{minutes:02}m" if hours else f"{minutes}m"]
    if practice.state == PAUSED:
        words.append(PAUSED)
    if active_ms > LIMIT_MS:
        words.append("over 4h")
    return " ".join(words)


def values_at(practice: OpenPractice, now_ms: int) -> dict[str, str]:
    """Every name that a template may hold, with its text at a moment."""
    seconds, elapsed_seconds = practice.active_ms(now_ms) // 1000, practice.elapsed_ms(now_ms) // 1000
    computed = (
        str(seconds),
        str(elapsed_seconds),
        str(seconds // 60),
        f"{elapsed_seconds // 60:02}:{elapsed_seconds % 60:02}",
    )
    return {**practice.values, **dict(zip(COMPUTED, computed, strict=True))}


def open_practice(profile: str) -> OpenPractice | None:
    """The open practice of a profile, None where there is none, or where the file is damaged or behind."""
    try:
        practice = read_state(text_of(f"{folder('state')}/{STATE_FILE}"), profile)
    except (OSError, ValueError, YogaflowError):
        return None
    return practice if practice is None or shown(practice.name) == practice.name else None


def text_of(path: str) -> str:
    """The state file's text.

    Raises:
        OSError: it, or the database, cannot be read.
        ValueError: it is no file, no text, or behind the database.
    """
    descriptor = os.open(path, os.O_RDONLY | NOT_WAITING)
    try:
        status = os.fstat(descriptor)
        if not S_ISREG(status.st_mode):
            raise ValueError("not a file")
        # pathlib takes 6 ms to import.
        if os.stat(f"{folder('data')}/yogaflow.db").st_mtime_ns != status.st_mtime_ns:  # noqa: PTH116
            raise ValueError("the database has another time of change")
        return os.read(descriptor, MOST_BYTES).decode()
    finally:
        os.close(descriptor)


def folder(kind: str) -> str:
    """The folder of a kind, `data` or `state`. Raises YogaflowError where it cannot be told."""
    usual = usual_folder(os.environ, kind)
    if usual is not None:
        return usual
    # A seam: platformdirs takes 13 ms, and Linux hardly ever needs it.
    from yogaflow_cli.paths import folders  # noqa: PLC0415

    found: Path = getattr(folders(os.environ), kind)
    return str(found)
