"""Which columns of a person's own table mean what: as `--map` says, or as their names tell."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.clock_times import Order, Unit
from yogaflow_cli.importers.csv_rows import named
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.names import folded, nearest
from yogaflow_cli.zones import is_zone

CONSTANT = "="
TIMES = ("start", "end", "date", "duration")
GUESSES: Mapping[str, tuple[str, ...]] = {
    "start": (
        *("start", "started", "started at", "start time", "starttime", "start date time", "start datetime"),
        *("begin", "began", "begin time", "datetime", "date time", "timestamp", "from"),
        *("beginn", "anfang", "startzeit", "gestartet", "von"),
    ),
    "end": (
        *("end", "ended", "ended at", "end time", "endtime", "end date time", "end datetime", "stop", "stopped"),
        *("finish", "finished", "finished at", "completed at", "until", "to"),
        *("ende", "endzeit", "beendet", "bis"),
    ),
    "date": ("date", "day", "start date", "datum", "startdatum"),
    "duration": ("duration", "length", "dauer", "lange", "time practised", "practice time"),
    "zone": ("time zone", "timezone", "zeitzone"),
    "style": ("style", "type", "practice", "activity", "stil", "art"),
    "tags": ("tags", "labels", "schlagworter"),
    "project": ("project", "projekt"),
    "note": ("note", "notes", "description", "comment", "comments", "notiz", "notizen", "beschreibung", "kommentar"),
}
"""Names of columns, folded, the likeliest first. No name of an `id` tells whether it stays the same."""

UNITS = {
    Unit.HOURS: ("hours", "hour", "hrs", "h", "stunden", "std"),
    Unit.MINUTES: ("minutes", "minute", "mins", "min", "minuten"),
    Unit.SECONDS: ("seconds", "second", "secs", "sec", "s", "sekunden", "sek"),
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
UNIT_IN_A_NAME = re.compile(r"(?:(.*?)\s*)[(\[\s]\s*(?:in\s+)?([a-z]+)\.?\s*[)\]]?")
BY_ITSELF = 3
"""A shorter name, such as `h`, is none of a column of lengths."""

Choice = TypeVar("Choice", Order, Unit)


class Detail(NamedTuple):
    """A column, or what is meant for every row where there is none."""

    position: int | None = None
    constant: str = ""


class Columns(NamedTuple):
    """Where what we need of a row stands, and how it is meant."""

    start: int
    end: int | None
    date: int | None
    duration: int | None
    unit: Unit | None
    order: Order | None
    identity: int | None
    zone: Detail
    style: Detail
    tags: Detail
    note: int | None
    project: int | None


def columns_of(header: Sequence[str], wishes: Mapping[str, str]) -> Columns:
    """The columns that are meant: those that a person names and, where they do not tell enough, what can be guessed.

    Raises:
        InvalidValue: a column is not there, or the names do not tell when and how long.
    """
    told = {key: asked(key, header, wishes[key]) for key in (*TIMES, "id", "note") if key in wishes}
    guessed = {} if tells_enough(told) else {key: at for key, at in guesses(header).items() if at not in told.values()}
    found = guessed | told
    # A table may have no more than a date with the time in it.
    start, date = found.get("start"), found.get("date")
    start, date = (date, None) if start is None else (start, date)
    end, duration = found.get("end"), found.get("duration")
    if start is None or (end is None and duration is None):
        raise untold(header)
    unit = choice("unit", Unit, wishes)
    return Columns(
        start,
        end,
        date,
        duration,
        unit or (None if duration is None else unit_of(header[duration])),
        choice("order", Order, wishes),
        found.get("id"),
        zone_of(header, wishes, guessed),
        detail("style", header, wishes, guessed),
        detail("tags", header, wishes, guessed),
        found.get("note"),
        guesses(header).get("project"),
    )


def can_be_guessed(header: Sequence[str]) -> bool:
    """Whether the names of the columns tell when and how long."""
    return tells_enough(guesses(header))


def tells_enough(found: Mapping[str, int]) -> bool:
    """Whether columns tell when and how long."""
    return not found.keys().isdisjoint(("start", "date")) and not found.keys().isdisjoint(("end", "duration"))


def guesses(header: Sequence[str]) -> dict[str, int]:
    """The columns whose names tell what they mean, by the keys of `--map`."""
    names = list(map(folded, header))
    found = {}
    for key, likely in GUESSES.items():
        matching = [names.index(name) for name in likely if name in names]
        if key == "duration":
            matching += [position for position, name in enumerate(names) if tells_duration(name)]
        if matching:
            found[key] = matching[0]
    return found


def tells_duration(name: str) -> bool:
    """Whether a folded name is that of a column of lengths with its unit: `duration (min)`, `minutes`."""
    if name in UNIT_OF:
        return len(name) >= BY_ITSELF
    parts = UNIT_IN_A_NAME.fullmatch(name)
    return parts is not None and parts[2] in UNIT_OF and parts[1] in GUESSES["duration"]


def unit_of(name: str) -> Unit | None:
    """The unit that a column's name tells, None where it tells none."""
    plain = folded(name)
    parts = UNIT_IN_A_NAME.fullmatch(plain)
    return UNIT_OF.get(plain) or (UNIT_OF.get(parts[2]) if parts else None)


def asked(key: str, header: Sequence[str], name: str) -> int:
    """The position of the column with that name, as it is written or else but for its case. Raises InvalidValue."""
    exact = [position for position, column in enumerate(header) if column == name]
    alike = exact or [position for position, column in enumerate(header) if folded(column) == folded(name)]
    if len(alike) > 1:
        raise InvalidValue(f"--map {key}: the file has {len(alike)} columns {quoted(name)}.", "Rename all but one.")
    if alike:
        return alike[0]
    near = nearest(name, header)
    hint = f"Did you mean {' or '.join(map(quoted, near))}?" if near else f"Its columns are {named(header)}."
    raise InvalidValue(f"--map {key}: the file has no column {quoted(name)}.", hint)


def detail(key: str, header: Sequence[str], wishes: Mapping[str, str], guessed: Mapping[str, int]) -> Detail:
    """A column, or with `=` before it what is meant for every row. Raises InvalidValue."""
    wish = wishes.get(key)
    if wish is None:
        return Detail(guessed.get(key))
    if wish.startswith(CONSTANT):
        return Detail(constant=wish.removeprefix(CONSTANT).strip())
    return Detail(asked(key, header, wish))


def zone_of(header: Sequence[str], wishes: Mapping[str, str], guessed: Mapping[str, int]) -> Detail:
    """The column of the zone, or the zone of every row, which needs no `=`. Raises InvalidValue."""
    wish = wishes.get("zone")
    if wish is not None and folded(wish) not in map(folded, header):
        name = wish.removeprefix(CONSTANT).strip()
        if is_zone(name):
            return Detail(constant=name)
        raise InvalidValue(
            f"--map zone: {quoted(wish)} is neither a column nor a time zone.", "Such as --map zone=Europe/Berlin"
        )
    return detail("zone", header, wishes, guessed)


def choice(key: str, choices: type[Choice], wishes: Mapping[str, str]) -> Choice | None:
    """One of a few words, None where none is given. Raises InvalidValue for any other word."""
    wish = wishes.get(key)
    if wish is None:
        return None
    try:
        return choices(folded(wish).replace(" ", "-"))
    except ValueError:
        raise InvalidValue(f"--map {key} cannot be {quoted(wish)}.", f"It is one of {', '.join(choices)}.") from None


def untold(header: Sequence[str]) -> InvalidValue:
    """What to say of a table that does not tell when and how long."""
    return InvalidValue(
        f"The file does not tell which column is the start and which the end or duration: it has {named(header)}.",
        "Name them: --map start=COLUMN --map duration=COLUMN --map unit=minutes (or --map end=COLUMN)",
    )
