"""Files that an answer fills a folder with, or one note: all of them or none, and nobody's file is lost."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.cli.output_file import existing_mode, refuse_existing, target_and_draft
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import FileExists, UsageMistake
from yogaflow_cli.paths import settle_folder, storage_failure
from yogaflow_cli.presentation.wording import counted

PART_OF_A_NAME = frozenset({"", ".", ".."})


class Draft(NamedTuple):
    """A file that waits under another name to take the place of `target`, to which `path` may be a link.

    `is_new` where it may take no file's place unless the person said so.
    """

    path: Path
    target: Path
    draft: Path
    is_new: bool


class FilledFolder:
    """A folder as exporters fill it: drafts beside the files, which take their places at the end."""

    def __init__(self, path: Path, *, force: bool) -> None:
        self.path = path
        self.force = force
        self.drafts: list[Draft] = []
        self.made: list[Path] = []
        self.seen: dict[Path, bytes] = {}

    def path_of(self, name: str) -> Path:
        """Where a file of that name is, or comes to be."""
        if name in PART_OF_A_NAME or Path(name).name != name:
            raise ValueError(f"{name!r} is no file's name")
        return self.path / name

    def former(self, name: str) -> bytes | None:
        """What a file of the folder holds, None where there is none."""
        path = self.path_of(name)
        with told(path):
            mode = existing_mode(path)
            if mode is None:
                return None
            refuse_what_is_no_file(path, mode)
            content = path.read_bytes()
        self.seen[path] = sha256(content).digest()
        return content

    def put(self, name: str, content: bytes) -> None:
        """Keeps what a new file is to hold."""
        self.keep(self.path_of(name), content, is_new=True)

    def renew(self, name: str, content: bytes) -> None:
        """Keeps what a file is to hold from now on."""
        self.keep(self.path_of(name), content, is_new=False)

    def keep(self, path: Path, content: bytes, *, is_new: bool) -> None:
        """Writes a draft, down to the disk. A link to a file stays one: the draft lies beside what it leads to."""
        with told(path):
            self.make_folder()
            target, draft = target_and_draft(path)
            self.drafts.append(Draft(path, target, draft, is_new))
            # 0666 less the umask, as every program's files.
            with open(draft, "xb") as stream:  # noqa: PTH123  # the umask is `open`'s business
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())

    def make_folder(self) -> None:
        """Makes the folder, and the parents it lacks."""
        if self.drafts:
            return
        for folder in reversed((self.path, *self.path.parents)):
            if not folder.exists():
                folder.mkdir()
                self.made.append(folder)

    def finish(self) -> None:
        """Lets the drafts take their places, when every one of them may.

        Raises:
            FileExists: a new file is there already and nobody said --force, or is no file; or one that was read has
                changed since.
            StorageError: a file cannot be written.
        """
        modes = [self.allowed_mode(waiting) for waiting in self.drafts]
        for waiting, mode in zip(self.drafts, modes, strict=True):
            with told(waiting.path):
                if mode is not None:
                    waiting.draft.chmod(stat.S_IMODE(mode))
                waiting.draft.replace(waiting.target)
        for folder in {waiting.target.parent for waiting in self.drafts}:
            settle_folder(folder)

    def allowed_mode(self, waiting: Draft) -> int | None:
        """The kind and rights of what a draft takes the place of, None where there is nothing."""
        path = waiting.path
        with told(path):
            mode = existing_mode(path)
            if mode is not None:
                refuse_what_is_no_file(path, mode)
            if waiting.is_new:
                refuse_existing(path, mode, self.force)
            elif path in self.seen and (mode is None or sha256(path.read_bytes()).digest() != self.seen[path]):
                raise FileExists(f"{path} was changed just now.", "Nothing was written. Try again.")
        return mode

    def drop(self) -> None:
        """Takes away what did not come to be: drafts, and folders that were made for them."""
        for waiting in self.drafts:
            with suppress(OSError):
                waiting.draft.unlink(missing_ok=True)
        for folder in reversed(self.made):
            # One that holds something stays.
            with suppress(OSError):
                folder.rmdir()

    @property
    def renewed(self) -> int:
        """How many of the files were there."""
        return sum(not waiting.is_new for waiting in self.drafts)


class OneNote(FilledFolder):
    """A folder of which one file is meant, whatever name the exporter has for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.parent, force=False)
        self.note = path
        self.name: str | None = None

    def path_of(self, name: str) -> Path:
        """The note.

        Raises:
            UsageMistake: the exporter has a second one.
        """
        if self.name is not None and name != self.name:
            day = f"yogaflow export markdown today -o {self.note}"
            raise UsageMistake("One note holds one day.", f"Give a day, such as: {day} - or a folder: -o notes/")
        self.name = name
        return self.note

    def make_folder(self) -> None:
        """Makes none: a note is a file like any other, and its folder may be misspelt."""


@contextmanager
def opened_folder(workspace: Workspace, path: Path, *, force: bool) -> Iterator[FilledFolder]:
    """A folder to fill, made when it is missing; what was put into it appears when all of it is there, or not at all.

    Raises:
        FileExists: a new file of it is there, and `force` is not given; or a file stands in the folder's place.
        StorageError: it cannot be written.
    """
    with told(path):
        mode = existing_mode(path)
    if mode is not None and not stat.S_ISDIR(mode):
        raise FileExists(f"There is a file {path}.", "Give a folder's name, of one that is there or will be.")
    with finished(FilledFolder(path, force=force)) as folder:
        yield folder
    workspace.output.notice(folder_words(folder))


@contextmanager
def opened_note(workspace: Workspace, path: Path) -> Iterator[FilledFolder]:
    """One note, there already or not, as a folder to fill. Raises as `opened_folder`, and UsageMistake."""
    with finished(OneNote(path)) as note:
        yield note
    workspace.output.notice(note_words(note, path))


@contextmanager
def finished(folder: FilledFolder) -> Iterator[FilledFolder]:
    """The folder, filled in the end, and without a trace of what went wrong."""
    try:
        yield folder
        folder.finish()
    finally:
        folder.drop()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Says in words, and with the path, what the system refuses."""
    try:
        yield
    except OSError as error:
        raise storage_failure(error, path) from error


def refuse_what_is_no_file(path: Path, mode: int) -> None:
    """Raises FileExists for a folder or a device in a file's place."""
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "something that is no file:"
        raise FileExists(f"There is {what} {path}.", "Move it away, or give another folder.")


def folder_words(folder: FilledFolder) -> str:
    """What was done, such as `Wrote 12 files into notes/`."""
    place = f"{folder.path}".rstrip(os.sep) + os.sep
    renewed, new = folder.renewed, len(folder.drafts) - folder.renewed
    if not folder.drafts:
        return "Nothing to write"
    if not new:
        return f"Renewed {counted(renewed, 'file')} in {place}"
    return f"Wrote {counted(new, 'file')} into {place}" + (f", renewed {renewed}" if renewed else "")


def note_words(note: FilledFolder, path: Path) -> str:
    """What was done with one note."""
    if not note.drafts:
        return "Nothing to write"
    return f"{'Renewed' if note.renewed else 'Wrote'} {path}"
