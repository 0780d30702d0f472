"""Practices from Garmin Connect: the CSV of its list of activities, in English or German.

It has no name for an activity, and tells local time. `Time` is what the watch counted, pauses out.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.clock_times import Unit, local_identity, read_length, read_when, span_from, unread
from yogaflow_cli.importers.csv_rows import Row, Table, arrivals_of_rows, header_of, named, table_of
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import YOGA, Taking, taking
from yogaflow_cli.text.names import folded

NAME = "garmin"
TYPE, DATE, TITLE = ("activity type", "aktivitatstyp"), ("date", "datum"), ("title", "titel")
TIME, ELAPSED = ("time", "activity time", "zeit"), ("elapsed time", "verstrichene zeit")
DETAILS = {
    "distance": ("distance", "distanz"),
    "calories": ("calories", "kalorien"),
    "heart rate": ("avg hr", "max hr", "o hf", "max. hf", "o herzfrequenz", "maximale herzfrequenz"),
    "training effect": ("aerobic te", "aerober te"),
    "steps": ("steps", "schritte"),
    "poses": ("total poses",),
    "breathing rate": ("avg resp", "min resp", "max resp"),
    "stress": ("avg stress", "max stress"),
}
HINT = "Its first line begins: Activity Type,Date,Favorite,Title,Distance,Calories,Time"


class Columns(NamedTuple):
    """Where what we need of a row stands, and what we do not keep."""

    type: int
    date: int
    time: int
    elapsed: int | None
    title: int | None
    details: Mapping[str, tuple[int, ...]]


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Garmin's."""
    header = {folded(name) for name in header_of(look)}
    return all(not header.isdisjoint(names) for names in (TYPE, DATE, TITLE, TIME))


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds; an activity counts when its type is among those to take.

    Raises:
        InvalidValue: it is no CSV, damaged, or lacks a column.
    """
    table = table_of(source)
    columns, taken = columns_of(table), taking(source.wishes, (YOGA,))
    yield from arrivals_of_rows(table, lambda row: arrival_of(row, columns, taken, source.default_zone))


def columns_of(table: Table) -> Columns:
    """Where what we need stands. Raises InvalidValue."""
    activity_type, day, time = table.position(*TYPE), table.position(*DATE), table.position(*TIME)
    if activity_type is None or day is None or time is None:
        raise InvalidValue(f"The file is not Garmin's: its columns are {named(table.header)}.", HINT)
    details = {detail: table.positions(*names) for detail, names in DETAILS.items()}
    return Columns(activity_type, day, time, table.position(*ELAPSED), table.position(*TITLE), details)


def arrival_of(row: Row, columns: Columns, taken: Taking, default_zone: str) -> Arrival:
    """The practice that a row is, or why it is none."""
    activity_type, title = row.cell(columns.type), row.cell(columns.title)
    if not taken.takes(activity_type):
        return Skipped(row.place, taken.reason_against(activity_type))
    start, time = row.cell(columns.date), row.cell(columns.time)
    when = read_when(start)
    moment = when.moment() if when else None
    if moment is None:
        return Skipped(row.place, unread("start", start))
    practised = read_length(time, Unit.MINUTES)
    if practised is None:
        return Skipped(row.place, unread("duration", time.strip("-")))
    elapsed = read_length(row.cell(columns.elapsed), Unit.MINUTES) or timedelta(0)
    span = span_from(moment, max(practised, elapsed), default_zone)
    if isinstance(span, str):
        return Skipped(row.place, span)
    told = Told(
        *span,
        identity=local_identity(moment, practised),
        active=practised,
        style=None if folded(activity_type) == YOGA else activity_type,
        note=None if folded(title) == folded(activity_type) else title,
        unkept=row.measured(columns.details),
    )
    return arriving(NAME, row.place, told, default_zone)
