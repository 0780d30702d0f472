"""A call under strace: which of its system calls write, and what becomes of it when one of them does not return.

Where strace is missing, or may not trace, the tests try an equal and say so.
"""

import re
import shutil
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.program import PATIENCE_SECONDS, Program, Result, script

KINDS = (
    *("write", "writev", "pwrite64", "pwritev", "ftruncate", "truncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat"),
)
WRITES = ("write", "writev", "pwrite64", "pwritev")
# The error keeps the system from doing it, the signal the program from going on.
KILL = "error=EIO:signal=KILL"
LOGGED = re.compile(r"(?P<process>\d+) +(?P<kind>\w+)\(")


@dataclass(frozen=True)
class Call:
    """The nth system call of a kind in one call of the program."""

    kind: str
    nth: int


@cache
def can_trace() -> bool:
    """Whether strace is here, may do its work, and kills before a call has its effect: a file not yet removed stays."""
    if shutil.which("strace") is None:
        return False
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        kept.touch()
        options = ("-f", "-qq", "-o", "/dev/null", "-e", f"inject=?unlink,unlinkat:{KILL}:when=1")
        tried = ["strace", *options, "--", "rm", str(kept)]
        ended = subprocess.run(tried, capture_output=True, timeout=PATIENCE_SECONDS)
        return ended.returncode == -signal.SIGKILL and kept.exists()


def writing_calls(program: Program, folder: Path, *arguments: str) -> list[Call]:
    """Every system call by which a call of the program, which succeeds, may change a file, in order."""
    log = folder / "calls.log"
    # A question mark: some machines do not know all of these.
    kinds = ",".join(f"?{kind}" for kind in KINDS)
    result = traced(program, ("-o", str(log), "-e", f"trace={kinds}"), *arguments)
    assert result.code == 0, result
    counted: Counter[tuple[str, str]] = Counter()
    calls: dict[Call, None] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := LOGGED.match(line):
            # strace counts each thread for itself.
            counted[found["process"], found["kind"]] += 1
            calls[Call(found["kind"], counted[found["process"], found["kind"]])] = None
    return list(calls)


def killed_before(program: Program, call: Call, *arguments: str) -> Result:
    """A call of the program that is killed when it asks for that system call, which has no effect any more."""
    result = injected(program, call, KILL, *arguments)
    assert result.code == -signal.SIGKILL, (call, result)
    return result


def without_room_at(program: Program, call: Call, *arguments: str) -> Result:
    """A call of the program whose disk is full at that system call."""
    return injected(program, call, "error=ENOSPC", *arguments)


def injected(program: Program, call: Call, what: str, *arguments: str) -> Result:
    """A call of the program to which that happens."""
    options = ("-o", "/dev/null", "-e", f"trace={call.kind}", "-e", f"inject={call.kind}:{what}:when={call.nth}")
    return traced(program, options, *arguments)


def traced(program: Program, options: tuple[str, ...], *arguments: str) -> Result:
    """A call of the program under strace."""
    ended = subprocess.run(
        ["strace", "-f", "-qq", "-e", "signal=none", *options, "--", script(), *arguments],
        # What Python writes beside the modules that it imports is none of the program's.
        env=program.environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    return Result(ended.returncode, ended.stdout, ended.stderr)


def spread(calls: list[Call], at_most: int) -> list[Call]:
    """All calls of the kinds that are few, and of the others so many that it is about `at_most` in all, evenly."""
    often = Counter(call.kind for call in calls)
    few = [call for call in calls if often[call.kind] <= at_most // 4]
    many = [call for call in calls if often[call.kind] > at_most // 4]
    step = -(-len(many) // max(1, at_most - len(few)))
    return few + many[::step]
