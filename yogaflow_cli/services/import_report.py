"""What an import brought, file by file: to be compared with what the other app shows."""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

MOST_PLACES = 20
"""So many places of one reason are named; a person looks at a few, and a file may have a million."""


class Listed(NamedTuple):
    """Records of a file for which one thing holds: what, how many, and where the first of them stand."""

    reason: str
    number: int
    places: tuple[str, ...] = ()


class FileReport(NamedTuple):
    """What one file held.

    `practices` and `practised` are all its practices and their time, whatever became of them: what the other app would
    show. `alike` are those that are here from another app, `skipped` what was not taken, `unkept` what it tells of its
    practices, or besides, that we do not keep.
    """

    name: str
    format_name: str
    new: int
    already_here: int
    alike: tuple[Listed, ...]
    skipped: tuple[Listed, ...]
    unkept: tuple[Listed, ...]
    practices: int
    practised: timedelta

    @property
    def near_duplicates(self) -> int:
        """How many are here from another app."""
        return sum(listed.number for listed in self.alike)


class Report(NamedTuple):
    """What an import brought: its files, and settings and rests."""

    files: tuple[FileReport, ...]
    settings: int = 0
    rests: int = 0

    @property
    def new(self) -> int:
        """The sessions that were not here."""
        return sum(file.new for file in self.files)

    @property
    def already_here(self) -> int:
        """The sessions that were here already."""
        return sum(file.already_here for file in self.files)

    @property
    def near_duplicates(self) -> int:
        """The sessions that were here from another app."""
        return sum(file.near_duplicates for file in self.files)


class Tally:
    """The count of one file while it is read."""

    def __init__(self, name: str, format_name: str) -> None:
        self.name = name
        self.format_name = format_name
        self.new = self.already_here = self.practices = 0
        self.practised = timedelta(0)
        self.alike: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.unkept: Counter[str] = Counter()
        self.places: dict[str, list[str]] = {}

    def list_alike(self, reason: str, place: str) -> None:
        """Counts a session that is here from another app."""
        self.alike[reason] += 1
        self.note_place(reason, place)

    def list_skipped(self, reason: str, place: str) -> None:
        """Counts what was not taken."""
        self.skipped[reason] += 1
        self.note_place(reason, place)

    def note_place(self, reason: str, place: str) -> None:
        """Keeps where it stands, for the first few."""
        places = self.places.setdefault(reason, [])
        if len(places) < MOST_PLACES:
            places.append(place)

    def report(self) -> FileReport:
        """What was counted."""
        return FileReport(
            self.name,
            self.format_name,
            self.new,
            self.already_here,
            self.listed(self.alike),
            self.listed(self.skipped),
            self.listed(self.unkept),
            self.practices,
            self.practised,
        )

    def listed(self, counts: Counter[str]) -> tuple[Listed, ...]:
        """The counts, the most frequent first."""
        return tuple(
            Listed(reason, number, tuple(self.places.get(reason, ()))) for reason, number in counts.most_common()
        )
