"""Zip files, read in place: nothing is unpacked to a path, no name in them is believed, and what comes out is bounded.

Sole home of zipfile.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from yogaflow_cli.errors import InvalidValue

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

READ_AT_ONCE = 1 << 16
MOST_BYTES = 1 << 36
"""64 GB: what comes out is never held, so this only ends what would run for ever; large exports of health have 5."""

MOST_RATIO = 250
"""Times its packed size. Years of health data pack 20 to 40 times smaller, bombs a thousand times."""

FREE_BYTES = 1 << 26
"""64 MB: so much may come out of anything. A small file of one repeated line packs as small as a bomb."""

MOST_AT_ONCE = 1 << 22
"""4 MB: the list of the names, which is read whole, of about 50,000 files. An export has some hundreds."""

METHODS = (ZIP_STORED, ZIP_DEFLATED)
"""Ways of packing that can be taken apart piece by piece. Of others the library unpacks any amount at once."""

ENCRYPTED = 1
"""The bit of a member's flags."""

ZIP_ENDING = ".zip"
BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, IndexError, OverflowError)
"""What a zip file that was cut off, or is none, makes the library say."""

LOCKED = "The zip file is locked with a password."
ODDLY_PACKED = "The zip file is packed in a way that cannot be read here."
DAMAGED = "The zip file is damaged, or was cut off."
AGAIN = "Export it again, or copy it again from where it came."
UNPACK = "Unpack it first, and give the file that was in it."


class Zipped(NamedTuple):
    """An open zip file and its files in their order; of several with one name, the first."""

    archive: ZipFile
    members: tuple[ZipInfo, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names, which are no paths: they may hold `..`, backslashes and anything else."""
        return tuple(member.filename for member in self.members)

    @contextmanager
    def opened(self, name: str) -> Iterator[BufferedReader]:
        """The bytes of the file with one of the names.

        Raises:
            InvalidValue: it is damaged, encrypted, or larger than can be meant; while it is read, too.
        """
        member = next(member for member in self.members if member.filename == name)
        if member.flag_bits & ENCRYPTED:
            raise InvalidValue(LOCKED, UNPACK)
        if member.compress_type not in METHODS:
            raise InvalidValue(ODDLY_PACKED, UNPACK)
        with translated():
            stream = self.archive.open(member)
        reader: BufferedReader = BufferedReader(BoundedMember(stream, member.compress_size), READ_AT_ONCE)
        with stream, reader:
            yield reader


class BoundedMember(RawIOBase):
    """The bytes of a file in a zip file, as long as they are not too many; those are counted, not what it says."""

    def __init__(self, stream: IO[bytes], packed_bytes: int) -> None:
        self.stream = stream
        self.most_bytes = min(MOST_BYTES, max(FREE_BYTES, MOST_RATIO * packed_bytes))
        self.passed_bytes = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Reads, and refuses what is damaged or too much. Raises InvalidValue."""
        view = memoryview(buffer)
        with translated():
            read = self.stream.read(len(view))
        self.passed_bytes += len(read)
        if self.passed_bytes > self.most_bytes:
            raise InvalidValue("The zip file holds far more than an export can.", UNPACK)
        view[: len(read)] = read
        return len(read)


class Careful:
    """A file for `ZipFile`, which reads the list of all names at once: one that is too long is refused."""

    def __init__(self, file: BufferedReader | BinaryIO) -> None:
        self.file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes, or all to the end. Raises InvalidValue for more than any list of names has."""
        read = self.file.read(size if 0 <= size <= MOST_AT_ONCE else MOST_AT_ONCE + 1)
        if len(read) > MOST_AT_ONCE:
            raise InvalidValue("The zip file holds more files than an export can.", UNPACK)
        return read


@contextmanager
def opened_zip(file: BufferedReader | BinaryIO) -> Iterator[Zipped]:
    """The zip file that a file is.

    Raises:
        InvalidValue: it is none, is damaged, or comes through a pipe.
    """
    if not file.seekable():
        raise InvalidValue("A zip file cannot be read through a pipe.", "Save it first, and give its name.")
    with translated():
        archive = ZipFile(Careful(file))
    with archive:
        firsts: dict[str, ZipInfo] = {}
        for member in archive.infolist():
            if not member.is_dir():
                firsts.setdefault(member.filename, member)
        yield Zipped(archive, tuple(firsts.values()))


@contextmanager
def opened_member(
    file: BufferedReader | BinaryIO, wanted: Callable[[str], bool], what: str = "file that can be read here"
) -> Iterator[BufferedReader]:
    """The bytes of the first file in a zip file whose name is wanted; `what` is how a message calls it.

    Raises:
        InvalidValue: there is none, or for the causes that `opened_zip` and `Zipped.opened` have.
    """
    with opened_zip(file) as zipped:
        name = next(filter(wanted, zipped.names), None)
        if name is None:
            raise missing(zipped.names, what)
        with zipped.opened(name) as stream:
            yield stream


def missing(names: tuple[str, ...], what: str) -> InvalidValue:
    """What to say of a zip file that does not hold what is wanted."""
    nested = any(name.lower().endswith(ZIP_ENDING) for name in names)
    hint = "It holds another zip file: unpack it, and give that one." if nested else "Give the zip file as it was made."
    return InvalidValue(f"The zip file holds no {what}.", hint)


@contextmanager
def translated() -> Iterator[None]:
    """What the library says of a zip file that it cannot read, as InvalidValue."""
    try:
        yield
    except NotImplementedError as error:
        raise InvalidValue(ODDLY_PACKED, UNPACK) from error
    except RuntimeError as error:  # of a password, where the flag does not tell
        raise InvalidValue(LOCKED, UNPACK) from error
    except BROKEN as error:
        raise InvalidValue(DAMAGED, AGAIN) from error
