"""A session as a text in the person's editor: opened, and opened again on a mistake."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from yogaflow_cli.cli.asking import NOTHING_CHANGED, agreed
from yogaflow_cli.cli.edit_texts import EditTexts
from yogaflow_cli.cli.editor import run_editor, tell_of_mistake
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import Interrupted, InvalidValue, YogaflowError
from yogaflow_cli.presentation.edit_page import as_text, as_texts, changed_fields, edit_page
from yogaflow_cli.text.durations import typed

Edited = TypeVar("Edited")


def edited_in_editor(
    session: PracticeSession, environment: Mapping[str, str], understood: Callable[[EditTexts], Edited]
) -> Edited:
    """What `understood` makes of the person's changes; a mistake is said, and the same text opened again.

    Raises:
        Interrupted: the person does not want to try again, or stopped the editor.
        InvalidValue: the editor cannot be run, or left nothing to read.
    """
    before = edit_page(session)
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:
        page = Path(folder) / f"session-{session.number}.toml"
        page.write_text(before, encoding="utf-8")
        while True:
            run_editor(page, environment, f"{NOTHING_CHANGED} Set EDITOR, or use options: --note TEXT")
            try:
                return understood(texts_of(session, before, page.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                tell_of_mistake(InvalidValue("The text is not valid UTF-8."))
            except OSError:
                raise InvalidValue("The editor left no text to read.", NOTHING_CHANGED) from None
            except YogaflowError as error:
                tell_of_mistake(error)
            if not agreed("Edit again?"):
                raise Interrupted(NOTHING_CHANGED)


def texts_of(session: PracticeSession, before: str, after: str) -> EditTexts:
    """What was changed in the page, as the texts of options. An emptied page changes nothing.

    Raises:
        InvalidValue: the page cannot be understood.
    """
    if not after.strip():
        return EditTexts()
    changed = changed_fields(before, after)
    tags = as_texts("tags", changed.pop("tags")) if "tags" in changed else session.tags
    texts = {name: as_text(name, value) for name, value in changed.items()}
    moved = {"start", "end"} & texts.keys()
    if moved and "duration" not in texts and any(segment.stated is not None for segment in session.segments):
        # The page still says what was stated, and so does the person.
        texts["duration"] = typed(session.active_time(session.ended_at or session.started_at))
    return EditTexts(
        **texts,
        # The page shows the session's own clock, which its times are to be read by.
        zone=session.time_zone if moved else None,
        tag=tuple(tag for tag in tags if tag not in session.tags),
        untag=tuple(tag for tag in session.tags if tag not in tags),
    )
