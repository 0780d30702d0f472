"""What `doctor` examines of this call's machine, and whether a damaged database made a call fail."""

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import StorageDamaged
from yogaflow_cli.repository.failures import way_back
from yogaflow_cli.services.checkup.examination import damage_in
from yogaflow_cli.services.checkup.subject import Subject
from yogaflow_cli.zones import system_zone_name


def subject_of(workspace: Workspace) -> Subject:
    """The folders, the vault and the moment of this call. Raises as `Workspace.folders`."""
    return Subject(
        folders=workspace.folders,
        database_path=workspace.database_path,
        vault=workspace.vault,
        now=workspace.now,
        zone_name=system_zone_name(workspace.environment),
    )


def damage_of(workspace: Workspace) -> StorageDamaged | None:
    """What to say of an error that nobody foresaw, where the database holds what no sound one could; None elsewhere.

    A flipped bit may turn a day into no day, and not every place that reads one should have to expect that.
    """
    if workspace.opened is None:
        return None
    workspace.opened.close()
    workspace.opened = None
    try:
        found = damage_in(subject_of(workspace))
    except Exception:
        # What kept the first call from ending well keeps this one from it, too: that is told then.
        return None
    if found is None:
        return None
    path = workspace.database_path
    return StorageDamaged(f"{path} is damaged. {found.message}", way_back(path))
