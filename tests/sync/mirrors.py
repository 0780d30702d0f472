"""Machines that sync, as the tests make them: each with a mirror, and a git that knows no settings but theirs."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tests.needs import needs_program
from yogaflow_cli.sync.git import Git
from yogaflow_cli.sync.mirror import Mirror
from yogaflow_cli.sync.place import make_place

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
MAT, STUDIO = "a" * 32, "b" * 32
PATIENCE_SECONDS = 20


def surroundings_of(home: Path, **more: str) -> dict[str, str]:
    """The variables of a person whose only settings are those in this home."""
    needs_program("git")
    home.mkdir(exist_ok=True)
    ours = {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": str(home)}
    return ours | more


def git_of(home: Path, patience_seconds: float = PATIENCE_SECONDS, **more: str) -> Git:
    """The git of such a person."""
    return Git(surroundings_of(home, **more), patience_seconds)


def place_in(folder: Path) -> str:
    """The address of a new, empty repository."""
    url = str(folder / "place.git")
    assert make_place(url, git_of(folder / "home"))
    return url


def machine(folder: Path, url: str, git: Git | None = None) -> Mirror:
    """A mirror that is ready."""
    mirror = Mirror(folder, url, git or git_of(folder.with_name(f"{folder.name}-home")))
    mirror.make()
    return mirror


def plainly(folder: Path | str, *arguments: str, given: bytes = b"", check: bool = True) -> str:
    """What git itself answers in a repository, without anything of ours."""
    command = ["git", "-c", "user.name=somebody", "-c", "user.email=somebody@localhost", f"--git-dir={folder}"]
    done = subprocess.run(
        [*command, *arguments], input=given, capture_output=True, timeout=PATIENCE_SECONDS, check=check
    )
    return done.stdout.decode().strip()


def program(path: Path, script: str) -> str:
    """A small shell program at that path; the path, for a command."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def running(mark: str) -> list[int]:
    """The processes whose command or surroundings hold this text, but for zombies, which run no more."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            if mark.encode() in seen and int(process.name) != os.getpid():
                found.append(int(process.name))
    return found


def begun_by(parent: int) -> list[int]:
    """The processes that this one began and that run still."""
    found: list[int] = []
    for children in Path(f"/proc/{parent}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, children.read_text(encoding="ascii").split())
    return found


def zombies(name: str) -> list[str]:
    """The programs of this name that this process began and that have ended, but were not taken leave of."""
    found = []
    for process in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            known_as, _, rest = process.read_text(encoding="utf-8").partition("(")[2].rpartition(")")
            state, parent = rest.split()[:2]
            found += [known_as] if (known_as, state, int(parent)) == (name, "Z", os.getpid()) else []
    return found


def is_soon(condition: Callable[[], bool], seconds: float = 3) -> bool:
    """Whether it comes true within a while."""
    give_up_at = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.02)
    return True


@contextmanager
def forked(work: Callable[[], object]) -> Iterator[int]:
    """The work in a process of its own, by its number; ended with all that it began when the block is left."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            work()
        os._exit(0)
    try:
        yield child
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def with_settings(home: Path, **settings: str) -> None:
    """Writes a person's own settings for git; `__` in a name stands for its dot."""
    home.mkdir(exist_ok=True)
    for name, value in settings.items():
        command = ["git", "config", "--file", str(home / ".gitconfig"), name.replace("__", "."), value]
        subprocess.run(command, check=True, timeout=PATIENCE_SECONDS)


def modes_below(folder: Path) -> Mapping[Path, int]:
    """The rights of a folder and of all that lies in it."""
    return {path: path.stat().st_mode & 0o7777 for path in (folder, *folder.rglob("*"))}
