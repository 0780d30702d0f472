"""A sound file for every importer: what is to be spoilt. A new format is a line here."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.end_to_end.test_exchange import APPS
from tests.importers.apple_files import export_xml, export_zip, workout
from tests.importers.test_health_connect import database, session
from tests.importers.test_health_connect import zipped as zipped_database

GOLDEN = Path(__file__).parents[1] / "golden"
BOMB_BYTES = 100_000_000


def app_file(app: str) -> bytes:
    """The small file of an app."""
    return APPS[app][1].encode()


def bomb() -> bytes:
    """A small zip file out of which comes much: the table of Strava, and a line without end in it."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("activities.csv", app_file("strava") + b"0" * BOMB_BYTES)
    return packed.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    """A zip file of one file."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


SAMPLES: dict[str, tuple[str, bytes]] = {
    **{
        name: (format_name, (GOLDEN / f"export.{ending}").read_bytes())
        for name, format_name, ending in (
            ("our JSON", "json", "json"),
            ("our lines of JSON", "ndjson", "ndjson"),
            ("our table", "csv", "csv"),
            ("our calendar", "ics", "ics"),
        )
    },
    **{app: (app, app_file(app)) for app in APPS},
    "Strava's zip file": ("strava", zipped("activities.csv", app_file("strava"))),
    "Apple's XML": ("apple-health", export_xml(workout()).encode()),
    "Apple's zip file": ("apple-health", export_zip({"apple_health_export/export.xml": export_xml(workout())})),
    "Android's database": ("health-connect", database(session())),
    "Android's zip file": ("health-connect", zipped_database(database(session()))),
}
"""What it is, the format's name, and its bytes."""
