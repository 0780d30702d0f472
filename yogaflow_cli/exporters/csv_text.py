"""Rows as CSV: RFC 4180, with CRLF, and nothing in a cell that a spreadsheet would run or a terminal obey."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TextIO

from yogaflow_cli.domain.session_columns import Cell
from yogaflow_cli.text.cleaning import shown_note

BYTE_ORDER_MARK = "\ufeff"
STARTS_OF_FORMULAS = frozenset("=+-@\t\r")
DEFUSED = "'"
LOOKED_AT = STARTS_OF_FORMULAS | {DEFUSED}


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> str:
    """Columns and rows as CSV. `raw` leaves text that a spreadsheet would take for a formula as it is."""
    stream = StringIO(newline="")
    write_csv(stream, columns, rows, raw=raw)
    return stream.getvalue()


def write_csv(
    stream: TextIO,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    raw: bool = False,
    text_columns: Sequence[int] | None = None,
) -> int:
    """Writes columns and rows as CSV, row by row; the number of rows.

    `text_columns` are the positions where a person's words can stand; None means all of them.
    """
    write_row = csv.writer(stream).writerow
    write_row(columns)
    positions = range(len(columns)) if text_columns is None else text_columns
    count = 0
    for row in harmless(rows, positions, raw):
        write_row(row)
        count += 1
    return count


def harmless(rows: Iterable[Sequence[Cell]], positions: Sequence[int], raw: bool) -> Iterator[Sequence[Cell]]:
    """The rows, with what could do harm in the cells at `positions` taken out."""
    for row in rows:
        for position in positions:
            cell = row[position]
            # Nearly every cell passes here; a hundred thousand rows have two million.
            if isinstance(cell, str) and cell and (cell[0] in LOOKED_AT or not cell.isprintable()):
                row = (*row[:position], harmless_cell(cell, raw), *row[position + 1 :])
        yield row


def harmless_cell(cell: str, raw: bool) -> str:
    """A text without formula and without control characters, but for line feeds.

    One that looks as if it had been made harmless is given a sign more, so that an import knows which to take off.
    """
    shown = shown_note(cell)
    return shown if raw or not is_formula(cell.lstrip(DEFUSED)) else DEFUSED + shown


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text[:1] in STARTS_OF_FORMULAS
