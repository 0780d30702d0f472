"""`yogaflow edit`: change a practice, by options or in the person's editor."""

from typing import Annotated

import typer

from yogaflow_cli.cli import options, values
from yogaflow_cli.cli.answering import tell_of_session, workspace_of
from yogaflow_cli.cli.edit_texts import EditTexts, edits_of
from yogaflow_cli.cli.session_editor import edited_in_editor
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.errors import NeedsAnAnswer
from yogaflow_cli.presentation import wording
from yogaflow_cli.services import correction
from yogaflow_cli.services.choosing import SessionReference, open_or_last

Untag = Annotated[
    list[str] | None,
    typer.Option("--untag", metavar="TAG", help="Take a tag away.", autocompletion=options.complete_tag),
]
NewSequence = Annotated[
    str | None,
    typer.Option(
        "--sequence", metavar="SEQUENCE", help="Another sequence, or none.", autocompletion=options.complete_sequence
    ),
]
MoodBefore = Annotated[str | None, typer.Option("--mood-before", metavar="1-5", help="Your mood before.")]
EnergyBefore = Annotated[str | None, typer.Option("--energy-before", metavar="1-5", help="Your energy before.")]
MoodAfter = Annotated[str | None, typer.Option("--mood", "--mood-after", metavar="1-5", help="Your mood after.")]
EnergyAfter = Annotated[
    str | None, typer.Option("--energy", "--energy-after", metavar="1-5", help="Your energy after.")
]


def edit_command(
    context: typer.Context,
    session: options.Session = None,
    start: options.Start = None,
    end: options.End = None,
    duration: options.Duration = None,
    zone: options.Zone = None,
    status: options.Status = None,
    poses: options.Poses = None,
    sequence: NewSequence = None,
    style: options.Style = None,
    note: options.Note = None,
    tag: options.Tags = None,
    untag: Untag = None,
    effort: options.Effort = None,
    mood_before: MoodBefore = None,
    mood_after: MoodAfter = None,
    energy_before: EnergyBefore = None,
    energy_after: EnergyAfter = None,
    overlap: options.Overlap = False,
) -> None:
    """Changes a practice; without an option it opens your editor."""
    workspace = workspace_of(context)
    reference = values.session_reference(session)
    texts = EditTexts(
        start=start,
        end=end,
        duration=duration,
        zone=zone,
        status=status,
        poses=poses,
        sequence=sequence,
        style=style,
        note=note,
        tag=tuple(tag or ()),
        untag=tuple(untag or ()),
        effort=effort,
        mood_before=mood_before,
        mood_after=mood_after,
        energy_before=energy_before,
        energy_after=energy_after,
    )
    if texts == EditTexts():
        before, after = edit_in_editor(workspace, reference, overlap)
    else:
        edits = edits_of(workspace, texts)
        before, after = correction.edit(workspace.log, workspace.now, reference, edits, overlap=overlap)
    tell_of_session(workspace, after, wording.edited(before, after, workspace.viewer))


def edit_in_editor(
    workspace: Workspace, reference: SessionReference, overlap: bool
) -> tuple[PracticeSession, PracticeSession]:
    """Edits in the person's editor, again and again until it can be understood or is left.

    Raises:
        NeedsAnAnswer: there is no terminal.
        Interrupted: the person gave up.
    """
    if not workspace.can_ask:
        raise NeedsAnAnswer("There is no terminal to edit on.", "Say what to change: yogaflow edit --note TEXT, --help")
    session = open_or_last(workspace.log, reference)

    def understood(texts: EditTexts) -> tuple[PracticeSession, PracticeSession]:
        edits = edits_of(workspace, texts)
        return correction.edit(workspace.log, workspace.now, session.number, edits, overlap=overlap)

    return edited_in_editor(session, workspace.environment, understood)
