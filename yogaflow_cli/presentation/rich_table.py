"""Tables on a terminal, drawn by rich."""

import sys

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from yogaflow_cli.presentation.table import Table


def print_table(table: Table, title: str | None = None) -> None:
    """Draws a table on standard output: a line under the headings, no frame; a narrow terminal folds the flexible."""
    drawn = RichTable(
        box=box.SIMPLE_HEAD, pad_edge=False, title=title and Text(title), title_justify="left", title_style="bold"
    )
    for column in table.columns:
        drawn.add_column(
            Text(column.heading),
            justify="right" if column.right else "left",
            no_wrap=not column.flexible,
            overflow="fold",
            ratio=1 if column.flexible else None,
        )
    for row in table.rows:
        # Text, never markup: a person's own words are shown as they are.
        drawn.add_row(*(Text(cell) for cell in row))
    console(sys.stdout.isatty()).print(drawn)


def console(on_a_terminal: bool) -> Console:
    """A console on standard output that reads no markup, emoji codes or numbers into texts."""
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=not on_a_terminal)
