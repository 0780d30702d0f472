"""Files that are made while they are read, for what must stream: nobody holds them."""

from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Made(RawIOBase):
    """The bytes of pieces that come one after the other."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.left = b""

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """The next bytes."""
        view = memoryview(buffer)
        self.left = self.left or next(self.pieces, b"")
        taken, self.left = self.left[: len(view)], self.left[len(view) :]
        view[: len(taken)] = taken
        return len(taken)


def made_file(pieces: Iterator[bytes]) -> BufferedReader:
    """A file of these pieces."""
    return BufferedReader(Made(pieces))
