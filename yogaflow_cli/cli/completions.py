"""What a TAB offers: sequences, tags, styles, profiles and session numbers. It reads only, and never fails."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.errors import YogaflowError
from yogaflow_cli.repository.backup_names import folder_of, names_in
from yogaflow_cli.repository.profiles import Profiles
from yogaflow_cli.text.cleaning import shown

if TYPE_CHECKING:
    from yogaflow_cli.cli.workspace import Workspace


def offered(context: typer.Context, incomplete: str, words: "Callable[[Workspace], list[str]]") -> list[str]:
    """The words that go on from what was typed; none where a locked keyring or a damaged file is in the way.

    What a terminal could obey is left out: it is not what was typed, and nobody could type it.
    """
    with suppress(YogaflowError, OSError):
        offers = words(context.find_root().obj)
        return [word for word in offers if word.startswith(incomplete) and shown(word) == word]
    return []


def complete_sequence(context: typer.Context, incomplete: str) -> list[str]:
    """The slugs of all sequences."""
    return offered(context, incomplete, lambda workspace: [title.slug for title in workspace.shelf.names()])


def complete_own_sequence(context: typer.Context, incomplete: str) -> list[str]:
    """The slugs of the person's own sequences, broken ones too: they are to be mended."""
    return offered(context, incomplete, lambda workspace: sorted(workspace.shelf.own_files))


def complete_any_sequence(context: typer.Context, incomplete: str) -> list[str]:
    """The slugs of all sequences, and of the person's own broken ones."""
    return offered(
        context,
        incomplete,
        lambda workspace: sorted(
            {*workspace.shelf.own_files, *(title.slug for title in workspace.shelf.names())},
        ),
    )


def complete_tag(context: typer.Context, incomplete: str) -> list[str]:
    """The tags in use."""
    return offered(context, incomplete, lambda workspace: workspace.log.sessions.tags())


def complete_style(context: typer.Context, incomplete: str) -> list[str]:
    """The styles in use and those of the sequences."""
    return offered(
        context,
        incomplete,
        lambda workspace: sorted(
            {*workspace.log.sessions.styles(), *(title.style for title in workspace.shelf.names() if title.style)}
        ),
    )


def complete_session(context: typer.Context, incomplete: str) -> list[str]:
    """The numbers of the latest sessions, and `last`."""
    return offered(context, incomplete, lambda workspace: ["last", *map(str, workspace.log.sessions.numbers())])


def complete_backup(context: typer.Context, incomplete: str) -> list[str]:
    """The names of the backups, the latest first, and `latest`."""
    return offered(
        context,
        incomplete,
        lambda workspace: ["latest", *sorted(names_in(folder_of(workspace.database_path)), reverse=True)],
    )


def complete_status(context: typer.Context, incomplete: str) -> list[str]:
    """The completion statuses."""
    return offered(context, incomplete, lambda _: [status.value for status in CompletionStatus])


def complete_profile(context: typer.Context, incomplete: str) -> list[str]:
    """The names of the profiles."""
    return offered(context, incomplete, profile_names)


def profile_names(workspace: "Workspace") -> list[str]:
    """Every profile's name."""
    database = workspace.existing_database()
    return [] if database is None else [profile.name for profile in Profiles(database.connection).all()]
