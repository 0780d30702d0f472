"""Which columns of a person's own table mean what."""

import pytest

from tests.importers.csv_files import TOGGL_HEADER
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.importers.clock_times import Order, Unit
from yogaflow_cli.importers.csv_columns import Columns, Detail, can_be_guessed, columns_of


def columns(header: str, **wishes: str) -> Columns:
    """What is meant by the columns of a header."""
    return columns_of(header.split(","), wishes)


def refusal(header: str, **wishes: str) -> InvalidValue:
    """Why that cannot be told."""
    with pytest.raises(InvalidValue) as caught:
        columns(header, **wishes)
    return caught.value


def test_named_columns_are_found_but_for_their_case() -> None:
    """As people type them."""
    found = columns("Wann,Wie lange,Was,Notiz", start="wann", duration="WIE-LANGE", note="Notiz", style="was")

    assert (found.start, found.duration, found.note, found.style) == (0, 1, 3, Detail(2))
    assert (found.end, found.date, found.identity, found.unit, found.order) == (None,) * 5


def test_a_constant_is_meant_for_every_row() -> None:
    """A person's table of one thing does not say what it is."""
    found = columns("Start,End", style="=Yin", tags="= home;evening", zone="Asia/Kathmandu")

    assert (found.style, found.tags) == (Detail(constant="Yin"), Detail(constant="home;evening"))
    assert found.zone == Detail(constant="Asia/Kathmandu")
    assert columns("Start,End", zone="=UTC").zone == Detail(constant="UTC")
    assert columns("Start,End,Place", zone="place").zone == Detail(2)


@pytest.mark.parametrize(
    ("header", "start", "end", "date", "duration", "unit"),
    [
        ("Start,End", 0, 1, None, None, None),
        ("Started,Ended,Note", 0, 1, None, None, None),
        ("Date,Minutes", 0, None, None, 1, Unit.MINUTES),
        ("Date,Start,Duration (min)", 1, None, 0, 2, Unit.MINUTES),
        ("Datum;Beginn;Dauer in Minuten".replace(";", ","), 1, None, 0, 2, Unit.MINUTES),
        ("start_time,duration_seconds", 0, None, None, 1, Unit.SECONDS),
        ("Start,Hours", 0, None, None, 1, Unit.HOURS),
        ("Start,Length [h]", 0, None, None, 1, Unit.HOURS),
        (TOGGL_HEADER, 6, 8, 5, 9, None),
        ("Start date,Start time,Duration,Description,Tags", 1, None, 0, 2, None),
    ],
)
def test_common_names_tell_what_they_mean(
    header: str, start: int, end: int | None, date: int | None, duration: int | None, unit: Unit | None
) -> None:
    """Toggl's and those that people give."""
    found = columns(header)

    assert (found.start, found.end, found.date, found.duration, found.unit) == (start, end, date, duration, unit)
    assert can_be_guessed(header.split(","))


@pytest.mark.parametrize("header", ["", "Foo,Bar", "Start,Note", "Minutes,Note", "Date,h", "{}", "Start,Tag,s"])
def test_other_names_do_not(header: str) -> None:
    """`Tag` is a day in German; a single letter is a unit only beside a word."""
    assert not can_be_guessed(header.split(","))
    error = refusal(header)
    assert error.message.startswith("The file does not tell which column is the start and which the end or duration")
    assert error.hint is not None and "--map start=COLUMN" in error.hint


def test_nothing_is_guessed_beside_times_that_tell_enough() -> None:
    """Another column of the same name as ours may be anything; where something is missing, it is looked for."""
    found = columns("When,Date,Note,Minutes", start="When", duration="Minutes")

    assert (found.start, found.date, found.note) == (0, None, None)
    found = columns("When,Minutes", start="When")
    assert (found.start, found.duration) == (0, 1)
    found = columns("Day,Begin,Minutes", date="Day")
    assert (found.start, found.date, found.duration) == (1, 0, 2)
    assert refusal("When,Long", start="When").message.startswith("The file does not tell")


def test_what_the_person_says_of_the_rest_leaves_the_guesses() -> None:
    """Only what was not clear has to be said."""
    found = columns("Date,Minutes,Note,Mat", note="Mat", unit="seconds", order="Month First")

    assert (found.start, found.duration, found.note) == (0, 1, 3)
    assert (found.unit, found.order) == (Unit.SECONDS, Order.MONTH_FIRST)


@pytest.mark.parametrize(
    ("wishes", "message", "hint"),
    [
        ({"start": "Strat"}, "--map start: the file has no column 'Strat'.", "Did you mean 'Start'?"),
        ({"id": "zzz"}, "--map id: the file has no column 'zzz'.", "Its columns are 'Start', 'End', 'Two', 'two'."),
        ({"note": "TWO"}, "--map note: the file has 2 columns 'TWO'.", "Rename all but one."),
        ({"unit": "days"}, "--map unit cannot be 'days'.", "It is one of hours, minutes, seconds."),
        ({"order": "iso"}, "--map order cannot be 'iso'.", "It is one of day-first, month-first."),
        (
            {"zone": "Mars"},
            "--map zone: 'Mars' is neither a column nor a time zone.",
            "Such as --map zone=Europe/Berlin",
        ),
    ],
)
def test_a_wish_that_has_no_meaning_is_refused(wishes: dict[str, str], message: str, hint: str) -> None:
    """What the person may have meant stands in the hint."""
    error = refusal("Start,End,Two,two", **wishes)

    assert (error.message, error.hint) == (message, hint)


def test_a_name_that_is_written_exactly_so_is_meant() -> None:
    """Though another differs in case only."""
    assert columns("Start,End,Two,two", note="two").note == 3
