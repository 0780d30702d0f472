"""A disk that is full: one clear line, nothing acknowledged lost, and work goes on when there is room again."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import Show
from tests.faults.extent import is_long, times
from tests.faults.homes import Homes
from tests.faults.tracing import WRITES, can_trace, spread, without_room_at, writing_calls
from tests.faults.whole import whole, whole_backups
from tests.program import PATIENCE_SECONDS, Json, Program, Result

pytestmark = pytest.mark.fault

DISK_KIB, BALLAST_KIB = 1024, 512
NOTE = "breath " * 500
FULL = ("storage_full", "storage_unavailable")
READS = (("history",), ("stats",), ("current",), ("show", "1"), ("export", "csv"), ("calendar",), ("streak",))
COMPLETE = ("complete", "--json")
LOG = ("log", "--duration", "1m", "--overlap")
Call = Callable[..., Result]


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of 1 MiB at that folder; False where this account may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KIB}k", "tmpfs", str(folder)]
    is_mounted = (
        shutil.which("mount") is not None
        and subprocess.run(mount, capture_output=True, timeout=PATIENCE_SECONDS).returncode == 0
    )
    try:
        yield is_mounted
    finally:
        if is_mounted:
            # Lazily: it goes even when a process that a failure left behind still looks into it.
            subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=PATIENCE_SECONDS)


def test_a_full_disk_loses_nothing_and_is_written_again_when_there_is_room(tmp_path: Path, show: Show) -> None:
    """Every acknowledged session is there, reads work, and the next write succeeds."""
    with small_disk(tmp_path / "disk") as is_mounted:
        # given an open session, and something that can be removed later
        program = Program(tmp_path / "disk" / "home")
        program.done("start", "--note", "before the disk was full")
        ballast = program.home.parent / "ballast"
        ballast.write_bytes(bytes(BALLAST_KIB * 1024))
        # when it is filled by practising
        call: Call = program.run if is_mounted else limited_to(program, BALLAST_KIB)
        acknowledged, refused = filled(call)
        # then
        assert_it_is_told(program, refused)
        assert_all_is_there(program, acknowledged)
        assert_no_part_of_a_backup_is_left(program)
        # and when there is room again
        ballast.unlink()
        program.at("2026-11-24T07:30:00Z")
        written = without_statistics(program.done(*LOG, "--note", "there is room", "--json").json)
        assert_all_is_there(program, [*acknowledged, written])
        whole(program.database)
        assert_no_part_of_a_backup_is_left(program)
    how = "" if is_mounted else "without a file system of its own, by a limit on the size of files: "
    shown = f"{len(acknowledged)} acknowledged rows intact, {len(READS)} reads work, the next write succeeds"
    show("1 MiB file system filled, then freed", f"{how}{shown}")


def limited_to(program: Program, kib: int) -> Call:
    """Calls whose files may not grow beyond what the database holds now and so much more."""
    most = program.database.stat().st_size // 1024 + kib
    return lambda *arguments: program.limited(most, *arguments)


def filled(call: Call) -> tuple[list[Json], Result]:
    """The sessions that were acknowledged until one found no room, and how that was told."""
    acknowledged: list[Json] = []
    while True:
        assert len(acknowledged) < DISK_KIB, "it is never full"
        result = call(*LOG, "--note", f"{len(acknowledged)} {NOTE}", "--json")
        if result.code != 0:
            return acknowledged, result
        acknowledged.append(without_statistics(result.json))


def without_statistics(answer: Json) -> Json:
    """The session itself, as `history` tells it."""
    return {name: value for name, value in answer.items() if name != "statistics"}


def assert_it_is_told(program: Program, refused: Result) -> None:
    """One clear line that names the file and a way out."""
    assert (refused.code, refused.out) == (7, "")
    assert refused.error["code"] in FULL, refused
    assert str(program.database) in refused.error["message"]
    assert "try again" in refused.error["hint"]


def assert_all_is_there(program: Program, acknowledged: list[Json]) -> None:
    """Word for word, beside the session that was open before; and every read works."""
    told = {session["session_id"]: session for session in program.json("history")}
    assert [told[session["session_id"]] for session in acknowledged] == acknowledged
    assert len(told) == len(acknowledged) + 1
    for words in READS:
        program.done(*words)


def assert_no_part_of_a_backup_is_left(program: Program) -> None:
    """Whole backups and nothing else: a copy that found no room took none with it."""
    # What begins with a dot holds nothing but a lock.
    left = [path for path in (program.data / "backups").glob("*") if path.stat().st_size or path.suffix]
    assert sorted(left) == whole_backups(program.data)


def test_a_disk_that_is_full_at_any_write_of_complete_is_told_in_one_line(
    homes: Homes, tmp_path: Path, show: Show
) -> None:
    """Exit 7 with the session as it was, or 0 with all of it on disk; never a traceback, never half a file."""
    old = whole(homes.original.database)
    program = homes.fresh()
    answer = program.done(*COMPLETE).json
    new = whole(program.database)

    found = []
    for program, result in by_strace(homes, tmp_path) if can_trace() else by_limits(homes):
        found.append(result.code)
        is_kept = assert_it_is_one_line(program, result, answer)
        assert whole(program.database) == (new if is_kept else old)
        assert_no_part_of_a_backup_is_left(program)

    assert set(found) == {0, 7}
    how = "writes" if can_trace() else "limits on the size of files (no strace)"
    shown = f"{len(found)} {how}: {found.count(7)} times exit 7 and one clear line, {found.count(0)} times all done"
    show("ENOSPC at each write of one `complete`", shown)


def assert_it_is_one_line(program: Program, result: Result, answer: Json) -> bool:
    """What was said is what happened; whether the session was completed."""
    assert "Traceback" not in result.out + result.err
    assert not (program.home / "state" / "traceback.txt").exists()
    if result.code == 0:
        assert result.json == answer
        return True
    assert result.code == 7, result
    assert result.error["code"] in FULL, result
    if "answer cannot be written" in result.error["message"]:
        assert "recorded is kept" in result.error["hint"]
        return True
    assert str(program.database) in result.error["message"]
    assert result.error["hint"]
    return False


Tried = Iterator[tuple[Program, Result]]


def by_strace(homes: Homes, folder: Path) -> Tried:
    """`complete`, once for each of its writes, which finds no room."""
    calls = [call for call in writing_calls(homes.fresh(), folder, *COMPLETE) if call.kind in WRITES]
    for call in calls if is_long() else spread(calls, 16):
        program = homes.fresh()
        yield program, without_room_at(program, call, *COMPLETE)


def by_limits(homes: Homes) -> Tried:
    """`complete` with files that may not grow beyond a size, from nothing to more than it needs."""
    most = homes.original.database.stat().st_size // 1024 + 64
    for kib in range(0, most + 1, most // times(12, 60)):
        program = homes.fresh()
        yield program, program.limited(kib, *COMPLETE)
