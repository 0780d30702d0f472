"""A person's own sequence files: written, copied from the shipped ones, and put aside. Reading them is elsewhere."""

import json
from contextlib import suppress
from pathlib import Path

from yogaflow_cli.errors import FileExists
from yogaflow_cli.library.shelf import SHIPPED_SEQUENCES
from yogaflow_cli.paths import create_private_file, make_private_folder, storage_failure

TEMPLATE = Path(__file__).with_name("template.toml")
TEMPLATE_NAME = '"My evening"'
PUT_ASIDE = "deleted"
COPY_HEAD = "# Yours, instead of the shipped {slug}. To have that back: yogaflow sequence delete {slug}\n"


def template(slug: str, name: str) -> str:
    """The text of a new sequence: sound as it is, with comments that say how to go on."""
    text = TEMPLATE.read_text(encoding="utf-8").replace("{slug}", slug)
    # What JSON writes for cleaned text is TOML as well.
    return text.replace(TEMPLATE_NAME, json.dumps(name, ensure_ascii=False), 1)


def copy_of_shipped(slug: str) -> str:
    """The text of a shipped sequence, as it becomes a person's own."""
    return COPY_HEAD.format(slug=slug) + (SHIPPED_SEQUENCES / f"{slug}.toml").read_text(encoding="utf-8")


def write_own(folder: Path, slug: str, text: str) -> Path:
    """Writes a new own file, for this user alone, and the folder where there is none; its path.

    Raises:
        FileExists: it is there already, whatever it is.
        StorageError: it cannot be written.
    """
    file = folder / f"{slug}.toml"
    make_private_folder(folder)
    try:
        create_private_file(file, text.encode())
    except FileExistsError as error:
        raise FileExists(f"{file} is there already.", f"To change it: yogaflow sequence edit {slug}") from error
    return file


def drop_unchanged(file: Path, text: str) -> bool:
    """Removes an own file that still holds this text; whether it did."""
    with suppress(OSError):
        if file.read_bytes() == text.encode():
            file.unlink()
            return True
    return False


def put_aside(file: Path) -> Path:
    """Moves an own file into the folder `deleted/` beside it, never over another; where it is now.

    Raises:
        StorageError: it cannot be moved.
    """
    folder = file.parent / PUT_ASIDE
    make_private_folder(folder)
    place = _reserved(folder, file)
    try:
        file.replace(place)
    except OSError as error:
        place.unlink(missing_ok=True)
        raise storage_failure(error, file) from error
    return place


def _reserved(folder: Path, file: Path) -> Path:
    """A new, empty file of that name in the folder, numbered when the name is used."""
    place, number = folder / file.name, 1
    while True:
        try:
            create_private_file(place)
        except FileExistsError:
            number += 1
            place = folder / f"{file.stem}-{number}{file.suffix}"
        else:
            return place
