"""Tables on a terminal, drawn by rich."""

import sys

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from yogaflow_cli.presentation.table import Table


def print_table(table: Table) -> None:
    """Draws a table on standard output: a line under the headings, no frame; a narrow terminal folds the flexible."""
    drawn = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True, header_style="bold"
    )
    for column in table.columns:
        drawn.add_column(
            Text(column.heading),
            justify="right" if column.right else "left",
            no_wrap=not column.flexible,
            overflow="fold",
        )
    for row in table.rows:
        # Text, never markup: a person's own words are shown as they are.
        drawn.add_row(*(Text(cell) for cell in row))
    console(sys.stdout.isatty()).print(drawn)


def console(on_a_terminal: bool) -> Console:
    """A console on standard output that reads no markup, emoji codes or numbers into texts."""
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=not on_a_terminal)
