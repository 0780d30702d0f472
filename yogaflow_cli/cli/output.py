"""Where words go: answers to standard output, everything else to standard error."""

import json
import os
import sys
from typing import TextIO

from yogaflow_cli.cli.manner import Manner
from yogaflow_cli.text.cleaning import shown_note


class Output:
    """The two streams of one call."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        if not shows_everything(sys.stdout):
            # A terminal that cannot show a letter shows its number instead of ending the program.
            sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper, always

    def echo(self, text: str) -> None:
        """The answer of a command that did something; --quiet silences it."""
        if not self.manner.quiet:
            self.answer(text)

    def answer(self, text: str) -> None:
        """The answer of a command that was asked something."""
        sys.stdout.write(f"{shown_note(text)}\n")

    def answer_json(self, value: object) -> None:
        """The answer as JSON."""
        sys.stdout.write(f"{as_json(value)}\n")

    def flush(self) -> None:
        """Sends what was answered so far, before work that does not end."""
        sys.stdout.flush()

    def notice(self, text: str) -> None:
        """Something to know besides; --quiet silences it."""
        if not self.manner.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Something that nobody should miss."""
        sys.stdout.flush()
        try:
            sys.stderr.write(f"{shown_note(text)}\n")
            sys.stderr.flush()
        except OSError:
            # Nobody reads it any more; what the command does is not to end halfway for that.
            silence(sys.stderr)


def as_json(value: object) -> str:
    """A value as JSON that people can read too; its own escapes where standard output cannot show every letter."""
    text = json.dumps(value, ensure_ascii=not shows_everything(sys.stdout), indent=2)
    if text.replace("\n", "").isprintable():
        return text
    # What a terminal would obey is written as JSON's own escape.
    return "".join(sign if sign == "\n" or sign.isprintable() else json.dumps(sign)[1:-1] for sign in text)


def shows_everything(stream: TextIO) -> bool:
    """Whether a stream takes every letter there is."""
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def silence(stream: TextIO) -> None:
    """Lets a stream that cannot be written to swallow what is left; Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
