"""The last practice as a pattern for the next: its sequence, style and tags."""

from typing import TYPE_CHECKING, NamedTuple

from yogaflow_cli.domain.session import PlannedSequence
from yogaflow_cli.errors import SessionNotFound, YogaflowError
from yogaflow_cli.repository.practice_log import PracticeLog

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence
    from yogaflow_cli.library.shelf import Shelf


class Pattern(NamedTuple):
    """What `start --again` repeats."""

    sequence: "Sequence | PlannedSequence | None"
    style: str | None
    tags: tuple[str, ...]


def repeated(log: PracticeLog, shelf: "Shelf") -> Pattern:
    """The pattern of the session that started last: its sequence as it is now, else as it was then.

    Raises:
        SessionNotFound: nothing was practised yet.
    """
    last = log.sessions.latest_started()
    if last is None:
        raise SessionNotFound("There is no practice to repeat.", "Begin one with: yogaflow start")
    return Pattern(last.sequence and today(last.sequence, shelf), last.style, last.tags)


def today(sequence: PlannedSequence, shelf: "Shelf") -> "Sequence | PlannedSequence":
    """The sequence from the shelf, or the frozen one where it is gone or broken."""
    try:
        return shelf.find(sequence.slug)
    except YogaflowError:
        return sequence
