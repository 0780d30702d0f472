"""What every exporter is: a function from what a profile holds, and how it is wanted, to a text stream."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import NamedTuple, Protocol, TextIO

from yogaflow_cli.domain.change import Record
from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.domain.rest import Rest
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_columns import COLUMNS, Cell


class Material(NamedTuple):
    """What an exporter may draw on; nothing is read before it is called for, and then one by one.

    `rows` gives the ended sessions as cells of the columns asked for, the oldest first; `sessions` all of them, the
    open ones too; `sequences` the frozen sequences that these sessions hold, by content hash.
    """

    profile: Profile
    exported_at: datetime
    day_starts_at: time
    settings: Mapping[str, str]
    rests: Sequence[Rest]
    rows: Callable[[Sequence[str]], Iterable[tuple[Cell, ...]]]
    sessions: Callable[[], Iterable[PracticeSession]]
    sequences: Callable[[], Iterable[tuple[str, Record]]]


class Form(NamedTuple):
    """How a table is wanted: its columns, formulas left as they are, a byte order mark at its head."""

    columns: tuple[str, ...] = COLUMNS
    raw: bool = False
    byte_order_mark: bool = False


class Exporter(Protocol):
    """Writes one format."""

    def __call__(self, material: Material, form: Form, stream: TextIO) -> int:
        """Writes everything to the stream, whose line ends are left alone; the number of sessions written."""
        ...
