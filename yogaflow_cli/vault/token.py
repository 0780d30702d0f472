"""What a token is: how one is made, and how one is compared with the hash that the database holds."""

import os
from _operator import _compare_digest as compare_digest

try:
    # What hashlib itself falls back on: hashlib and hmac load OpenSSL, 5 of a command's 110 ms, for one short hash.
    from _sha256 import sha256  # type: ignore[import-not-found]  # private to CPython 3.11, hence the fallback
except ImportError:
    from hashlib import sha256

TOKEN_BYTES = 32
HASH_BLOCK_BYTES = 64
INNER, OUTER = (bytes(value ^ pad for value in range(256)) for pad in (0x36, 0x5C))


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
    return same(token_hash(token), expected_hash)


def same(text: str, expected: str) -> bool:
    """Whether both are the same text; takes the same time wherever the two part."""
    return compare_digest(as_bytes(text), as_bytes(expected))


def sealed(secret: str, message: str) -> str:
    """HMAC-SHA256 (RFC 2104) of a message under a secret, both in UTF-8, as 64 hexadecimal digits.

    The secret has at most 64 bytes. Python's own `hmac` loads OpenSSL, see above; a test compares the two.
    """
    key = as_bytes(secret).ljust(HASH_BLOCK_BYTES, b"\0")
    inner = sha256(key.translate(INNER) + as_bytes(message)).digest()
    digest: str = sha256(key.translate(OUTER) + inner).hexdigest()
    return digest


def as_bytes(text: str) -> bytes:
    """UTF-8 of any text, of one too that came from bytes which are not UTF-8: such a token is wrong, not a crash."""
    return text.encode("utf-8", "surrogatepass")
