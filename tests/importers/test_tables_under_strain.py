"""Tables that are damaged in any way, or longer than any memory: for each importer that reads CSV."""

import tracemalloc
from contextlib import suppress
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exported import source_of
from tests.importers.csv_files import GARMIN_HEADER, STRAVA_HEADER, endless, lines, mutations
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers import csv_table, garmin, insight_timer, strava
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.importers.source import Source

FILES: list[tuple[ModuleType, str, str]] = [
    (insight_timer, "Started At,Duration,Preset,Activity", "04/20/2026 08:21:14,0:45:0,Bell {number:03000},Yoga"),
    (
        strava,
        STRAVA_HEADER,
        '{number},"Apr 30, 2026, 7:00:00 AM",Morning {number:03000},Yoga,"a\nb",2700,0,9,,,,,,,,2700.0,2600.0,0.0,,,,',
    ),
    (
        garmin,
        GARMIN_HEADER,
        'Yoga,2026-04-30 07:00:00,false,"Flow {number:03000}","0.00","123","00:45:12",90,--,,,,"00:50:00"',
    ),
    (csv_table, "Start,End,Minutes,Tags,Note", '2026-04-30T07:00+02:00,07:50,45,"a;b",note {number:03000}'),
    (csv_table, "started_at,duration_seconds,tags,note", "2025-12-05T10:00:00Z,1200,a;b,'=1 {number:03000}"),
]
ROWS, MOST_BYTES = 2000, 3_000_000
"""Each row has 3,000 characters: held, they would take twice as much at least."""

importers = pytest.mark.parametrize(
    ("importer", "header", "row"), FILES, ids=["insight-timer", "strava", "garmin", "any table", "our own table"]
)


def read(importer: ModuleType, content: bytes) -> None:
    """Reads a file, which may be refused, and in no other way than that."""
    source = source_of(content)
    with suppress(InvalidValue):
        importer.recognises(source.look())
    try:
        list(importer.arrivals(source))
    except InvalidValue as error:
        assert error.message


@importers
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_file_in_which_anything_was_changed_is_read_or_refused(
    importer: ModuleType, header: str, row: str, data: st.DataObject
) -> None:
    """Never a traceback, whatever a download or an editor did to it."""
    good = lines(header, *(row.format(number=number).replace("0" * 2900, "") for number in range(3))).encode()

    read(importer, data.draw(mutations(good)))


@importers
@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(importer: ModuleType, header: str, row: str, content: bytes) -> None:
    """By themselves, and after a header that is right."""
    read(importer, content)
    read(importer, header.encode() + b"\n" + content)


@importers
def test_a_file_without_end_streams(importer: ModuleType, header: str, row: str) -> None:
    """What is read is let go of: the memory does not grow with the rows."""
    source = Source("file", endless(header, row, ROWS), "Europe/Berlin")
    tracemalloc.start()
    try:
        found = sum(isinstance(arrival, ArrivingSession) for arrival in importer.arrivals(source))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found == ROWS
    assert peak < MOST_BYTES
