"""The one reader of CSV: rows with the line where each begins, of files that others wrote, converted or cut off."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TextIO

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded

DELIMITERS = (",", ";", "\t")
MOST_CHARACTERS = 1 << 20
"""Of one row. A single cell may have the 131,072 that the csv module takes by itself; that is left as it is."""

MOST_NAMED = 20
"""Columns of a file that a message lists."""

QUOTED_CELL = re.compile(r'"[^"]*(?:"|$)')
LINE_END = re.compile(r"[\r\n]")
NOTHING = re.compile(r"[0.,:-]*")
BYTE_ORDER_MARK = "\ufeff"
BLANK = " \r\n"
ENCODING_HINT = "Save it as CSV UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8"
QUOTES_HINT = "A cell that begins with a quotation mark must end with one, and those inside it are doubled."
PROBLEMS = {
    "unexpected end of data": "it ends inside quotation marks; the file may be cut off",
    "field larger": "it has a cell beyond measure; a quotation mark may be missing",
}


class Row(NamedTuple):
    """A row that is not blank, and the line of the file where it begins."""

    line: int
    cells: Sequence[str]

    @property
    def place(self) -> str:
        """Where it stands, for messages: `line 12`."""
        return f"line {self.line}"

    def cell(self, position: int | None) -> str:
        """The text at a position without outer spaces; empty where the row has none, or there is no such column."""
        return self.cells[position].strip() if position is not None and position < len(self.cells) else ""

    def misfit(self, columns: int, *, may_be_short: bool = False) -> str | None:
        """Why the row cannot be one of a table of that many columns, None when it can. Further empty cells do no harm.

        Each cell of a row that lost one, or has one too many, may stand in another's column. People leave out the last
        ones of a row, programs never.
        """
        if len(self.cells) < columns and not may_be_short:
            return "it has fewer cells than the first line"
        return "it has more cells than the first line" if any(map(str.strip, self.cells[columns:])) else None

    def measured(self, details: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
        """Which details have a value, in one of their columns at least; nought and `--` are none."""
        return tuple(
            detail
            for detail, positions in details.items()
            if not all(NOTHING.fullmatch(self.cell(position)) for position in positions)
        )


class Table(NamedTuple):
    """A table: the names of its columns as they are written, and its rows, which are read one by one."""

    header: tuple[str, ...]
    rows: Iterator[Row]

    def position(self, *names: str) -> int | None:
        """The position of the first column with one of these folded names, None without one."""
        return next(iter(self.positions(*names)), None)

    def positions(self, *names: str) -> tuple[int, ...]:
        """The positions of the columns with one of these folded names."""
        return tuple(position for position, name in enumerate(self.header) if folded(name) in names)


def arrivals_of_rows(table: Table, arrival_of: Callable[[Row], Arrival]) -> Iterator[Arrival]:
    """What each row of a program's own table is; one that cannot be one of it is skipped."""
    for row in table.rows:
        problem = row.misfit(len(table.header))
        yield Skipped(row.place, problem) if problem else arrival_of(row)


class Lines:
    """The lines of a stream; `taken` is what of it the row that is being read took so far."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.number = 0
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        """Itself."""
        return self

    def __next__(self) -> str:
        """The next line with its end. Raises InvalidValue for what is not UTF-8, or beyond measure."""
        try:
            line = self.stream.readline(MOST_CHARACTERS)
        except UnicodeError as error:
            raise InvalidValue(
                f"The file is not UTF-8, from about line {self.number + 1} on.", ENCODING_HINT
            ) from error
        if not line:
            raise StopIteration
        self.number += 1
        self.taken += len(line)
        if "\0" in line:
            raise InvalidValue(f"line {self.number}: it holds a NUL, which no text does", ENCODING_HINT)
        if self.taken >= MOST_CHARACTERS:
            raise InvalidValue(f"line {self.number}: its row is beyond measure", QUOTES_HINT)
        return line


def table_of(source: Source) -> Table:
    """The table that a source holds; its first line that is not blank names the columns.

    Raises:
        InvalidValue: it is empty, not UTF-8, or no CSV; the latter also while its rows are read.
    """
    rows = rows_of(Lines(source.text()))
    header = next(rows, None)
    if header is None:
        raise InvalidValue("The file is empty.", "Export it once more.")
    return Table(tuple(name.strip() for name in header.cells), rows)


def rows_of(lines: Lines) -> Iterator[Row]:
    """The rows that are not blank, the header first. Raises InvalidValue."""
    first = next((line for line in lines if line.strip(BLANK + BYTE_ORDER_MARK)), None)
    if first is None:
        return
    first = first.lstrip(BYTE_ORDER_MARK)
    reader = csv.reader(chain([first], lines), delimiter=delimiter_of(first), strict=True)
    begins_at = lines.number
    try:
        for cells in reader:
            if any(cells) and any(map(str.strip, cells)):
                yield Row(begins_at, cells)
            begins_at = lines.number + 1
            lines.taken = 0
    except csv.Error as error:
        raise InvalidValue(f"line {begins_at}: {problem_of(error)}", QUOTES_HINT) from error


def problem_of(error: csv.Error) -> str:
    """What is wrong with a row, in words."""
    said = str(error)
    return next(
        (problem for start, problem in PROBLEMS.items() if said.startswith(start)),
        "a quotation mark stands where none can",
    )


def delimiter_of(line: str) -> str:
    """What stands between the cells of a header: what it has most of outside quotation marks, else a comma."""
    return max(DELIMITERS, key=QUOTED_CELL.sub("", line).count)


def header_of(look: Look) -> tuple[str, ...]:
    """The names of the columns, as they are written, of a file that looks so; none where it is no CSV."""
    line = LINE_END.split(look.beginning.lstrip(BLANK + BYTE_ORDER_MARK), maxsplit=1)[0]
    try:
        cells = next(csv.reader([line], delimiter=delimiter_of(line)), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def named(header: Sequence[str]) -> str:
    """The columns of a file, for a message."""
    more = f" and {len(header) - MOST_NAMED} more" if len(header) > MOST_NAMED else ""
    return ", ".join(map(quoted, header[:MOST_NAMED])) + more
