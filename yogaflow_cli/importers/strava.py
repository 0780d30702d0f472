"""Practices from Strava's bulk export: its activities.csv, or the zip file with that in it.

Columns have the same names twice, which tell apart only by their position, and names in the person's language. English
and German ones are known by name. Of others the places are known, and that two pairs of them are called alike: the
elapsed time for people and the raw one, the two distances.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, timedelta
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.clock_times import Unit, read_length, read_when, span_from, unread
from yogaflow_cli.importers.csv_rows import Row, Table, arrivals_of_rows, header_of, named, table_of
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.source import ZIP_MAGIC, Look, Source, beginning_of
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.importers.zipped import opened_member
from yogaflow_cli.text.names import folded

NAME, MEMBER = "strava", "activities.csv"
IDENTITY, DATE = ("activity id", "aktivitats id"), ("activity date", "aktivitatsdatum")
TITLE, TYPE = ("activity name", "name der aktivitat"), ("activity type", "aktivitatsart")
DESCRIPTION = ("activity description", "aktivitatsbeschreibung")
PRIVATE_NOTE = ("activity private note", "hinweis zur privatsphare fur aktivitaten", "private notiz zur aktivitat")
ELAPSED, MOVING = ("elapsed time", "verstrichene zeit"), ("moving time", "bewegungszeit")
TIMER = ("timer time",)
DETAILS = {
    "distance": ("distance", "distanz"),
    "heart rate": ("max heart rate", "average heart rate", "max. herzfrequenz", "durchschnittliche herzfrequenz"),
    "relative effort": ("relative effort", "relative leistung"),
    "calories": ("calories", "kalorien"),
    "perceived exertion": ("perceived exertion", "gefuhlte anstrengung"),
    "gear": ("activity gear", "aktivitatsausrustung"),
    "media": ("media", "medien"),
}
ALIKE = ((5, 15), (6, 17))
"""The places of columns that have one name, in every language."""

HINT = "It is activities.csv of the archive that Strava makes of your account, or that archive."
LEAST_SHARE_MOVING = 2
"""Strava takes who stands on a mat for resting: a moving time below one in so many of the whole is none of pauses."""


class Columns(NamedTuple):
    """Where what we need of a row stands, and what we do not keep."""

    identity: int
    date: int
    title: int | None
    type: int
    notes: tuple[int | None, ...]
    elapsed: Sequence[int]
    moving: int | None
    timer: int | None
    details: Mapping[str, tuple[int, ...]]


BY_PLACE = Columns(
    identity=0,
    date=1,
    title=2,
    type=3,
    notes=(4, 10),
    elapsed=(5, 15),
    moving=16,
    timer=None,
    details={
        "distance": (6, 17),
        "heart rate": (7, 30, 31),
        "relative effort": (8,),
        "gear": (11,),
        "calories": (34,),
    },
)
"""The layout of years, for the languages whose names are not known here."""


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Strava's."""
    if look.members:
        return any(map(is_activities, look.members))
    header = tuple(map(folded, header_of(look)))
    return not any(set(header).isdisjoint(names) for names in (IDENTITY, DATE, TYPE, ELAPSED)) or is_by_place(header)


def is_activities(member: str) -> bool:
    """Whether a file of the archive is the list of activities."""
    return member.rpartition("/")[2] == MEMBER


def is_by_place(header: Sequence[str]) -> bool:
    """Whether the columns stand as they do in every language, where that can be seen."""
    return all(other < len(header) and header[one] == header[other] != "" for one, other in ALIKE)


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds; an activity counts when its type is among those to take.

    Raises:
        InvalidValue: it is neither such a CSV nor an archive with one, or damaged.
    """
    if not beginning_of(source.file).startswith(ZIP_MAGIC):
        yield from arrivals_of(table_of(source), source)
        return
    with opened_member(source.file, is_activities, MEMBER) as member:
        yield from arrivals_of(table_of(source._replace(file=member)), source)


def arrivals_of(table: Table, source: Source) -> Iterator[Arrival]:
    """What a table holds. Raises InvalidValue."""
    columns, taken = columns_of(table), taking(source.wishes, (YOGA,))
    yield from arrivals_of_rows(table, lambda row: arrival_of(row, columns, taken, source.default_zone))


def columns_of(table: Table) -> Columns:
    """Where what we need stands: by name or, where that is in a language that we do not know, by place.

    Raises:
        InvalidValue: it can be told neither way.
    """
    identity, date, activity_type = table.position(*IDENTITY), table.position(*DATE), table.position(*TYPE)
    elapsed = table.positions(*ELAPSED)
    if identity is not None and date is not None and activity_type is not None and elapsed:
        return Columns(
            identity,
            date,
            table.position(*TITLE),
            activity_type,
            (table.position(*DESCRIPTION), table.position(*PRIVATE_NOTE)),
            elapsed,
            table.position(*MOVING),
            table.position(*TIMER),
            {detail: table.positions(*names) for detail, names in DETAILS.items()},
        )
    if is_by_place(table.header):
        return BY_PLACE
    raise InvalidValue(f"The file is not Strava's: its columns are {named(table.header)}.", HINT)


def arrival_of(row: Row, columns: Columns, taken: Taking, default_zone: str) -> Arrival:
    """The practice that a row is, or why it is none. Its date is in UTC."""
    activity_type, date = row.cell(columns.type), row.cell(columns.date)
    if not taken.takes(activity_type):
        return Skipped(row.place, taken.reason_against(activity_type))
    when = read_when(date)
    moment = when.moment() if when else None
    if moment is None:
        return Skipped(row.place, unread("start", date))
    elapsed = elapsed_of(row, columns)
    if elapsed is None:
        return Skipped(row.place, unread("duration", row.cell(columns.elapsed[0])))
    span = span_from(moment.replace(tzinfo=moment.tzinfo or UTC), elapsed, default_zone)
    if isinstance(span, str):
        return Skipped(row.place, span)
    told = Told(
        *span,
        identity=row.cell(columns.identity) or None,
        active=active_of(row, columns, elapsed),
        style=None if folded(activity_type) == YOGA else activity_type,
        note=note_of(row, columns, activity_type),
        unkept=row.measured(columns.details),
    )
    return arriving(NAME, row.place, told, default_zone)


def elapsed_of(row: Row, columns: Columns) -> timedelta | None:
    """The time from start to end: the raw one, which stands last, where it is told."""
    told = (read_length(row.cell(position), Unit.SECONDS) for position in reversed(columns.elapsed))
    return next((elapsed for elapsed in told if elapsed is not None), None)


def active_of(row: Row, columns: Columns, elapsed: timedelta) -> timedelta | None:
    """The time practised, pauses out, None where that is all of it.

    It is what the watch's timer counted or, in older archives, the moving time, as far as that can be believed.
    """
    timer = read_length(row.cell(columns.timer), Unit.SECONDS)
    if timer:
        return min(timer, elapsed)
    moving = read_length(row.cell(columns.moving), Unit.SECONDS)
    return moving if moving and elapsed <= moving * LEAST_SHARE_MOVING and moving < elapsed else None


def note_of(row: Row, columns: Columns, activity_type: str) -> str:
    """What the person wrote: the name unless it is just the type, the description, the private note."""
    title = row.cell(columns.title)
    texts = (title if folded(title) != folded(activity_type) else "", *map(row.cell, columns.notes))
    return "\n".join(text for text in texts if text)
