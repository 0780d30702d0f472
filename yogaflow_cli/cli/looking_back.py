"""What the commands that look back share: the period, the tables, the files."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from shutil import get_terminal_size
from typing import NamedTuple

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.settings import THEME
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.inks import Line, plain_text
from yogaflow_cli.presentation.table import Table, least_width, plain_table
from yogaflow_cli.services.review import current_day, period_said


class Canvas(NamedTuple):
    """What a screen is drawn on: how many cells wide, and whether colours can carry a meaning."""

    width: int
    coloured: bool


def day_of(workspace: Workspace) -> date:
    """The practice day it is now."""
    return current_day(workspace.log, workspace.now, workspace.zone())


def period_of(workspace: Workspace, period: str | None, first: str | None, last: str | None) -> Period:
    """The days to look at; left out, all. Raises as `services.review.period_said`."""
    return period_said(workspace.log, day_of(workspace), period, first, last)


def show_table(workspace: Workspace, table: Table) -> None:
    """Prints a table: drawn on a terminal, aligned text elsewhere and in plain mode."""
    if not is_drawn(workspace) or least_width(table) > get_terminal_size().columns:
        workspace.output.answer(plain_table(table))
        return
    # A seam: rich takes 3.3 times `import sqlite3`, and only a terminal sees what it draws.
    from yogaflow_cli.presentation.rich_table import print_table  # noqa: PLC0415

    print_table(table)


def nothing_practised(workspace: Workspace) -> str:
    """What to say where nothing has ended yet."""
    begun = workspace.log.sessions.latest_started() is not None
    return wording.NOTHING_ENDED_YET if begun else wording.NO_PRACTICE_YET


def sign(workspace: Workspace) -> None:
    """Ends a screen with whose it is, where there are several profiles."""
    if workspace.label:
        workspace.output.answer(workspace.label.strip())


def is_drawn(workspace: Workspace) -> bool:
    """Whether answers may have boxes, bars and colours: on a terminal that can show them, and not in plain mode."""
    return sys.stdout.isatty() and workspace.environment.get("TERM") != "dumb" and not workspace.plain


def show_lines(workspace: Workspace, drawn: Callable[[Canvas], list[Line]], plain: Callable[[], Iterable[str]]) -> None:
    """Shows a screen: in colours on a terminal, as text elsewhere, in words in plain mode."""
    if workspace.plain:
        workspace.output.answer("\n".join(plain()))
    elif not is_drawn(workspace):
        workspace.output.answer(plain_text(drawn(Canvas(get_terminal_size().columns, coloured=False))))
    else:
        # A seam, as in `show_table`.
        from yogaflow_cli.presentation.inked_lines import has_colours, is_light, print_lines  # noqa: PLC0415
        from yogaflow_cli.presentation.rich_table import console as console_of  # noqa: PLC0415

        console = console_of(True)
        lines = drawn(Canvas(get_terminal_size().columns, has_colours(console)))
        print_lines(console, lines, is_light(workspace.setting(THEME), workspace.environment))
