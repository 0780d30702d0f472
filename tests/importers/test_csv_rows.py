"""Rows of CSV as programs, spreadsheets and broken downloads leave them."""

import csv

import pytest

from tests.exported import source_of
from tests.importers.csv_files import endless, look
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.csv_rows import MOST_CHARACTERS, Row, header_of, named, table_of
from yogaflow_cli.importers.source import Source


def rows(text: str | bytes) -> list[tuple[int, list[str]]]:
    """The rows of a file, with their lines."""
    return [(row.line, list(row.cells)) for row in table_of(source_of(text)).rows]


def refusal(text: str | bytes) -> InvalidValue:
    """Why a file is refused."""
    with pytest.raises(InvalidValue) as caught:
        rows(text)
    return caught.value


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_line_end_and_the_byte_order_mark_are_understood(line_end: str, mark: str) -> None:
    """Windows, old programs of the Mac, and spreadsheets leave them."""
    text = mark + line_end.join(["a,b", "1,2", "", "3,4", ""])

    assert table_of(source_of(text)).header == ("a", "b")
    assert rows(text) == [(2, ["1", "2"]), (4, ["3", "4"])]


def test_a_file_in_utf_16_is_read() -> None:
    """Excel's "Unicode text" is that, with tabs."""
    assert rows("a\tü\r\n1\t2\r\n".encode("utf-16")) == [(2, ["1", "2"])]


def test_a_line_number_is_that_where_a_row_begins() -> None:
    """A note of several lines does not put the rows after it out of place."""
    text = '\n\na,b\n1,"two\nlines\r\nor three"\n\n5,6\n'

    assert rows(text) == [(4, ["1", "two\nlines\r\nor three"]), (8, ["5", "6"])]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("a,b,c", 3),
        ("a;b;c", 3),
        ("a\tb\tc", 3),
        ('"a,x,y,z";b', 2),
        ("a", 1),
        ('"Start";"Duration, in minutes"', 2),
    ],
)
def test_the_delimiter_is_that_of_the_header(header: str, columns: int) -> None:
    """Where a comma stands in numbers, spreadsheets put a semicolon between cells."""
    assert len(table_of(source_of(header + "\n")).header) == columns
    assert len(header_of(look(header + "\n1"))) == columns


def test_blank_rows_are_passed_over() -> None:
    """Spreadsheets leave them below a table: delimiters and spaces."""
    assert rows("a,b\n,\n  , \n\n1,\n") == [(5, ["1", ""])]


def test_a_missing_cell_is_an_empty_one() -> None:
    """Whoever asks for a column that is not there gets nothing."""
    row = Row(3, [" x ", "y"])

    assert [row.cell(0), row.cell(1), row.cell(2), row.cell(None)] == ["x", "y", "", ""]


def test_a_row_that_does_not_fit_the_header_is_told_apart() -> None:
    """In one that was cut off, or has an unquoted comma, cells stand in others' columns."""
    assert Row(2, ["1", "2"]).misfit(2) is None
    assert Row(2, ["1", "2", " ", ""]).misfit(2) is None
    assert Row(2, ["1"]).misfit(2) == "it has fewer cells than the first line"
    assert Row(2, ["1"]).misfit(2, may_be_short=True) is None
    assert Row(2, ["1", "2", "3"]).misfit(2, may_be_short=True) == "it has more cells than the first line"


def test_details_count_when_one_of_their_columns_has_a_value() -> None:
    """Nought, `--` and nothing are no value, in either way to write decimals."""
    row = Row(2, ["0.0", "0,00", "--", "", "0:00", "3"])

    assert row.measured({"one": (0, 1), "two": (2, 3, 4), "three": (4, 5), "none": ()}) == ("three",)


def test_what_is_not_utf_8_is_refused_with_the_way_out() -> None:
    """Old spreadsheets write the encoding of their country."""
    error = refusal("a,b\n1,ü\n".encode("latin-1"))

    assert error.message == "The file is not UTF-8, from about line 1 on."
    assert error.hint is not None and "UTF-8" in error.hint


def test_utf_16_without_its_mark_is_refused() -> None:
    """It is full of NULs, which no text has."""
    assert refusal("a,b\n1,2\n".encode("utf-16-le")).message == "line 1: it holds a NUL, which no text does"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty."),
        ("\ufeff\n\r\n", "The file is empty."),
        ('a,b\n1,"2\n', "line 2: it ends inside quotation marks; the file may be cut off"),
        ('a,b\n1,"2"x\n', "line 2: a quotation mark stands where none can"),
        ("a,b\n1,2\0\n", "line 2: it holds a NUL, which no text does"),
        (
            "a,b\n1," + "x" * 200_000 + "\n",
            "line 2: it has a cell beyond measure; a quotation mark may be missing",
        ),
        ("a,b\n" + "x" * MOST_CHARACTERS, "line 2: its row is beyond measure"),
    ],
)
def test_what_is_damaged_is_refused_by_its_line(text: str, message: str) -> None:
    """Nobody gets a traceback, and everybody can find the place."""
    assert refusal(text).message == message


def test_a_row_that_never_ends_is_refused_before_it_fills_the_memory() -> None:
    """Each of its lines and cells is short: only together they are beyond measure."""
    with pytest.raises(InvalidValue, match="its row is beyond measure"):
        list(table_of(Source("file", endless('a,b\n1,"', '","', 10_000_000), "UTC")).rows)


def test_the_limit_of_the_csv_module_is_left_alone() -> None:
    """It is one for the whole program, and others may count on it."""
    rows("a\n1\n")

    assert csv.field_size_limit() == 131_072


def test_a_message_lists_columns_without_end_and_without_control_characters() -> None:
    """A file may have thousands, and anything in them."""
    assert named(["a", "\x1b[2J"]) == "'a', '\ufffd[2J'"
    assert named(["x"] * 25).endswith(" and 5 more")
