"""This machine's copy of what all machines wrote: a bare repository, with a branch for each device and one that tells
what the repository is. Nothing is merged, and what was written once stays. What the files hold is no business of it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import uniform
from time import sleep
from typing import NamedTuple

from yogaflow_cli.errors import SyncDamaged, SyncDeviceTwice
from yogaflow_cli.paths import make_private_folder, storage_failure
from yogaflow_cli.sync.address import local_folder
from yogaflow_cli.sync.child import Child
from yogaflow_cli.sync.failures import lines_of, refusal_of_the_disk
from yogaflow_cli.sync.git import Git, Outcome

DESCRIPTION = "yogaflow"
BRANCH = re.compile(r"yogaflow|[0-9a-f]{32}")
COMMIT = re.compile(r"[0-9a-f]{40}")
PATH = re.compile(r"[0-9A-Za-z._-]+(/[0-9A-Za-z._-]+)*")
FETCHED, KEPT = "refs/fetched/", "refs/kept/"

NEW = ("init", "--quiet", "--bare", "--template=", "--object-format=sha1", f"--initial-branch={DESCRIPTION}")
WRITER = "yogaflow <yogaflow@localhost>"
SUBJECT = "sync"
LEFTOVERS = re.compile(r".*\.lock|tmp_.*|fast_import_crash_.*")

# Git looks into one of 256 folders, too: after about 250 syncs; ten years of loose files make each four times as slow.
SAMPLE, CROWD = "17", 4

MIB = 1024 * 1024
MOST_BYTES = 64 * MIB

NOT_OURS_ALONE = (b"non-fast-forward", b"fetch first", b"needs force")
LOOK = "See what there is of each device: yogaflow sync verify"
# Git's words for a branch that somebody else writes at this moment, or did when a push was cut off.
IN_USE = ("cannot lock ref", "failed to update ref", "reference already exists", "incorrect old value")
TRIES = 5
WAIT_SECONDS = (0.02, 0.2)


class Lock(NamedTuple):
    """A file by which git keeps others from a branch; another one at the same place is another lock."""

    path: Path
    number: int
    made_ns: int


class Mirror:
    """The repository in `folder`, and the other side at a checked `url`.

    One process at a time: the caller holds a lock. All raise UsageMistake without a fitting git, and StorageError when
    the folder cannot be read or written.
    """

    def __init__(self, folder: Path, url: str, git: Git) -> None:
        self.folder = folder
        self.url = url
        self._git = git
        self._place = local_folder(url)

    def make(self) -> None:
        """Makes the repository, mends what a killed call left of it, and now and then packs what it holds."""
        make_private_folder(self.folder)
        clear_leftovers(self.folder)
        if not all((self.folder / name).exists() for name in ("HEAD", "objects/pack", "objects/info", "refs")):
            self._git.run(self.folder, *NEW)
        if is_crowded(self.folder):
            # Git's own tidying is off, for it goes on behind our back.
            self._git.run(self.folder, "repack", "-a", "-d", "-q")

    def fetch(self) -> dict[str, str]:
        """Takes in what the other side has; its branches, of those that are ours, with their latest commits.

        Raises:
            SyncUnreachable, SyncRefused: see `Git.run`.
        """
        how = ["--progress", "--no-tags", "--prune", "--force", "--no-write-fetch-head", *self._served("upload-pack")]
        self._git.run(self.folder, "fetch", *how, "--", self.url, f"+refs/heads/*:{FETCHED}*", url=self.url)
        return self._branches(FETCHED)

    def names(self) -> list[str]:
        """The branches that the other side has, of whatever kind, without taking anything in. Raises as `fetch`."""
        listed = self._git.run(self.folder, "ls-remote", "--heads", "--", self.url, url=self.url)
        return [
            line.rpartition("\t")[2].removeprefix("refs/heads/")
            for line in listed.decode("utf-8", "replace").splitlines()
        ]

    def kept(self) -> dict[str, str]:
        """The branches as this machine wrote or accepted them, with their latest commits."""
        return self._branches(KEPT)

    def keep(self, branches: Mapping[str, str]) -> None:
        """Accepts these commits as the latest of their branches: all of them, or none."""
        if branches:
            lines = [f"update {kept_ref(branch)} {commit}\n" for branch, commit in branches.items()]
            self._git.run(self.folder, "update-ref", "--stdin", given=["".join(lines).encode()])

    def descends(self, newer: str, older: str) -> bool:
        """Whether `older` is `newer`, or one of those that it was written after; what is not here is nobody's."""
        if not (COMMIT.fullmatch(newer) and COMMIT.fullmatch(older)):
            return False
        return self._git.outcome(self.folder, "merge-base", "--is-ancestor", older, newer).status == 0

    def read(self, wanted: Iterable[tuple[str, str]]) -> Iterator[bytes | None]:
        """The content of each (commit, path), None where there is none; each is asked for after the one before came.

        Raises:
            SyncDamaged: it is larger than any that we write, or no file.
        """
        with self._git.conversation(self.folder, "cat-file", "--batch") as talk:
            for commit, path in wanted:
                yield self._file(talk, checked(COMMIT, commit), checked(PATH, path))

    def append(self, branch: str, parent: str | None, files: Sequence[tuple[str, bytes]], at: datetime) -> str:
        """Adds files after `parent` in one commit, on disk and kept when this returns; its id.

        The same parent, files and instant, which counts in seconds, give the same id: a killed call can be repeated.
        """
        stream = commit_stream(kept_ref(branch), parent, files, at)
        output = self._git.run(self.folder, "fast-import", "--quiet", "--force", given=stream)
        return output.decode("ascii").strip()

    def push(self, branches: Sequence[str]) -> None:
        """Sends the kept state of these branches.

        Raises:
            SyncDeviceTwice: the other side has of a branch what was not written here.
            SyncUnreachable, SyncRefused: see `Git.run`.
        """
        if not branches:
            return
        locks = self._locks(branches)
        outcome = self._pushed(branches)
        for _ in range(TRIES):
            if not is_in_use(outcome):
                break
            sleep(uniform(*WAIT_SECONDS))
            outcome = self._pushed(branches)
        if is_in_use(outcome) and cleared(locks & self._locks(branches)):
            outcome = self._pushed(branches)
        if outcome.status != 0:
            raise self._refusal(outcome)

    def fsck(self) -> list[str]:
        """The problems that git finds in the repository, a line each."""
        outcome = self._git.outcome(self.folder, "fsck", "--full", "--strict", "--no-dangling", "--progress")
        said = (outcome.output + outcome.errors).decode("utf-8", "replace").replace("\r", "\n").split("\n")
        problems = [line for line in said if line and not line.startswith(("notice: ", "Checking ", "Verifying "))]
        return problems or ([f"git fsck ended with {outcome.status}"] if outcome.status else [])

    def _file(self, talk: Child, commit: str, path: str) -> bytes | None:
        found = self._object(talk, f"{commit}:{path}")
        if found is None:
            self._check_absence(talk, commit, path)
            return None
        kind, content = found
        if kind != b"blob":
            raise SyncDamaged(f"{path} on the other side is no file that yogaflow writes.", LOOK)
        return content

    def _check_absence(self, talk: Child, commit: str, path: str) -> None:
        """Git calls missing what is not listed, and also what is listed and damaged. Raises StorageDamaged."""
        folder, _, name = path.rpartition("/")
        listing = self._object(talk, f"{commit}:{folder}")
        if listing is None and folder:
            self._check_absence(talk, commit, folder)
        elif listing is None or f" {name}\0".encode() in listing[1]:
            raise self._git.failure(self.folder, errors=f"error: {path} of {commit} is missing or damaged".encode())

    def _object(self, talk: Child, name: str) -> tuple[bytes, bytes] | None:
        """The kind and the content of what git knows by this name."""
        talk.say(f"{name}\n".encode())
        header = talk.line().split()
        if header and header[-1] == b"missing":
            return None
        kind, size = (header[1], int(header[2])) if header else (b"", 0)
        if size > MOST_BYTES:
            raise SyncDamaged(f"{name} on the other side is no file that yogaflow writes: it is too large.", LOOK)
        content = talk.exactly(size + 1)
        if len(content) <= size:
            raise self._git.failure(self.folder, errors=talk.errors())
        return kind, content[:-1]

    def _pushed(self, branches: Sequence[str]) -> Outcome:
        how = ["--porcelain", "--progress", "--no-verify", *self._served("receive-pack")]
        what = [f"{kept_ref(branch)}:refs/heads/{branch}" for branch in branches]
        return self._git.outcome(self.folder, "push", *how, "--", self.url, *what, url=self.url)

    def _served(self, program: str) -> list[str]:
        # How a host runs its programs is its own affair; those of a folder run here.
        return [f"--{program}={self._git.served(program)}"] if self._place else []

    def _refusal(self, outcome: Outcome) -> Exception:
        rejected = [line for line in outcome.output.splitlines() if line.startswith(b"!")]
        if any(words in line for line in rejected for words in NOT_OURS_ALONE):
            return SyncDeviceTwice("Another machine wrote under the id of this one, as after a copy of its disk.", LOOK)
        reasons = b"".join(b"\nerror: " + line.rpartition(b"\t")[2] for line in rejected)
        return self._git.failure(self.folder, "push", errors=outcome.errors + reasons, url=self.url)

    def _locks(self, branches: Sequence[str]) -> set[Lock]:
        """The locks of these branches on the other side, where it is a folder."""
        if self._place is None:
            return set()
        heads = self._place / "refs" / "heads"
        return {lock for branch in branches if (lock := lock_at(heads / f"{branch}.lock"))}

    def _branches(self, prefix: str) -> dict[str, str]:
        names = self._git.run(self.folder, "for-each-ref", "--format=%(objectname) %(refname)", prefix)
        pairs = [line.split(" ", 1) for line in names.decode("utf-8", "replace").splitlines()]
        return {
            name.removeprefix(prefix): commit for commit, name in pairs if BRANCH.fullmatch(name.removeprefix(prefix))
        }


def checked(form: re.Pattern[str], text: str) -> str:
    """The text, which goes to git between others and must not act there.

    Raises:
        ValueError: it is not of that form.
    """
    if not form.fullmatch(text):
        raise ValueError(text)
    return text


def kept_ref(branch: str) -> str:
    """Where this machine keeps a branch."""
    return KEPT + checked(BRANCH, branch)


def commit_stream(ref: str, parent: str | None, files: Sequence[tuple[str, bytes]], at: datetime) -> list[bytes]:
    """What `git fast-import` makes one commit of, and whose id it answers with; cut off, it makes none."""
    # Git knows no time before 1970.
    seconds = max(0, int(at.timestamp()))
    head = [
        "feature done",
        f"commit {ref}",
        "mark :1",
        f"author {WRITER} {seconds} +0000",
        f"committer {WRITER} {seconds} +0000",
        f"data {len(SUBJECT)}\n{SUBJECT}",
        *([f"from {checked(COMMIT, parent)}"] if parent else []),
    ]
    parts = ["\n".join(head).encode(), b"\n"]
    for path, content in files:
        parts += [f"M 100644 inline {checked(PATH, path)}\ndata {len(content)}\n".encode(), content, b"\n"]
    return [*parts, b"get-mark :1\ndone\n"]


def is_in_use(outcome: Outcome) -> bool:
    """Whether a push failed because somebody else held the branch, and not for want of room or rights."""
    said = lines_of(outcome.errors + b"\n" + outcome.output)
    is_held = any(words in line for line in said for words in IN_USE)
    return outcome.status != 0 and is_held and refusal_of_the_disk(said) is None


def lock_at(path: Path) -> Lock | None:
    """The lock that lies there now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Lock(path, status.st_ino, status.st_mtime_ns)


def cleared(locks: Iterable[Lock]) -> bool:
    """Whether there was any to take away; git holds one for a few milliseconds, so one that stays is nobody's."""
    paths = [lock.path for lock in locks]
    for path in paths:
        with suppress(OSError):
            path.unlink()
    return bool(paths)


def is_crowded(folder: Path) -> bool:
    """Whether so much lies in files of its own that every sync takes longer."""
    sample = folder / "objects" / SAMPLE
    return sample.is_dir() and len(list(sample.iterdir())) >= CROWD


def clear_leftovers(folder: Path) -> None:
    """Takes away the locks and drafts of a git that was killed. Raises StorageError."""
    for parent, _, names in os.walk(folder):
        for name in filter(LEFTOVERS.fullmatch, names):
            path = Path(parent, name)
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise storage_failure(error, path) from error
