"""Which Host headers name the server."""

import pytest

from yogaflow_cli.server.gate import Names, is_small


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8800",
        "LocalHost",
        "yoga.home",
        "YOGA.home.:443",
        "127.0.0.1",
        "192.0.2.7:1",
        "[::1]",
        "[::1]:8800",
    ],
)
def test_its_names_and_every_address_are_admitted(host: str) -> None:
    """With any port, whatever the case."""
    assert Names.of(["Yoga.Home"]).admit(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        ":",
        "evil.example",
        "yoga.home.evil.example",
        "xyoga.home",
        "127.0.0.1.evil.example",
        "[evil]",
        "0x7f.1",
        "localhost@evil",
    ],
)
def test_nothing_else_is(host: str | None) -> None:
    """No header, and what only looks like an address."""
    assert not Names.of(["Yoga.Home"]).admit(host)


@pytest.mark.parametrize(("length", "small"), [("0", True), ("65536", True), ("65537", False), ("9" * 30, False)])
def test_a_promise_of_more_than_64_kib_is_large(length: str, small: bool) -> None:
    """Nothing of it is read."""
    assert is_small(length) == small
