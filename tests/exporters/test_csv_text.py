"""Rows as CSV: contract, section 6."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.exporters.csv_text import csv_text

CELLS = st.none() | st.integers(-(10**9), 10**9) | st.text(max_size=20)


def read_again(text: str) -> list[list[str]]:
    """The rows that another program reads."""
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_lines_end_in_crlf_and_only_what_needs_it_is_quoted() -> None:
    """RFC 4180: every program reads it, and a person can too."""
    text = csv_text(["a", "b", "c"], [[1, None, "x,y"], [2.5, "", 'say "om"'], [3, "two\nlines", "plain words"]])

    assert text == 'a,b,c\r\n1,,"x,y"\r\n2.5,,"say ""om"""\r\n3,"two\nlines",plain words\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    """A note must not become a formula on somebody else's machine."""
    held = read_again(csv_text(["note"], [[f"{start}HYPERLINK(1)"]]))[1][0]

    assert held.startswith("'")
    assert held.endswith("HYPERLINK(1)")


def test_raw_leaves_formulas_as_they_are_and_numbers_are_never_touched() -> None:
    """Programs that are no spreadsheets want the text itself; a negative number is no formula."""
    assert csv_text(["a", "b"], [["=1+1", -5]], raw=True) == "a,b\r\n=1+1,-5\r\n"
    assert csv_text(["a", "b"], [["=1+1", -5]]) == "a,b\r\n'=1+1,-5\r\n"


@pytest.mark.parametrize("raw", [True, False])
def test_control_and_bidi_characters_are_replaced_and_line_feeds_stay(raw: bool) -> None:
    """A file that is printed must not move the cursor or turn the line round."""
    held = csv_text(["note"], [["a\x1b[2Jb\u202ec\u2028d\ne"]], raw=raw)

    assert held == 'note\r\n"a\ufffd[2Jb\ufffdc\ufffdd\ne"\r\n'


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5), st.booleans())
def test_any_cells_are_read_back_in_as_many_rows_and_columns(rows: list[list[str | int | None]], raw: bool) -> None:
    """No text can break out of its cell."""
    again = read_again(csv_text(["a", "b", "c"], rows, raw=raw))

    assert again[0] == ["a", "b", "c"]
    assert [len(row) for row in again[1:]] == [3] * len(rows)
    for row, read in zip(rows, again[1:], strict=True):
        for cell, text in zip(row, read, strict=True):
            assert not isinstance(cell, int) or text == str(cell)
            assert raw or not isinstance(cell, str) or text[:1] not in {*"=+-@\t\r"}
