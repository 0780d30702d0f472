"""Every format that practices are read from. A new one is a file with `arrivals` and `recognises`, and a line here.

A file without a named format is of the first that recognises it.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from yogaflow_cli.importers.importer import Importer, Recogniser
from yogaflow_cli.importers.source import Look

TAKE = {"take": "Which to take: words, with commas between them, or all."}
COLUMNS = {
    "start": "The column of the start.",
    "end": "The column of the end.",
    "date": "The column of the day, where the start is a time of day.",
    "duration": "The column of the time practised.",
    "unit": "What a bare number of the duration is: hours, minutes or seconds.",
    "order": "How 03/04/2026 is meant: day-first or month-first.",
    "zone": "The column of the time zone, or the zone of all: Europe/Berlin.",
    "id": "The column of what names a practice, the same in every export.",
    "style": "The column of the style, or what it is for all: =yin.",
    "tags": "The column of the tags.",
    "note": "The column of the note.",
}


class ImportFormat(NamedTuple):
    """One format; its file is loaded when it is called for. `keys` is what `--map` takes, each with a sentence."""

    name: str
    summary: str
    module: str
    keys: Mapping[str, str] = {}

    def importer(self) -> Importer:
        """What reads the format."""
        arrivals: Importer = import_module(f"yogaflow_cli.importers.{self.module}").arrivals
        return arrivals

    def recognises(self, look: Look) -> bool:
        """Whether a file that looks so is of this format."""
        recognises: Recogniser = import_module(f"yogaflow_cli.importers.{self.module}").recognises
        return recognises(look)


FORMATS = {
    found.name: found
    for found in (
        ImportFormat("ndjson", "What `yogaflow export ndjson` wrote.", "own_ndjson"),
        ImportFormat("json", "What `yogaflow export json` wrote.", "own_json"),
        ImportFormat(
            "csv", "What `yogaflow export csv` wrote, or any table with --map.", "csv_table", keys=COLUMNS | TAKE
        ),
        ImportFormat("insight-timer", "Insight Timer: the CSV of its website.", "insight_timer", keys=TAKE),
        ImportFormat("strava", "Strava's bulk export: activities.csv, or the zip file.", "strava", keys=TAKE),
        ImportFormat("garmin", "Garmin Connect: the CSV of the list of activities.", "garmin", keys=TAKE),
        ImportFormat("timewarrior", "What `timew export` wrote.", "timewarrior", keys=TAKE),
        ImportFormat("watson", "Watson: its file `frames`, or `watson log --json`.", "watson", keys=TAKE),
        # Last: to look with these takes 30 and 100 ms, for their libraries.
        ImportFormat(
            "apple-health",
            "Apple Health: export.zip or the export.xml in it; Down Dog and others write to it.",
            "apple_health",
            keys=TAKE | {"mindful": "yes takes mindful minutes too."},
        ),
        ImportFormat("health-connect", "Health Connect of Android: its zip file.", "health_connect", keys=TAKE),
        ImportFormat("ics", "A calendar: the events that say yoga.", "calendar_events", keys=TAKE),
    )
}
