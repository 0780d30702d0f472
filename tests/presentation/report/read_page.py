"""The page as a program reads it: its elements with their attributes, and its text."""

from html.parser import HTMLParser
from typing import NamedTuple

WITHOUT_END = frozenset({"meta", "link", "br", "img", "input", "hr", "base"})


class Element(NamedTuple):
    """An element: its name, attributes, and the elements that it stands in."""

    name: str
    attributes: dict[str, str]
    inside: tuple[str, ...]


class ReadPage(HTMLParser):
    """What a page holds, in the order in which it stands there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        if tag not in WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that holds nothing."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that began last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text, and the element that it stands in."""
        self.texts.append((self.open[-1] if self.open else "", data))

    def named(self, name: str) -> list[Element]:
        """The elements of a name."""
        return [element for element in self.elements if element.name == name]

    def text_of(self, *names: str) -> list[str]:
        """The texts that stand directly in elements of these names, without what is blank."""
        return [text.strip() for name, text in self.texts if name in names and text.strip()]

    @property
    def whole_text(self) -> str:
        """All that can be read."""
        return "".join(text for name, text in self.texts if name not in ("style", "title"))
