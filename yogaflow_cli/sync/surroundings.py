"""What git is told beside its arguments: to ask nobody, to run nobody's programs, and to keep to what it may reach."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from shlex import split

# How a person reaches hosts is theirs to say; everything else that git hears through its surroundings could lead it to
# another repository, as when a hook of one calls us.
THEIRS = ("GIT_SSH", "GIT_SSL_", "GIT_PROXY_", "GIT_HTTP_", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM")
THEIRS_TOO = ("GIT_CONFIG_NOSYSTEM",)

OURS = {
    "GIT_ALLOW_PROTOCOL": "file:ssh:https",
    "GIT_TERMINAL_PROMPT": "0",
    # Empty, and not left out: git would look for another one.
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
    "GIT_NO_REPLACE_OBJECTS": "1",
    # Its messages are read.
    "LC_ALL": "C",
    "LANGUAGE": "C",
}

HOOKS_OFF = ("core.hooksPath=/dev/null", "core.alternateRefsCommand=true")
# What is sealed is like nothing else, and looking for likeness takes git most of its time; lists of files are alike.
AS_IT_IS = ("core.bigFileThreshold=64k", "core.looseCompression=0", "pack.compression=1")
SETTINGS = (
    *HOOKS_OFF,
    *AS_IT_IS,
    "core.bare=true",
    "core.fsmonitor=false",
    "core.logAllRefUpdates=false",
    "core.sharedRepository=umask",
    "color.ui=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "transfer.fsckObjects=true",
    "fetch.fsckObjects=true",
    "fetch.recurseSubmodules=false",
    "fetch.writeCommitGraph=false",
    "push.followTags=false",
    "push.gpgSign=false",
    "push.pushOption=",
    "push.recurseSubmodules=no",
    "http.lowSpeedLimit=1",
)
"""Against what a person's own settings, or those of the repository, may say."""

WITHOUT_OPTIONS_OF_SSH = ("plink", "tortoiseplink", "putty")


def surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables for git: those that are the person's own, without yogaflow's, among which may be a token."""
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith(("GIT_", "YOGAFLOW_")) or name.startswith(THEIRS) or name in THEIRS_TOO
    }
    return kept | OURS


def on_disk(version: tuple[int, int]) -> str:
    """The setting by which this version of git answers only when what it wrote is on disk."""
    return "core.fsync=all" if version >= (2, 36) else "core.fsyncObjectFiles=true"


def settings(version: tuple[int, int], patience_seconds: float) -> list[str]:
    """The arguments that come before every command of git."""
    silent_seconds = f"http.lowSpeedTime={max(1, round(patience_seconds))}"
    return with_settings(*SETTINGS, on_disk(version), silent_seconds)


def with_settings(*given: str) -> list[str]:
    """Settings as arguments."""
    return [argument for setting in given for argument in ("-c", setting)]


def served(version: tuple[int, int], program: str) -> str:
    """What runs on this machine when it is itself the other side: a stick's hooks run no more than our own."""
    return " ".join(["exec git", *with_settings(*HOOKS_OFF, *AS_IT_IS, on_disk(version)), program])


def without_questions(command: str, patience_seconds: float) -> str:
    """A person's command for ssh, told to ask nothing and to notice when the network is gone."""
    if _name(command) in WITHOUT_OPTIONS_OF_SSH:
        return command
    connect_seconds = max(1, round(patience_seconds / 2))
    options = ("BatchMode=yes", f"ConnectTimeout={connect_seconds}", "ServerAliveInterval=5", "ServerAliveCountMax=3")
    return " ".join([command, *(f"-o {option}" for option in options)])


def _name(command: str) -> str:
    try:
        words: Sequence[str] = split(command)
    except ValueError:
        return ""
    return PurePath(words[0]).stem.lower() if words else ""
