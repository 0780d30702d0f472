"""A session as a small TOML text to edit, and what was changed in it."""

import tomllib
from json import dumps

from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import InvalidValue
from yogaflow_cli.text.cleaning import shown_note
from yogaflow_cli.text.durations import typed

HEAD = "# Session {number}. Change what is wrong, save and close; leave it as it is to change nothing."


def edit_page(session: PracticeSession) -> str:
    """The text: one line a field, "" where nothing was given; an open session has no end and no status."""
    felt = session.reflection
    end = session.local_end
    active = typed(session.active_time(session.ended_at or session.started_at))
    fields: list[tuple[str, object, str]] = [
        ("start", f"{session.local_start:%Y-%m-%d %H:%M:%S}", session.time_zone),
        *([("end", f"{end:%Y-%m-%d %H:%M:%S}", "")] if end is not None else []),
        *([("duration", active, "the time practised")] if end is not None else []),
        *([("status", session.status.value, "completed, partial or abandoned")] if end is not None else []),
        ("sequence", session.sequence.slug if session.sequence else "", "a name, or empty for free practice"),
        ("poses", session.poses_completed, "steps practised"),
        ("style", session.style or "", ""),
        ("tags", list(session.tags), ""),
        ("effort", felt.effort or "", "1 to 10"),
        ("mood_before", felt.mood_before or "", "1 to 5"),
        ("mood_after", felt.mood_after or "", "1 to 5"),
        ("energy_before", felt.energy_before or "", "1 to 5"),
        ("energy_after", felt.energy_after or "", "1 to 5"),
    ]
    lines = [HEAD.format(number=session.number), *(field_line(*field) for field in fields), note_lines(session.note)]
    return "\n".join(lines) + "\n"


def field_line(name: str, value: object, comment: str) -> str:
    """One field; what JSON writes for cleaned text, numbers and lists of text is TOML as well."""
    line = f"{name} = {dumps(value, ensure_ascii=False)}"
    return f"{line:<40} # {comment}" if comment else line


def note_lines(note: str | None) -> str:
    """The note, as a text of several lines."""
    # One or two quotation marks may stand before the closing three.
    escaped = shown_note(note or "").replace("\\", "\\\\").replace('"""', '""\\"')
    return f'note = """\n{escaped}"""'


def changed_fields(before: str, after: str) -> dict[str, object]:
    """The fields whose values differ, with their new ones; a field that was taken out is as good as empty.

    Raises:
        InvalidValue: the text is not TOML, or has a field that there is not.
    """
    kept = tomllib.loads(before)
    try:
        edited = tomllib.loads(after)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(f"That is not TOML: {error}.") from error
    unknown = [name for name in edited if name not in kept]
    if unknown:
        raise InvalidValue(f"There is no field {unknown[0]!r}.", f"The fields are: {', '.join(kept)}.")
    return {name: edited.get(name, "") for name in kept if edited.get(name, "") != kept[name]}


def as_text(name: str, value: object) -> str:
    """A field's value as it would be typed behind an option.

    Raises:
        InvalidValue: it is neither text nor a whole number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidValue(f"{name} must be a text or a whole number, not {value!r}.")
    return str(value)


def as_texts(name: str, value: object) -> tuple[str, ...]:
    """A field's list of texts.

    Raises:
        InvalidValue: it is another thing.
    """
    if value == "":
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidValue(f'{name} must be a list of texts, such as ["home", "morning"].')
    return tuple(value)
