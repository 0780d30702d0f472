"""Git's own command line, run so that it asks nobody, never hangs, and leaves nothing running.

What is stored, and where, is for `mirror` to say; what a failure means, for `failures`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.sync.child import INSTALL, Child, Silent
from yogaflow_cli.sync.failures import failure_here, failure_there, silence
from yogaflow_cli.sync.surroundings import served, settings, surroundings, without_questions

PATIENCE_SECONDS = 20.0
OLDEST = (2, 30)
VERSION = re.compile(rb"git version (\d+)\.(\d+)")


class Outcome(NamedTuple):
    """How a command of git ended: 0 is well, what it answered, and what it said beside."""

    status: int
    output: bytes
    errors: bytes


class Git:
    """Runs git in bare repositories; the environment is that of the person, whose own settings for hosts count."""

    def __init__(self, environment: Mapping[str, str], patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._environment = surroundings(environment)
        self._patience_seconds = patience_seconds

    def run(self, folder: Path, *arguments: str, given: Sequence[bytes] = (), url: str = "") -> bytes:
        """The answer of one command in this repository; `url` names the other side of one that needs it.

        Raises:
            UsageMistake: there is no git of 2.30 or later.
            SyncUnreachable, SyncRefused: what the other side did; only with a `url`.
            StorageError: the folder cannot be read or written.
        """
        outcome = self.outcome(folder, *arguments, given=given, url=url)
        if outcome.status != 0:
            raise self.failure(folder, *arguments, errors=outcome.errors, url=url)
        return outcome.output

    def outcome(self, folder: Path, *arguments: str, given: Sequence[bytes] = (), url: str = "") -> Outcome:
        """Like `run`, but how it ended is for the caller to judge."""
        with self._child(folder, arguments, given, url) as child:
            output = b"".join(iter(child.piece, b""))
            return Outcome(child.status(), output, child.errors())

    @contextmanager
    def conversation(self, folder: Path, *arguments: str) -> Iterator[Child]:
        """A command in this repository that is asked one thing after the other. Raises as `run` does."""
        with self._child(folder, arguments, None, "") as child:
            yield child

    def failure(self, folder: Path, *arguments: str, errors: bytes, url: str = "") -> Exception:
        """What it means that a command failed and said this."""
        if not url:
            return failure_here(errors, folder)
        return failure_there(errors, url, folder, writes_here="fetch" in arguments)

    def served(self, program: str) -> str:
        """The command for the other side's program, `receive-pack` or `upload-pack`, of a folder of this machine."""
        return served(self._version, program)

    @cached_property
    def _version(self) -> tuple[int, int]:
        found = VERSION.match(self._plain("--version"))
        version = (int(found[1]), int(found[2])) if found else (0, 0)
        if version < OLDEST:
            shown = ".".join(map(str, version)) if found else "of an unknown version"
            raise UsageMistake(f"Sync needs git 2.30 or later; this one is {shown}.", INSTALL)
        return version

    @cached_property
    def _for_hosts(self) -> dict[str, str]:
        """The variables by which ssh asks nothing; a program named by GIT_SSH alone takes no options from us."""
        own = self._environment.get("GIT_SSH_COMMAND") or self._plain("config", "core.sshCommand").decode().strip()
        if not own and self._environment.get("GIT_SSH"):
            return {}
        return {"GIT_SSH_COMMAND": without_questions(own or "ssh", self._patience_seconds)}

    def _plain(self, *arguments: str) -> bytes:
        with self._begun(["git", *arguments], Path("/"), self._environment, (), "") as child:
            return b"".join(iter(child.piece, b""))

    @contextmanager
    def _child(
        self, folder: Path, arguments: Sequence[str], given: Sequence[bytes] | None, url: str
    ) -> Iterator[Child]:
        command = ["git", *settings(self._version, self._patience_seconds), f"--git-dir={folder}", *arguments]
        environment = self._environment | (self._for_hosts if url else {})
        with self._begun(command, folder, environment, given, url) as child:
            yield child

    @contextmanager
    def _begun(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        given: Sequence[bytes] | None,
        url: str,
    ) -> Iterator[Child]:
        child = Child(command, folder, environment, self._patience_seconds, given)
        try:
            yield child
        except Silent as error:
            raise silence(url, folder, self._patience_seconds) from error
        finally:
            child.end()
