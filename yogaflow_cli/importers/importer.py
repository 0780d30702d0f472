"""What every importer is: a function from a source to sessions, settings and rests, one by one, as values."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Protocol

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.importers.source import Look, Source


class ArrivingSession(NamedTuple):
    """A session of a file, found at `place`.

    `session` carries the number that it would like to have, and no frozen sequence. That comes beside it, with its hash
    and the number that it would like to have; `sequence_slug` alone names one that the file does not hold.
    `known_by_time` says that the file has no UUIDs: a session here of the same second and length is the same one.
    `foreign` ones come from another app: what is unlikely of them is not believed, and they may be here from a third.
    `app` is the program that recorded it, where one file holds the practices of several. `unkept` names what the file
    tells of it, and we do not keep.
    """

    place: str
    session: PracticeSession
    sequence_hash: str | None = None
    sequence: Sequence | None = None
    sequence_number: int | None = None
    sequence_slug: str | None = None
    known_by_time: bool = False
    foreign: bool = False
    app: str | None = None
    unkept: tuple[str, ...] = ()


class ArrivingSetting(NamedTuple):
    """A setting of a file, in its kept form."""

    name: str
    value: str


class ArrivingRest(NamedTuple):
    """Days of rest of a file, from `first` to `last`."""

    first: date
    last: date
    reason: str | None


class LeftOut(NamedTuple):
    """Something of a file that cannot be kept, and why; no reason to refuse the rest."""

    reason: str


class Skipped(NamedTuple):
    """A record of a file that is no practice to take, where it stands (`line 12`), and why."""

    place: str
    reason: str


Arrival = ArrivingSession | ArrivingSetting | ArrivingRest | LeftOut | Skipped


class Importer(Protocol):
    """Reads one format. Its file also has `recognises`."""

    def __call__(self, source: Source) -> Iterator[Arrival]:
        """What the source holds.

        Raises:
            InvalidValue: it is not of this format, damaged, or something in it cannot be true; the message names it.
        """
        ...


class Recogniser(Protocol):
    """Tells one format from others."""

    def __call__(self, look: Look) -> bool:
        """Whether a file that looks so is of this format."""
        ...
