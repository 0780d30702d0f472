"""What git's refusals mean, in words, with what to type next. Git's own words are shown defused."""

import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue, StorageDamaged, SyncRefused, SyncUnreachable, YogaflowError
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.sync.address import by_hand, host_of, local_folder, masked
from yogaflow_cli.text.cleaning import shown

LINE_LIMIT = 300
NO_WORD = "git said nothing"
PROGRESS = re.compile(r"\d+% \(")
OF_THE_OTHER_SIDE = "remote: "
SPEAKERS = (OF_THE_OTHER_SIDE, "fatal: ", "error: ", "ERROR: ")
# Lines that say that something went wrong, and not what.
EMPTY_WORDS = (
    "could not read from remote repository",
    "please make sure you have the correct access rights",
    "and the repository exists",
    "the remote end hung up",
    "failed to push some refs",
    "unexpected disconnect",
    "unpack failed",
    "warning: ",
    "(delta ",
    ", done",
)


class Rule(NamedTuple):
    """What it means when a line of git holds one of these signs, in small letters."""

    signs: tuple[str, ...]
    kind: type[YogaflowError]
    happened: str
    hint: str


RULES = (
    Rule(
        ("transport '",),
        InvalidValue,
        "{place} would be reached in a way that is not allowed: {line}",
        "Use ssh, https or a folder; see what your git makes of it: git config --get-regexp insteadof",
    ),
    Rule(
        ("host key verification failed", "remote host identification has changed", "host key for"),
        SyncUnreachable,
        "This machine does not know {host} by its key, or the key has changed: {line}",
        "Look at it once yourself: {by_hand}",
    ),
    Rule(
        ("permission denied (", "too many authentication failures", "no supported authentication methods"),
        SyncUnreachable,
        "{host} did not let this machine in: {line}",
        "See what it asks for: {by_hand}",
    ),
    Rule(
        ("prompts disabled", "could not read username", "could not read password", "authentication failed"),
        SyncUnreachable,
        "{host} asks who you are: {line}",
        "Answer it once, and let git keep the answer: {by_hand}",
    ),
    Rule(
        ("dubious ownership",),
        SyncRefused,
        "{place} belongs to somebody else: {line}",
        "If you trust it: git config --global --add safe.directory {folder}",
    ),
    Rule(
        ("no space left", "out of diskspace", "quota exceeded", "file too large", "exceeds maximum", "pack exceeds"),
        SyncRefused,
        "{place} has no room: {line}",
        "Free some space there, then sync again.",
    ),
    Rule(
        (
            "invalid gitfile",
            "not appear to be a git repository",
            "not a git repository",
            "repository not found",
            "' not found",
        ),
        SyncRefused,
        "There is no repository at {place}: {line}",
        "Make an empty, private one there, or correct the address.",
    ),
    Rule(
        (
            "permission",
            "temporary object directory",
            "read-only file system",
            "403",
            "access denied",
            "not granted",
            "protected",
            "declined",
        ),
        SyncRefused,
        "{place} does not let this machine write: {line}",
        "See whose it is, and what you may do there.",
    ),
    Rule(
        ("cannot run ssh", "ssh: command not found", "ssh: not found"),
        SyncUnreachable,
        "ssh is not installed: {line}",
        "Install it (Debian: apt install openssh-client), then sync again.",
    ),
    Rule(
        # Of names, of ways, of answers.
        (
            *("could not resolve", "name or service not known", "name resolution"),
            *("no route to host", "unreachable", "failed to connect", "could not connect", "couldn't connect"),
            *("refused", "timed out", "timeout", "too slow", "reset by peer", "broken pipe"),
            *("connection closed", "kex_exchange"),
        ),
        SyncUnreachable,
        "{place} could not be reached: {line}",
        "Nothing is lost. Sync again when it can be reached; to look: {by_hand}",
    ),
    # Last: these also come with lines that say more.
    Rule(
        ("hung up", "early eof", "could not read from remote", "disconnect"),
        SyncUnreachable,
        "{place} broke off: {line}",
        "Nothing is lost. Sync again; to look: {by_hand}",
    ),
)
"""The first rule that any line fits tells."""

OF_THIS_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG)
IN_GITS_WORDS = {"Out of diskspace": errno.ENOSPC, "insufficient permission for adding an object": errno.EACCES}


def silence(url: str, folder: Path, patience_seconds: float) -> YogaflowError:
    """Git did nothing for so long that it was stopped."""
    seconds = f"{patience_seconds:g} s"
    if not url:
        return storage_failure(OSError(errno.ETIMEDOUT, f"git did nothing for {seconds}"), folder)
    hint = f"Nothing is lost. Sync again when it can be reached; to look: {by_hand(url)}"
    return SyncUnreachable(f"{shown(masked(url))} did not answer for {seconds}.", hint)


def failure_here(errors: bytes, folder: Path) -> YogaflowError:
    """What a failed command means that needed nobody else."""
    lines = lines_of(errors)
    if (error := refusal_of_the_disk(lines)) is not None:
        return storage_failure(error, folder)
    happened = f"What sync keeps here cannot be used: {folder}: {telling(lines)}"
    return StorageDamaged(happened, f"See what is wrong: git --git-dir={quote(str(folder))} fsck --full")


def failure_there(errors: bytes, url: str, folder: Path, *, writes_here: bool) -> YogaflowError:
    """What a failed command means that needed the other side; `writes_here` when it also writes in the folder."""
    lines = lines_of(errors)
    if writes_here and (error := refusal_of_the_disk(_ours(lines, folder))) is not None:
        return storage_failure(error, folder)
    place = local_folder(url)
    # A name that is too long for any folder is not there either, and no failure of its own.
    if place is not None and not os.path.exists(place):  # noqa: PTH110
        hint = "Is the stick or the network folder there? If it moved: yogaflow sync init NEW-URL"
        return SyncUnreachable(f"There is nothing at {shown(str(place))}", hint)
    for rule in RULES:
        for line in lines:
            if any(sign in line.lower() for sign in rule.signs):
                return in_words(rule, line, lines, url)
    return SyncRefused(f"{shown(masked(url))} would not: {telling(lines)}", f"To look: {by_hand(url)}")


def in_words(rule: Rule, line: str, lines: list[str], url: str) -> YogaflowError:
    """The failure that a rule makes of a line; of one that says nothing itself, the most telling one is shown."""
    words = {
        "place": shown(masked(url)),
        "host": shown(host_of(url)),
        "line": telling([line, *lines]),
        "by_hand": by_hand(url),
        "folder": quote(str(local_folder(url) or url)),
    }
    return rule.kind(rule.happened.format(**words), rule.hint.format(**words))


def lines_of(errors: bytes) -> list[str]:
    """Git's lines, without passwords, without progress and without what a terminal could act on."""
    text = masked(errors.decode("utf-8", "replace")).replace("\r", "\n")
    # ssh frames its gravest warning.
    stripped = (line.strip(" \t@") for line in text.split("\n"))
    return [shown(line)[:LINE_LIMIT] for line in stripped if line and not PROGRESS.search(line)]


def telling(lines: Iterable[str]) -> str:
    """Of git's lines the one that says most: the first that is a complaint and no mere phrase, if any."""
    complaints = [line for line in lines if not any(words in line.lower() for words in EMPTY_WORDS)]
    spoken = [line for line in complaints if line.startswith(SPEAKERS)] or complaints
    line = spoken[0] if spoken else ""
    while line.startswith(SPEAKERS):
        line = line.partition(": ")[2].strip()
    return line or NO_WORD


def refusal_of_the_disk(lines: Iterable[str]) -> OSError | None:
    """The operating system's refusal that git passes on, if it is one of this disk."""
    text = "\n".join(lines)
    for words, number in ({os.strerror(number): number for number in OF_THIS_DISK} | IN_GITS_WORDS).items():
        if words in text:
            return OSError(number, os.strerror(number))
    return None


def _ours(lines: Iterable[str], folder: Path) -> list[str]:
    """The lines that speak of this disk: a right that is missing elsewhere reads the same, but for the folder."""
    missing_right = os.strerror(errno.EACCES)
    return [
        line
        for line in lines
        if not line.startswith(OF_THE_OTHER_SIDE) and (missing_right not in line or str(folder) in line)
    ]
