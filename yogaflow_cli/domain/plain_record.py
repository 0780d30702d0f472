"""A strict look into a record of plain values (what JSON can hold) that someone else may have written."""

from collections.abc import Collection, Iterable, Mapping

from yogaflow_cli.errors import InvalidValue


class PlainRecord:
    """A record and the name that its mistakes are reported under; every method raises InvalidValue on a wrong type."""

    def __init__(self, record: object, what: str) -> None:
        if not isinstance(record, Mapping):
            raise InvalidValue(f"{what} is not a record of keys and values")
        self._record = record
        self._what = what

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """Raise InvalidValue when a key is none of the `known` ones: what was not understood must not be lost."""
        for key in sorted(set(map(str, self._record)) - set(known)):
            raise InvalidValue(f"{self._what} has an unknown key {key!r}")

    def text(self, key: str) -> str:
        """The text under `key`, which must be there."""
        value = self._record.get(key)
        if not isinstance(value, str):
            raise self._mistake(key, "must be text")
        return value

    def optional_text(self, key: str) -> str | None:
        """The text under `key`, None when there is none."""
        value = self._record.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._mistake(key, "must be text")

    def whole(self, key: str, default: int | None = None) -> int:
        """The whole number under `key`, 0 or more; `default` when the key is missing."""
        value = self._record.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._mistake(key, "must be a whole number, 0 or more")
        return value

    def optional_whole(self, key: str) -> int | None:
        """The whole number under `key`, None when there is none."""
        return None if self._record.get(key) is None else self.whole(key)

    def optional_number(self, key: str) -> float | None:
        """The finite number under `key`, above 0, None when there is none."""
        value = self._record.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise self._mistake(key, "must be a number above 0")
        return float(value)

    def flag(self, key: str) -> bool:
        """The true or false under `key`, false when the key is missing."""
        value = self._record.get(key, False)
        if not isinstance(value, bool):
            raise self._mistake(key, "must be true or false")
        return value

    def items(self, key: str) -> list[object]:
        """The list under `key`, empty when the key is missing."""
        value = self._record.get(key, [])
        if not isinstance(value, list | tuple):
            raise self._mistake(key, "must be a list")
        return list(value)

    def choice(self, key: str, allowed: Collection[str]) -> str | None:
        """The text under `key`, which must be one of `allowed`, None when there is none."""
        value = self.optional_text(key)
        if value is not None and value not in allowed:
            raise self._mistake(key, f"must be one of {', '.join(allowed)}")
        return value

    def _mistake(self, key: str, problem: str) -> InvalidValue:
        return InvalidValue(f"{self._what}: {key!r} {problem}")
