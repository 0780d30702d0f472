"""Before the first practice: an empty log to read, the first profile to write to, and what is said of it."""

from getpass import getuser

from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.errors import ProfileNotFound
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.nothing import nothing_recorded
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import profiles
from yogaflow_cli.text.names import profile_name_from_user
from yogaflow_cli.vault.vault import FILE


def empty_log(workspace: Workspace) -> PracticeLog:
    """The log of a person who has not begun. Raises ProfileNotFound for a named profile: there is none."""
    refuse_named(workspace)
    return nothing_recorded(first_name())


def make_first_profile(workspace: Workspace, database: Database) -> None:
    """Makes the profile of the person who begins here. Raises as `services.profiles.first_use` and `refuse_named`."""
    refuse_named(workspace)
    made = profiles.first_use(
        database, workspace.vault, first_name(), workspace.now, require_keyring=workspace.require_keyring
    )
    if made is not None:
        tell_of_new_profile(workspace, made.proven.profile)


def refuse_named(workspace: Workspace) -> None:
    """Raises ProfileNotFound for a named profile where nobody practises yet."""
    wanted = workspace.wanted_profile
    if wanted is not None:
        raise ProfileNotFound(f"There is no profile {wanted}.", f"Create it with: yogaflow profile create {wanted}")


def tell_of_new_profile(workspace: Workspace, profile: Profile) -> None:
    """Says that a profile was made, and where its token lives: a file is never chosen silently."""
    if profile.token_store != FILE:
        workspace.output.notice(f"Made the profile {profile.name}; its token is in your keyring.")
        return
    folder = workspace.folders.data / "tokens"
    workspace.output.warn(
        f"Made the profile {profile.name}. No keyring works here: its token is in a private file in {folder}.\n"
        "  To move it later: yogaflow profile store-token keyring"
    )


def first_name() -> str:
    """The name of the first profile: the person's name on this machine."""
    try:
        return profile_name_from_user(getuser())
    except (KeyError, OSError, ImportError):
        return profile_name_from_user("")
