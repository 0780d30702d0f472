"""Which of another app's activities are taken: those that a format takes by itself, or that `--map take` names."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted, shown
from yogaflow_cli.text.names import folded

KEY = "take"
ALL = "all"
YOGA = "yoga"
MOST_SHOWN = 60
"""Characters of a name that a reason has."""


class Taking(NamedTuple):
    """The words that are taken, folded; None takes every one."""

    words: frozenset[str] | None

    def takes(self, word: str) -> bool:
        """Whether an activity, a tag or a project with that name is taken."""
        return self.words is None or folded(word) in self.words

    def reason_against(self, name: str) -> str:
        """Why an activity, a tag or a project with that name is not taken; an empty name is left out."""
        refusal = "not yoga" if self.words is not None and YOGA in self.words else "not taken"
        return f"{refusal}: {shown(name)[:MOST_SHOWN]}" if name else refusal


def taking(wishes: Mapping[str, str], default: Iterable[str]) -> Taking:
    """What a person wants taken, `default` unless `--map take` says otherwise: `take=yoga,pilates`, `take=all`.

    Raises:
        InvalidValue: it names nothing.
    """
    asked = wishes.get(KEY)
    words = frozenset(map(folded, default if asked is None else asked.split(","))) - {""}
    if asked is not None and not words:
        raise InvalidValue(f"--map take={quoted(asked)} names nothing to take.", "Such as: --map take=yoga,pilates")
    return Taking(None if ALL in words else words)
