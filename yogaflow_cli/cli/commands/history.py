"""`yogaflow history`: practices, the newest first."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import object_of, workspace_of
from yogaflow_cli.cli.looking_back import period_of, show_table
from yogaflow_cli.cli.output import as_json
from yogaflow_cli.cli.output_file import write_out
from yogaflow_cli.cli.shelves import slug_named
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.session_columns import COLUMNS
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.csv_text import csv_text
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.history_table import history_table, session_cells
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services import review
from yogaflow_cli.text.cleaning import clean_line
from yogaflow_cli.text.numbers import whole_number

SHOWN = 20
MOST = 10_000_000


def history_command(
    context: typer.Context,
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
    sequence: options.SequenceFilter = None,
    style: options.Style = None,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", autocompletion=options.complete_tag)] = None,
    status: options.Status = None,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT", help="Words of the note.")] = None,
    limit: Annotated[str | None, typer.Option("--limit", metavar="N", help="How many; 20 unless given.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Without a limit.")] = False,
    csv: options.Csv = False,
    raw: options.Raw = False,
    output: options.OutputFile = None,
    force: options.Force = False,
) -> None:
    """Lists practices, the newest first."""
    workspace = workspace_of(context)
    chosen = SessionFilter(
        sequence=None if sequence is None else slug_named(workspace, sequence),
        style=values.style(style),
        tag=None if tag is None else values.tags([tag])[0],
        status=values.status(status),
        search=None if search is None else clean_line(search, "--search"),
    )
    days = period_of(workspace, period, first, last)
    sessions = list(review.history(workspace.log, chosen, days, limit_of(limit, everything or csv, workspace)))
    if csv:
        write_out(workspace, history_csv(workspace, sessions, raw), output, force=force)
    elif workspace.manner.json:
        write_out(workspace, as_json([object_of(workspace, session) for session in sessions]), output, force=force)
    elif output is not None:
        raise UsageMistake("A table is not written to a file.", "Add --csv or --json: yogaflow history --csv -o h.csv")
    elif sessions:
        show_table(workspace, history_table(sessions, workspace.log.day_starts_at, workspace.viewer))
    else:
        workspace.output.answer(nothing_found(workspace))


def history_csv(workspace: Workspace, sessions: list[PracticeSession], raw: bool) -> str:
    """The practices as CSV, the open one too."""
    log = workspace.log
    rows = (session_cells(session, log.profile.profile, log.day_starts_at, workspace.now) for session in sessions)
    return csv_text(COLUMNS, rows, raw=raw)


def limit_of(text: str | None, everything: bool, workspace: Workspace) -> int | None:
    """How many to list; None for all: scripts get all unless they say so."""
    if text is not None:
        return whole_number(text, "--limit", 0, MOST)
    return None if everything or workspace.manner.json else SHOWN


def nothing_found(workspace: Workspace) -> str:
    """What to say of an empty list."""
    if workspace.log.sessions.latest_started() is None:
        return wording.NO_PRACTICE_YET
    return "No practice fits that. All of them: yogaflow history --all"
