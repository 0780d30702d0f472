"""What the guide says between the lines: gaps, other terminals, trouble, and its one question. No rich here."""

from datetime import timedelta

from yogaflow_cli.domain.free_playback import FreePlayback
from yogaflow_cli.domain.guide_course import Course, practised
from yogaflow_cli.text.durations import spoken

LIMIT_REACHED = "4 hours are the most that one practice holds: paused. q completes it."
KEYS = "Keys: space pause, n next, b back, + and - ten seconds, s sound, q complete. Ctrl-C leaves and keeps."
PAUSED_ELSEWHERE = "Paused from another terminal. space goes on."


def gap(length: timedelta) -> str:
    """After the guide was stopped, or the machine slept."""
    return f"{spoken(length)} passed unseen: paused. space goes on, g counts them as practice."


def not_saved(trouble: str) -> str:
    """While a save fails."""
    return f"Not saved, tried again: {trouble}"


def complete_now(course: Course) -> str:
    """The question before a practice is ended early."""
    planned = course.target if isinstance(course, FreePlayback) else timedelta(milliseconds=course.total_milliseconds)
    of_planned = "" if planned is None else f" of {spoken(planned)}"
    return f"Complete now, after {spoken(practised(course))}{of_planned}? y yes, n no"
