"""Zip files are read in place, and trusted in nothing."""

import io
import os
import struct
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import zipped
from yogaflow_cli.importers.zipped import opened_member, opened_zip

TEXT = b"Yoga,2026-04-20\n" * 500


def packed(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip file."""
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def content_of(zip_bytes: bytes, ending: str = ".csv") -> bytes:
    """What the first file with that ending holds."""
    with opened_member(BytesIO(zip_bytes), lambda name: name.endswith(ending), "CSV") as stream:
        return stream.read()


def refusal(zip_bytes: bytes) -> InvalidValue:
    """Why a zip file is refused."""
    with pytest.raises(InvalidValue) as caught:
        content_of(zip_bytes)
    assert caught.value.hint is not None
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_the_first_file_that_is_wanted_is_read(method: int) -> None:
    """Whichever way it is packed."""
    assert content_of(packed({"a/readme.txt": b"", "a/data.csv": TEXT, "b/data.csv": b"other"}, method)) == TEXT


def test_its_text_is_read_like_that_of_any_file() -> None:
    """Importers of text wrap it."""
    with opened_member(BytesIO(packed({"data.csv": TEXT})), lambda name: True) as stream:
        assert stream.peek(4)[:4] == b"Yoga"
        assert sum(1 for _ in io.TextIOWrapper(stream, "utf-8")) == 500


def test_of_several_with_one_name_the_first_is_read() -> None:
    """The library would take the last, which somebody may have put there later."""
    file = BytesIO()
    with ZipFile(file, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("data.csv", b"first")
        archive.writestr("data.csv", b"second")

    assert content_of(file.getvalue()) == b"first"


@pytest.mark.parametrize("name", ["../../etc/data.csv", "/etc/data.csv", "C:\\data.csv", "..\\data.csv"])
def test_a_name_is_never_a_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read where it lies in the zip file, and nothing is written."""
    monkeypatch.chdir(tmp_path)

    assert content_of(packed({name: TEXT})) == TEXT
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file() -> None:
    """Its name may look like one."""
    assert content_of(packed({"data.csv/": b"", "data.csv/data.csv": TEXT})) == TEXT


def test_a_zip_file_without_it_says_so() -> None:
    """In the importer's words."""
    found = refusal(packed({"readme.txt": b""}))

    assert (found.message, found.hint) == ("The zip file holds no CSV.", "Give the zip file as it was made.")


def test_a_zip_file_in_a_zip_file_is_not_opened() -> None:
    """A person unpacks the outer one."""
    assert "It holds another zip file" in str(refusal(packed({"export.ZIP": packed({"data.csv": TEXT})})).hint)


def test_an_encrypted_one_is_refused() -> None:
    """The flag alone tells; there is no place to type a password."""
    zip_bytes = packed({"data.csv": TEXT})
    local, central = zip_bytes.index(b"PK\x03\x04"), zip_bytes.index(b"PK\x01\x02")
    flagged = bytearray(zip_bytes)
    flagged[local + 6] |= 1
    flagged[central + 8] |= 1

    assert "password" in refusal(bytes(flagged)).message


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_ways_of_packing_that_no_export_uses_are_refused(method: int) -> None:
    """The library would unpack any amount of them at once."""
    assert "packed in a way" in refusal(packed({"data.csv": TEXT}, method)).message


def test_an_unknown_way_of_packing_is_refused() -> None:
    """Such as that of newer programs."""
    zip_bytes = bytearray(packed({"data.csv": TEXT}))
    struct.pack_into("<H", zip_bytes, zip_bytes.index(b"PK\x03\x04") + 8, 93)
    struct.pack_into("<H", zip_bytes, zip_bytes.index(b"PK\x01\x02") + 10, 93)

    assert "packed in a way" in refusal(bytes(zip_bytes)).message


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_damage_inside_is_said(method: int) -> None:
    """Of either way of packing, in the same words."""
    zip_bytes = bytearray(packed({"data.csv": os.urandom(5000)}, method))
    zip_bytes[60:3000] = b"\xff" * 2940

    assert refusal(bytes(zip_bytes)).message == zipped.DAMAGED


@pytest.mark.parametrize("kept", [0, 1, 4, 30, 100, 0.5, 0.99])
def test_one_that_was_cut_off_is_refused(kept: float) -> None:
    """A copy that broke off."""
    zip_bytes = packed({"data.csv": os.urandom(500)})

    assert refusal(zip_bytes[: int(kept if kept >= 1 else kept * len(zip_bytes))]).message == zipped.DAMAGED


class Pipe(io.RawIOBase):
    """A file that can be read once, from its beginning."""

    def readable(self) -> bool:
        """It is there to be read."""
        return True


def test_a_pipe_is_refused() -> None:
    """The list of names stands at the end."""
    with pytest.raises(InvalidValue) as caught, opened_zip(io.BufferedReader(Pipe())):
        pass
    assert (caught.value.message, caught.value.hint) == (
        "A zip file cannot be read through a pipe.",
        "Save it first, and give its name.",
    )


@contextmanager
def bomb(size: int) -> Iterator[BinaryIO]:
    """A zip file of nothing but zeros."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open("data.csv", "w") as member:
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    file.seek(0)
    yield file


def test_a_bomb_is_refused_by_what_comes_out_and_held_nowhere() -> None:
    """A thousand times its size; little memory until then."""
    with bomb(200 << 20) as file:
        tracemalloc.start()
        with pytest.raises(InvalidValue, match="far more"), opened_member(file, lambda name: True) as stream:
            while stream.read(1 << 16):
                pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 2_000_000


def test_what_the_zip_file_says_of_its_sizes_is_not_believed() -> None:
    """It says that it is small."""
    with bomb(100 << 20) as file:
        lying = bytearray(file.read())
    central = lying.rindex(b"PK\x01\x02")
    struct.pack_into("<L", lying, central + 24, 10)

    assert refusal(bytes(lying)).message == zipped.DAMAGED


def test_a_small_file_may_be_packed_as_well_as_it_can() -> None:
    """A bound on the ratio alone would refuse a few kilobytes of one line."""
    assert len(content_of(packed({"data.csv": b"a" * 2_000_000}))) == 2_000_000


def test_a_list_of_names_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be held whole."""
    monkeypatch.setattr(zipped, "MOST_AT_ONCE", 2000)

    assert "more files" in refusal(packed({f"{number}.txt": b"" for number in range(100)})).message


def test_a_name_without_letters_of_its_encoding_is_refused_or_read() -> None:
    """The flag says UTF-8, and it is none."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(ZipInfo("ä.csv"), TEXT)
    broken = file.getvalue().replace("ä".encode(), b"\xff\xff")

    assert refusal(broken).message == zipped.DAMAGED


@given(zip_bytes=st.binary(max_size=300))
def test_any_bytes_are_refused_at_most(zip_bytes: bytes) -> None:
    """Never a traceback."""
    refusal(zip_bytes)


@given(place=st.integers(0, 10_000), put=st.binary(min_size=1, max_size=6))
def test_any_damage_is_refused_at_most(place: int, put: bytes) -> None:
    """Wherever it strikes."""
    zip_bytes = bytearray(packed({"a.csv": TEXT, "b.txt": b"x"}))
    at = place % len(zip_bytes)
    zip_bytes[at : at + len(put)] = put
    try:
        content_of(bytes(zip_bytes))
    except InvalidValue as refused:
        assert refused.hint is not None
