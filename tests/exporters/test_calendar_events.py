"""Practices as events of a calendar: facts/formats.md, and RFC 5545.

The golden file is written anew by `python -m tests.exporters.test_calendar_events`. What was written is read back by
`ical`, which shares no code with the library that wrote it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from tests.exported import exported, histories, source_of, store
from tests.exporters.test_sessions_csv import practices
from tests.practice_logs import NOON, fresh_log
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession, Reflection, Segment
from yogaflow_cli.exporters import calendar_events
from yogaflow_cli.exporters.catalogue import FORMATS
from yogaflow_cli.exporters.exporter import Form, Material, Target
from yogaflow_cli.importers import calendar_events as importer
from yogaflow_cli.importers.importer import ArrivingSession
from yogaflow_cli.repository.sessions import SessionFilter
from yogaflow_cli.services.export import export
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

GOLDEN = Path(__file__).parents[1] / "golden" / "export.ics"
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def golden_text() -> str:
    """The calendar of the practices that the other exports are compared with."""
    with fresh_log() as log:
        store(log, *practices())
        return exported(log, "ics")


def written(*sessions: PracticeSession, at: datetime = NOON) -> str:
    """The calendar of sessions, exported at an instant."""
    with fresh_log() as log:
        store(log, *((session, None) for session in sessions))
        stream = StringIO(newline="")
        export(log, FORMATS["ics"], SessionFilter(), Form(), Target(stream), at)
        return stream.getvalue()


def second_reading(text: str) -> Calendar:
    """The calendar as another library reads it."""
    return IcsCalendarStream.calendar_from_ics(text)


def one() -> PracticeSession:
    """A practice of half an hour."""
    return lasting(datetime(2026, 3, 2, 7, 0, tzinfo=UTC), HOUR / 2)


def lasting(start: datetime, length: timedelta) -> PracticeSession:
    """A practice from an instant on, without a note."""
    end = start + length
    return practices()[1][0]._replace(started_at=start, ended_at=end, segments=(Segment(start, end),), note=None)


def lines_of(text: str) -> list[str]:
    """The content lines, what was folded put together."""
    return text.replace("\r\n ", "").split("\r\n")


def test_the_bytes_are_those_of_the_golden_file() -> None:
    """Other people's calendars rest on them: names, order, zones, folding, line ends."""
    assert golden_text().encode() == GOLDEN.read_bytes()


def test_another_library_reads_the_same_practices() -> None:
    """A calendar that only its writer understands is none."""
    far, planned, stated = second_reading(golden_text()).events

    assert [event.uid for event in (far, planned, stated)] == [
        "33333333-3333-4333-8333-333333333333@yogaflow",
        "11111111-1111-4111-8111-111111111111@yogaflow",
        "22222222-2222-4222-8222-222222222222@yogaflow",
    ]
    assert far.start == far.end == datetime(2025, 12, 4, 20, 0, tzinfo=UTC)
    assert planned.start == datetime(2025, 12, 5, 10, 0, tzinfo=UTC)
    assert planned.end == datetime(2025, 12, 5, 10, 30, tzinfo=UTC)
    assert [far.summary, planned.summary, stated.summary] == [
        "Yoga: yin",
        "Yoga: Sun Salutation A",
        "Yoga: free practice",
    ]
    assert planned.description == (
        "Practised 28 minutes.\nEffort 7 of 10. Mood 2 of 5 before, 4 of 5 after. Energy 3 of 5 before, 5 of 5 after."
        '\n\nLong holds, "slow" breath\nand rest'
    )
    assert planned.categories == ["YOGA", "home", "morning"]
    assert stated.description == "Practised 20 minutes.\n\n=1+1"
    assert planned.transparency == "TRANSPARENT"


def test_the_open_session_is_left_out_and_the_number_of_events_is_told() -> None:
    """A practice that goes on has no end that an event could have."""
    with fresh_log() as log:
        store(log, *practices())
        count = export(log, FORMATS["ics"], SessionFilter(), Form(), Target(StringIO()), NOON)

    assert count == 3
    assert "44444444" not in golden_text()


def test_a_later_export_renews_the_events_of_an_earlier_one() -> None:
    """A calendar takes an event for the newer one by its SEQUENCE and, where that is equal, by its DTSTAMP."""
    session = one()
    (before,) = second_reading(written(session)).events
    (after,) = second_reading(written(session._replace(note="calm"), at=NOON + timedelta(minutes=1))).events

    assert before.uid == after.uid
    assert before.sequence is not None
    assert after.sequence == before.sequence + 1 < 1 << 31
    assert after.dtstamp > before.dtstamp


def test_the_same_practices_at_the_same_moment_are_the_same_bytes() -> None:
    """Nothing in it is left to chance."""
    assert written(one()) == written(one())


def test_every_zone_that_is_named_is_described_once() -> None:
    """RFC 5545 wants a VTIMEZONE for each TZID; many calendars know no other names than those."""
    lines = lines_of(golden_text())
    described = [line for line in lines if line.startswith("TZID:")]

    assert described == ["TZID:Asia/Kathmandu", "TZID:Europe/Berlin"]
    assert lines.index("BEGIN:VEVENT") > lines.index("TZID:Europe/Berlin")


def test_a_zone_is_described_for_the_years_that_it_was_practised_in() -> None:
    """Both changes of the clocks of every such year, so that a calendar can rest on them alone."""
    years = [
        lasting(datetime(year, 7, 1, 8, tzinfo=UTC), HOUR)._replace(started_offset=2 * HOUR) for year in (2023, 2024)
    ]
    years = [
        session._replace(ended_offset=2 * HOUR, uuid=f"{number}" * 8 + "-0000-4000-8000-000000000000")
        for number, session in enumerate(years)
    ]
    text = written(*years)

    assert "DTSTART:20230326T030000\r\n" in text
    assert "RDATE:20240331T030000\r\n" in text
    assert "RDATE:20241027T030000\r\n" in text
    assert "RDATE:2025" not in text


@pytest.mark.parametrize(
    ("session", "start"),
    [
        (
            lasting(datetime(2025, 10, 26, 0, 30, tzinfo=UTC), HOUR / 4)._replace(
                started_offset=2 * HOUR, ended_offset=2 * HOUR
            ),
            "20251026T003000Z",
        ),
        (lasting(datetime(2025, 10, 26, 1, 30, tzinfo=UTC), HOUR / 4), "20251026T013000Z"),
        (one()._replace(started_offset=9 * HOUR), "20260302T070000Z"),
        (one()._replace(ended_offset=9 * HOUR), "20260302T070000Z"),
        (one()._replace(time_zone="Mars/Olympus"), "20260302T070000Z"),
        (one()._replace(time_zone="UTC", started_offset=0 * HOUR, ended_offset=0 * HOUR), "20260302T070000Z"),
    ],
)
def test_times_that_the_clocks_of_the_zone_do_not_tell_are_in_utc(session: PracticeSession, start: str) -> None:
    """The clocks showed them twice, another offset was kept, or the zone is not known here: the instant is right."""
    text = written(session)

    assert f"DTSTART:{start}\r\n" in text
    assert "TZID=" not in text
    assert second_reading(text).events[0].start == session.started_at


def test_a_practice_of_no_length_is_an_event_of_no_length() -> None:
    """Zero length is valid, here and there."""
    (event,) = second_reading(written(lasting(NOON, 0 * HOUR))).events

    assert event.start == event.end == NOON
    assert event.description == "Practised 0 seconds."


@pytest.mark.parametrize(
    ("reflection", "said"),
    [
        (Reflection(effort=3), "Effort 3 of 10."),
        (Reflection(mood_after=4), "Mood 4 of 5 after."),
        (Reflection(energy_before=1, energy_after=2), "Energy 1 of 5 before, 2 of 5 after."),
    ],
)
def test_only_what_was_said_of_how_it_felt_is_told(reflection: Reflection, said: str) -> None:
    """What nobody answered is no answer."""
    (event,) = second_reading(written(one()._replace(reflection=reflection))).events

    assert event.description == f"Practised 30 minutes.\n{said}"


def test_words_can_begin_no_line_of_their_own() -> None:
    """A note is a person's text, whatever stands in it: no event, no property, no control."""
    note = "a\nEND:VEVENT\nSUMMARY:no; no, no\\n C:\\New \\\\N"
    with fresh_log() as log:
        store(log, (one()._replace(note=note), None))
        log.connection.execute("UPDATE sessions SET note = note || ?1, uuid = ?1", ["\r\nX:1\x1b\u2028"])
        text = exported(log, "ics")
    (event,) = second_reading(text).events

    assert event.description is not None
    assert event.description.partition("\n\n")[2] == f"{note}\ufffd\nX:1\ufffd\ufffd"
    assert text.count("END:VEVENT\r\n") == text.count("\r\nSUMMARY") == 1
    assert "\x1b" not in text


@given(histories())
@settings(max_examples=40, deadline=None)
def test_any_history_is_read_back_by_another_library_at_the_same_instants(
    history: list[tuple[PracticeSession, Sequence | None]],
) -> None:
    """Whatever the zone, the words and the times: an event for each that ended, and lines that every program takes."""
    with fresh_log() as log:
        store(log, *history)
        text = exported(log, "ics")
    ended = {f"{session.uuid}@yogaflow": session for session, _ in history if session.ended_at is not None}
    events = {event.uid: event for event in second_reading(text).events}

    assert events.keys() == ended.keys()
    for uid, session in ended.items():
        assert session.ended_at is not None
        assert events[uid].start == session.started_at.replace(microsecond=0)
        assert events[uid].end == session.ended_at.replace(microsecond=0)
        active = spoken(session.active_time(session.ended_at), plain=True)
        assert (events[uid].description or "").startswith(f"Practised {active}.")
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))
    assert shown(text.replace("\r\n", "")) == text.replace("\r\n", "")


@given(histories())
@settings(max_examples=40, deadline=None)
def test_our_own_import_finds_every_practice_under_its_uuid(
    history: list[tuple[PracticeSession, Sequence | None]],
) -> None:
    """Importing our own export brings nothing twice; elsewhere, the minutes, style and words come along."""
    with fresh_log() as log:
        store(log, *history)
        text = exported(log, "ics")
    ended = {session.uuid: session for session, _ in history if session.ended_at is not None}
    found = list(importer.arrivals(source_of(text)))

    assert len(found) == len(ended)
    for arrival in found:
        assert isinstance(arrival, ArrivingSession)
        before, after = ended[arrival.session.uuid], arrival.session
        assert before.ended_at is not None
        assert after.ended_at is not None
        assert after.started_at == before.started_at.replace(microsecond=0)
        assert after.active_time(after.ended_at) // SECOND == before.active_time(before.ended_at) // SECOND
        assert (after.style, after.tags) == (before.style, before.tags)
        assert after.note == before.note


def test_events_are_written_one_by_one_and_never_held() -> None:
    """Memory is flat: nothing of the next session is read before the event before is written."""
    with fresh_log() as log:
        store(log, practices()[0])
        session = log.sessions.by_number(1)
        profile, day_starts_at = log.profile.profile, log.day_starts_at
    stream = StringIO()
    written_before: list[int] = []

    def one_after_another() -> Iterator[PracticeSession]:
        for number in range(1, 100):
            written_before.append(stream.getvalue().count("END:VEVENT"))
            yield session._replace(number=number, started_at=session.started_at - timedelta(days=number))

    material = Material(profile, NOON, day_starts_at, {}, (), lambda _: (), one_after_another, lambda: ())

    assert calendar_events.export(material, Form(), Target(stream)) == 99
    assert written_before == list(range(99))


if __name__ == "__main__":
    GOLDEN.write_bytes(golden_text().encode())
