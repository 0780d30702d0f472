"""Where the other machines' changes are: what may be named, what of it may be shown, and which names lie on a disk."""

import os
import re
from pathlib import Path, PureWindowsPath
from shlex import quote
from urllib.parse import SplitResult, unquote, urlsplit

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import quoted, shown

SCHEMES = ("ssh", "https", "file")
USE_THESE = "Use ssh://host/path, user@host:path, https://host/path or a folder of this machine."
LET_GIT_KEEP_IT = "Leave the password out; git's credential helpers keep it: git help credentials"

SCHEME = re.compile(r"([A-Za-z0-9][A-Za-z0-9+.-]*)://")
TRANSPORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::")
# What git takes for a host of ssh: a colon before any slash.
HOST_AND_PATH = re.compile(r"(?P<host>[^/:\[\]]+|[^/:\[\]]*\[[^/\[\]]+\]):(?P<path>.+)")
PASSWORD_BEFORE_HOST = re.compile(r"[^/@:]+:[^/@]*@[^/:]+:")
# The name before a host of https may itself be a token.
SECRETS = re.compile(r"(?<=://)[^/\s@]*:[^/\s]*@|(?<=https://)[^/\s]*@")


def checked_url(text: str, folder: Path) -> str:
    """The address as git takes it; a path is seen from the folder, and `~` stands for a home.

    Raises:
        InvalidValue: it is none, could act as an option or a program, is not encrypted on its way, or holds a password.
    """
    if not text.strip() or text.startswith("-") or shown(text) != text:
        raise InvalidValue(f"{quoted(masked(text))} is no address", USE_THESE)
    if TRANSPORT.match(text):
        raise InvalidValue(f"{quoted(masked(text))} would have git run a program", USE_THESE)
    if scheme := SCHEME.match(text):
        return _checked_scheme(text, scheme[1].lower())
    if PASSWORD_BEFORE_HOST.match(text):
        raise InvalidValue("An address with a password in it can be read by others", LET_GIT_KEEP_IT)
    return text if _names_a_host(text) else str(_absolute(text, folder))


def local_folder(url: str) -> Path | None:
    """The folder of this machine that a checked address names, if it names one."""
    if url.startswith("file://"):
        return Path(unquote(url.removeprefix("file://")))
    return None if SCHEME.match(url) or _names_a_host(url) else Path(url)


def masked(text: str) -> str:
    """The text with all passwords in its addresses hidden."""
    return SECRETS.sub("***@", text)


def host_of(url: str) -> str:
    """The host of an address with the name before it, or the whole address of a folder."""
    if SCHEME.match(url):
        return masked(url).partition("://")[2].partition("/")[0] or url
    found = HOST_AND_PATH.match(url) if _names_a_host(url) else None
    return found["host"] if found else url


def by_hand(url: str) -> str:
    """The command by which a person settles with the other side who is who."""
    if url.startswith("https://") or local_folder(url):
        return f"git ls-remote {quote(masked(url))}"
    host, _, port = host_of(url).partition(":") if SCHEME.match(url) else (host_of(url), "", "")
    return f"ssh -p {port} {quote(host)}" if port.isdecimal() else f"ssh {quote(host)}"


def _checked_scheme(text: str, scheme: str) -> str:
    parts = _split(text)
    if scheme not in SCHEMES:
        raise InvalidValue(f"Sync does not go over {scheme}://", USE_THESE)
    if scheme == "file":
        if parts.netloc or not parts.path.startswith("/"):
            raise InvalidValue(f"{quoted(text)} is no folder of this machine", "Write it with three slashes: file:///")
        return f"file://{text[len('file://') :]}"
    if parts.password is not None:
        raise InvalidValue("An address with a password in it can be read by others", LET_GIT_KEEP_IT)
    if not parts.hostname or parts.hostname.startswith("-"):
        raise InvalidValue(f"{quoted(text)} names no host", USE_THESE)
    return f"{scheme}://{text.partition('://')[2]}"


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise InvalidValue(f"{quoted(masked(text))} is no address", USE_THESE) from error


def _names_a_host(text: str) -> bool:
    is_on_a_drive = os.name == "nt" and bool(PureWindowsPath(text).drive)
    return not is_on_a_drive and HOST_AND_PATH.match(text) is not None


def _absolute(text: str, folder: Path) -> Path:
    try:
        return Path(os.path.normpath(folder / Path(text).expanduser()))
    except RuntimeError as error:
        raise InvalidValue(f"{quoted(text)} names a home that nobody has", USE_THESE) from error
