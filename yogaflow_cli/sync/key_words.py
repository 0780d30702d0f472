"""The key as words that can be typed: 24 of 2,048, the last with a checksum (BIP 39). Sole home of mnemonic."""

import re

from yogaflow_cli.errors import SyncKeyWrong, UsageMistake
from yogaflow_cli.text.cleaning import quoted

try:
    from mnemonic import Mnemonic
except ImportError as missing:
    raise UsageMistake("Sync needs one more package.", 'Install it: pip install "yogaflow-cli[sync]"') from missing

COUNT = 24
ELSEWHERE = "On a machine that syncs already: yogaflow sync key show"
WORD = re.compile(r"[^\W\d_]+")
NUMBERED = re.compile(r"\d+\.\s*([^\W\d_]+)")
LEAST_LETTERS = 4
"""So many letters tell each word of the list from all others."""


def words_of(key: bytes) -> list[str]:
    """The words of a key of 256 bits."""
    return Mnemonic("english").to_mnemonic(key).split()


def key_of(typed: str) -> bytes:
    """The key that words mean; four letters of each are enough, and neither case nor punctuation matters.

    Raises:
        SyncKeyWrong: a word is not of the list, there are not 24, or they do not belong together.
    """
    language = Mnemonic("english")
    typed = numbered_words(typed) or typed
    known = {word[:LEAST_LETTERS]: word for word in language.wordlist}
    words = WORD.findall(typed.casefold())
    if len(words) != COUNT:
        raise SyncKeyWrong(f"A key has {COUNT} words; these are {len(words)}.", ELSEWHERE)
    found = [known.get(word[:LEAST_LETTERS], "") for word in words]
    for number, (word, meant) in enumerate(zip(words, found, strict=True), start=1):
        if not meant.startswith(word):
            raise SyncKeyWrong(
                f"Word {number} of the key, {quoted(word)}, is none of the list.", "Look for a slip in it"
            )
    if not language.check(" ".join(found)):
        raise SyncKeyWrong("These words are no key together.", "Look for a word that was mistaken or is out of order")
    return bytes(language.to_entropy(found))


def count_of(typed: str) -> int:
    """How many words were typed, without the numbers that `sync key show` puts before them."""
    return len(WORD.findall(typed))


def numbered_words(typed: str) -> str | None:
    """The words of a key that was copied as it is shown, with numbers, and with whatever stands around it."""
    found = NUMBERED.findall(typed)
    return " ".join(found) if len(found) == COUNT else None
