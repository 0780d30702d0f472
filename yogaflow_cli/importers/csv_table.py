"""Practices from a table: one that `yogaflow export csv` wrote or, with `--map` or by its columns' names, any other."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import garmin, insight_timer, own_csv, strava
from yogaflow_cli.importers.clock_times import (
    Span,
    When,
    local_identity,
    needs_order,
    needs_unit,
    read_length,
    read_when,
    span_from,
    unread,
)
from yogaflow_cli.importers.csv_columns import Columns, Detail, can_be_guessed, columns_of
from yogaflow_cli.importers.csv_rows import Row, header_of, table_of
from yogaflow_cli.importers.foreign import Told, arriving
from yogaflow_cli.importers.importer import Arrival, Skipped
from yogaflow_cli.importers.source import Look, Source
from yogaflow_cli.importers.taking import ALL, YOGA, Taking, taking
from yogaflow_cli.text.cleaning import quoted
from yogaflow_cli.text.instants import LAST_YEAR
from yogaflow_cli.text.names import folded
from yogaflow_cli.zones import is_zone

NAME = "csv"
OF_TRACKERS = ({"project"}, {"start date", "start time", "description"})
"""Columns that only tables of time trackers have: Clockify, Toggl and their like."""

TAG_SEPARATORS = re.compile("[,;]")
NONE, DAY = timedelta(0), timedelta(days=1)
ROUNDING = timedelta(minutes=1)
"""A duration in whole minutes may exceed what start and end measure by less."""

OTHERS = (insight_timer, strava, garmin)
"""Programs whose tables are read by importers of their own, though their columns could be guessed too."""


class NotTaken(Exception):
    """Why a row is no practice to take."""


def recognises(look: Look) -> bool:
    """Whether a file that looks so is a table of ours, or one whose columns' names tell enough."""
    header = header_of(look)
    if own_csv.is_own(header):
        return True
    return can_be_guessed(header) and not any(other.recognises(look) for other in OTHERS)


def arrivals(source: Source) -> Iterator[Arrival]:
    """What the source holds. One of ours is read strictly, unless `--map` says that it is another's.

    Raises:
        InvalidValue: it is no CSV, damaged, its columns do not tell enough, or may be meant in two ways.
    """
    table = table_of(source)
    if own_csv.is_own(table.header) and not source.wishes:
        yield from own_csv.arrivals(table, source.default_zone)
        return
    columns, taken = columns_of(table.header, source.wishes), taking(source.wishes, default_of(table.header))
    for row in table.rows:
        try:
            if problem := row.misfit(len(table.header), may_be_short=True):
                raise NotTaken(problem)
            refuse_other(row, columns, taken)
            yield arriving(NAME, row.place, told_by(row, columns, source.default_zone), source.default_zone)
        except NotTaken as reason:
            yield Skipped(row.place, str(reason))


def default_of(header: Sequence[str]) -> tuple[str]:
    """What is taken of a table: all, but of a time tracker's, in which most is work, what says yoga."""
    names = set(map(folded, header))
    return (YOGA,) if any(names >= columns for columns in OF_TRACKERS) else (ALL,)


def refuse_other(row: Row, columns: Columns, taken: Taking) -> None:
    """Raises NotTaken for a row of which neither style, tags, project nor any word of its note is to be taken."""
    note = row.cell(columns.note)
    texts = (of_row(columns.style, row), *tags_of(row, columns), row.cell(columns.project), note, *note.split())
    if not any(map(taken.takes, texts)):
        raise NotTaken(taken.reason_against(row.cell(columns.project) or note))


def tags_of(row: Row, columns: Columns) -> tuple[str, ...]:
    """The tags of a row."""
    return tuple(tag.strip() for tag in TAG_SEPARATORS.split(of_row(columns.tags, row)))


def told_by(row: Row, columns: Columns, default_zone: str) -> Told:
    """What a row tells. Raises NotTaken, and InvalidValue for what the person has to say first."""
    zone_name = zone_of(row, columns)
    start = start_of(row, columns)
    end, lasted = end_of(row, columns, start), duration_of(row, columns)
    if end is None and lasted is None:
        raise NotTaken("it has no end yet")
    span = span_of(start, end, lasted, zone_name or default_zone)
    elapsed = span.ended_at - span.started_at
    practised = elapsed if lasted is None else min(lasted, elapsed)
    return Told(
        *span,
        identity=row.cell(columns.identity) or local_identity(start, practised),
        active=practised,
        time_zone=zone_name,
        offset=None if zone_name else start.utcoffset() or None,
        style=of_row(columns.style, row),
        note=row.cell(columns.note),
        tags=tuple(tag for tag in tags_of(row, columns) if folded(tag) != YOGA),
    )


def span_of(start: datetime, end: datetime | None, lasted: timedelta | None, zone_name: str) -> Span:
    """From when to when: to the end where that is told, else as long as was practised. Raises NotTaken."""
    span = span_from(start, NONE if lasted is None or end is not None else lasted, zone_name)
    if not isinstance(span, str) and end is not None:
        ending = span_from(end, NONE, zone_name)
        span = ending if isinstance(ending, str) else span._replace(ended_at=ending.ended_at)
    if isinstance(span, str):
        raise NotTaken(span)
    if span.ended_at < span.started_at:
        raise NotTaken("it ended before it began")
    if lasted is not None and lasted - (span.ended_at - span.started_at) >= ROUNDING:
        raise NotTaken("its duration is longer than from its start to its end")
    return span


def zone_of(row: Row, columns: Columns) -> str | None:
    """The zone that is told, None where none is. Raises NotTaken for one that there is not."""
    name = of_row(columns.zone, row)
    if name and not is_zone(name):
        raise NotTaken(f"its time zone {quoted(name)} is not known")
    return name or None


def start_of(row: Row, columns: Columns) -> datetime:
    """The start, on the day that its own column tells where it is a time of day. Raises NotTaken."""
    text, day_text = row.cell(columns.start), row.cell(columns.date)
    when = read(row, columns, columns.start, "start")
    day = None if when.day is not None or columns.date is None else read(row, columns, columns.date, "day").day
    moment = when.moment(day)
    if moment is not None:
        return moment
    if when.clock is None:
        raise NotTaken(f"its start {quoted(text)} tells no time of day")
    raise NotTaken(f"its start {quoted(f'{day_text} {text}'.strip())} tells no day; --map date=COLUMN names its column")


def end_of(row: Row, columns: Columns, start: datetime) -> datetime | None:
    """The end, None where none is told. A time of day before that of the start is one of the next day.

    Raises:
        NotTaken: it cannot be read.
    """
    text = row.cell(columns.end)
    if not text:
        return None
    when = read(row, columns, columns.end, "end")
    moment = when.moment(start.date())
    if moment is None:
        raise NotTaken(f"its end {quoted(text)} tells no time of day")
    if when.day is not None:
        return moment
    moment = moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo)
    is_next_day = (moment.tzinfo is None) == (start.tzinfo is None) and moment < start
    return moment + DAY if is_next_day and moment.year <= LAST_YEAR else moment


def read(row: Row, columns: Columns, position: int | None, which: str) -> When:
    """What a cell tells of a moment. Raises NotTaken, or InvalidValue for a date that may be meant in two ways."""
    text = row.cell(position)
    if columns.order is None and needs_order(text):
        raise InvalidValue(
            f"{row.place}: {quoted(text)} may be day first or month first.",
            "Say which: --map order=day-first or --map order=month-first",
        )
    when = read_when(text, columns.order)
    if when is None:
        raise NotTaken(unread(which, text))
    return when


def duration_of(row: Row, columns: Columns) -> timedelta | None:
    """The time practised, None where none is told. Raises NotTaken, or InvalidValue for a number without a unit."""
    text = row.cell(columns.duration)
    if not text:
        return None
    lasted = read_length(text, columns.unit)
    if lasted is not None:
        return lasted
    if columns.unit is None and needs_unit(text):
        raise InvalidValue(
            f"{row.place}: {quoted(text)} may be hours, minutes or seconds.",
            "Say which: --map unit=minutes; of 1:30 it is the unit of the 1.",
        )
    raise NotTaken(unread("duration", text))


def of_row(detail: Detail, row: Row) -> str:
    """What is meant for a row."""
    return detail.constant or row.cell(detail.position)
