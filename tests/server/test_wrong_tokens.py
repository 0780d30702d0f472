"""The limit of wrong tokens, by a clock that the test moves."""

import pytest

from yogaflow_cli.server.refusal import Refusal
from yogaflow_cli.server.wrong_tokens import MOST_ADDRESSES, MOST_WRONG, WITHIN_SECONDS, WrongTokens, network_of

GUESSER, OTHER = "192.0.2.1", "192.0.2.2"


def guess(tokens: WrongTokens, times: int, at: float, address: str = GUESSER) -> None:
    """So many wrong tokens at one moment."""
    for _ in range(times):
        tokens.refuse(address, at)
        tokens.count(address, at)


def test_the_tenth_wrong_token_is_heard_and_nothing_after_it() -> None:
    """The refusal says how long to wait."""
    tokens = WrongTokens()
    guess(tokens, MOST_WRONG, at=100.0)
    with pytest.raises(Refusal) as refusal:
        tokens.refuse(GUESSER, 118.0)
    assert (refusal.value.status, refusal.value.headers["Retry-After"]) == (429, "42")


def test_another_address_is_heard() -> None:
    """One who guesses keeps nobody else out."""
    tokens = WrongTokens()
    guess(tokens, MOST_WRONG, at=100.0)
    tokens.refuse(OTHER, 100.0)


def test_a_minute_after_the_first_of_them_one_more_is_heard() -> None:
    """The window slides: ten in any minute."""
    tokens = WrongTokens()
    guess(tokens, 1, at=100.0)
    guess(tokens, MOST_WRONG - 1, at=130.0)
    with pytest.raises(Refusal):
        tokens.refuse(GUESSER, 100.0 + WITHIN_SECONDS - 0.1)
    guess(tokens, 1, at=100.0 + WITHIN_SECONDS)
    with pytest.raises(Refusal):
        tokens.refuse(GUESSER, 100.0 + WITHIN_SECONDS)


def test_any_number_of_addresses_takes_little_memory() -> None:
    """Those that were wrong longest ago are forgotten first; who is kept out now is not."""
    tokens = WrongTokens()
    for number in range(3 * MOST_ADDRESSES):
        tokens.count(f"10.{number // 65536}.{number // 256 % 256}.{number % 256}", 100.0)
    guess(tokens, MOST_WRONG, at=101.0)
    assert len(tokens.wrong) == MOST_ADDRESSES
    with pytest.raises(Refusal):
        tokens.refuse(GUESSER, 102.0)


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("", "unknown", False),
    ],
)
def test_the_addresses_of_one_customer_are_one(one: str, other: str, are_one: bool) -> None:
    """IPv6 gives each as many as all of IPv4, squared."""
    assert (network_of(one) == network_of(other)) == are_one
