"""Plain sentences about sessions. No rich here: these are read on the hot path, in logs, and by screen readers."""

from datetime import date, datetime, timedelta

from yogaflow_cli.domain.session import (
    LIMIT,
    CompletionStatus,
    PracticeSession,
    SessionState,
    is_over_limit,
)
from yogaflow_cli.domain.transitions import last_instant
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken
from yogaflow_cli.zones import offset_in

STATUS_WORDS = {
    CompletionStatus.COMPLETED: "completed",
    CompletionStatus.PARTIAL: "partial",
    CompletionStatus.ABANDONED: "left early",
}
CLOCK_CHANGE = timedelta(hours=1)
NO_PRACTICE_YET = "No practice yet. Begin: yogaflow start"
NOTHING_ENDED_YET = "No practice has ended yet. See: yogaflow current"


def started(session: PracticeSession, viewer: Viewer, name: str | None) -> str:
    """What `start` answers; `name` is the sequence's."""
    line = f"Started {moment(session.started_at, session, viewer)}{ago(session.started_at, viewer)}."
    planned = session.planned_time()
    if name is not None and session.sequence is not None:
        line += f" {shown(name)}: {counted(session.poses_planned, 'step')}, {length_of(session, viewer)}."
    elif planned is not None:
        line += f" For {spoken(planned, viewer.plain)}."
    return line


def paused(session: PracticeSession, viewer: Viewer) -> str:
    """What `pause` answers."""
    at = session.pauses[-1].started_at
    return f"Paused {moment(at, session, viewer)}{ago(at, viewer)}, after {active(session, viewer)}."


def resumed(session: PracticeSession, viewer: Viewer) -> str:
    """What `resume` answers."""
    rest = session.pauses[-1]
    at = rest.ended_at or rest.started_at
    rested = spoken(at - rest.started_at, viewer.plain)
    return f"Resumed {moment(at, session, viewer)}{ago(at, viewer)}, after a pause of {rested}."


def current_line(session: PracticeSession, viewer: Viewer, name: str | None) -> str:
    """What `current` answers."""
    what = shown(name) if name else "Free practice"
    planned = session.planned_time()
    time = active(session, viewer) + (f" of {spoken(planned, viewer.plain)}" if planned is not None else "")
    began = moment(session.started_at, session, viewer)
    line = f"{what}, {session.state}: {time}. Session {session.number}, began {began}."
    if is_over_limit(session, viewer.now):
        line += (
            f"\nThat is over {spoken(LIMIT, viewer.plain)}. Say what is true:"
            " yogaflow complete --duration 45m, or --at TIME, or --end-at-limit"
        )
    return line


def dropped(session: PracticeSession, viewer: Viewer) -> str:
    """What `discard` answers."""
    return f"Dropped session {session.number}, {active(session, viewer)} of practice. yogaflow undo brings it back."


def reopened(session: PracticeSession, viewer: Viewer) -> str:
    """What `reopen` answers."""
    rested = session.pauses[-1]
    gap = spoken((rested.ended_at or viewer.now) - rested.started_at, viewer.plain)
    return f"Session {session.number} runs on, after {active(session, viewer)}; the {gap} since its end are a pause."


def deleted(sessions: list[PracticeSession], forever: bool, is_synced: bool = False) -> str:
    """What `delete` answers; of a profile that syncs others hold a sealed past, too."""
    numbers = ", ".join(str(session.number) for session in sessions)
    what = f"Deleted {'session' if len(sessions) == 1 else 'sessions'} {numbers}"
    if forever:
        holders = "Backups, and the sealed past of the repository," if is_synced else "Backups"
        return f"{what} for ever. {holders} still hold {'it' if len(sessions) == 1 else 'them'}."
    return f"{what}. yogaflow undo brings {'it' if len(sessions) == 1 else 'them'} back."


def edited(before: PracticeSession, after: PracticeSession, viewer: Viewer) -> str:
    """What `edit` answers."""
    if before == after:
        return f"Session {after.number} is as it was: nothing to change."
    return f"Session {after.number}: {active(after, viewer)}, {state_words(after)}. {stretch(after, viewer)}."


LONGEST_WAIT = timedelta(seconds=10)


def clock_went_back(session: PracticeSession, viewer: Viewer) -> str | None:
    """What to say when the clock stands before what the session already holds.

    A call that waited for another program's write stands a little before what that one wrote: that is no clock's fault.
    """
    if last_instant(session) - viewer.now <= LONGEST_WAIT:
        return None
    return "The clock went back: times are counted from the latest one known. Correct them with: yogaflow edit"


def active(session: PracticeSession, viewer: Viewer) -> str:
    """The active time, in words."""
    return spoken(session.active_time(viewer.now), viewer.plain)


def length_of(session: PracticeSession, viewer: Viewer) -> str:
    """The planned time, in words."""
    return spoken(session.planned_time() or timedelta(0), viewer.plain)


def ago(at: datetime, viewer: Viewer) -> str:
    """How long ago, in brackets; nothing for now."""
    span = viewer.now - at
    if span < timedelta(seconds=1):
        return ""
    minutes = span // timedelta(minutes=1)
    if viewer.plain or minutes == 0 or minutes >= 24 * 60:
        days = f"{counted(minutes // (24 * 60), 'day')} ago" if minutes >= 24 * 60 else ""
        return f" ({days or spoken(span, viewer.plain) + ' ago'})"
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes or not hours else ""]
    return f" ({' '.join(filter(None, parts))} ago)"


def stretch(session: PracticeSession, viewer: Viewer) -> str:
    """From when to when."""
    if session.ended_at is None:
        return moment(session.started_at, session, viewer)
    return f"{moment(session.started_at, session, viewer)} to {clock_of(session.ended_at, session)}"


def moment(at: datetime, session: PracticeSession, viewer: Viewer) -> str:
    """An instant of a session as it was on its own clock: the day unless it is today, a label for another zone."""
    local = at.replace(tzinfo=None) + offset_of(at, session)
    seen = viewer.now.replace(tzinfo=None) + offset_of(at, session)
    day = "" if local.date() == seen.date() else f"{day_words(local.date(), seen.date())} "
    label = "" if session.time_zone == viewer.zone_name else f" {session.time_zone}"
    return f"{day}{clock_of(at, session)}{label}"


def clock_of(at: datetime, session: PracticeSession) -> str:
    """The wall clock of an instant, with its offset where a clock change makes it ambiguous."""
    local = at.replace(tzinfo=None) + offset_of(at, session)
    text = f"{local:%H:%M}" if local.second == 0 else f"{local:%H:%M:%S}"
    return f"{text} ({offset_words(offset_of(at, session))})" if is_by_clock_change(at, session) else text


def is_by_clock_change(at: datetime, session: PracticeSession) -> bool:
    """Whether the clocks change within an hour of an instant."""
    try:
        return offset_in(session.time_zone, at - CLOCK_CHANGE) != offset_in(session.time_zone, at + CLOCK_CHANGE)
    except InvalidValue:  # a zone that another machine knew, or a hand wrote
        return False


def offset_of(at: datetime, session: PracticeSession) -> timedelta:
    """The local offset at an instant of a session; as kept for its start and end."""
    if at == session.started_at:
        return session.started_offset
    if at == session.ended_at and session.ended_offset is not None:
        return session.ended_offset
    try:
        return offset_in(session.time_zone, at)
    except InvalidValue:
        return session.started_offset


def offset_words(offset: timedelta) -> str:
    """An offset from UTC, such as UTC+2 or UTC+5:30."""
    minutes = offset // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    hours, minutes = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def day_words(day: date, today: date) -> str:
    """A day as people say it."""
    if day == today - timedelta(days=1):
        return "yesterday"
    return day.isoformat()


def counted(number: int, noun: str) -> str:
    """A number and its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def state_words(session: PracticeSession) -> str:
    """The status of an ended session, the state of an open one."""
    return STATUS_WORDS[session.status] if session.state is SessionState.ENDED else session.state.value


NEXT_FOR_NONE = "Next: yogaflow start, yogaflow stats, yogaflow --help"


def next_for_open(session: PracticeSession) -> str:
    """What can be typed next while a practice is open."""
    verb = "resume" if session.state is SessionState.PAUSED else "pause"
    return f"Next: yogaflow {verb}, yogaflow guide, yogaflow complete, yogaflow discard"


def today_line(count: int, practised: timedelta, viewer: Viewer) -> str:
    """What was practised today."""
    if count == 0:
        return "Nothing practised yet today."
    return f"Today: {spoken(practised, viewer.plain)} in {counted(count, 'practice')}."


def sentence(message: str) -> str:
    """The message as a sentence; those that may follow a file's name begin small and end open."""
    first = message.split(" ", 1)[0]
    begins = (
        message[:1].upper() if first.isalpha() and first not in ("yogaflow", "json", "csv", "plain") else message[:1]
    )
    return begins + message[1:] + ("" if message.endswith((".", "?", "!")) else ".")
