"""Questions to a person at a terminal, on standard error; declining or Ctrl-C changes nothing."""

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

from yogaflow_cli.errors import Interrupted, InvalidValue

Value = TypeVar("Value")

NOTHING_CHANGED = "Nothing was changed."


def typed(prompt: str) -> str:
    """One line from the person.

    Raises:
        Interrupted: the input ended.
    """
    sys.stdout.flush()
    sys.stderr.write(f"{prompt} ")
    sys.stderr.flush()
    try:
        answer = sys.stdin.readline()
    except UnicodeDecodeError as error:
        raise InvalidValue("The answer is not valid UTF-8.", NOTHING_CHANGED) from error
    if not answer:
        sys.stderr.write("\n")
        raise Interrupted(NOTHING_CHANGED)
    return answer.strip()


def agreed(question: str) -> bool:
    """Whether the person says yes; anything but yes is no."""
    return typed(f"{question} [y/N]").casefold() in ("y", "yes")


def choice(question: str, choices: Mapping[str, str]) -> str:
    """The letter of one of the choices; asks until it is one.

    Raises:
        Interrupted: the person typed q, nothing, or left.
    """
    for letter, meaning in choices.items():
        sys.stderr.write(f"  {letter}  {meaning}\n")
    while True:
        answer = typed(f"{question} [{'/'.join(choices)}, q leaves]").casefold()
        if answer in choices:
            return answer
        if answer in ("", "q"):
            raise Interrupted(NOTHING_CHANGED)


def tell(error: InvalidValue) -> None:
    """Says what is wrong with an answer, before it is asked for again."""
    sys.stderr.write(f"{error.message} {error.hint or ''}\n")


def line(prompt: str, read: Callable[[str], Value]) -> Value:
    """A value that `read` takes; a mistake is said, and asked again.

    Raises:
        Interrupted: the person typed nothing, or left.
    """
    while True:
        answer = typed(f"{prompt}:")
        if not answer:
            raise Interrupted(NOTHING_CHANGED)
        try:
            return read(answer)
        except InvalidValue as error:
            tell(error)
