"""Sessions as FIT activities, one file each, as Garmin and Strava take them. Sole home of fit-tool, an extra.

A file tells when, how long, how hard, and that it was yoga; words stay at home. Its times are whole seconds, rounded
down; its lengths are exact to the millisecond. A FIT file holds times from July 1998 to February 2126 and at most 49
days: a session outside of that is left out, and is not counted.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.transitions import clipped_pauses
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.exporters.exporter import Form, Material, Target

try:
    from fit_tool.fit_file_builder import FitFileBuilder  # type: ignore[import-untyped]  # it comes without types
    from fit_tool.profile.messages.activity_message import ActivityMessage  # type: ignore[import-untyped]
    from fit_tool.profile.messages.event_message import EventMessage  # type: ignore[import-untyped]
    from fit_tool.profile.messages.file_id_message import FileIdMessage  # type: ignore[import-untyped]
    from fit_tool.profile.messages.lap_message import LapMessage  # type: ignore[import-untyped]
    from fit_tool.profile.messages.record_message import RecordMessage  # type: ignore[import-untyped]
    from fit_tool.profile.messages.session_message import SessionMessage  # type: ignore[import-untyped]
    from fit_tool.profile.profile_type import (  # type: ignore[import-untyped]
        Activity,
        Event,
        EventType,
        FileType,
        LapTrigger,
        Manufacturer,
        SessionTrigger,
        Sport,
        SubSport,
    )
except ImportError as missing:
    raise UsageMistake("FIT files need one more package.", 'Install it: pip install "yogaflow-cli[fit]"') from missing

SECOND = timedelta(seconds=1)
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
FIRST = FIT_EPOCH + 0x10000000 * SECOND
"""What lies before it is read as the time since a device was switched on."""
LAST = FIT_EPOCH + 0xFFFFFFFE * SECOND
"""The number after it means that no time is known."""
LONGEST = timedelta(milliseconds=0xFFFFFFFE)
SERIAL_NUMBER = 1
"""Services take files of one device that began at one time for one activity: all of ours are of one device."""
EFFORT_UNIT = 10
"""Effort is told from 0 to 100."""


class Timed(NamedTuple):
    """What a file holds of a session; elapsed time is never shorter than the active time that a person stated."""

    started_at: datetime
    ended_at: datetime
    active: timedelta
    elapsed: timedelta
    stretches: tuple[tuple[datetime, datetime], ...]
    """When its timer ran: from the start to the end, pauses out."""


def export(material: Material, form: Form, target: Target) -> int:
    """Puts a file into the folder for each session that ended; their number. A table's form has no meaning here.

    Raises:
        UsageMistake: no folder is named.
    """
    if target.folder is None:
        raise UsageMistake("FIT files are many: they need a folder.", "Name one: yogaflow export fit -o FOLDER")
    count = 0
    for session in material.sessions():
        timed = timed_of(session)
        if timed is not None and is_in_range(timed, session.started_offset):
            target.folder.put(file_name(session), activity_bytes(session, timed))
            count += 1
    return count


def file_name(session: PracticeSession) -> str:
    """Such as `2026-11-20-0730-session-214.fit`, by the clock where it began."""
    return f"{session.local_start:%Y-%m-%d-%H%M}-session-{session.number}.fit"


def timed_of(session: PracticeSession) -> Timed | None:
    """The times of a session that ended, None of one that is open."""
    end = session.ended_at
    if end is None:
        return None
    end = max(end, session.started_at)
    active = session.active_time(end)
    stretches = tuple(stretches_between_pauses(session, end))
    return Timed(session.started_at, end, active, max(active, end - session.started_at), stretches)


def stretches_between_pauses(session: PracticeSession, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The stretches from start to end that pauses leave; a time that was stated for all of them changes none."""
    begin = session.started_at
    for rest in sorted(clipped_pauses(session.pauses, begin, end)):
        if begin <= rest.started_at:
            yield begin, rest.started_at
        begin = max(begin, rest.ended_at or end)
    if begin < end or begin == session.started_at:
        yield begin, end


def is_in_range(timed: Timed, offset: timedelta) -> bool:
    """Whether a file can hold its times, in UTC and on the clock, and its length."""
    instants = (timed.started_at, timed.ended_at, timed.ended_at + offset)
    return all(FIRST <= instant <= LAST for instant in instants) and timed.elapsed <= LONGEST


def activity_bytes(session: PracticeSession, timed: Timed) -> bytes:
    """The file."""
    builder = FitFileBuilder()
    builder.add(file_id(timed))
    for begin, end in timed.stretches:
        builder.add(timer_event(EventType.START, begin))
        builder.add(record(begin))
        builder.add(record(end))
        builder.add(timer_event(EventType.STOP_ALL, end))
    builder.add(lap(timed))
    builder.add(whole_session(session, timed))
    builder.add(activity(session, timed))
    content: bytes = builder.build_bytes()
    return content


def file_id(timed: Timed) -> FileIdMessage:
    """What the file is, and whose."""
    message = FileIdMessage(local_id=0)
    message.type = FileType.ACTIVITY
    message.manufacturer = Manufacturer.DEVELOPMENT.value
    message.product = 0
    message.serial_number = SERIAL_NUMBER
    message.time_created = milliseconds(timed.started_at)
    return message


def timer_event(kind: EventType, at: datetime) -> EventMessage:
    """The timer starts or stops."""
    message = EventMessage(local_id=1)
    message.timestamp = milliseconds(at)
    message.event = Event.TIMER
    message.event_type = kind
    return message


def record(at: datetime) -> RecordMessage:
    """A moment of practice, of which nothing was measured but the time."""
    message = RecordMessage(local_id=2)
    message.timestamp = milliseconds(at)
    return message


def lap(timed: Timed) -> LapMessage:
    """All of it: a lap is what every reader expects one of."""
    message = LapMessage(local_id=3)
    fill_summary(message, timed)
    message.event = Event.LAP
    message.event_type = EventType.STOP
    message.lap_trigger = LapTrigger.SESSION_END
    return message


def whole_session(session: PracticeSession, timed: Timed) -> SessionMessage:
    """The practice as a whole."""
    message = SessionMessage(local_id=4)
    fill_summary(message, timed)
    message.event = Event.SESSION
    message.event_type = EventType.STOP
    message.trigger = SessionTrigger.ACTIVITY_END
    message.first_lap_index = 0
    message.num_laps = 1
    if session.reflection.effort is not None:
        message.workout_rpe = session.reflection.effort * EFFORT_UNIT
    return message


def fill_summary(message: LapMessage | SessionMessage, timed: Timed) -> None:
    """Says what a lap and a session have in common."""
    message.message_index = 0
    message.timestamp = milliseconds(timed.ended_at)
    message.start_time = milliseconds(timed.started_at)
    message.total_elapsed_time = timed.elapsed / SECOND
    message.total_timer_time = timed.active / SECOND
    message.sport = Sport.TRAINING
    message.sub_sport = SubSport.YOGA


def activity(session: PracticeSession, timed: Timed) -> ActivityMessage:
    """The file's end, with the clock where the practice began."""
    message = ActivityMessage(local_id=5)
    message.timestamp = milliseconds(timed.ended_at)
    message.local_timestamp = (timed.ended_at + session.started_offset - FIT_EPOCH) // SECOND
    message.total_timer_time = timed.active / SECOND
    message.num_sessions = 1
    message.type = Activity.MANUAL
    message.event = Event.ACTIVITY
    message.event_type = EventType.STOP
    return message


def milliseconds(instant: datetime) -> int:
    """The instant as fit-tool takes it, the seconds whole."""
    return (instant - UNIX_EPOCH) // SECOND * 1000
