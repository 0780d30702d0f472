"""The person's editor on a session's text: opened, and opened again on a mistake."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from yogaflow_cli.cli.asking import NOTHING_CHANGED, agreed
from yogaflow_cli.cli.edit_texts import EditTexts
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import Interrupted, InvalidValue, YogaflowError
from yogaflow_cli.presentation.edit_page import as_text, as_texts, changed_fields, edit_page

Edited = TypeVar("Edited")

LAST_RESORT = "notepad" if os.name == "nt" else "vi"


def edited_in_editor(
    session: PracticeSession, environment: Mapping[str, str], understood: Callable[[EditTexts], Edited]
) -> Edited:
    """What `understood` makes of the person's changes; a mistake is said, and the same text opened again.

    Raises:
        Interrupted: the person does not want to try again.
        InvalidValue: the editor cannot be run.
    """
    before = edit_page(session)
    with tempfile.TemporaryDirectory(prefix="yogaflow-") as folder:
        page = Path(folder) / f"session-{session.number}.toml"
        page.write_text(before, encoding="utf-8")
        while True:
            run_editor(page, environment)
            try:
                return understood(texts_of(session, before, page.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                sys.stderr.write("yogaflow: The text is not valid UTF-8.\n")
            except YogaflowError as error:
                sys.stderr.write(f"yogaflow: {error.message}\n" + (f"  {error.hint}\n" if error.hint else ""))
            if not agreed("Edit again?"):
                raise Interrupted(NOTHING_CHANGED)


def run_editor(page: Path, environment: Mapping[str, str]) -> None:
    """Opens the page in VISUAL or EDITOR, and waits.

    Raises:
        InvalidValue: it is not there, or ended with a failure.
    """
    command = environment.get("VISUAL") or environment.get("EDITOR") or LAST_RESORT
    try:
        # The variable may hold options too: EDITOR="code --wait".
        ended = subprocess.run([*shlex.split(command), str(page)], check=False)
    except (OSError, ValueError) as error:
        raise InvalidValue(
            f"The editor {command!r} cannot be run.", "Set EDITOR, or use options: --note TEXT"
        ) from error
    if ended.returncode:
        raise InvalidValue(f"The editor {command!r} ended with a failure.", NOTHING_CHANGED)


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
    return EditTexts(
        **texts,
        # The page shows the session's own clock, which its times are to be read by.
        zone=session.time_zone if {"start", "end"} & texts.keys() else None,
        tag=tuple(tag for tag in tags if tag not in session.tags),
        untag=tuple(tag for tag in session.tags if tag not in tags),
    )
