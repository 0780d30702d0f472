"""Tables as other programs write them, for tests: read whole, mutated, or so long that nobody could hold them."""

from io import BufferedReader
from itertools import chain
from types import ModuleType

from hypothesis import strategies as st

from tests.exported import source_of
from tests.importers.made_files import made_file
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.importer import Arrival, ArrivingSession, Skipped
from yogaflow_cli.importers.source import Look

STRAVA_HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Max Heart Rate,"
    "Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,Bike Weight,Elapsed Time,"
    "Moving Time,Distance,Max Speed,Calories,Timer Time,Media"
)
STRAVA_GERMAN_HEADER = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,"
    "Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,"
    "Dateiname,Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,Höchstgeschw.,Kalorien"
)
GARMIN_HEADER = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,Steps,Moving Time,Elapsed Time"
)
TOGGL_HEADER = "User,Email,Project,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"


def lines(*texts: str) -> str:
    """A text of these lines."""
    return "".join(f"{text}\n" for text in texts)


def arrivals(importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str) -> list[Arrival]:
    """What a file holds."""
    return list(importer.arrivals(source_of(text, zone_name, **wishes)))


def arriving(
    importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str
) -> ArrivingSession:
    """The one practice that a file holds."""
    (arrival,) = arrivals(importer, text, zone_name, **wishes)
    assert isinstance(arrival, ArrivingSession), arrival
    return arrival


def session(
    importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str
) -> PracticeSession:
    """The session of the one practice that a file holds."""
    return arriving(importer, text, zone_name, **wishes).session


def skipped(importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str) -> list[Skipped]:
    """What a file holds, all of which is passed over."""
    found = arrivals(importer, text, zone_name, **wishes)
    assert all(isinstance(arrival, Skipped) for arrival in found), found
    return [arrival for arrival in found if isinstance(arrival, Skipped)]


def reason(importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str) -> str:
    """Why the one record of a file is passed over."""
    (found,) = skipped(importer, text, zone_name, **wishes)
    return found.reason


def refusal(importer: ModuleType, text: str | bytes, zone_name: str = "Europe/Berlin", **wishes: str) -> InvalidValue:
    """Why a file is refused."""
    try:
        arrivals(importer, text, zone_name, **wishes)
    except InvalidValue as error:
        return error
    raise AssertionError("it was not refused")


def look(text: str) -> Look:
    """How a file with this text looks."""
    return source_of(text).look()


def endless(header: str, row: str, count: int) -> BufferedReader:
    """A table that nobody holds: a header, and a row again and again, which may hold `{number}`."""
    rows = (f"{row.format(number=number)}\n".encode() for number in range(count))
    return made_file(chain([f"{header}\n".encode()], rows))


def mutations(good: bytes) -> st.SearchStrategy[bytes]:
    """A file that was good, and in which something was cut out, put in, or cut off."""
    places = st.integers(0, len(good))
    pieces = st.binary(max_size=6) | st.sampled_from([b'"', b"\0", b"\r", b",", b"\n", b"\xff", b"9999999999", b"0000"])
    return st.builds(
        lambda start, length, piece, end: (good[:start] + piece + good[start + length :])[:end],
        places,
        st.integers(0, 8),
        pieces,
        st.just(None) | places,
    )
