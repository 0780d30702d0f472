"""What a person can set: the catalogue, and which values each setting takes. A setting is one line more."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.goal import NO_GOAL, TAKES, parse_goal
from yogaflow_cli.domain.weekdays import WEEKDAYS, short_weekdays, weekday_of
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.durations import parse_duration, typed

NO_WEEKDAYS = "none"
NEVER_UNLOCKED = "0"
LONGEST_UNLOCKED = timedelta(hours=24)


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

    def trusted(self, stored: str) -> str:
        """The kept form of a stored value; the default where another hand wrote one that the setting does not take."""
        try:
            return self.read(stored)
        except ValueError:
            return self.default


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


def one_of(*words: str) -> Callable[[str], str]:
    """One of the words."""

    def read(value: str) -> str:
        if value.casefold() not in words:
            raise ValueError(value)
        return value.casefold()

    return read


def whole_number(least: int, most: int) -> Callable[[str], str]:
    """A whole number within bounds."""

    def read(value: str) -> str:
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9 and least <= int(value) <= most):
            raise ValueError(value)
        return str(int(value))

    return read


def weekday(value: str) -> str:
    """A weekday by its name, or at least the first three letters of it."""
    return WEEKDAYS[weekday_of(value.casefold())]


def weekdays(value: str) -> str:
    """Weekdays in the week's order, each by three letters, but never all seven; or none."""
    words = value.casefold().replace(",", " ").split()
    if words == [NO_WEEKDAYS]:
        return NO_WEEKDAYS
    days = sorted({weekday_of(word) for word in words})
    if not 1 <= len(days) <= 6:
        raise ValueError(value)
    return short_weekdays(tuple(days))


def goal(value: str) -> str:
    """A goal of the week, or none."""
    wanted = parse_goal(value)
    return NO_GOAL if wanted is None else wanted.kept()


def time_unlocked(value: str) -> str:
    """A span of at most a day, or 0."""
    if value.casefold() in (NEVER_UNLOCKED, "off"):
        return NEVER_UNLOCKED
    try:
        span = parse_duration(value, maximum=LONGEST_UNLOCKED)
    except InvalidValue as error:
        raise ValueError(value) from error
    return typed(span) if span else NEVER_UNLOCKED


def unlocked_time(kept: str) -> timedelta:
    """The span that the kept form of `unlock_for` says."""
    return timedelta(0) if kept == NEVER_UNLOCKED else parse_duration(kept, maximum=LONGEST_UNLOCKED)


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

ASK_AFTER = Setting(
    "ask_after", "on", "on or off", "Whether the guide asks how it was, in one line that Enter skips.", on_or_off
)

THEME = Setting(
    "theme", "auto", "auto, dark or light", "The background that colours are made for.", one_of("auto", "dark", "light")
)
WEEK_STARTS_ON = Setting("week_starts_on", "monday", "a weekday", "The day that weeks begin on.", weekday)
MIN_DAY_MINUTES = Setting(
    "min_day_minutes",
    "5",
    "a whole number from 1 to 240",
    "How long the practice of a day must be to count for goals and streaks.",
    whole_number(1, 240),
)
GOAL = Setting("goal", NO_GOAL, TAKES, "What you want of a week; see: yogaflow goal.", goal)
STREAKS = Setting(
    "streaks",
    "weeks",
    "weeks, days or off",
    "Whether streaks lead with weeks or days, or are nowhere.",
    one_of("weeks", "days", "off"),
)
REST_WEEKDAYS = Setting(
    "rest_weekdays", NO_WEEKDAYS, "weekdays such as sat sun, or none", "The days of rest of every week.", weekdays
)
MOON_DAYS = Setting("moon_days", "off", "on or off", "Whether you rest on new and full moon.", on_or_off)
MOON_SHIFT = Setting(
    "moon_shift",
    "0",
    "-1, 0 or 1",
    "How many days after the astronomical one your moon day is.",
    whole_number(-1, 1),
)

UNLOCK_FOR = Setting(
    "unlock_for",
    "1h",
    "a duration of at most 24h such as 30m, or 0",
    "How long no token is asked for after one was proven.",
    time_unlocked,
)

SYNC_AFTER = Setting(
    "sync_after",
    "false",
    "true or false",
    "Whether a change is synced in the background; see: yogaflow sync.",
    yes_or_no,
)

SETTINGS = (
    *(TIME_ZONE, DAY_STARTS_AT, WEEK_STARTS_ON, PLAIN, THEME),
    *(GUIDE, SLEEP_COUNTS, SOUND, VOICE, ASK_AFTER),
    *(GOAL, STREAKS, MIN_DAY_MINUTES, REST_WEEKDAYS, MOON_DAYS, MOON_SHIFT),
    *(UNLOCK_FOR, SYNC_AFTER),
)
MACHINE_SETTINGS = frozenset({SYNC_AFTER.name})
"""What is set for one machine alone; all else is the person's, and travels."""
