"""The list of sequences that can be practised, read anew when a person's own file changed: that takes 60 ms."""

from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.library.shelf import Shelf
from yogaflow_cli.presentation.sequence_page import title_object


class Listed(NamedTuple):
    """A sequence for clients, and the hash of its content, by which a practice finds its frozen copy."""

    told: dict[str, object]
    content_hash: str


class SequenceList:
    """The shipped sequences and the person's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: frozenset[tuple[str, int, int]] | None = None
        self.found: list[Listed] = []

    def listed(self) -> list[Listed]:
        """All of them, by slug."""
        seen = self.files()
        if seen != self.seen:
            shelf = Shelf(self.folder)
            found = [(title, shelf.find(title.slug)) for title in shelf.names()]
            self.found = [Listed(title_object(title, sequence), sequence.content_hash()) for title, sequence in found]
            self.seen = seen
        return self.found

    def files(self) -> frozenset[tuple[str, int, int]]:
        """The files in the person's folder as they are now: name, time of change, size."""
        try:
            statuses = [(file.name, file.stat()) for file in self.folder.iterdir()]
        except OSError:
            return frozenset()
        return frozenset((name, status.st_mtime_ns, status.st_size) for name, status in statuses)
