"""The lock of a guide: who holds it is seen by everybody, it dies with its holder, and looking leaves no trace."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from yogaflow_cli.errors import AlreadyOpen, StorageError
from yogaflow_cli.repository.guide_lock import GuideLock

FIRST = "8c5e3d0a-0000-4000-8000-000000000001"
SECOND = "8c5e3d0a-0000-4000-8000-000000000002"

HOLDER = """
import sys
from pathlib import Path
from yogaflow_cli.repository.guide_lock import GuideLock

lock = GuideLock(Path(sys.argv[1]))
lock.take()
lock.name(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""

LOOKER = """
import sys
from pathlib import Path
from yogaflow_cli.repository.guide_lock import GuideLock

print(GuideLock(Path(sys.argv[1])).is_held_for(sys.argv[2]))
"""

LOOKER_AT_IT = f"""
{LOOKER}
lock = GuideLock(Path(sys.argv[1]))
sys.stdout.flush()
while True:
    lock.is_held_for(sys.argv[2])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "guide-1.lock"


@contextmanager
def holder(path: Path, session_uuid: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(path), session_uuid]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def test_a_lock_is_held_for_the_session_that_it_names(path: Path) -> None:
    """Content names the session: others are not led."""
    lock = GuideLock(path)
    lock.take()
    assert not GuideLock(path).is_held_for(FIRST)
    lock.name(FIRST)
    assert path.read_bytes() == FIRST.encode()
    assert GuideLock(path).is_held_for(FIRST)
    assert lock.is_held_for(FIRST)
    assert not GuideLock(path).is_held_for(SECOND)
    lock.release()
    assert not GuideLock(path).is_held_for(FIRST)


def test_another_process_sees_it(path: Path) -> None:
    """`current` in another terminal."""
    lock = GuideLock(path)
    lock.take()
    lock.name(FIRST)
    looked = [
        subprocess.run(
            [sys.executable, "-c", LOOKER, str(path), uuid], capture_output=True, text=True, check=True
        ).stdout
        for uuid in (FIRST, SECOND)
    ]
    lock.release()
    assert looked == ["True\n", "False\n"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_it_is_free_after_its_holder_was_killed(path: Path) -> None:
    """Issue 3: SIGKILL, a crash, a reboot: nobody has to clean up."""
    with holder(path, FIRST) as process:
        assert GuideLock(path).is_held_for(FIRST)
        with pytest.raises(AlreadyOpen):
            GuideLock(path).take()
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert path.read_bytes() == FIRST.encode()
        assert not GuideLock(path).is_held_for(FIRST)
        lock = GuideLock(path)
        lock.take()
        lock.release()


def test_taking_it_clears_an_old_name(path: Path) -> None:
    """Between taking and naming nobody is led: what the last holder left behind says nothing."""
    first = GuideLock(path)
    first.take()
    first.name(FIRST)
    first.release()
    second = GuideLock(path)
    second.take()
    assert path.read_bytes() == b""
    assert not GuideLock(path).is_held_for(FIRST)
    second.name(SECOND)
    assert path.read_bytes() == SECOND.encode()
    assert GuideLock(path).is_held_for(SECOND)
    second.release()


def test_a_second_one_is_refused_and_leaves_the_first_as_it_is(path: Path) -> None:
    """Exit 6, and the first guide goes on."""
    first = GuideLock(path)
    first.take()
    first.name(FIRST)
    with pytest.raises(AlreadyOpen, match="leads this practice already"):
        GuideLock(path).take()
    assert GuideLock(path).is_held_for(FIRST)
    first.release()


def test_looking_makes_no_file(tmp_path: Path) -> None:
    """Rule 11: a command that only reads writes nothing in the data folder, nor makes the folder."""
    assert not GuideLock(tmp_path / "guide-1.lock").is_held_for(FIRST)
    assert not GuideLock(tmp_path / "nowhere" / "guide-1.lock").is_held_for(FIRST)
    assert list(tmp_path.iterdir()) == []


def test_looking_leaves_the_file_as_it_is(path: Path) -> None:
    """Rule 11: neither its bytes nor its times."""
    lock = GuideLock(path)
    lock.take()
    lock.name(FIRST)
    before = path.stat()
    for _ in range(3):
        assert GuideLock(path).is_held_for(FIRST)
    lock.release()
    assert not GuideLock(path).is_held_for(FIRST)
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (before.st_mtime_ns, before.st_size)


def test_looking_works_in_a_read_only_folder(path: Path) -> None:
    """Rule 11: a read-only folder, and a file that nobody may write."""
    lock = GuideLock(path)
    lock.take()
    lock.name(FIRST)
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert GuideLock(path).is_held_for(FIRST)
        lock.release()
        assert not GuideLock(path).is_held_for(FIRST)
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_many_lookers_keep_nobody_from_taking_it(path: Path) -> None:
    """Whoever looks holds it for a moment: a guide waits for that, and is not refused."""
    path.touch()
    with subprocess.Popen(
        [sys.executable, "-c", LOOKER_AT_IT, str(path), FIRST], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "False\n"
        try:
            for _ in range(50):
                lock = GuideLock(path)
                lock.take()
                lock.name(FIRST)
                lock.release()
        finally:
            process.kill()


def test_a_released_lock_names_nobody(path: Path) -> None:
    """Only who holds it leads; to let go twice does no harm."""
    lock = GuideLock(path)
    with pytest.raises(ValueError, match="holds the lock"):
        lock.name(FIRST)
    lock.take()
    lock.release()
    lock.release()
    with pytest.raises(ValueError, match="holds the lock"):
        lock.name(FIRST)


def test_a_file_that_cannot_be_made_is_a_failure_of_storage(tmp_path: Path) -> None:
    """Exit 7, naming the file."""
    with pytest.raises(StorageError, match=r"guide-1\.lock|nowhere"):
        GuideLock(tmp_path / "nowhere" / "guide-1.lock").take()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_the_file_is_private(path: Path) -> None:
    """Files are made 0600, whatever the umask."""
    before = os.umask(0)
    try:
        lock = GuideLock(path)
        lock.take()
        lock.release()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
