"""A large JSON object, read piece by piece."""

import json
from io import BytesIO, StringIO, TextIOWrapper
from typing import TextIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.json_stream import JsonStream, Piece

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)


class Trickle(StringIO):
    """A stream that gives a few characters at a time, whatever is asked for, as a slow pipe does."""

    def __init__(self, text: str, size: int) -> None:
        super().__init__(text)
        self.size = size

    def read(self, size: int | None = -1, /) -> str:
        return super().read(self.size)


def pieces(text: str) -> list[Piece]:
    """All of a text's pieces."""
    return list(JsonStream(StringIO(text)).pieces())


def refusal(text: str) -> InvalidValue:
    """Why a text is refused."""
    with pytest.raises(InvalidValue) as caught:
        pieces(text)
    return caught.value


def joined(found: list[Piece], among: dict[str, object]) -> dict[str, object]:
    """The object that pieces come from; members without pieces as they are in `among`."""
    whole: dict[str, object] = {name: value for name, value in among.items() if value in ({}, [])}
    for piece in found:
        if isinstance(piece.key, str):
            held = whole.setdefault(piece.member, {})
            assert isinstance(held, dict)
            held[piece.key] = piece.value
        elif isinstance(piece.key, int):
            items = whole.setdefault(piece.member, [])
            assert isinstance(items, list)
            items.append(piece.value)
            assert len(items) == piece.key
        else:
            whole[piece.member] = piece.value
    return whole


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.integers(1, 40), st.sampled_from([None, 2]), st.booleans())
@settings(max_examples=150)
def test_any_object_is_read_as_json_reads_it_however_it_trickles_in(
    value: dict[str, object], size: int, indent: int | None, ascii_only: bool
) -> None:
    """A cut in a number, a word, an escape or a letter changes nothing."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    found = list(JsonStream(Trickle(text, size)).pieces())

    assert joined(found, value) == value


@given(st.dictionaries(st.text(), VALUES, min_size=1, max_size=3), st.data())
@settings(max_examples=100)
def test_a_text_that_was_cut_off_is_refused_wherever_the_cut_is(value: dict[str, object], data: st.DataObject) -> None:
    """Half a file must not be taken for a whole one."""
    text = json.dumps(value)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]

    refusal(cut)


@given(st.text())
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    """No file ends in a traceback."""
    for candidate in (text, "{" + text, '{"sessions": [' + text):
        try:
            pieces(candidate)
        except InvalidValue:
            continue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "does not hold a JSON object"),
        ("[]", "does not hold a JSON object"),
        ("session_id,note", "does not hold a JSON object"),
        ('{"a": 1', "ends too early"),
        ('{"a": [1, ', "ends too early"),
        ('{"a": "x', "ends too early"),
        ('{"a": 1} {', "Something follows"),
        ('{"a": 1, "a": 2}', "'a' twice"),
        ('{"a": NaN}', "beyond measure"),
        ('{"a": [-Infinity]}', "beyond measure"),
        ('{"a": ' + "9" * 5000 + "}", "beyond measure"),
        ('{"a": ' + "[" * 100_000, "beyond measure"),
        ("{1: 2}", "a key is not text"),
        ('{"a" 1}', ": is missing at character 6"),
        ('{"a": [1 2]}', ", or ] is missing at character 10"),
        ('{"a": wrong, "b": "' + "x" * 200, "expecting value, at character 7"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    """One clear line, and where, as far as that can be told."""
    assert said in refusal(text).message


def test_a_mistake_is_found_where_it_is_and_not_at_the_end_of_a_large_file() -> None:
    """Nobody should wait for 20 MB to be read for a comma on the first line."""
    text = '{"a": [1 2, ' + "3, " * 1_000_000 + "4]}"
    stream = StringIO(text)
    with pytest.raises(InvalidValue):
        list(JsonStream(stream).pieces())

    assert stream.tell() < 200_000


def test_a_value_without_end_is_refused_before_it_fills_the_memory() -> None:
    """A file is not ours to trust: 16 million characters are more than any session has."""
    assert "16 million" in refusal('{"a": "' + "x" * 40_000_000 + '"}').message


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    """And the message says how to convert them."""
    stream: TextIO = TextIOWrapper(BytesIO('{"a": "Übung"}'.encode("latin-1")), encoding="utf-8-sig")
    with pytest.raises(InvalidValue) as caught:
        list(JsonStream(stream).pieces())

    assert "not UTF-8" in caught.value.message
    assert "iconv" in (caught.value.hint or "")


def test_pieces_come_while_the_rest_is_not_read_yet() -> None:
    """Memory is flat: a hundred thousand sessions are never held at once."""
    stream = StringIO('{"sessions": [' + ", ".join(f'{{"number": {number}}}' for number in range(100_000)) + "]}")
    found = JsonStream(stream).pieces()

    assert next(found) == Piece("sessions", 1, {"number": 0})
    assert stream.tell() < 200_000
    assert sum(1 for _ in found) == 99_999
