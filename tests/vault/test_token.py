"""What a token is, and how it is compared."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.vault.token import matches, new_token, token_hash

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


def test_a_token_has_256_bits_and_needs_no_quoting() -> None:
    """Contract 5: a 256-bit random token; it goes through shells, files and service settings."""
    token = new_token()
    assert len(bytes.fromhex(token)) == 32


def test_no_two_tokens_are_the_same() -> None:
    """Contract 5: random."""
    assert len({new_token() for _ in range(1000)}) == 1000


def test_the_hash_is_the_sha_256_of_the_tokens_text() -> None:
    """Contract 5: the database holds only the SHA-256 of the token's text."""
    assert token_hash("a token") == sha256(b"a token").hexdigest()


def test_a_token_matches_its_own_hash() -> None:
    """Contract 5: every command first proves the token."""
    token = new_token()
    assert matches(token, token_hash(token))


def test_a_token_of_bytes_that_are_not_utf_8_is_wrong_and_no_crash() -> None:
    """Python hands such bytes of the environment on as lone surrogates."""
    assert not matches(b"\xff\xfe".decode("utf-8", "surrogateescape"), token_hash("a token"))


@given(ANY_TEXT, ANY_TEXT)
def test_a_token_matches_the_hash_of_no_other_text(token: str, other: str) -> None:
    """Whatever a person gives, the answer is yes or no."""
    assert matches(token, token_hash(other)) == (token == other)


@given(ANY_TEXT)
def test_no_token_matches_a_hash_that_is_none(broken_hash: str) -> None:
    """A damaged row refuses everyone and crashes nothing."""
    assert not matches("a token", broken_hash)
