"""What a program changes below a folder, by the system calls that it makes: strace writes them down."""

from pathlib import Path

from tests.faults.tracing import traced
from tests.program import Program, Result

CHANGING = (
    *("creat", "write", "pwrite64", "writev", "pwritev", "truncate", "ftruncate", "fallocate", "mkdir", "mkdirat"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "link", "linkat", "symlink", "symlinkat"),
    *("chmod", "fchmod", "fchmodat"),
)
OPENING = ("open", "openat")
# SQLite opens for writing what it only reads, so that flag alone changes nothing.
CHANGING_FLAGS = ("O_CREAT", "O_TRUNC", "O_APPEND", "O_WRONLY")


def recorded(program: Program, record: Path, *arguments: str) -> Result:
    """One call to its end; its system calls, and those of its threads and children, are in the record."""
    # With a question mark: what a machine does not have is left out.
    calls = ",".join(f"?{name}" for name in (*OPENING, *CHANGING))
    return traced(program, ("-y", "-s", "0", "-e", f"trace={calls}", "-o", str(record)), *arguments)


def changes(record: Path, folder: Path) -> list[str]:
    """The calls that changed something below the folder."""
    called = [line.split(maxsplit=1)[1] for line in record.read_text(encoding="utf-8").splitlines()]
    return [line for line in called if str(folder) in line and is_change(line)]


def is_change(line: str) -> bool:
    """Whether a call, written down, changes a file or a folder."""
    name = line.partition("(")[0]
    return name in CHANGING or (name in OPENING and any(flag in line for flag in CHANGING_FLAGS))
