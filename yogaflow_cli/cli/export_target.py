"""Where an export goes: standard output, a file, a folder with a file for each practice or day, or one daily note."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yogaflow_cli.cli.gathering import gathered
from yogaflow_cli.cli.output_file import STANDARD_OUTPUT, opened_output
from yogaflow_cli.cli.output_folder import opened_folder, opened_note
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.catalogue import ExportFormat, Place
from yogaflow_cli.exporters.exporter import Target

NOTE_ENDINGS = (".md", ".markdown")


@contextmanager
def opened_target(
    workspace: Workspace, written_as: ExportFormat, output: Path | None, *, force: bool
) -> Iterator[Target]:
    """The target that `-o` means for a format.

    Raises:
        UsageMistake: the format needs a folder, and none was named.
        FileExists, StorageError: as `opened_output` and `opened_folder` do.
    """
    named = None if output == STANDARD_OUTPUT else output
    if written_as.place is Place.FILE or (written_as.place is Place.EITHER and named is None):
        with opened_output(workspace, named, force=force) as stream, gathered(stream) as held:
            yield Target(held)
    elif named is None:
        raise UsageMistake(
            f"The format {written_as.name} has a file for each practice.",
            f"Name a folder: yogaflow export {written_as.name} -o FOLDER",
        )
    elif written_as.place is Place.EITHER and named.suffix in NOTE_ENDINGS and not named.is_dir():
        with opened_note(workspace, named) as note:
            yield Target(None, note)
    else:
        with opened_folder(workspace, named, force=force) as folder:
            yield Target(None, folder)
