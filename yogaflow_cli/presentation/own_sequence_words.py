"""What is said of a person's own sequence files, in words and as objects."""

from datetime import timedelta
from pathlib import Path

from yogaflow_cli.presentation.sequence_page import INSTEAD
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.services.own_sequences import CheckedSequence
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken


def checked_object(checked: CheckedSequence) -> dict[str, object]:
    """A sound sequence for scripts, without its steps."""
    sequence = checked.sequence
    return {
        "sequence": sequence.slug,
        "name": sequence.name,
        "planned_seconds": sequence.planned_seconds,
        "poses_planned": sequence.poses_planned,
        "file": shown(str(checked.file)),
        "shadows_shipped": checked.shadows_shipped,
        "warnings": [shown(warning) for warning in checked.warnings],
    }


def wrote(file: Path, shadows_shipped: bool) -> str:
    """Where a new file is."""
    return f"Wrote {shown(str(file))}" + (f"\nIt is {INSTEAD}." if shadows_shipped else "")


def sound(checked: CheckedSequence, viewer: Viewer) -> str:
    """How long it is, and what can be done with it."""
    sequence = checked.sequence
    length = spoken(timedelta(seconds=sequence.planned_seconds), viewer.plain)
    steps = "1 step" if sequence.poses_planned == 1 else f"{sequence.poses_planned} steps"
    lines = [f"{shown(sequence.name)} ({sequence.slug}) is sound: {steps}, {length}."]
    if checked.shadows_shipped:
        lines.append(f"It is {INSTEAD}.")
    return "\n".join(lines)


def next_words(checked: CheckedSequence, folder: Path) -> str:
    """What to type to practise it."""
    if checked.in_place:
        return f"Begin: yogaflow start {checked.sequence.slug}"
    return f"To practise it, put it into {shown(str(folder))}"


def deleted_object(file: Path, kept: Path, shadowed_shipped: bool) -> dict[str, object]:
    """A deleted file for scripts."""
    return {
        "sequence": file.stem,
        "file": shown(str(file)),
        "kept_in": shown(str(kept)),
        "shadowed_shipped": shadowed_shipped,
    }


def deleted(file: Path, kept: Path, shadowed_shipped: bool) -> str:
    """What became of a file."""
    words = f"Deleted {file.stem}. It is kept in {shown(str(kept))}"
    return f"{words}\nThe shipped {file.stem} is in its place again." if shadowed_shipped else words
