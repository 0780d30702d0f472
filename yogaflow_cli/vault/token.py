"""What a token is: how one is made, and how one is compared with the hash that the database holds."""

import os
from _operator import _compare_digest as compare_digest

try:
    # What hashlib itself falls back on: hashlib and hmac load OpenSSL, 5 of a command's 110 ms, for one short hash.
    from _sha256 import sha256  # type: ignore[import-not-found]  # private to CPython 3.11, hence the fallback
except ImportError:
    from hashlib import sha256

TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits as 64 hexadecimal digits.

    From the operating system's own source, as `secrets` does it, whose import takes 7 ms more.
    """
    return os.urandom(TOKEN_BYTES).hex()


def token_hash(token: str) -> str:
    """SHA-256 of the token's text in UTF-8, as 64 hexadecimal digits."""
    digest: str = sha256(as_bytes(token)).hexdigest()
    return digest


def matches(token: str, expected_hash: str) -> bool:
    """Whether the token has this hash; takes the same time wherever the two part."""
    return compare_digest(as_bytes(token_hash(token)), as_bytes(expected_hash))


def as_bytes(text: str) -> bytes:
    """UTF-8 of any text, of one too that came from bytes which are not UTF-8: such a token is wrong, not a crash."""
    return text.encode("utf-8", "surrogatepass")
