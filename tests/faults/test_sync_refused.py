"""A repository that git refuses, and a disk of one's own that is full: told in one line, nothing lost, and mended."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.synced import Meeting, history
from tests.faults.conftest import Show
from tests.faults.test_full_disk import small_disk
from tests.program import PATIENCE_SECONDS, Program, Result, script
from tests.sync.mirrors import with_settings
from tests.sync.test_no_room_no_rights import NOBODY, fill, write_protected

pytestmark = pytest.mark.fault

NOTE = "before it was refused"
RIGHTS_OF_ROOT = "-dac_override,-dac_read_search,-fowner,-chown"


class Restrained(Program):
    """The program of root without the rights by which root may do what others may not."""

    def run(self, *arguments: str | bytes, given: str = "") -> Result:
        """One call, to its end."""
        restraint = ["setpriv", f"--bounding-set={RIGHTS_OF_ROOT}", f"--inh-caps={RIGHTS_OF_ROOT}", "--"]
        ended = subprocess.run(
            [*restraint, script(), *arguments],
            env=self.environment,
            cwd=self.home.parent,
            input=given.encode(),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
        )
        return Result(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path | None]:
    """A file system of 1 MiB; none where this account may not mount one."""
    with small_disk(tmp_path / "disk") as is_mounted:
        yield tmp_path / "disk" if is_mounted else None


def refused(machine: Program, exit_code: int, error_code: str) -> str:
    """What a sync says that is refused: one line and a hint. All that was practised is there, and waits."""
    before = history(machine)
    result = machine.run("sync", "--json")
    assert (result.code, result.out, result.error["code"]) == (exit_code, "", error_code), result
    assert "\n" not in result.error["message"] and result.error["hint"], result
    assert history(machine) == before
    assert machine.json("sync", "status")["waiting"] is True
    return f"{result.error['message']} {result.error['hint']}"


def practise(machine: Program) -> None:
    """Something that is to be sent."""
    machine.done("log", "--duration", "20m", "--overlap", "--note", NOTE)


def assert_it_goes_through(*machines: Program) -> None:
    """The next sync, and what was practised on the first machine is on all."""
    for machine in machines:
        machine.done("sync")
        assert NOTE in {session["note"] for session in history(machine)}
        assert machine.json("sync", "verify")["sound"] is True


def test_a_sync_that_is_refused_is_told_in_one_line_and_loses_nothing(
    tmp_path: Path, disk: Path | None, show: Show
) -> None:
    """Exit 8 where it is the repository's matter, 7 where it is this machine's; mended, the next sync goes through."""
    found = without_right_to_write(tmp_path / "rights")
    if disk is not None:
        full_there(tmp_path / "there", disk)
        full_here(tmp_path / "here", disk)
        found += ["its disk is full (exit 8)", "one's own disk is full (exit 7)"]
    shown = "one line and a hint, nothing lost, goes through when mended"
    how = "" if disk is not None else "; full disks not tried: no right to mount"
    show("repository that git refuses", f"{', '.join(found)}: {shown}{how}")


def without_right_to_write(folder: Path) -> list[str]:
    """Exit 8 with a way out, that of another account's first; afterwards it goes through."""
    folder.mkdir()
    meeting = Meeting(folder)
    laptop, desktop = meeting.begin(), meeting.join()
    practise(laptop)
    found = of_another_account(laptop, meeting.place) if os.geteuid() == 0 else [protected(laptop, meeting.place)]
    assert_it_goes_through(laptop, desktop)
    return [f"{each} (exit 8)" for each in found]


def of_another_account(machine: Program, place: Path) -> list[str]:
    """Git does not trust it; trusted, it may be read and not written. In the end it is ours."""
    for path in (place, *place.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.chown(path, NOBODY, NOBODY)
    told = refused(machine, 8, "sync_refused")
    assert f"git config --global --add safe.directory {place}" in told
    with_settings(machine.home.parent, safe__directory=str(place))
    found = ["it is another account's"]
    if shutil.which("setpriv") is not None:
        restrained = Restrained(machine.home)
        assert "does not let this machine write" in refused(restrained, 8, "sync_refused")
        found.append("it may only be read")
    for path in (place, *place.rglob("*")):
        os.chown(path, 0, 0)
    return found


def protected(machine: Program, place: Path) -> str:
    """It is ours, and protected from us."""
    with write_protected(place / "refs" / "heads", place / "objects"):
        assert "does not let this machine write" in refused(machine, 8, "sync_refused")
    return "it may only be read"


def full_there(folder: Path, disk: Path) -> None:
    """Exit 8; with room again it goes through."""
    folder.mkdir()
    (disk / "stick").mkdir()
    (folder / "stick").symlink_to(disk / "stick")
    meeting = Meeting(folder)
    laptop, desktop = meeting.begin(), meeting.join()
    practise(laptop)
    ballast = fill(disk)
    assert "has no room" in refused(laptop, 8, "sync_refused")
    ballast.unlink()
    assert_it_goes_through(laptop, desktop)
    shutil.rmtree(disk / "stick")


def full_here(folder: Path, disk: Path) -> None:
    """Exit 7, with something to come and something to go; with room again it goes through."""
    folder.mkdir()
    meeting = Meeting(folder)
    desktop = meeting.begin("desktop")
    laptop = Program(disk / "home")
    laptop.done(*meeting.joining)
    practise(laptop)
    desktop.done("edit", "1", "--note", "of the desktop")
    desktop.done("sync")
    ballast = fill(disk)
    assert str(disk) in refused(laptop, 7, "storage_full")
    ballast.unlink()
    assert_it_goes_through(laptop, desktop, laptop)
    assert "of the desktop" in {session["note"] for session in history(laptop)}
