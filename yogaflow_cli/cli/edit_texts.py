"""What a person wants changed, as typed: from options or from the editor's text, read by the same grammar."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from yogaflow_cli.cli import values
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.services.correction import UNCHANGED, Edits, Times, Unchanged
from yogaflow_cli.text.durations import parse_duration

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence

Value = TypeVar("Value")

NO_SEQUENCE = ("none", "")


class EditTexts(NamedTuple):
    """The texts of what to change; None where nothing was said, an empty text to take a value away."""

    start: str | None = None
    end: str | None = None
    duration: str | None = None
    zone: str | None = None
    status: str | None = None
    poses: str | None = None
    sequence: str | None = None
    style: str | None = None
    note: str | None = None
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    effort: str | None = None
    mood_before: str | None = None
    mood_after: str | None = None
    energy_before: str | None = None
    energy_after: str | None = None


def edits_of(workspace: Workspace, texts: EditTexts) -> Edits:
    """What the texts mean.

    Raises:
        InvalidValue, SequenceNotFound: one of them means nothing.
    """
    return Edits(
        times=Times(
            workspace.instant(texts.start, None, texts.zone),
            workspace.instant(texts.end, None, texts.zone),
            None if texts.duration is None else parse_duration(texts.duration),
        ),
        status=values.status(texts.status),
        poses=values.poses(texts.poses),
        sequence=new_sequence(workspace, texts.sequence),
        style=or_emptied(texts.style, values.style),
        note=or_emptied(texts.note, values.note),
        add_tags=values.tags(list(texts.tag)),
        drop_tags=values.tags(list(texts.untag)),
        effort=or_emptied(texts.effort, lambda text: values.scale(text, "effort", 10)),
        mood_before=or_emptied(texts.mood_before, lambda text: values.scale(text, "mood before", 5)),
        mood_after=or_emptied(texts.mood_after, lambda text: values.scale(text, "mood", 5)),
        energy_before=or_emptied(texts.energy_before, lambda text: values.scale(text, "energy before", 5)),
        energy_after=or_emptied(texts.energy_after, lambda text: values.scale(text, "energy", 5)),
        zone=None if texts.zone is None else workspace.zone(texts.zone),
    )


def or_emptied(text: str | None, read: Callable[[str], Value | None]) -> Value | Unchanged | None:
    """The value of a text, None for an empty one, UNCHANGED where nothing was said."""
    if text is None:
        return UNCHANGED
    return read(text) if text else None


def new_sequence(workspace: Workspace, text: str | None) -> "Sequence | Unchanged | None":
    """The sequence to put in place, None for free practice."""
    if text is None:
        return UNCHANGED
    return None if text in NO_SEQUENCE else sequence_named(workspace, text)
