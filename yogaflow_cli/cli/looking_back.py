"""What the commands that look back share: the period, the tables, the files."""

import sys
from datetime import date
from shutil import get_terminal_size

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import Period, parse_period, period_from_to
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.presentation.table import Table, least_width, plain_table
from yogaflow_cli.services.review import current_day


def day_of(workspace: Workspace) -> date:
    """The practice day it is now."""
    return current_day(workspace.log, workspace.now, workspace.zone())


def period_of(workspace: Workspace, period: str | None, first: str | None, last: str | None) -> Period:
    """The days to look at; left out, all.

    Raises:
        InvalidValue: it cannot be understood.
        UsageMistake: a period and --from or --to were given.
    """
    if period is not None and (first is not None or last is not None):
        raise UsageMistake("Both a period and --from or --to were given.", "Give one: last-month, or --from DAY")
    if first is None and last is None:
        return parse_period("all" if period is None else period, day_of(workspace))
    return period_from_to(first, last, day_of(workspace))


def show_table(workspace: Workspace, table: Table) -> None:
    """Prints a table: drawn on a terminal, aligned text elsewhere and in plain mode."""
    drawn = sys.stdout.isatty() and workspace.environment.get("TERM") != "dumb" and not workspace.plain
    if not drawn or least_width(table) > get_terminal_size().columns:
        workspace.output.answer(plain_table(table))
        return
    # A seam: rich takes 3.3 times `import sqlite3`, and only a terminal sees what it draws.
    from yogaflow_cli.presentation.rich_table import print_table  # noqa: PLC0415

    print_table(table)
