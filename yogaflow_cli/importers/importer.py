"""What every importer is: a function from a text stream to sessions, settings and rests, one by one, as values."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Protocol, TextIO

from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession


class ArrivingSession(NamedTuple):
    """A session of a file, found at `place`.

    `session` carries the number that it would like to have, and no frozen sequence. That comes beside it, with its hash
    and the number that it would like to have; `sequence_slug` alone names one that the file does not hold.
    """

    place: str
    session: PracticeSession
    sequence_hash: str | None = None
    sequence: Sequence | None = None
    sequence_number: int | None = None
    sequence_slug: str | None = None


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


Arrival = ArrivingSession | ArrivingSetting | ArrivingRest | LeftOut


class Importer(Protocol):
    """Reads one format."""

    def __call__(self, stream: TextIO, default_zone: str) -> Iterator[Arrival]:
        """What the stream holds; a session that does not tell its zone is in `default_zone`.

        Raises:
            InvalidValue: the stream is not of this format, or something in it cannot be true; the message names it.
        """
        ...
