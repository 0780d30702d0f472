"""Practices from Insight Timer: the CSV of its website.

Its two headers differ in what the same digits mean: `Started At` is local time, `StartedAt (UTC)` is not.
"""

from collections.abc import Iterator
from datetime import UTC
from typing import NamedTuple

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.clock_times import Order, Unit, local_identity, read_length, read_when, span_from, unread
from yogaflow_cli.importers.csv_rows import Row, Table, arrivals_of_rows, header_of, named, table_of
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import ALL, MOST_SHOWN, Taking, taking
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.names import folded

NAME = "insight-timer"
LOCAL_START, UTC_START = ("started at",), ("startedat (utc)", "started at (utc)")
DURATION, ACTIVITY, PRESET = "duration", "activity", "preset"
HINT = "Its first line must be: Started At,Duration,Preset,Activity"


class Columns(NamedTuple):
    """Where what we need of a row stands."""

    start: int
    duration: int
    activity: int
    preset: int | None
    is_local: bool


def recognises(look: Look) -> bool:
    """Whether a file that looks so is Insight Timer's."""
    header = {folded(name) for name in header_of(look)}
    return {DURATION, ACTIVITY} <= header and not header.isdisjoint((*LOCAL_START, *UTC_START))


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds: every activity, which is the practice's style, unless `--map take` says otherwise.

    Raises:
        InvalidValue: it is no CSV, damaged, or lacks a column.
    """
    table = table_of(source)
    columns, taken = columns_of(table), taking(source.wishes, (ALL,))
    yield from arrivals_of_rows(table, lambda row: arrival_of(row, columns, taken, source.default_zone))


def columns_of(table: Table) -> Columns:
    """Where what we need stands. Raises InvalidValue."""
    local, utc = table.position(*LOCAL_START), table.position(*UTC_START)
    start = utc if local is None else local
    duration, activity = table.position(DURATION), table.position(ACTIVITY)
    if start is None or duration is None or activity is None:
        raise InvalidValue(f"The file is not Insight Timer's: its columns are {named(table.header)}.", HINT)
    return Columns(start, duration, activity, table.position(PRESET), is_local=local is not None)


def arrival_of(row: Row, columns: Columns, taken: Taking, default_zone: str) -> Arrival:
    """The practice that a row is, or why it is none."""
    activity, start, duration = row.cell(columns.activity), row.cell(columns.start), row.cell(columns.duration)
    if not taken.takes(activity):
        return Skipped(row.place, f"not taken: {shown(activity)[:MOST_SHOWN]}")
    when = read_when(start, Order.MONTH_FIRST)
    moment = when.moment() if when else None
    if moment is None:
        return Skipped(row.place, unread("start", start))
    if not columns.is_local and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    lasted = read_length(duration, Unit.MINUTES)
    if lasted is None:
        return Skipped(row.place, unread("duration", duration))
    span = span_from(moment, lasted, default_zone)
    if isinstance(span, str):
        return Skipped(row.place, span)
    told = Told(*span, identity=local_identity(moment, lasted), style=activity, note=row.cell(columns.preset))
    return arriving(NAME, row.place, told, default_zone)
