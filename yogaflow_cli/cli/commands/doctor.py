"""`yogaflow doctor`: looks whether everything is sound, and mends what can be mended without losing anything."""

from shutil import get_terminal_size
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.examined import subject_of
from yogaflow_cli.cli.exit_codes import ExitCode
from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.finding import Finding, Level, is_sound
from yogaflow_cli.presentation.finding_words import examination_object, finding_lines
from yogaflow_cli.services.checkup.examination import examined
from yogaflow_cli.services.checkup.mending import mend
from yogaflow_cli.services.checkup.subject import Subject, sessions_of, with_database

MANY_SESSIONS = 20_000
"""Fewer are looked at before anybody has read a bar."""


def doctor_command(
    context: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without losing anything.")] = False,
) -> None:
    """Looks at files, keyring and clock; it needs no token, and tells nothing of anybody's practice."""
    workspace = workspace_of(context)
    subject = subject_of(workspace)
    findings = findings_of(workspace, subject)
    mended = mend(subject, findings) if fix else []
    if mended:
        findings = findings_of(workspace, subject)
    if workspace.manner.json:
        workspace.output.answer_json(examination_object(findings, mended))
    else:
        told = [each for each in findings if not workspace.manner.quiet or each.level is not Level.FINE]
        workspace.output.answer("\n".join(finding_lines(told, mended, get_terminal_size().columns)))
    if not is_sound(findings):
        raise typer.Exit(ExitCode.STORAGE)


def findings_of(workspace: Workspace, subject: Subject) -> list[Finding]:
    """What all checks find, with a bar where there is much to look at."""
    with (
        with_database(subject) as opened,
        progress(workspace, "Looking", lambda: sessions_of(opened), MANY_SESSIONS) as looked,
    ):
        return list(examined(opened._replace(looked=looked)))
