"""A folder as the other side, as on a stick or a network disk: made ready here, so that nobody needs to know git."""

import shutil
from pathlib import Path

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.paths import storage_failure
from yogaflow_cli.sync.address import local_folder
from yogaflow_cli.sync.git import Git
from yogaflow_cli.sync.mirror import NEW
from yogaflow_cli.text.cleaning import shown


def make_place(url: str, git: Git) -> bool:
    """Whether the address names a folder of this machine that was missing or empty, and now holds a repository.

    Raises:
        InvalidValue: the folder that it would lie in is not there.
        UsageMistake: there is no git of 2.30 or later.
        StorageError: the folder cannot be written.
    """
    place = local_folder(url)
    if place is None:
        return False
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            return False
        if not place.parent.is_dir():
            raise InvalidValue(
                f"There is no folder {shown(str(place.parent))}", "Is the stick or the network disk there?"
            )
        make_whole(place, git)
    except OSError as error:
        raise storage_failure(error, place) from error
    return True


def make_whole(place: Path, git: Git) -> None:
    """Makes a repository there at once: cut off, it leaves a draft that the next call replaces."""
    draft = place.with_name(f".{place.name}.yogaflow-draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    git.run(draft, *NEW)
    # Not every system lets a folder take the place of an empty one.
    if place.exists():
        place.rmdir()
    draft.rename(place)
