"""`yogaflow config`: settings, kept in the database, per profile."""

from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.domain.settings import SETTINGS, TIME_ZONE, Setting
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.services import settings
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.names import nearest
from yogaflow_cli.zones import zone

app = noun_app("See and change settings.")


def complete_setting(incomplete: str) -> list[str]:
    """The settings that go on from what was typed."""
    return [setting.name for setting in SETTINGS if setting.name.startswith(incomplete)]


Name = Annotated[str, typer.Argument(metavar="NAME", help="A setting.", autocompletion=complete_setting)]


@verb(app, "list", "List the settings.")
def list_settings(context: typer.Context) -> None:
    """Lists every setting with its value."""
    workspace = workspace_of(context)
    values = workspace.log.settings.all()
    if workspace.manner.json:
        workspace.output.answer_json(values)
        return
    rows = [[setting.name, shown(values[setting.name]), setting.summary] for setting in SETTINGS]
    show_table(workspace, Table((Column("Setting"), Column("Value"), Column("What it does", flexible=True)), rows))


@verb(app, "get", "Show one setting.")
def get_setting(context: typer.Context, name: Name) -> None:
    """Shows one setting's value."""
    workspace = workspace_of(context)
    setting = setting_named(name)
    value = workspace.log.settings.value(setting)
    if workspace.manner.json:
        workspace.output.answer_json({setting.name: value})
    else:
        workspace.output.answer(shown(value))


@verb(app, "set", "Change a setting.")
def set_setting(
    context: typer.Context, name: Name, value: Annotated[str, typer.Argument(metavar="VALUE", help="The value.")]
) -> None:
    """Changes a setting."""
    workspace = workspace_of(context)
    setting = setting_named(name)
    kept = setting.kept(value)
    if setting == TIME_ZONE and kept != TIME_ZONE.default:
        zone(kept)
    changed = settings.change(workspace.log_from_first_use(), workspace.now, setting, kept)
    state = f"{setting.name} is {kept}" if changed else f"{setting.name} was {kept} already: nothing to change"
    if workspace.manner.json:
        workspace.output.answer_json({setting.name: kept})
    else:
        workspace.output.echo(f"{state}{workspace.label}")


@verb(app, "unset", "Return a setting to its default.")
def unset_setting(context: typer.Context, name: Name) -> None:
    """Returns a setting to its default."""
    workspace = workspace_of(context)
    setting = setting_named(name)
    settings.change(workspace.log, workspace.now, setting, None)
    if workspace.manner.json:
        workspace.output.answer_json({setting.name: setting.default})
    else:
        workspace.output.echo(f"{setting.name} is {setting.default}, its default{workspace.label}")


@verb(app, "path", "Show where the database is.")
def show_path(context: typer.Context) -> None:
    """Shows where settings and sessions are kept."""
    workspace = workspace_of(context)
    if workspace.manner.json:
        workspace.output.answer_json({"path": str(workspace.database_path)})
    else:
        workspace.output.answer(shown(str(workspace.database_path)))


def setting_named(name: str) -> Setting:
    """The setting with that name.

    Raises:
        InvalidValue: there is none.
    """
    for setting in SETTINGS:
        if setting.name == name.replace("-", "_"):
            return setting
    near = nearest(name, [setting.name for setting in SETTINGS])
    hint = f"Did you mean {' or '.join(near)}?" if near else "See: yogaflow config list"
    raise InvalidValue(f"There is no setting {name!r}.", hint)
