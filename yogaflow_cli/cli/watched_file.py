"""A file that tells how much of it was read, for the bar of a long import."""

from collections.abc import Callable
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

READ_AT_ONCE = 1 << 16


class WatchedFile(RawIOBase):
    """The bytes of another file; `step` hears how many more were read."""

    def __init__(self, file: BufferedReader, step: Callable[[int], None]) -> None:
        self.file = file
        self.step = step

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Whether the other file can be read from anywhere."""
        return self.file.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to a place in it."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """The place in it."""
        return self.file.tell()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Reads, and tells of it."""
        count = self.file.readinto(buffer)
        self.step(count)
        return count


def watched(file: BufferedReader, step: Callable[[int], None] | None) -> BufferedReader:
    """The file, watched where somebody looks on."""
    return file if step is None else BufferedReader(WatchedFile(file, step), READ_AT_ONCE)
