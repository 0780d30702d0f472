"""All of one session, as a page of plain lines."""

from collections.abc import Sequence
from datetime import timedelta

from yogaflow_cli.domain.session import Pause, PracticeSession, Segment, is_over_limit
from yogaflow_cli.presentation import wording
from yogaflow_cli.presentation.logged_steps import logged_steps
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.cleaning import shown, shown_note
from yogaflow_cli.text.durations import spoken

WIDTH = 11


def session_page(session: PracticeSession, viewer: Viewer, name: str | None, step_names: Sequence[str] = ()) -> str:
    """The page: a line for everything that is known; `step_names` are those of the sequence's steps."""
    felt = session.reflection
    lines = [f"Session {session.number}: {shown(name) if name else 'Free practice'}, {wording.state_words(session)}"]
    rows = [
        ("When", wording.stretch(session, viewer)),
        ("Practised", wording.active(session, viewer)),
        ("Elapsed", spoken(session.elapsed_time(viewer.now), viewer.plain)),
        ("Target", spoken(session.target, viewer.plain) if session.target is not None else None),
        (
            "Steps",
            f"{session.poses_completed} of {session.poses_planned}" if session.sequence else poses_alone(session),
        ),
        ("Style", session.style and shown(session.style)),
        ("Tags", ", ".join(map(shown, session.tags)) or None),
        ("Effort", felt.effort and f"{felt.effort} of 10"),
        ("Mood", before_and_after(felt.mood_before, felt.mood_after)),
        ("Energy", before_and_after(felt.energy_before, felt.energy_after)),
        ("Source", session.source if session.source != "timer" else None),
    ]
    lines += [f"  {label:<{WIDTH}}{value}" for label, value in rows if value]
    lines += pause_lines(session, viewer)
    lines += stated_lines(session, viewer)
    lines += [f"  {line}" for line in logged_steps(session, step_names, viewer)]
    if session.note:
        lines += ["  Note", *(f"    {line}" for line in shown_note(session.note).split("\n"))]
    if session.ended_at is None and is_over_limit(session, viewer.now):
        lines.append("  Over 4 hours: yogaflow complete --duration 45m, or --at TIME, or --end-at-limit")
    return "\n".join(lines)


def poses_alone(session: PracticeSession) -> str | None:
    """The steps of free practice, where any were counted."""
    return str(session.poses_completed) if session.poses_completed else None


def before_and_after(before: int | None, after: int | None) -> str | None:
    """A scale from 1 to 5, before and after."""
    if before is None and after is None:
        return None
    return f"{before if before is not None else '-'} before, {after if after is not None else '-'} after"


def pause_lines(session: PracticeSession, viewer: Viewer) -> list[str]:
    """Each pause, when and how long."""
    return [f"  {'Pause':<{WIDTH}}{pause_words(rest, session, viewer)}" for rest in session.pauses]


def pause_words(rest: Pause, session: PracticeSession, viewer: Viewer) -> str:
    """One pause."""
    begins = wording.moment(rest.started_at, session, viewer)
    if rest.ended_at is None:
        return f"since {begins}, {spoken(max(viewer.now - rest.started_at, timedelta(0)), viewer.plain)}"
    length = spoken(rest.ended_at - rest.started_at, viewer.plain)
    return f"{begins} to {wording.clock_of(rest.ended_at, session)}, {length}"


def stated_lines(session: PracticeSession, viewer: Viewer) -> list[str]:
    """The times that the person stated."""
    return [
        f"  {'Stated':<{WIDTH}}{spoken(segment.stated, viewer.plain)} {span_words(segment, session, viewer)}"
        for segment in session.segments
        if segment.stated is not None
    ]


def span_words(segment: Segment, session: PracticeSession, viewer: Viewer) -> str:
    """The stretch that a stated time covers."""
    begins = wording.moment(segment.started_at, session, viewer)
    return f"for {begins} to {wording.clock_of(segment.ended_at or viewer.now, session)}"
