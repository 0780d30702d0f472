"""Profiles as rows, as a page and as objects; never a token."""

from yogaflow_cli.domain.profile import Profile
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.instants import iso_utc

COLUMNS = (Column("Profile"), Column("Name", flexible=True), Column("Token"), Column("Since"), Column(""))


def profile_object(profile: Profile, chosen: Profile | None) -> dict[str, object]:
    """A profile for scripts."""
    return {
        "user_id": profile.profile_id,
        "profile": profile.name,
        "display_name": profile.display_name,
        "token_store": profile.token_store,
        "created_at": iso_utc(profile.created_at),
        "in_use": is_chosen(profile, chosen),
    }


def profiles_table(profiles: list[Profile], chosen: Profile | None) -> Table:
    """A row a profile; the one in use says so."""
    return Table(COLUMNS, [row(profile, chosen) for profile in profiles])


def row(profile: Profile, chosen: Profile | None) -> list[str]:
    """One profile."""
    since = f"{profile.created_at:%Y-%m-%d}"
    in_use = "in use" if is_chosen(profile, chosen) else ""
    return [profile.name, shown(profile.display_name or ""), profile.token_store, since, in_use]


def profile_page(profile: Profile, chosen: Profile | None) -> str:
    """One profile, a line for everything."""
    name = f" ({shown(profile.display_name)})" if profile.display_name else ""
    in_use = ", in use" if is_chosen(profile, chosen) else ""
    store = "the keyring" if profile.token_store == "keyring" else "a private file"
    return f"{profile.name}{name}{in_use}\n  Since      {profile.created_at:%Y-%m-%d}\n  Token in   {store}"


def is_chosen(profile: Profile, chosen: Profile | None) -> bool:
    """Whether it is the one that `profile use` chose."""
    return chosen is not None and chosen.profile_id == profile.profile_id
