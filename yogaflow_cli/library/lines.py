"""Where in a TOML text a thing stands. `tomllib` tells the line of a slip in the syntax, but none for what it read.

The text must have passed `tomllib`: then a walk over its tokens that knows strings, comments, brackets and headers is
enough to find keys, tables and the items of lists. What stands inside an inline table has the line of that table.
"""

import re

Place = tuple[str | int, ...]
"""How to get to a thing from the top: `("part", 1, "steps", 3)`."""

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings first: they may hold everything else
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=\n]"
    r"|[^\s\[\]{},=\"'#]+",
    re.DOTALL,
)


class Lines:
    """The line, from 1, of every key, table and list item of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[Place, int] = {}
        self._tables: dict[Place, int] = {}
        self._table: Place = ()
        self._list: Place | None = None
        self._item = 0
        self._depth = 0
        self._state = "statement"
        self._walk()

    def line(self, place: Place) -> int:
        """The line of the thing, of the nearest thing around it when it is not written by itself, 1 at worst."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def _walk(self) -> None:
        line, counted_to = 1, 0
        for match in TOKEN.finditer(self._text):
            line += self._text.count("\n", counted_to, match.start())
            counted_to = match.start()
            token = match[0]
            if token.startswith("#") or (self._state == "header" and token != "\n"):
                continue
            if self._depth:
                self._inside_value(token, line)
            elif token == "\n":
                self._state, self._list = "statement", None
            elif self._state == "statement":
                self._statement(token, line, match.start())
            elif token in "[{" and self._state == "value":
                self._open(token)
            elif token == "=":
                self._state = "value"

    def _statement(self, token: str, line: int, start: int) -> None:
        if token == "[":
            self._state = "header"
            self._header(self._text[start : self._text.find("]", start)], line)
            return
        self._state = "key"
        self._list = (*self._table, token.strip("\"'"))
        self._lines[self._list] = line

    def _header(self, header: str, line: int) -> None:
        names = [name.strip(" \t\"'") for name in header.strip("[ \t").split(".")]
        place: Place = ()
        for name in names[:-1]:
            place = (*place, name)
            self._lines.setdefault(place, line)
            if place in self._tables:
                place = (*place, self._tables[place])
        place = (*place, names[-1])
        if header.startswith("[["):
            self._tables[place] = self._tables.get(place, -1) + 1
            place = (*place, self._tables[place])
        self._table = place
        self._lines[place] = line

    def _open(self, token: str) -> None:
        self._depth, self._item = 1, 0
        self._state = "item" if token == "[" else "other"
        self._list = self._list if token == "[" else None

    def _inside_value(self, token: str, line: int) -> None:
        if token == "\n":
            return
        if token in "]}":
            self._depth -= 1
            return
        if self._depth == 1 and token == "," and self._list is not None:
            self._state = "item"
            return
        if self._depth == 1 and self._state == "item" and self._list is not None:
            self._lines[(*self._list, self._item)] = line
            self._item += 1
            self._state = "other"
        if token in "[{":
            self._depth += 1
