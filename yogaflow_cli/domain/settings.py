"""What a person can set: the catalogue, and which values each setting takes. A setting is one line more."""

from collections.abc import Callable
from datetime import time
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue


class Setting(NamedTuple):
    """One setting: `read` gives the kept form of a value, or raises ValueError; `takes` says what it accepts."""

    name: str
    default: str
    takes: str
    summary: str
    read: Callable[[str], str]

    def kept(self, value: str) -> str:
        """The value in the form that is kept.

        Raises:
            InvalidValue: it is not one that the setting takes.
        """
        try:
            return self.read(value)
        except ValueError as error:
            raise InvalidValue(f"{self.name} cannot be {value!r}.", f"It takes {self.takes}.") from error


def wall_clock(value: str) -> str:
    """A time of day, hours and minutes, from 00:00 to 12:00."""
    if not (len(value) in (4, 5) and value.isascii() and value.replace(":", "", 1).isdigit() and value[-3] == ":"):
        raise ValueError(value)
    kept = time.fromisoformat(value.rjust(5, "0"))
    if kept > time(12):
        raise ValueError(value)
    return kept.isoformat("minutes")


def yes_or_no(value: str) -> str:
    """True or false, in the words people use."""
    words = {"true": "true", "on": "true", "yes": "true", "false": "false", "off": "false", "no": "false"}
    if value.casefold() not in words:
        raise ValueError(value)
    return words[value.casefold()]


def on_or_off(value: str) -> str:
    """On or off, in the words people use."""
    return "on" if yes_or_no(value) == "true" else "off"


def zone_name(value: str) -> str:
    """The form of a zone's name; whether the zone exists is for `zones.py`, which has the zone data."""
    if not value or len(value) > 64 or not all(sign.isascii() and (sign.isalnum() or sign in "_-+/") for sign in value):
        raise ValueError(value)
    return value


DAY_STARTS_AT = Setting(
    "day_starts_at", "03:00", "a time from 00:00 to 12:00", "When a practice day begins.", wall_clock
)
TIME_ZONE = Setting(
    "time_zone", "system", "a zone such as Europe/Berlin, or system", "The zone that times are given in.", zone_name
)
PLAIN = Setting("plain", "false", "true or false", "No colour, boxes or bars; whole words.", yes_or_no)

GUIDE = Setting("guide", "on", "on or off", "Whether start SEQUENCE opens the guide on a terminal.", on_or_off)
SLEEP_COUNTS = Setting(
    "sleep_counts", "false", "true or false", "Whether time counts while the machine sleeps.", yes_or_no
)
SOUND = Setting("sound", "on", "on or off", "Whether the guide's bells ring.", on_or_off)
VOICE = Setting("voice", "off", "on or off", "Whether a voice says the next pose.", on_or_off)

SETTINGS = (TIME_ZONE, DAY_STARTS_AT, PLAIN, GUIDE, SLEEP_COUNTS, SOUND, VOICE)
