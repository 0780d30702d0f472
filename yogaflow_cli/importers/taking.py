"""Which of another app's activities are taken: those that a format takes by itself, or that `--map take` names."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded

KEY = "take"
ALL = "all"
YOGA = "yoga"


class Taking(NamedTuple):
    """The words that are taken, folded; None takes every one."""

    words: frozenset[str] | None

    def takes(self, word: str) -> bool:
        """Whether an activity, a tag or a project with that name is taken."""
        return self.words is None or folded(word) in self.words

    @property
    def refusal(self) -> str:
        """Why another one is not taken, in two words."""
        return "not yoga" if self.words is not None and YOGA in self.words else "not taken"


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
