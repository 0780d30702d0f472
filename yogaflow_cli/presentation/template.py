"""The session's keys as texts, for a person's own line about it."""

from collections.abc import Mapping
from datetime import timedelta

from yogaflow_cli.domain.session_object import text_of
from yogaflow_cli.text import template as line
from yogaflow_cli.text.durations import clock


def filled(template: str, session: Mapping[str, object]) -> str:
    """The template with its names filled in from the session object, and `{minutes}` and `{elapsed}` (mm:ss).

    None is shown as nothing, a list joined by commas. Raises as `text.template.filled`.
    """
    return line.filled(template, values_of(session))


def values_of(session: Mapping[str, object]) -> dict[str, str]:
    """Every name and its text."""
    duration = session["duration_seconds"]
    seconds = duration if isinstance(duration, int) else 0
    elapsed = session["elapsed_seconds"]
    return {
        **{name: text_of(value) for name, value in session.items()},
        "minutes": str(seconds // 60),
        "elapsed": clock(timedelta(seconds=elapsed if isinstance(elapsed, int) else 0)),
    }
