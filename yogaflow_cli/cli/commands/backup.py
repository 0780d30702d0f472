"""`yogaflow backup`: a copy of everything, now, or the list of those that are there."""

import stat
from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.long_work import progress
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.options import Force
from yogaflow_cli.cli.output_file import STANDARD_OUTPUT, existing_mode, refuse_existing
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import InvalidValue, StorageMissing, UsageMistake
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.presentation.backup_words import NO_BACKUP_YET, backed_up, backup_object, backups_table
from yogaflow_cli.repository.backups import Backups, sessions_in
from yogaflow_cli.services.backing_up import back_up

LIST = "list"
MANY_BYTES = 32 * 1024 * 1024
"""A smaller database is copied before anybody has read a bar."""


def backup_command(
    context: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE|list]",
            help="Where to; left out, the folder of backups. list shows what is there.",
            autocompletion=lambda: [LIST],
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Copies the whole database, with all profiles, to a private file; it needs no token, as `cp` would need none."""
    workspace = workspace_of(context)
    if file == LIST:
        list_backups(workspace)
        return
    path = workspace.database_path
    target = None if file is None else target_of(Path(file), path, force=force)
    database = workspace.existing_database()
    if database is None:
        raise StorageMissing(f"There is nothing to back up: no {path} yet.", "Begin: yogaflow start")
    with progress(workspace, "Copying", lambda: path.stat().st_size, MANY_BYTES) as step:
        backup = back_up(database, target, workspace.now, step)
    sessions = sessions_in(backup.path)
    if workspace.manner.json:
        workspace.output.answer_json(backup_object(backup, sessions))
    else:
        workspace.output.echo(backed_up(backup, sessions))


def target_of(file: Path, database_path: Path, *, force: bool) -> Path:
    """The file to write.

    Raises:
        UsageMistake, InvalidValue: it is standard output, the database itself, or no file.
        FileExists: it is there, and `force` is not given.
    """
    if file == STANDARD_OUTPUT:
        raise UsageMistake("A backup is a file.", "Name one: yogaflow backup yogaflow.db")
    target = file.resolve() if file.is_symlink() else file
    try:
        mode = existing_mode(target)
        if mode is not None and database_path.exists() and target.samefile(database_path):
            raise InvalidValue(f"{file} is the database itself.", "Name another file, or none")
        if mode is not None and not stat.S_ISREG(mode):
            # A file in its place could take /dev/null from the machine.
            raise InvalidValue(f"{file} is not a file.", "Name a file: yogaflow backup yogaflow.db")
        refuse_existing(target, mode, force)
    except OSError as error:
        raise storage_failure(error, file) from error
    return target


def list_backups(workspace: Workspace) -> None:
    """Lists the backups in the folder, the latest first."""
    counted = [(backup, sessions_in(backup.path)) for backup in Backups(workspace.database_path).all()]
    if workspace.manner.json:
        workspace.output.answer_json([backup_object(backup, sessions) for backup, sessions in counted])
    elif counted:
        show_table(workspace, backups_table(counted))
    else:
        workspace.output.answer(NO_BACKUP_YET)
