"""Lines of our own JSON, or of a person's in their likeness; nothing in them is trusted."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exported import source_of
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import own_json, own_ndjson
from yogaflow_cli.importers.importer import ArrivingRest, ArrivingSession, ArrivingSetting
from yogaflow_cli.importers.source import Look

HEAD = {"kind": "profile", "version": 1, "settings": {"day_starts_at": "05:00"}}
SESSION = {"kind": "session", "started_at": "2025-12-05T10:00:00Z", "duration_seconds": 600}


def lines(*records: object) -> str:
    """A file of these records."""
    return "".join(f"{json.dumps(record)}\n" for record in records)


def refusal(text: str | bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(InvalidValue) as caught:
        list(own_ndjson.arrivals(source_of(text)))
    return caught.value.message


def test_lines_may_stand_in_any_order_and_between_empty_ones() -> None:
    """A person sorted them, or put two files together."""
    rest = {"kind": "profile", "version": 1, "rests": [{"first_day": "2025-12-24", "last_day": "2025-12-26"}]}
    found = list(own_ndjson.arrivals(source_of("\n" + lines(SESSION, HEAD) + "\n \n" + lines(rest))))

    assert [type(arrival) for arrival in found] == [ArrivingSetting, ArrivingRest, ArrivingSession]


def test_carriage_returns_and_a_mark_at_the_beginning_are_no_harm() -> None:
    """Editors of Windows leave them."""
    text = "\ufeff" + lines(HEAD, SESSION).replace("\n", "\r\n")
    assert len(list(own_ndjson.arrivals(source_of(text)))) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lines(HEAD) + '{"kind": "session", "started_at": "2025', "line 2: it is no JSON, or was cut off"),
        (lines(HEAD, [1]), "line 2: it holds no object"),
        (lines(HEAD, {"kind": "songs"}), "line 2: its kind 'songs' is not known"),
        (lines(HEAD, SESSION | {"effort": 11}), "line 2: 'effort' must be a whole number from 1 to 10"),
        (lines(SESSION), "does not tell its version"),
        (lines({"kind": "profile", "version": 2}), "from a newer yogaflow"),
        (lines(HEAD) + '{"kind": NaN}', "line 2: it is no JSON"),
        (lines(HEAD) + "[" * 100_000, "line 2: it is no JSON"),
        (lines(HEAD).encode() + b'{"kind": "\xff"}', "not UTF-8"),
        (lines(HEAD) + '{"kind": "' + "x" * (1 << 24), "beyond measure"),
    ],
)
def test_what_is_damaged_is_refused_by_its_line(text: str | bytes, said: str) -> None:
    """One clear sentence, whatever is wrong."""
    assert said in refusal(text)


@given(st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_refusal(content: bytes) -> None:
    """However odd."""
    with suppress(InvalidValue):
        list(own_ndjson.arrivals(source_of(lines(HEAD).encode() + content)))


def test_lines_are_told_from_one_object() -> None:
    """Both begin with a brace."""
    assert own_ndjson.recognises(Look(lines(HEAD, SESSION)))
    assert own_ndjson.recognises(Look(json.dumps(SESSION, separators=(",", ":"))))
    assert not own_ndjson.recognises(Look('{"version": 1,\n"sessions": []}'))
    assert own_json.recognises(Look('{"version": 1,\n"sessions": []}'))
