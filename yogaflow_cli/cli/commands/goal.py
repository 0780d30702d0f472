"""`yogaflow goal`: what you want of a week."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import day_of
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.goal import Goal
from yogaflow_cli.domain.settings import GOAL
from yogaflow_cli.domain.statistics.streak import Week
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.presentation.goal_words import goal_line, kept_line
from yogaflow_cli.presentation.overview_object import goal_object
from yogaflow_cli.services import settings
from yogaflow_cli.services.rhythm import Rhythm

app = noun_app("What you want of a week: days, named days, or minutes.")
EXAMPLES = "Such as: yogaflow goal set 4 per week, or mon wed fri, or 150m per week"


@app.callback(invoke_without_command=True)
def show_goal(context: typer.Context) -> None:
    """What you want of a week: days, named days, or minutes."""
    if context.invoked_subcommand is None:
        answer_with_goal(workspace_of(context))


@verb(app, "show", "Show the goal, and how far this week is.")
def show_goal_too(context: typer.Context) -> None:
    """Shows the goal, and how far this week is."""
    answer_with_goal(workspace_of(context))


@verb(app, "set", "Set the goal: 4 per week, mon wed fri, or 150m per week.")
def set_goal(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="GOAL", help="4 per week, mon wed fri, or 150m per week.")
    ] = None,
) -> None:
    """Sets the goal of a week, also of those before: streaks are what they would have been with it."""
    workspace = workspace_of(context)
    if not words:
        raise UsageMistake("No goal was given.", EXAMPLES)
    kept = GOAL.kept(" ".join(words))
    value = None if kept == GOAL.default else kept
    changed = settings.change(workspace.log_from_first_use(), workspace.now, GOAL, value)
    tell_of_goal(workspace, changed=changed)


@verb(app, "clear", "Have no goal any more.")
def clear_goal(context: typer.Context) -> None:
    """Removes the goal; without one, streaks are weeks with any practice."""
    workspace = workspace_of(context)
    changed = settings.change(workspace.log, workspace.now, GOAL, None)
    tell_of_goal(workspace, changed=changed)


def answer_with_goal(workspace: Workspace) -> None:
    """Answers with the goal as it is."""
    goal, week = goal_and_week(workspace)
    if workspace.manner.json:
        workspace.output.answer_json(goal_object(goal, week))
    else:
        workspace.output.answer(goal_line(goal, week, workspace.plain) + workspace.label)


def tell_of_goal(workspace: Workspace, *, changed: bool) -> None:
    """Answers a change of the goal."""
    goal, week = goal_and_week(workspace)
    if workspace.manner.json:
        workspace.output.answer_json(goal_object(goal, week))
    else:
        workspace.output.echo(kept_line(goal, workspace.plain, changed=changed) + workspace.label)


def goal_and_week(workspace: Workspace) -> tuple[Goal | None, Week]:
    """The goal, and how this week stands to it."""
    _, streak = Rhythm(workspace.log).standing(day_of(workspace), workspace.zone())
    return streak.rules.goal, streak.this_week
