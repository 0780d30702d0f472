"""Every format that practices are written in. A new one is a file with a function `export`, and a line here."""

from enum import Enum
from importlib import import_module
from typing import NamedTuple

from yogaflow_cli.exporters.exporter import Exporter


class Place(Enum):
    """Where a format can be written: one file or a pipe, files in a folder, or either."""

    FILE = "file"
    FOLDER = "folder"
    EITHER = "either"


class ExportFormat(NamedTuple):
    """One format; a `table` has columns to choose. Its file is loaded when it is called for.

    A `whole` one holds all of a profile, days of rest too. `limits` says which of the practices that ended the format
    cannot hold.
    """

    name: str
    summary: str
    module: str
    table: bool = False
    place: Place = Place.FILE
    whole: bool = False
    limits: str = ""

    def exporter(self) -> Exporter:
        """What writes the format."""
        export: Exporter = import_module(f"yogaflow_cli.exporters.{self.module}").export
        return export


FORMATS = {
    found.name: found
    for found in (
        ExportFormat("csv", "A table of the practices that ended.", "sessions_csv", table=True),
        ExportFormat("json", "Everything, for import on another machine.", "sessions_json", whole=True),
        ExportFormat("ndjson", "Everything, a line for each practice.", "sessions_ndjson", whole=True),
        ExportFormat("ics", "A calendar with an event for each practice.", "calendar_events"),
        ExportFormat("markdown", "Daily notes, as Obsidian has them.", "daily_notes", place=Place.EITHER),
        ExportFormat(
            "fit",
            "A file for each practice, for Garmin and Strava.",
            "fit_files",
            place=Place.FOLDER,
            limits="a FIT file holds times from July 1998 to February 2126",
        ),
    )
}
