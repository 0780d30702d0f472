"""`yogaflow rest`: days of rest, which bridge a streak and never count."""

from datetime import date
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of, show_table
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.period import parse_period
from yogaflow_cli.domain.rest import REASONS
from yogaflow_cli.domain.settings import MOON_DAYS, MOON_SHIFT, NO_WEEKDAYS, REST_WEEKDAYS
from yogaflow_cli.errors import InvalidValue, UsageMistake
from yogaflow_cli.presentation import rest_words
from yogaflow_cli.services import settings
from yogaflow_cli.services.rests import add_rest, delete_rests
from yogaflow_cli.services.rhythm import Rhythm, coming_moon_days
from yogaflow_cli.text import names
from yogaflow_cli.text.numbers import whole_number

app = noun_app("Days of rest, which bridge a streak and never count.")
MOST_RESTS = 1_000_000_000


def complete_reason(incomplete: str) -> list[str]:
    """The usual reasons that go on from what was typed."""
    return [reason for reason in REASONS if reason.startswith(incomplete)]


@verb(app, "add", "Add days of rest: 2026-12-24..2026-12-26 --reason holiday")
def add(
    context: typer.Context,
    days: Annotated[str, typer.Argument(metavar="DAY[..DAY]", help="One day, or from one to another.")],
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="Such as holiday or ill.", autocompletion=complete_reason),
    ] = None,
) -> None:
    """Adds days of rest; those that touch others for the same reason become one with them.

    The reason cycle is private: exports leave it out unless they are asked for it.
    """
    workspace = workspace_of(context)
    first, last = bounds(workspace, days)
    said = None if reason is None else names.reason(reason)
    rest, joined = add_rest(workspace.log_from_first_use(), workspace.now, first, last, said)
    if workspace.manner.json:
        workspace.output.answer_json(rest_words.rest_object(rest))
    else:
        workspace.output.echo(rest_words.added(rest, joined) + workspace.label)


@verb(app, "list", "List the days of rest, weekly ones and moon days too.")
def list_rests(context: typer.Context) -> None:
    """Lists the days of rest that were added, and what else is rest."""
    workspace = workspace_of(context)
    rhythm = Rhythm(workspace.log)
    rests = workspace.log.rests.all()
    if workspace.manner.json:
        workspace.output.answer_json([rest_words.rest_object(rest) for rest in rests])
        return
    if rests:
        show_table(workspace, rest_words.rests_table(rests))
    moons = coming_moon_days(rhythm, day_of(workspace), workspace.zone())
    lines = rest_words.besides(rhythm.rules().weekly_rest, moons, workspace.plain)
    if lines or not rests:
        workspace.output.answer("\n".join(lines) or rest_words.NONE)


@verb(app, "delete", "Delete days of rest by their number.")
def delete(
    context: typer.Context,
    numbers: Annotated[list[str] | None, typer.Argument(metavar="NUMBER...", help="As rest list shows it.")] = None,
) -> None:
    """Deletes days of rest; undo brings them back."""
    workspace = workspace_of(context)
    if not numbers:
        raise UsageMistake("No rest was named.", "See their numbers with: yogaflow rest list")
    wanted = [whole_number(number, "A rest's number", 1, MOST_RESTS) for number in numbers]
    rests = delete_rests(workspace.log, workspace.now, wanted)
    if workspace.manner.json:
        workspace.output.answer_json([rest_words.rest_object(rest) for rest in rests])
    else:
        workspace.output.echo("\n".join(map(rest_words.deleted, rests)) + workspace.label)


@verb(app, "weekly", "Set the days of rest of every week: sat sun, or none.")
def weekly(
    context: typer.Context,
    days: Annotated[list[str] | None, typer.Argument(metavar="DAY...", help="Weekdays, or none.")] = None,
) -> None:
    """Sets the weekly days of rest; without a day, shows them. They lower no goal: it was set with them in mind."""
    workspace = workspace_of(context)
    if days:
        kept = REST_WEEKDAYS.kept(" ".join(days))
        settings.change(workspace.log_from_first_use(), workspace.now, REST_WEEKDAYS, kept)
    value = workspace.log.settings.value(REST_WEEKDAYS)
    if workspace.manner.json:
        workspace.output.answer_json({"rest_weekdays": [] if value == NO_WEEKDAYS else value.split()})
    else:
        workspace.output.echo(rest_words.weekly(Rhythm(workspace.log).rules().weekly_rest) + workspace.label)


@verb(app, "moon", "Rest on new and full moon: on or off.")
def moon(
    context: typer.Context,
    state: Annotated[str | None, typer.Argument(metavar="[on|off]", help="Left out: shows them.")] = None,
    shift: Annotated[
        str | None, typer.Option("--shift", metavar="DAYS", help="-1, 0 or 1: your tradition's day.")
    ] = None,
) -> None:
    """Rests on the days of new and full moon in your zone, or no longer; without a word, shows the coming ones."""
    workspace = workspace_of(context)
    said = {MOON_DAYS: state, MOON_SHIFT: shift}
    wanted = {setting: setting.kept(value) for setting, value in said.items() if value is not None}
    if wanted:
        settings.change_all(workspace.log_from_first_use(), workspace.now, wanted)
    rhythm = Rhythm(workspace.log)
    moons = coming_moon_days(rhythm, day_of(workspace), workspace.zone())
    if workspace.manner.json:
        workspace.output.answer_json(rest_words.moons_object(rhythm.rests_with_the_moon, moons))
    else:
        words = rest_words.moon_line(moons, workspace.plain, on=rhythm.rests_with_the_moon)
        workspace.output.echo(words + workspace.label)


def bounds(workspace: Workspace, text: str) -> tuple[date, date]:
    """The first and the last day that a text names.

    Raises:
        InvalidValue: it names none, or no end.
    """
    period = parse_period(text, day_of(workspace), Rhythm(workspace.log).week_starts_on)
    if period.first is None or period.last is None:
        raise InvalidValue("Rest needs a first and a last day.", "Such as 2026-12-24..2026-12-26, or tomorrow's date.")
    return period.first, period.last
