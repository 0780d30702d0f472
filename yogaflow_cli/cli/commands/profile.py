"""`yogaflow profile`: who practises here, and their tokens."""

import sys
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.asking import NOTHING_CHANGED, agreed
from yogaflow_cli.cli.completions import complete_profile
from yogaflow_cli.cli.first_use import tell_of_new_profile
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.typer_seam import noun_app, verb
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.profile import Profile, ProvenProfile
from yogaflow_cli.errors import Interrupted, InvalidValue, NeedsAnAnswer, ProfileNotFound, UsageMistake
from yogaflow_cli.presentation.profile_table import profile_object, profile_page, profiles_table
from yogaflow_cli.repository.database import Database
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.services import profiles
from yogaflow_cli.services.proving import chosen, lock, prove, proven_token, store_words
from yogaflow_cli.text.cleaning import clean_line
from yogaflow_cli.text.names import profile_name
from yogaflow_cli.vault.vault import FILE, KEYRING

app = noun_app("Who practises here, and their tokens.")

NAME_HELP = "A profile's name."
Name = Annotated[str, typer.Argument(metavar="NAME", help=NAME_HELP, autocompletion=complete_profile)]
OptionalName = Annotated[str | None, typer.Argument(metavar="[NAME]", help=NAME_HELP, autocompletion=complete_profile)]
RequireKeyring = Annotated[bool, typer.Option("--require-keyring", help="Never keep the token in a file.")]


@verb(app, "create", "Make a profile.")
def create_profile(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=NAME_HELP)],
    display_name: Annotated[
        str | None, typer.Option("--display-name", metavar="TEXT", help="A name as it is to be shown.")
    ] = None,
    require_keyring: RequireKeyring = False,
) -> None:
    """Makes a profile with a token of its own."""
    workspace = workspace_of(context)
    wanted = profile_name(name)
    displayed = None if display_name is None else clean_line(display_name, "--display-name")
    made = profiles.create(
        workspace.database(),
        workspace.vault,
        wanted,
        displayed,
        workspace.now,
        require_keyring=require_keyring or workspace.require_keyring,
    )
    tell_of_new_profile(workspace, made.proven.profile)
    answer(workspace, made.proven.profile, f"Profile {wanted} is ready. Use it with: yogaflow profile use {wanted}")


@verb(app, "list", "List the profiles.")
def list_profiles(context: typer.Context) -> None:
    """Lists everybody who practises here."""
    workspace = workspace_of(context)
    database = workspace.existing_database()
    everybody = [] if database is None else Profiles(database.connection).all()
    chosen = None if database is None else Profiles(database.connection).chosen()
    if workspace.manner.json:
        workspace.output.answer_json([profile_object(profile, chosen) for profile in everybody])
    elif everybody:
        show_table(workspace, profiles_table(everybody, chosen))
    else:
        workspace.output.answer("No profile yet. The first practice makes one: yogaflow start")


@verb(app, "use", "Choose whose practice commands are about.")
def use_profile(context: typer.Context, name: Name) -> None:
    """Makes a profile the one that commands are about."""
    workspace = workspace_of(context)
    profile = profiles.use(some_database(workspace, profile_name(name)), profile_name(name), workspace.now)
    answer(workspace, profile, f"Commands are about {profile.name} now.")


@verb(app, "show", "Show a profile.")
def show_profile(
    context: typer.Context,
    name: OptionalName = None,
    token: Annotated[bool, typer.Option("--token", help="Show the token, on a terminal only.")] = False,
) -> None:
    """Shows a profile, once its token is proven."""
    workspace = workspace_of(context)
    database, proven = proven_profile(workspace, name)
    if token:
        show_token(workspace, database, proven)
        return
    chosen = Profiles(database.connection).chosen()
    if workspace.manner.json:
        workspace.output.answer_json(profile_object(proven.profile, chosen))
    else:
        workspace.output.answer(profile_page(proven.profile, chosen))


def show_token(workspace: Workspace, database: Database, proven: ProvenProfile) -> None:
    """Shows the token to a person at a terminal, and to nothing else."""
    if not sys.stdout.isatty():
        raise UsageMistake("A token is shown on a terminal only.", "Type it there: yogaflow profile show --token")
    workspace.output.answer(proven_token(database, workspace.vault, proven.profile))


@verb(app, "rename", "Give a profile another name.")
def rename_profile(
    context: typer.Context, name: Name, new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")]
) -> None:
    """Gives a profile another name; sessions and token stay with it."""
    workspace = workspace_of(context)
    wanted = profile_name(new)
    database, proven = proven_profile(workspace, name)
    renamed = profiles.rename(database, workspace.vault, proven, wanted, workspace.now)
    if renamed == proven.profile:
        answer(workspace, renamed, f"It is called {wanted} already: nothing to change.")
    else:
        answer(workspace, renamed, f"{proven.profile.name} is called {wanted} now.")


@verb(app, "delete", "Delete a profile with all its practices.")
def delete_profile(
    context: typer.Context,
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Deletes a profile with all its practices; a copy of the database is kept."""
    workspace = workspace_of(context)
    database, proven = proven_profile(workspace, name)
    wanted = proven.profile.name
    if not yes:
        if not workspace.can_ask:
            raise NeedsAnAnswer(f"Delete {wanted}?", f"Say so: yogaflow profile delete {wanted} --yes")
        if not agreed(f"Delete {wanted} with all practices? A copy of the database is kept."):
            raise Interrupted(NOTHING_CHANGED)
    copy = profiles.delete(database, workspace.vault, proven, workspace.now)
    answer(workspace, proven.profile, f"Deleted {wanted}. A copy of everything before is in {copy}")


@verb(app, "reset-token", "Make a new token; the old one is not needed.")
def reset_token(context: typer.Context, name: OptionalName = None, require_keyring: RequireKeyring = False) -> None:
    """Makes a new token. Whoever owns the database could put one there anyway, so the old one is not asked for."""
    workspace = workspace_of(context)
    database, profile = chosen_profile(workspace, name)
    kind = profiles.reset_token(
        database,
        workspace.vault,
        profile,
        workspace.now,
        require_keyring=require_keyring or workspace.require_keyring,
    )
    answer(
        workspace,
        profile,
        f"{profile.name} has a new token, in the {store_words(kind)}. The old one was not needed: "
        "whoever can write the database could replace it.",
    )


@verb(app, "lock", "Ask for the token again from now on.")
def lock_profile(context: typer.Context, name: OptionalName = None) -> None:
    """Ends what a token opened for a while; whoever is here may close the door, so no token is asked for."""
    workspace = workspace_of(context)
    database, profile = chosen_profile(workspace, name)
    lock(database, workspace.vault, profile, workspace.now)
    answer(workspace, profile, f"{profile.name} is locked: the next command proves the token again.")


@verb(app, "store-token", "Move a token to the keyring or to a private file.")
def move_token(
    context: typer.Context,
    store: Annotated[
        str, typer.Argument(metavar="keyring|file", help="Where to.", autocompletion=lambda: [KEYRING, FILE])
    ],
    name: OptionalName = None,
) -> None:
    """Moves a profile's token to the keyring or to a private file."""
    workspace = workspace_of(context)
    if store not in (KEYRING, FILE):
        raise InvalidValue(f"There is no store {store!r}.", "Give keyring or file.")
    database, proven = proven_profile(workspace, name)
    profiles.store_token(database, workspace.vault, proven, store, workspace.now)
    answer(workspace, proven.profile, f"The token of {proven.profile.name} is in the {store_words(store)}.")


def answer(workspace: Workspace, profile: Profile, words: str) -> None:
    """Answers with a profile that was just written."""
    if workspace.manner.json:
        database = workspace.database()
        current = Profiles(database.connection).by_name(profile.name) or profile
        workspace.output.answer_json(profile_object(current, Profiles(database.connection).chosen()))
    else:
        workspace.output.echo(words)


def some_database(workspace: Workspace, name: str | None) -> Database:
    """The database. Raises ProfileNotFound where there is none, and so nobody."""
    database = workspace.existing_database()
    if database is None:
        whom = f"profile {name}" if name else "profile yet"
        raise ProfileNotFound(f"There is no {whom}.", f"Create it with: yogaflow profile create {name or 'NAME'}")
    return database


def chosen_profile(workspace: Workspace, name: str | None) -> tuple[Database, Profile]:
    """The named profile, else the one that commands are about. Raises ProfileNotFound, UsageMistake."""
    wanted = workspace.wanted_profile if name is None else profile_name(name)
    database = some_database(workspace, wanted)
    profile = chosen(database, wanted)
    if profile is None:
        raise ProfileNotFound("There is no profile yet.", "The first practice makes one: yogaflow start")
    return database, profile


def proven_profile(workspace: Workspace, name: str | None) -> tuple[Database, ProvenProfile]:
    """The chosen profile, once its token is proven. Raises as `chosen_profile` and `prove`."""
    database, profile = chosen_profile(workspace, name)
    return database, prove(database, workspace.vault, profile, workspace.now)
