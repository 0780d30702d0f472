"""The seal of what leaves the machine: XChaCha20-Poly1305. Sole home of PyNaCl, which is part of the extra `sync`."""

from yogaflow_cli.errors import SyncKeyWrong, UsageMistake

try:
    from nacl.bindings import (
        crypto_aead_xchacha20poly1305_ietf_decrypt,
        crypto_aead_xchacha20poly1305_ietf_encrypt,
        crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    )
    from nacl.exceptions import CryptoError
    from nacl.utils import random
except ImportError as missing:
    raise UsageMistake("Sync needs one more package.", 'Install it: pip install "yogaflow-cli[sync]"') from missing

KEY_BYTES = 32
NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
"""24: so long that nonces may be random under one key for ever."""


def new_key() -> bytes:
    """A random key of 256 bits."""
    return bytes(random(KEY_BYTES))


def sealed(content: bytes, key: bytes, place: str) -> bytes:
    """The content under seal; `place` is where it will stand, and it opens nowhere else."""
    nonce = bytes(random(NONCE_BYTES))
    return nonce + bytes(crypto_aead_xchacha20poly1305_ietf_encrypt(content, place.encode(), nonce, key))


def opened(content: bytes, key: bytes, place: str) -> bytes:
    """What was sealed for that place.

    Raises:
        SyncKeyWrong: another key, another place, or another byte.
    """
    nonce, body = content[:NONCE_BYTES], content[NONCE_BYTES:]
    try:
        return bytes(crypto_aead_xchacha20poly1305_ietf_decrypt(body, place.encode(), nonce, key))
    except (CryptoError, ValueError, TypeError) as error:
        raise SyncKeyWrong(
            "That key does not open the repository.",
            "See the right one on a machine that syncs: yogaflow sync key show",
        ) from error


class Seal:
    """The seal of one repository."""

    def __init__(self, key: bytes, repository_id: str) -> None:
        self.key = key
        self.repository_id = repository_id

    def close(self, content: bytes, place: str) -> bytes:
        """The content under seal, for a place in the repository."""
        return sealed(content, self.key, f"{self.repository_id}/{place}")

    def open(self, content: bytes, place: str) -> bytes:
        """What was sealed for the place. Raises SyncKeyWrong as `opened`."""
        return opened(content, self.key, f"{self.repository_id}/{place}")
