"""A strict look into one object of a file: every mistake names the place and the key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from yogaflow_cli.domain.plain_record import PlainRecord
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.instants import parse_iso_utc

MOST_SECONDS = 100 * 366 * 86_400
"""No span of a practice, or of a mistake, is longer than a life."""

Understood = TypeVar("Understood")


class Fields(PlainRecord):
    """The keys of one object; every method raises InvalidValue, naming place and key."""

    def refuse_others(self, known: frozenset[str]) -> None:
        """Raise InvalidValue when a key is none of the `known` ones."""
        if not self._record.keys() <= known:
            self.refuse_unknown(known)

    def has(self, key: str) -> bool:
        """Whether there is anything under `key`."""
        return self._record.get(key) is not None

    def number(self, key: str, lowest: int, highest: int) -> int | None:
        """The whole number under `key`, `lowest` and `highest` included; None when there is none."""
        value = self._record.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self._mistake(key, f"must be a whole number from {lowest} to {highest}")
        return value

    def seconds(self, key: str, most: int = MOST_SECONDS) -> timedelta | None:
        """The span under `key`, in whole seconds; None when there is none."""
        value = self.number(key, 0, most)
        return None if value is None else timedelta(seconds=value)

    def instant(self, key: str) -> datetime:
        """The instant under `key`, which must be there."""
        text = self.text(key)
        try:
            return instant_of(text)
        except InvalidValue as error:
            raise self.misunderstood(key, error) from error

    def optional_instant(self, key: str) -> datetime | None:
        """The instant under `key`, None when there is none."""
        return self.instant(key) if self.has(key) else None

    def understood(self, key: str, parse: Callable[[str], Understood], text: str) -> Understood:
        """What `parse` makes of a text; its refusal is passed on with place and key."""
        try:
            return parse(text)
        except InvalidValue as error:
            raise self.misunderstood(key, error) from error

    def misunderstood(self, key: str, error: InvalidValue) -> InvalidValue:
        """A refusal, with place and key."""
        return InvalidValue(f"{self.place}: {key!r}: {error.message}", error.hint)

    def inner(self, key: str) -> "Fields":
        """The object under `key`, with its own place."""
        return Fields(self._record.get(key), f"{self.place}, {key}")

    @property
    def place(self) -> str:
        """Where the object stands in the file."""
        return self._what

    def refused(self, problem: str, hint: str | None = None) -> InvalidValue:
        """The failure that names this object."""
        return InvalidValue(f"{self.place}: {problem}", hint)


@lru_cache(maxsize=64)
def instant_of(text: str) -> datetime:
    """An instant; those of one session's segments and pauses are its own and each other's."""
    return parse_iso_utc(text)
