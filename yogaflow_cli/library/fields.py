"""Typed reading of one table of a sequence file. Every mistake names the file, the line and what would be right."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.library.lines import Place
from yogaflow_cli.library.page import Page
from yogaflow_cli.text.cleaning import LINE_LIMIT, clean_line, quoted
from yogaflow_cli.text.names import nearest
from yogaflow_cli.text.steps import Hold, parse_hold

LONGEST_NAME = 100

Understood = TypeVar("Understood")


class Fields:
    """The keys of the table at `place` of a page."""

    def __init__(self, page: Page, place: Place, values: Mapping[str, object]) -> None:
        self.page = page
        self.place = place
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def mistake(self, key: str, problem: str, hint: str | None = None) -> InvalidValue:
        """The failure that points at one key of this table, or at the table when it has no such key."""
        return self.page.mistake((*self.place, key), problem, hint)

    def refuse_unknown(self, known: tuple[str, ...], what: str, elsewhere: tuple[str, ...] = ()) -> None:
        """Raise InvalidValue for a key that is not `known`; keys in `elsewhere` belong to the top of the file."""
        for key in self._values:
            if key in known:
                continue
            near = nearest(key, known)
            hint = f"Did you mean {near[0]}?" if near else f"{what.capitalize()} may have: {', '.join(known)}."
            if key in elsewhere:
                hint = f"'{key}' is for the whole file: write it above the first [[part]]."
            raise self.mistake(key, f"{what} has no {quoted(key)}", hint)

    def anything(self, key: str) -> object:
        """The value as it was read, None when it is missing."""
        return self._values.get(key)

    def text(self, key: str, longest: int = LINE_LIMIT) -> str | None:
        """One clean line of text."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.mistake(key, f"{key} must be text", f'Write: {key} = "..."')
        return self._clean(key, value, longest)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of clean lines."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.mistake(key, f"{key} must be a list of texts", f'Write: {key} = ["...", "..."]')
        return tuple(self._clean(key, item, LONGEST_NAME) for item in value)

    def whole(self, key: str, lowest: int, highest: int) -> int | None:
        """A whole number between `lowest` and `highest`, both allowed."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.mistake(
                key, f"{key} must be a whole number from {lowest} to {highest}", f"Such as {key} = {lowest}"
            )
        return value

    def milliseconds(self, key: str, lowest: float, highest: float) -> int | None:
        """A number of seconds (or a text such as "30s") between `lowest` and `highest`, rounded to the millisecond."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            value = self.understood(key, lambda text: parse_hold(text).seconds, value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not lowest <= value <= highest:
            allowed = f"{lowest:g} to {highest:g}"
            raise self.mistake(key, f"{key} must be a number of seconds from {allowed}", f"Such as {key} = {highest:g}")
        return round(value * 1000)

    def flag(self, key: str) -> bool | None:
        """True or false."""
        value = self._values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.mistake(key, f"{key} must be true or false", f"Write: {key} = true")
        return value

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """One of the `allowed` words."""
        value = self.text(key)
        if value is not None and value not in tuple(allowed):
            raise self.mistake(key, f"{key} cannot be {quoted(value)}", f"It is one of: {', '.join(allowed)}.")
        return value

    def hold(self, key: str) -> Hold | None:
        """A hold such as "30s" or "5 breaths"."""
        value = self.text(key)
        return None if value is None else self.understood(key, parse_hold, value)

    def understood(self, key: str, parse: Callable[[str], Understood], text: str) -> Understood:
        """What `parse` makes of the text; its refusal is passed on with file and line."""
        return understood(self.page, (*self.place, key), parse, text)

    def _clean(self, key: str, value: str, longest: int) -> str:
        clean = self.understood(key, lambda text: clean_line(text, key), value)
        if len(clean) > longest:
            raise self.mistake(key, f"{key} has {len(clean)} characters, at most {longest} fit", "Shorten it.")
        return clean


def understood(page: Page, place: Place, parse: Callable[[str], Understood], text: str) -> Understood:
    """What `parse` makes of the text at `place`; its refusal is passed on with file and line."""
    try:
        return parse(text)
    except InvalidValue as error:
        raise page.mistake(place, error.message, error.hint) from error
