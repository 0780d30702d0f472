"""`yogaflow guide`: the live screen of the open practice, at the step where it was."""

import typer

from yogaflow_cli.cli import options
from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.guided import lead_again
from yogaflow_cli.cli.heard import Heard
from yogaflow_cli.domain.sequence import Bell
from yogaflow_cli.services.guidance import BellChoice
from yogaflow_cli.text.bells import parse_bell


def guide_command(
    context: typer.Context,
    bell: options.BellTimes = None,
    silent: options.Silent = False,
    voice: options.SpokenPoses = False,
) -> None:
    """Leads the open practice."""
    workspace = workspace_of(context)
    told = None if bell is None else parse_bell(bell)
    choice = None if told is None else BellChoice(Bell(told.when), told.every)
    lead_again(workspace, workspace.log, Heard(silent, voice), choice)
