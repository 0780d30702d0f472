"""Full disks and missing rights, here and on the other side: told apart, in one line, and gone when they are mended."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.test_full_disk import small_disk
from tests.sync.mirrors import MAT, NOON, STUDIO, git_of, machine, place_in
from yogaflow_cli.errors import StorageFull, StorageReadOnly, SyncRefused, YogaflowError
from yogaflow_cli.sync.mirror import Mirror

SEALED = [("0e/3f", os.urandom(20_000))]
NOBODY = 65534


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB; only root may mount one."""
    with small_disk(tmp_path / "disk") as is_mounted:
        if not is_mounted:
            pytest.skip("needs the right to mount")
        yield tmp_path / "disk"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account may enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp(prefix="yogaflow-sync-"))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def fill(disk: Path) -> Path:
    """Leaves no room on the disk; the file to remove when there is to be some again."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024))
    return ballast


def refusal(work: Callable[[], object]) -> str:
    """The kind of the failure, and what it says."""
    try:
        work()
    except YogaflowError as error:
        return f"{type(error).__name__}: {error.message} [{error.hint}]"
    return "none"


@contextmanager
def write_protected(*folders: Path) -> Iterator[None]:
    """Nothing may be added to them."""
    for folder in folders:
        folder.chmod(0o500)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o700)


def as_nobody(work: Callable[[], str]) -> str:
    """The answer of a process that has no rights of ours; where we are not root, we have none to lose."""
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(writing, work().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer


def test_a_full_disk_here_is_a_matter_of_storage(disk: Path, tmp_path: Path) -> None:
    """Writing and fetching name the folder; with room again the same calls succeed."""
    url = place_in(tmp_path)
    desktop = machine(tmp_path / "desktop", url)
    other = desktop.append(STUDIO, None, SEALED, NOON)
    desktop.push([STUDIO])
    mirror = machine(disk / "laptop", url, git_of(tmp_path / "home"))
    ballast = fill(disk)
    for work in (lambda: mirror.append(MAT, None, SEALED, NOON), mirror.fetch):
        with pytest.raises(StorageFull, match=str(mirror.folder)):
            work()
    ballast.unlink()
    mirror.make()
    commit = mirror.append(MAT, None, SEALED, NOON)
    mirror.push([MAT])
    assert mirror.fetch() == {MAT: commit, STUDIO: other}
    assert mirror.fsck() == []


def test_a_full_disk_there_is_a_refusal(disk: Path, tmp_path: Path) -> None:
    """What was to be sent is kept, and goes when there is room."""
    mirror = machine(tmp_path / "laptop", place_in(disk), git_of(tmp_path / "home"))
    commit = mirror.append(MAT, None, SEALED, NOON)
    ballast = fill(disk)
    with pytest.raises(SyncRefused, match=r"has no room: .*No space left"):
        mirror.push([MAT])
    assert mirror.kept() == {MAT: commit}
    ballast.unlink()
    mirror.push([MAT])
    assert mirror.fetch() == {MAT: commit}


def without_right_to_write(folder: Path, url: str) -> str:
    """How a push ends into a place whose folders may not be written."""
    mirror = machine(folder / "laptop", url)
    mirror.append(MAT, None, SEALED, NOON)
    place = Path(url)
    with write_protected(place / "refs" / "heads", place / "objects"):
        return refusal(lambda: mirror.push([MAT]))


def test_a_place_that_may_only_be_read_refuses(open_folder: Path) -> None:
    """It is not taken for a fault of this machine's disk."""
    said = as_nobody(lambda: without_right_to_write(open_folder, place_in(open_folder)))
    assert said.startswith("SyncRefused: "), said
    assert "does not let this machine write" in said


def test_a_mirror_that_may_only_be_read_is_a_matter_of_storage(open_folder: Path) -> None:
    """The message names the folder of this machine."""

    def work() -> str:
        mirror = machine(open_folder / "laptop", place_in(open_folder))
        with write_protected(mirror.folder / "objects", mirror.folder / "objects" / "pack"):
            return refusal(lambda: mirror.append(MAT, None, SEALED, NOON))

    said = as_nobody(work)
    assert said.startswith(f"{StorageReadOnly.__name__}: "), said
    assert str(open_folder / "laptop") in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make what belongs to another")
def test_a_place_of_somebody_else_is_not_trusted_unseen(open_folder: Path) -> None:
    """Git's own guard: its settings could run programs; the hint is how to trust it."""
    url = place_in(open_folder)
    for path in (Path(url), *Path(url).rglob("*")):
        path.chmod(0o755)

    def work() -> str:
        mirror: Mirror = machine(open_folder / "laptop", url)
        mirror.append(MAT, None, SEALED, NOON)
        return refusal(lambda: mirror.push([MAT]))

    said = as_nobody(work)
    assert said.startswith("SyncRefused: "), said
    assert f"git config --global --add safe.directory {url}" in said
