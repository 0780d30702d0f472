"""One process of git: in a session of its own, listened to without waiting, and ended with all that it began.

What it is told, and what its answers mean, is for `git` to say. Sole home of subprocess in sync.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Thread
from time import monotonic
from typing import IO

from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.paths import storage_failure

INSTALL = "Install git 2.30 or later (Debian: apt install git; macOS: xcode-select --install; https://git-scm.com)."

PIECE_BYTES = 65536
PIECES_AHEAD = 16
ERRORS_KEPT_BYTES = 65536
# A git that is told to end takes its locks away, in a repository on this machine's disk as well.
GRACE_SECONDS = 1.0
OWN_UMASK = 0o077

# Windows would open a console window; elsewhere the flag does not exist.
WITHOUT_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Silent(Exception):
    """Nothing has moved for as long as patience lasts."""


def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, is_spoken_to: bool
) -> "subprocess.Popen[bytes]":
    """The process in a session of its own, so that neither it nor ssh can ask at our terminal.

    Raises:
        UsageMistake: there is no git.
        StorageError: the folder cannot be entered.
    """
    try:
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            bufsize=0,
            stdin=subprocess.PIPE if is_spoken_to else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            umask=OWN_UMASK,
            creationflags=WITHOUT_WINDOW,
        )
    except OSError as error:
        if folder.is_dir() and os.access(folder, os.X_OK):
            raise UsageMistake("Sync needs git, which is not installed.", INSTALL) from error
        raise storage_failure(error, folder) from error


def end_group(process: "subprocess.Popen[bytes]", how: int) -> None:
    """Sends the signal to git and to all that it began."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            # It led its own session; numbers are given out in turn, so that this one is nobody else's yet.
            os.killpg(process.pid, how)


def pieces_of(pipe: IO[bytes] | None) -> Iterator[bytes]:
    """What comes out of a pipe, as it comes; closed at the end."""
    if pipe is not None:
        with pipe:
            yield from iter(lambda: pipe.read(PIECE_BYTES), b"")


def write_whole(pipe: IO[bytes], content: bytes) -> None:
    """Writes all of it: a pipe without a buffer may take less at a time."""
    while content:
        content = content[pipe.write(content) :]


class Child:
    """One git at work. Threads take in what it says, so that it never waits for us, nor we for it beyond patience.

    Patience begins anew with every byte that goes in or comes out. `given` is its standard input; with None it stays
    open for `say`.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        patience_seconds: float,
        given: Sequence[bytes] | None,
    ) -> None:
        self._patience_seconds = patience_seconds
        self._given = given
        self._moved_at = monotonic()
        self._pieces: Queue[bytes] = Queue(PIECES_AHEAD)
        self._unread = b""
        self._errors = b""
        self._is_over = False
        self._process = started(command, folder, environment, is_spoken_to=given is None or len(given) > 0)
        self._listeners = [Thread(target=take, daemon=True) for take in (self._take_output, self._take_errors)]
        for thread in (*self._listeners, *([Thread(target=self._feed, daemon=True)] if given else [])):
            thread.start()

    def piece(self) -> bytes:
        """The next bytes of its answer, none at the end. Raises Silent."""
        self._moved_at = monotonic()
        while True:
            with suppress(Empty):
                return self._pieces.get(timeout=self._seconds_left())

    def line(self) -> bytes:
        """The next line of its answer without its end, or what is left before the answer's own. Raises Silent."""
        while b"\n" not in self._unread and (piece := self.piece()):
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def exactly(self, count: int) -> bytes:
        """So many bytes of its answer, or fewer where it ends. Raises Silent."""
        pieces, have = [self._unread], len(self._unread)
        while have < count and (piece := self.piece()):
            pieces.append(piece)
            have += len(piece)
        whole = b"".join(pieces)
        self._unread = whole[count:]
        return whole[:count]

    def say(self, words: bytes) -> None:
        """Asks it for something short; that it has gone shows in its answer."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(words)

    def status(self) -> int:
        """How it ended, once its answer has. Raises Silent."""
        self._moved_at = monotonic()
        while True:
            with suppress(subprocess.TimeoutExpired):
                return self._process.wait(self._seconds_left())

    def errors(self) -> bytes:
        """The last of what it said beside its answer."""
        # Whoever it left behind may hold this pipe for good.
        self._listeners[1].join(GRACE_SECONDS)
        return self._errors

    def end(self) -> None:
        """Stops it with all that it began, unless it ended well: a cache of passwords that it began then is to stay."""
        self._is_over = True
        try:
            if self._process.poll() is None:
                end_group(self._process, signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(GRACE_SECONDS)
        finally:
            if self._process.returncode != 0:
                end_group(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))
                # One that the system itself holds fast, on a disk that is gone, is not waited for.
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(GRACE_SECONDS)
            if self._process.stdin is not None and not self._given:
                self._process.stdin.close()
            for thread in self._listeners:
                thread.join(GRACE_SECONDS)

    def _seconds_left(self) -> float:
        left = self._moved_at + self._patience_seconds - monotonic()
        if left <= 0:
            raise Silent
        return left

    def _take_output(self) -> None:
        for piece in pieces_of(self._process.stdout):
            self._moved_at = monotonic()
            self._put(piece)
        self._put(b"")

    def _put(self, piece: bytes) -> None:
        while not self._is_over:
            with suppress(Full):
                self._pieces.put(piece, timeout=GRACE_SECONDS / 2)
                return

    def _take_errors(self) -> None:
        for piece in pieces_of(self._process.stderr):
            self._moved_at = monotonic()
            self._errors = (self._errors + piece)[-ERRORS_KEPT_BYTES:]

    def _feed(self) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        # One that ends early, or is stopped, does not read on.
        with suppress(OSError), pipe:
            for part in self._given or ():
                for start in range(0, len(part), PIECE_BYTES):
                    write_whole(pipe, part[start : start + PIECE_BYTES])
                    self._moved_at = monotonic()
