"""The mirror: what is written is there for good, one device stands in no other's way, and a kill does no harm."""

import os
import random
import signal
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread, Timer

import pytest

from tests.sync.mirrors import (
    MAT,
    NOON,
    STUDIO,
    begun_by,
    forked,
    git_of,
    is_soon,
    machine,
    modes_below,
    plainly,
    program,
    running,
    with_settings,
)
from yogaflow_cli.errors import (
    StorageDamaged,
    SyncDamaged,
    SyncDeviceTwice,
    SyncRefused,
    SyncUnreachable,
)
from yogaflow_cli.sync import mirror as mirror_module
from yogaflow_cli.sync.mirror import Mirror

SEALED = [("0e/3f", b"sealed\n\x00bytes")]
KILLS = 8


def appended(mirror: Mirror, branch: str, count: int = 1, size: int = 100) -> list[str]:
    """The commits of so many syncs after what the mirror has of the branch."""
    commits = [mirror.kept()[branch]] if branch in mirror.kept() else []
    start = len(commits)
    for number in range(count):
        parent = commits[-1] if commits else None
        path = f"{number % 256:02x}/{time.time_ns():x}"
        commits.append(mirror.append(branch, parent, [(path, random.randbytes(size))], NOON + timedelta(number)))
    return commits[start:]


def test_what_one_machine_pushes_another_reads(laptop: Mirror, desktop: Mirror) -> None:
    """Byte for byte; what is not there is None, and the next is asked for only after the one before was seen."""
    commit = laptop.append(MAT, None, [*SEALED, ("0e/40", b"")], NOON)
    laptop.push([MAT])
    assert desktop.fetch() == laptop.kept() == {MAT: commit}
    seen: list[bytes | None] = []

    def wanted() -> Iterator[tuple[str, str]]:
        for path in ("0e/3f", "0e/40", "0e/41"):
            yield commit, path
            assert len(seen) == 1 + ("0e/3f", "0e/40", "0e/41").index(path)

    for content in desktop.read(wanted()):
        seen.append(content)
    assert seen == [b"sealed\n\x00bytes", b"", None]


def test_an_empty_place_has_no_branches(laptop: Mirror) -> None:
    """As nobody has synced yet."""
    assert (laptop.fetch(), laptop.kept(), laptop.fsck()) == ({}, {}, [])


def test_the_same_sync_twice_is_the_same_commit(laptop: Mirror, desktop: Mirror) -> None:
    """A killed call is repeated; also when the branch meanwhile stood elsewhere."""
    first = laptop.append(MAT, None, SEALED, NOON)
    second = laptop.append(MAT, first, [("0e/40", b"more")], NOON)
    laptop.append(MAT, None, [("ff/00", b"astray")], NOON)
    assert laptop.append(MAT, first, [("0e/40", b"more")], NOON + timedelta(microseconds=5)) == second
    assert laptop.kept() == {MAT: second}
    assert desktop.append(MAT, None, SEALED, NOON) == first
    assert desktop.append(MAT, None, SEALED, NOON.replace(year=1969)) != first
    assert (laptop.fsck(), desktop.fsck()) == ([], [])


def test_a_commit_shows_when_and_nothing_else(laptop: Mirror, desktop: Mirror) -> None:
    """No name, no zone, no words of the person; the instant is the caller's."""
    laptop.append(MAT, None, SEALED, NOON)
    shown = plainly(laptop.folder, "log", "--format=%an %ae %ai|%cn %ce %ci|%B", f"refs/kept/{MAT}")
    who = "yogaflow yogaflow@localhost 2026-11-28 12:00:00 +0000"
    assert shown == f"{who}|{who}|sync"


def test_what_is_kept_is_set_as_a_whole(laptop: Mirror) -> None:
    """All of the branches, or none."""
    first, second = appended(laptop, MAT, 2)
    laptop.keep({MAT: first, STUDIO: second})
    assert laptop.kept() == {MAT: first, STUDIO: second}
    with pytest.raises(StorageDamaged):
        laptop.keep({MAT: second, STUDIO: "1" * 40})
    laptop.keep({})
    assert laptop.kept() == {MAT: first, STUDIO: second}


def test_who_descends_from_whom(laptop: Mirror) -> None:
    """From itself and what was before; what is not here descends from nobody."""
    first, second = appended(laptop, MAT, 2)
    (other,) = appended(laptop, STUDIO)
    pairs = [(second, first), (first, first), (first, second), (other, first), ("1" * 40, first), (first, "1" * 40)]
    assert [laptop.descends(*pair) for pair in pairs] == [True, True, False, False, False, False]
    assert not laptop.descends("--help", first)


def test_a_place_that_went_back_is_seen(laptop: Mirror, desktop: Mirror, url: str) -> None:
    """What was accepted does not come before what is there now."""
    first, _ = appended(laptop, MAT, 2)
    laptop.push([MAT])
    desktop.keep(desktop.fetch())
    plainly(url, "update-ref", f"refs/heads/{MAT}", first)
    fetched = desktop.fetch()
    assert fetched == {MAT: first}
    assert not desktop.descends(fetched[MAT], desktop.kept()[MAT])


def test_a_place_that_was_emptied_is_seen(laptop: Mirror, url: str) -> None:
    """What went there goes here; what was accepted stays."""
    (commit,) = appended(laptop, MAT)
    laptop.push([MAT])
    assert laptop.fetch() == {MAT: commit}
    plainly(url, "update-ref", "-d", f"refs/heads/{MAT}")
    assert laptop.fetch() == {}
    assert laptop.kept() == {MAT: commit}


def test_a_device_that_writes_twice_is_refused(laptop: Mirror, desktop: Mirror) -> None:
    """Whether or not its other commits were fetched; nothing there is lost."""
    (commit,) = appended(laptop, MAT)
    laptop.push([MAT])
    appended(desktop, MAT)
    for _ in range(2):
        with pytest.raises(SyncDeviceTwice):
            desktop.push([MAT])
        assert desktop.fetch() == {MAT: commit}


def test_names_that_are_not_ours_are_left_out(laptop: Mirror, url: str) -> None:
    """Somebody may use the repository for other things, too."""
    (commit,) = appended(laptop, MAT)
    laptop.keep({"yogaflow": commit})
    laptop.push([MAT, "yogaflow"])
    for name in ("heads/main", "heads/ü/\U0001f9d8", "heads/" + "A" * 32, "heads/" + "c" * 33, "tags/" + "d" * 32):
        plainly(url, "update-ref", f"refs/{name}", commit)
    assert laptop.fetch() == {MAT: commit, "yogaflow": commit}
    assert plainly(laptop.folder, "tag") == ""


@pytest.mark.parametrize("branch", ["main", "-" * 32, f"{MAT}/x", "yogaflow.lock"])
def test_a_branch_of_another_name_is_a_mistake_of_ours(laptop: Mirror, branch: str) -> None:
    """Names go to git between others."""
    with pytest.raises(ValueError, match=branch):
        laptop.append(branch, None, SEALED, NOON)
    with pytest.raises(ValueError, match="a\nb"):
        laptop.append(MAT, None, [("a\nb", b"")], NOON)


def test_a_push_of_nothing_is_nothing(laptop: Mirror) -> None:
    """Git would push what its settings say."""
    laptop.push([])


def test_two_machines_that_push_at_once_are_never_refused(laptop: Mirror, desktop: Mirror) -> None:
    """15 times each: every device has its own branch."""
    refused: list[Exception] = []

    def synced(mirror: Mirror, branch: str) -> None:
        try:
            for _ in range(15):
                appended(mirror, branch)
                mirror.push([branch])
        except Exception as error:
            refused.append(error)

    threads = [Thread(target=synced, args=pair) for pair in ((laptop, MAT), (desktop, STUDIO))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert laptop.fetch() == desktop.fetch() == laptop.kept() | desktop.kept()


@pytest.mark.parametrize("setting", ["receive.denyNonFastForwards", "receive.denyDeletes", "receive.fsckObjects"])
def test_a_strict_place_takes_all_we_push(laptop: Mirror, url: str, setting: str) -> None:
    """Nothing is ever forced, deleted or malformed."""
    plainly(url, "config", setting, "true")
    appended(laptop, MAT, 2)
    laptop.push([MAT])
    appended(laptop, MAT)
    laptop.push([MAT])
    assert laptop.fetch() == laptop.kept()


def test_a_place_that_declines_is_told_in_its_words(laptop: Mirror, url: str) -> None:
    """As one that allows no branch of ours."""
    appended(laptop, MAT)
    plainly(url, "config", "receive.maxInputSize", "10")
    with pytest.raises(SyncRefused, match="has no room"):
        laptop.push([MAT])
    plainly(url, "config", "--unset", "receive.maxInputSize")
    laptop.push([MAT])


def test_a_place_that_is_not_there_is_out_of_reach(laptop: Mirror, url: str) -> None:
    """A stick that is not plugged in; nothing is lost, and it goes on when it is."""
    appended(laptop, MAT)
    away = Path(url).rename(f"{url}.away")
    for sync in (laptop.fetch, lambda: laptop.push([MAT])):
        with pytest.raises(SyncUnreachable, match="There is nothing at") as failed:
            sync()
        assert type(failed.value) is SyncUnreachable
    away.rename(url)
    laptop.push([MAT])
    assert laptop.fetch() == laptop.kept()


def test_a_folder_that_is_no_repository_is_refused(tmp_path: Path) -> None:
    """Nothing in it is touched."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").touch()
    mirror = machine(tmp_path / "laptop", str(tmp_path / "photos"))
    with pytest.raises(SyncRefused, match="There is no repository at"):
        mirror.fetch()


def test_nobodys_hooks_run(tmp_path: Path, url: str) -> None:
    """Not the mirror's, not a stick's, not those of a person's settings or templates."""
    trace = tmp_path / "trace"
    hooks = [tmp_path / "hooks", tmp_path / "template" / "hooks", Path(url) / "hooks", tmp_path / "laptop" / "hooks"]
    names = ("pre-push", "reference-transaction", "pre-receive", "update", "post-receive", "post-update", "pre-auto-gc")
    for folder in hooks[:3]:
        folder.mkdir(parents=True)
        for name in names:
            program(folder / name, f"echo {folder}/{name} >>{trace}")
    home = tmp_path / "laptop-home"
    with_settings(home, core__hooksPath=str(hooks[0]), init__templateDir=str(tmp_path / "template"))
    mirror = machine(tmp_path / "laptop", url)
    assert not hooks[3].exists()
    hooks[0].rename(hooks[3])
    appended(mirror, MAT)
    mirror.push([MAT])
    mirror.keep(mirror.fetch())
    assert mirror.fsck() == []
    assert not trace.exists()


def test_a_persons_own_settings_do_not_get_in_the_way(tmp_path: Path, url: str) -> None:
    """What makes git talk, sign, colour or write in another form."""
    talk = {
        "color__ui": "always",
        "core__logAllRefUpdates": "always",
        "push__gpgSign": "true",
        "fetch__output": "compact",
    }
    form = {"init__defaultObjectFormat": "sha256", "core__sharedRepository": "world", "push__followTags": "true"}
    send = {
        "push__pushOption": "ci.skip",
        "push__default": "nothing",
        "fetch__prune": "false",
        "commit__gpgSign": "true",
    }
    with_settings(tmp_path / "laptop-home", **talk, **form, **send)
    mirror = machine(tmp_path / "laptop", url)
    appended(mirror, MAT)
    mirror.push([MAT])
    assert mirror.fetch() == mirror.kept() != {}


@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_the_mirror_is_for_its_owner_alone(tmp_path: Path, url: str, umask: int) -> None:
    """Whatever the umask: folders 0700, files 0600, and 0400 where git itself never changes them."""
    before = os.umask(umask)
    try:
        mirror = machine(tmp_path / "data" / "laptop", url, git_of(tmp_path / "home"))
        appended(mirror, MAT, 2)
        mirror.push([MAT])
        mirror.keep(mirror.fetch())
    finally:
        os.umask(before)
    modes = modes_below(mirror.folder)
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600, 0o400}


def test_a_mirror_that_was_half_made_is_mended(tmp_path: Path, url: str) -> None:
    """Whichever of its parts are missing; what it holds stays."""
    whole = machine(tmp_path / "whole", url)
    for missing in sorted(path.relative_to(whole.folder) for path in whole.folder.iterdir()):
        mirror = machine(tmp_path / f"without-{missing}", url, git_of(tmp_path / "home"))
        (mirror.folder / missing).rename(tmp_path / f"taken-{missing}")
        mirror.make()
        (commit,) = appended(mirror, MAT)
        assert mirror.kept() == {MAT: commit}
        assert mirror.fsck() == []


def test_what_a_killed_git_left_is_cleared(laptop: Mirror, desktop: Mirror) -> None:
    """A lock that nobody holds would block every sync to come."""
    appended(laptop, MAT)
    appended(desktop, STUDIO)
    desktop.push([STUDIO])
    fan = next(path for path in (laptop.folder / "objects").iterdir() if len(path.name) == 2)
    names = ["packed-refs.lock", f"refs/kept/{MAT}.lock", "config.lock", "HEAD.lock", "shallow.lock"]
    names += ["objects/pack/tmp_pack_x1", "objects/pack/tmp_idx_x1", f"objects/{fan.name}/tmp_obj_x1"]
    left = [laptop.folder / name for name in names]
    for path in left:
        path.write_bytes(b"half")
    laptop.make()
    assert [path for path in left if path.exists()] == []
    appended(laptop, MAT)
    laptop.push([MAT])
    assert set(laptop.fetch()) == {MAT, STUDIO}


def test_a_lock_that_a_killed_push_left_there_is_taken_away(laptop: Mirror, url: str) -> None:
    """Only this device writes its branch; one that somebody holds just now is waited for."""
    appended(laptop, MAT)
    lock = Path(url, "refs", "heads", f"{MAT}.lock")
    lock.touch()
    laptop.push([MAT])
    assert laptop.fetch() == laptop.kept()
    # and one that goes by itself, after a while
    appended(laptop, MAT)
    lock.touch()
    Timer(0.2, lock.unlink).start()
    laptop.push([MAT])
    assert laptop.fetch() == laptop.kept()


def test_a_kill_at_any_moment_leaves_what_can_be_repeated(laptop: Mirror, url: str) -> None:
    """Of our process, or of git's as well: the same call then gives the same commit, and all is sound."""
    seed = time.time_ns()
    chance = random.Random(seed)
    (parent,) = appended(laptop, MAT)
    for number in range(KILLS):
        files = [(f"{number:02x}/00", chance.randbytes(3000))]
        with forked(partial(pushed, laptop, parent, files)) as child:
            time.sleep(chance.uniform(0, 0.15))
            # Each git leads a group of its own, and goes on when ours is killed alone.
            for group in begun_by(child) if number % 2 else ():
                with suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)
            os.kill(child, signal.SIGKILL)
        assert is_soon(lambda: running(str(laptop.folder)) == []), f"seed {seed}"
        laptop.make()
        commit = pushed(laptop, parent, files)
        assert laptop.fetch() == laptop.kept() == {MAT: commit}, f"seed {seed}"
        assert plainly(url, "rev-parse", f"{MAT}^") == parent, f"seed {seed}"
        parent = commit
    assert laptop.fsck() == [], f"seed {seed}"
    assert plainly(url, "fsck", "--full", "--strict", "--no-dangling") == "", f"seed {seed}"


def pushed(mirror: Mirror, parent: str, files: list[tuple[str, bytes]]) -> str:
    """One sync, as it is repeated after a kill."""
    commit = mirror.append(MAT, parent, files, NOON)
    mirror.push([MAT])
    return commit


def test_what_lies_in_files_of_its_own_is_packed_now_and_then(laptop: Mirror) -> None:
    """As after a year: git's own tidying is off, and many small files make every sync slower."""
    files = [(f"{number % 256:02x}/{number:x}", f"{number}".encode()) for number in range(1500)]
    commit = laptop.append(MAT, None, files, NOON)
    packs = laptop.folder / "objects" / "pack"
    (pack,) = (path.read_bytes() for path in packs.glob("*.pack"))
    for path in packs.iterdir():
        path.unlink()
    plainly(laptop.folder, "unpack-objects", "-q", given=pack)
    assert not list(packs.iterdir())
    laptop.make()
    assert plainly(laptop.folder, "count-objects").startswith("0 objects")
    assert laptop.kept() == {MAT: commit}
    assert list(laptop.read((commit, path) for path, _ in files)) == [content for _, content in files]
    assert laptop.fsck() == []


def test_segments_of_a_megabyte_go_both_ways(laptop: Mirror, desktop: Mirror) -> None:
    """30 of them in one commit, which neither side of a pipe can hold."""
    files = [(f"{number:02x}/00", random.randbytes(1_000_000)) for number in range(30)]
    commit = laptop.append(MAT, None, files, NOON)
    laptop.push([MAT])
    desktop.fetch()
    assert list(desktop.read((commit, path) for path, _ in files)) == [content for _, content in files]


def test_a_reader_who_stops_early_leaves_nothing_running(laptop: Mirror) -> None:
    """As one that found what it looked for."""
    commit = laptop.append(MAT, None, [("00/00", bytes(3_000_000)), ("00/01", b"")], NOON)
    reading = laptop.read([(commit, "00/00"), (commit, "00/01")])
    assert isinstance(reading, Generator)
    assert next(reading) == bytes(3_000_000)
    reading.close()
    assert running(str(laptop.folder)) == []


def test_a_file_beyond_any_of_ours_is_not_read(laptop: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fill the memory; a folder is no file either."""
    commit = laptop.append(MAT, None, [("00/00", bytes(101))], NOON)
    monkeypatch.setattr(mirror_module, "MOST_BYTES", 100)
    for path in ("00/00", "00"):
        with pytest.raises(SyncDamaged, match="no file that yogaflow writes"):
            list(laptop.read([(commit, path)]))


def test_damage_is_told(laptop: Mirror) -> None:
    """By fsck in lines, by reading as what it is: a file that is listed and cannot be read is not one that is not."""
    commit = laptop.append(MAT, None, SEALED, NOON)
    assert list(laptop.read([(commit, "0e/40"), (commit, "0f/3f")])) == [None, None]
    blob = plainly(laptop.folder, "rev-parse", f"{commit}:0e/3f")
    path = laptop.folder / "objects" / blob[:2] / blob[2:]
    path.chmod(0o600)
    path.write_bytes(b"rot")
    assert any(blob in line for line in laptop.fsck())
    with pytest.raises(StorageDamaged, match="cannot be used"):
        list(laptop.read([(commit, "0e/3f")]))
    with pytest.raises(StorageDamaged, match="cannot be used"):
        list(laptop.read([("1" * 40, "0e/3f")]))
