"""A person's own line about a session: `{name}` for the session's keys, and nothing else."""

from collections.abc import Mapping
from datetime import timedelta

from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import clock


def filled(template: str, session: Mapping[str, object]) -> str:
    """The template with its names filled in from the session object, and `{minutes}` and `{elapsed}` (mm:ss).

    `{{` and `}}` are braces. None is shown as nothing, a list joined by commas.

    Raises:
        InvalidValue: a name is unknown, a brace stands alone, or the template could act as a terminal control.
    """
    if shown(template) != template:
        raise InvalidValue("The template holds a character that could act on a terminal.", "Leave it out.")
    known = values_of(session)
    parts = []
    rest = template
    while rest:
        text, brace, rest = until_brace(rest)
        parts.append(text)
        if brace == "{":
            name, closed, rest = rest.partition("}")
            if not closed or name not in known:
                raise InvalidValue(f"{{{shown(name)}}} is not known.", f"Known are: {', '.join(sorted(known))}")
            parts.append(known[name])
    return "".join(parts)


def until_brace(text: str) -> tuple[str, str, str]:
    """The text before the next brace, the brace (none for a doubled one), and the rest."""
    for position, sign in enumerate(text):
        if sign in "{}":
            if text[position + 1 : position + 2] == sign:
                return text[: position + 1], "", text[position + 2 :]
            if sign == "}":
                raise InvalidValue("A brace stands alone in the template.", "Write }} for a brace, {name} for a value.")
            return text[:position], sign, text[position + 1 :]
    return text, "", ""


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


def text_of(value: object) -> str:
    """A value as a person reads it, defused."""
    if value is None:
        return ""
    return shown(", ".join(map(str, value)) if isinstance(value, list) else str(value))
