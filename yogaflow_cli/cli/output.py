"""Where words go: answers to standard output, everything else to standard error."""

import json
import sys

from yogaflow_cli.cli.manner import Manner


class Output:
    """The two streams of one call."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
            # A terminal that cannot show a letter shows its number instead of ending the program.
            sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper, always

    def echo(self, text: str) -> None:
        """The answer of a command that did something; --quiet silences it."""
        if not self.manner.quiet:
            self.answer(text)

    def answer(self, text: str) -> None:
        """The answer of a command that was asked something."""
        sys.stdout.write(f"{text}\n")

    def answer_json(self, value: object) -> None:
        """The answer as JSON."""
        self.answer(as_json(value))

    def notice(self, text: str) -> None:
        """Something to know besides; --quiet silences it."""
        if not self.manner.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Something that nobody should miss."""
        sys.stdout.flush()
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def as_json(value: object) -> str:
    """A value as JSON that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2)
