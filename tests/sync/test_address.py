"""Addresses of the other side: what may be named, and what of it may be shown."""

from pathlib import Path

import pytest

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.sync.address import by_hand, checked_url, host_of, local_folder, masked

HERE = Path("/home/maya/yoga")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ssh://maya@nas:2222/yoga.git", "ssh://maya@nas:2222/yoga.git"),
        ("SSH://nas/yoga.git", "ssh://nas/yoga.git"),
        ("maya@nas:yoga.git", "maya@nas:yoga.git"),
        ("nas:yoga.git", "nas:yoga.git"),
        ("maya@[::1]:yoga.git", "maya@[::1]:yoga.git"),
        ("https://git.example/maya/yoga.git", "https://git.example/maya/yoga.git"),
        ("file:///media/stick/yoga.git", "file:///media/stick/yoga.git"),
        ("/media/stick/yoga.git", "/media/stick/yoga.git"),
        ("../stick/yoga.git", "/home/maya/stick/yoga.git"),
        ("./a:b", "/home/maya/yoga/a:b"),
    ],
)
def test_ssh_https_and_folders_are_taken(typed: str, taken: str) -> None:
    """A path becomes absolute, for sync is called from anywhere."""
    assert checked_url(typed, HERE) == taken


def test_a_tilde_stands_for_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shell may have expanded it."""
    monkeypatch.setenv("HOME", "/home/maya")
    assert checked_url("~/nas/yoga.git", HERE) == "/home/maya/nas/yoga.git"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "  ",
            "-oProxyCommand=sh",
            "--upload-pack=sh",
            "a\nb",
            "/a\x1b[2J",
            "ext::sh -c touch%20x",
            "fd::17",
            "x::y",
        ),
        *("http://git.example/yoga", "git://git.example/yoga", "ftp://git.example/yoga", "ext://x", "ssh://"),
        *("https://maya:secret@git.example/yoga", "ssh://maya:secret@nas/yoga", "maya:secret@nas:yoga", "https:///x"),
        *("ssh://-oProxyCommand=sh/x", "https://[::1/yoga", "file://nas/yoga", "~nobody-has-this-name/yoga"),
    ],
)
def test_what_could_act_or_leak_is_refused(typed: str) -> None:
    """Options, programs, controls, ways that are not encrypted, passwords, and what is no address."""
    with pytest.raises(InvalidValue) as refused:
        checked_url(typed, HERE)
    assert refused.value.hint
    assert "secret" not in f"{refused.value.message}{refused.value.hint}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("fatal: https://maya:secret@git.example/x gone", "fatal: https://***@git.example/x gone"),
        ("https://token@git.example/x", "https://***@git.example/x"),
        ("ssh://maya:se@cret@nas/x", "ssh://***@nas/x"),
        ("ssh://maya@nas/x and maya@nas:x", "ssh://maya@nas/x and maya@nas:x"),
    ],
)
def test_passwords_in_addresses_are_masked(text: str, shown: str) -> None:
    """Also in what git says; the name before a host of https may be a token."""
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("url", "host", "command", "folder"),
    [
        ("ssh://maya@nas:2222/x", "maya@nas:2222", "ssh -p 2222 maya@nas", None),
        ("maya@nas:x", "maya@nas", "ssh maya@nas", None),
        ("https://git.example/x", "git.example", "git ls-remote https://git.example/x", None),
        ("file:///media/my%20stick", "", "git ls-remote file:///media/my%20stick", Path("/media/my stick")),
        ("/media/stick", "/media/stick", "git ls-remote /media/stick", Path("/media/stick")),
    ],
)
def test_an_address_tells_its_host_its_folder_and_how_to_look(
    url: str, host: str, command: str, folder: Path | None
) -> None:
    """For messages and hints."""
    assert (host_of(url) if host else "", by_hand(url), local_folder(url)) == (host, command, folder)
