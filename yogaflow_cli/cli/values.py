"""From what was typed to values: one strict grammar for numbers, sessions, statuses and words."""

import sys

from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.errors import InvalidValue, SessionNotFound
from yogaflow_cli.services.choosing import SessionReference
from yogaflow_cli.services.practice import Said
from yogaflow_cli.text import names
from yogaflow_cli.text.cleaning import NOTE_LIMIT, clean_note, quoted
from yogaflow_cli.text.numbers import MOST_DIGITS, is_digits, whole_number

MOST_POSES = 100_000
MOST_NOTE_BYTES = 65_536
"""More than any note has, blank lines around it included; what is longer is refused, never cut."""


def session_reference(text: str | None) -> SessionReference:
    """The session that a text names.

    Raises:
        InvalidValue: it is neither a number nor `last`.
    """
    if text is None:
        return None
    if text == "last":
        return "last"
    if not is_digits(text, most=len(text)):
        raise InvalidValue(f"{quoted(text)} is not a session.", "Give its number, or last: yogaflow show 12")
    if len(text.lstrip("0")) > MOST_DIGITS:
        raise SessionNotFound(f"There is no session {text[:30]}.", "See them with: yogaflow history")
    return int(text)


def status(text: str | None) -> CompletionStatus | None:
    """The completion status with that name. Raises InvalidValue for another word."""
    if text is None:
        return None
    try:
        return CompletionStatus(text)
    except ValueError as error:
        raise InvalidValue(f"There is no status {quoted(text)}.", "It is completed, partial or abandoned.") from error


def tags(texts: list[str] | None) -> tuple[str, ...]:
    """The tags, each once, in order. Raises InvalidValue."""
    return tuple(sorted({names.tag(text) for text in texts or ()}))


def style(text: str | None) -> str | None:
    """The style. Raises InvalidValue."""
    return None if text is None else names.style(text)


def note(text: str | None) -> str | None:
    """The note; `-` reads standard input. Raises InvalidValue."""
    if text is None:
        return None
    return clean_note(note_from_input() if text == "-" else text)


def note_from_input() -> str:
    """Standard input as text. Raises InvalidValue when it is not UTF-8."""
    content = sys.stdin.buffer.read(MOST_NOTE_BYTES + 1)
    if len(content) > MOST_NOTE_BYTES:
        raise InvalidValue(f"The note is too long, at most {NOTE_LIMIT} characters fit.", "Shorten it.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidValue("The note is not valid UTF-8.", "Convert it first: iconv -t UTF-8") from error


def scale(text: str | None, what: str, most: int) -> int | None:
    """A whole number from 1 to `most`. Raises InvalidValue."""
    return None if text is None else whole_number(text, what, 1, most)


def poses(text: str | None) -> int | None:
    """A count of steps. Raises InvalidValue."""
    return None if text is None else whole_number(text, "--poses", 0, MOST_POSES)


def said(
    *,
    tag: list[str] | None = None,
    style_text: str | None = None,
    note_text: str | None = None,
    mood: str | None = None,
    energy: str | None = None,
    effort: str | None = None,
    poses_text: str | None = None,
    status_text: str | None = None,
) -> Said:
    """What the person said of a practice. Raises InvalidValue."""
    return Said(
        tags=tags(tag),
        style=style(style_text),
        note=note(note_text),
        mood=scale(mood, "--mood", 5),
        energy=scale(energy, "--energy", 5),
        effort=scale(effort, "--effort", 10),
        poses=poses(poses_text),
        status=status(status_text),
    )
