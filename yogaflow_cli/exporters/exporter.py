"""What every exporter is: a function from what a profile holds, and how it is wanted, to a text stream or a folder."""

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


class Folder(Protocol):
    """A folder that an export fills: all of it appears at the end, or nothing."""

    def former(self, name: str) -> bytes | None:
        """What a file of the folder holds before the export, None where there is none."""
        ...

    def put(self, name: str, content: bytes) -> None:
        """Keeps what a new file is to hold; one that is there is refused in the end, unless the person said so."""
        ...

    def renew(self, name: str, content: bytes) -> None:
        """Keeps what a file is to hold from now on, whether it is there or not."""
        ...


class Target(NamedTuple):
    """Where an export goes: a text stream, whose line ends are left alone, or a folder."""

    text: TextIO | None
    folder: Folder | None = None

    @property
    def stream(self) -> TextIO:
        """The text stream of a format that is one text. Raises LookupError: its line in the catalogue is wrong."""
        if self.text is None:
            raise LookupError("a text stream for the export")
        return self.text


class Exporter(Protocol):
    """Writes one format."""

    def __call__(self, material: Material, form: Form, target: Target) -> int:
        """Writes everything to the target; the number of sessions written."""
        ...
