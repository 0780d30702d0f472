"""`yogaflow report`: one page to keep and to print, or the calendar alone as a picture."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.browser import opened_in_browser
from yogaflow_cli.cli.looking_back import day_of, nothing_practised, period_of
from yogaflow_cli.cli.output_file import STANDARD_OUTPUT, opened_file, standard_output
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.library.poses import shipped_poses
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.presentation.dates import span_words
from yogaflow_cli.presentation.report.calendar_svg import calendar_svg
from yogaflow_cli.presentation.report.page import report_page
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.services.report import ReportContent, report

PAGE, PICTURE = Path("practice.html"), Path("practice.svg")


def report_command(
    context: typer.Context,
    period: options.PeriodText = None,
    first: options.From = None,
    last: options.To = None,
    output: options.OutputFile = None,
    svg: Annotated[bool, typer.Option("--svg", help="The calendar alone, as a picture.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="With the notes of practices.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the browser.")] = False,
    force: options.Force = False,
) -> None:
    """Makes a page to keep and to print, of the last 53 weeks or of the PERIOD; `all` is everything.

    It is one file, practice.html unless -o names another, and needs no network.
    """
    workspace = workspace_of(context)
    path = destination(workspace, output, svg=svg, opened=open_)
    refuse_contradictions(workspace, path, svg=svg, notes=notes, opened=open_)
    everything = period is None and first is None and last is None
    days = None if everything else period_of(workspace, period, first, last)
    if workspace.log.sessions.latest_ended() is None:
        tell_of_nothing(workspace)
        return
    content = report(workspace.log, shipped_poses(), days, day_of(workspace), workspace.zone(), notes=notes)
    write(path, calendar_svg(content.calendar) if svg else report_page(content), force=force)
    if path != STANDARD_OUTPUT:
        tell_of_report(workspace, path, content)
    if open_ and not opened_in_browser(path):
        workspace.output.warn(f"No browser could be opened. It is in {path}")


def destination(workspace: Workspace, output: Path | None, *, svg: bool, opened: bool) -> Path:
    """Where it goes: what -o says, else standard output where that is no terminal and nothing else is to go there."""
    if output is not None:
        return output
    if sys.stdout.isatty() or workspace.manner.json or opened:
        return PICTURE if svg else PAGE
    return STANDARD_OUTPUT


def refuse_contradictions(workspace: Workspace, path: Path, *, svg: bool, notes: bool, opened: bool) -> None:
    """Raises UsageMistake for options that cannot hold together."""
    if path == STANDARD_OUTPUT and (opened or workspace.manner.json):
        option = "--open" if opened else "--json"
        raise UsageMistake(f"What goes to standard output leaves no room for {option}.", f"Give a file: -o {PAGE}")
    if svg and notes:
        raise UsageMistake("A picture of the calendar has no notes.", "Leave out --svg or --notes.")


def write(path: Path, text: str, *, force: bool) -> None:
    """Writes a text to a file, or to standard output.

    Raises:
        FileExists: the file is there, and `force` is not given.
        StorageError: it cannot be written.
    """
    if path == STANDARD_OUTPUT:
        with standard_output() as stream:
            stream.write(text)
        return
    try:
        with opened_file(path, force) as stream:
            stream.write(text)
    except OSError as error:
        raise storage_failure(error, path) from error


def tell_of_report(workspace: Workspace, path: Path, content: ReportContent) -> None:
    """Says what was written where."""
    calendar, overview = content.calendar, content.overview
    if workspace.manner.json:
        workspace.output.answer_json(
            answer_object(path, calendar.first.isoformat(), calendar.last.isoformat(), overview.totals.ended_sessions)
        )
        return
    days = f"{counted(overview.practice_days, 'day')} of practice"
    span = span_words(calendar.first, calendar.last, plain=workspace.plain)
    workspace.output.echo(f"Wrote {path}: {days}, {span}.{workspace.label}")


def tell_of_nothing(workspace: Workspace) -> None:
    """Says that there is no practice to make a page of; nothing was written."""
    if workspace.manner.json:
        workspace.output.answer_json(answer_object(None, None, None, 0))
    else:
        workspace.output.answer(nothing_practised(workspace))


def answer_object(path: Path | None, first: str | None, last: str | None, sessions: int) -> dict[str, object]:
    """The answer of `report --json`; all but the sessions is null where nothing was written."""
    return {"path": None if path is None else str(path), "from": first, "to": last, "sessions": sessions}
