"""The seal, the key as words, and the bytes of a segment."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.errors import SyncDamaged, SyncKeyWrong
from yogaflow_cli.sync.key_words import count_of, key_of, words_of
from yogaflow_cli.sync.sealing import new_key, opened, sealed
from yogaflow_cli.sync.segment import Segment, as_bytes, of_bytes, path_of
from yogaflow_cli.sync.statement import Operation, Stamp, Thing

KEY = bytes(range(32))
texts = st.text(st.characters(codec="utf-8"), max_size=20)
operations = st.builds(
    Operation,
    st.builds(Thing, texts, texts),
    st.builds(Stamp, st.integers(0, 1 << 60), st.integers(0, 1 << 30)),
    st.dictionaries(texts, st.none() | st.booleans() | st.integers() | texts | st.lists(texts), max_size=3),
)
segments = st.builds(
    Segment,
    texts,
    st.dictionaries(texts, st.integers(0, 1 << 40), max_size=3),
    st.integers(0, 1 << 60),
    st.lists(operations, max_size=5),
)


@given(content=st.binary(max_size=300), place=texts)
def test_what_is_sealed_opens_with_its_key_at_its_place(content: bytes, place: str) -> None:
    """And is not to be read before."""
    under_seal = sealed(content, KEY, place)

    assert opened(under_seal, KEY, place) == content
    assert len(content) < 8 or content not in under_seal


def test_the_same_content_looks_different_each_time() -> None:
    """Nobody sees that two segments say the same."""
    assert sealed(b"calm", KEY, "a/1") != sealed(b"calm", KEY, "a/1")


@pytest.mark.parametrize("bad", ["key", "place", "byte", "end", "nothing"])
def test_a_seal_opens_for_no_other_key_place_or_byte(bad: str) -> None:
    """A segment put in another's place is noticed."""
    content = bytearray(sealed(b"calm", KEY, "a/1"))
    if bad == "byte":
        content[30] ^= 1
    read = {"end": bytes(content[:-1]), "nothing": b""}.get(bad, bytes(content))

    with pytest.raises(SyncKeyWrong):
        opened(read, new_key() if bad == "key" else KEY, "a/2" if bad == "place" else "a/1")


@given(key=st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_words_however_they_are_typed(key: bytes) -> None:
    """In capitals, by four letters each, with numbers, commas and line ends between."""
    words = words_of(key)
    numbered = "\n".join(f"{number}. {word[:4].upper()}," for number, word in enumerate(words, start=1))
    around = f"The key:\n{numbered}\nKeep these words like a password."

    assert len(words) == 24
    assert key_of(" ".join(words)) == key_of(numbered) == key_of(around) == key
    assert count_of(" ".join(words[:5])) == count_of("1. abandon 2. ability 3. able 4. about 5. above") == 5


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (lambda words: words[:-1], "24 words; these are 23"),
        (lambda words: [*words[:3], "yogaa", *words[4:]], "Word 4"),
        (lambda words: [words[1], words[0], *words[2:]], "no key together"),
        (lambda words: [], "these are 0"),
    ],
)
def test_a_slip_in_the_words_is_told(slip: object, told: str) -> None:
    """Before anything is asked of another machine."""
    assert callable(slip)
    words = words_of(KEY)

    with pytest.raises(SyncKeyWrong, match=told):
        key_of(" ".join(slip(words)))


@given(segment=segments)
def test_a_segment_comes_back_from_its_bytes(segment: Segment) -> None:
    """The same segment gives the same bytes."""
    assert of_bytes(as_bytes(segment), "device") == segment
    assert as_bytes(segment) == as_bytes(segment)


@given(content=st.binary(max_size=200) | st.builds(zlib.compress, st.binary(max_size=200)))
def test_other_bytes_are_told_to_be_none_of_ours(content: bytes) -> None:
    """Never a traceback."""
    with pytest.raises(SyncDamaged):
        of_bytes(content, "device")


def test_a_segment_of_a_newer_version_asks_for_an_update() -> None:
    """And not for a look at a damaged device."""
    with pytest.raises(SyncDamaged, match="newer version"):
        of_bytes(zlib.compress(b'{"format": 2}'), "device")


def test_a_bomb_is_not_unpacked() -> None:
    """A small segment may not take all memory."""
    with pytest.raises(SyncDamaged):
        of_bytes(zlib.compress(b" " * (80 << 20)), "device")


def test_ten_years_of_days_lie_in_folders_of_256() -> None:
    """Each sync writes two small trees."""
    paths = [path_of(number) for number in range(1, 3651)]

    assert len(set(paths)) == 3650
    assert paths[0] == "0000/01" and path_of(256) == "0001/00"
    assert len({path.partition("/")[0] for path in paths}) == 15
