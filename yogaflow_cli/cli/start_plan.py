"""What a practice is started with: the sequence in its shape, what was said, and whether the guide opens."""

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from yogaflow_cli.cli.shape import Shape, refuse_without_sequence
from yogaflow_cli.cli.shelves import sequence_named
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.session import PlannedSequence, PracticeSession
from yogaflow_cli.domain.settings import GUIDE
from yogaflow_cli.errors import UsageMistake
from yogaflow_cli.services.practice import NOTHING_SAID, Said
from yogaflow_cli.services.repeating import repeated

if TYPE_CHECKING:
    from yogaflow_cli.domain.sequence import Sequence


class StartPlan(NamedTuple):
    """The sequence as it is to be practised, or the frozen one of a repeated practice; what was said; guided or not.

    `bell_every` is the interval of free practice's bell.
    """

    sequence: "Sequence | None" = None
    frozen: PlannedSequence | None = None
    said: Said = NOTHING_SAID
    guided: bool = False
    bell_every: timedelta | None = None


FREE_PRACTICE = StartPlan()


class Start(Protocol):
    """Starts a practice, with a mark where the guide leads it or is to know something."""

    def __call__(self, *, guide: GuideMark | None) -> PracticeSession:
        """The session. Raises as `services.practice.start`."""


def start_plan(
    workspace: Workspace,
    named: "Sequence | None",
    again: bool,
    said: Said,
    shape: Shape,
    guide: bool | None,
    in_past: bool,
) -> StartPlan:
    """What the call asks for; `guide` is its own word for or against the guide, `in_past` that it began before.

    Raises:
        SequenceNotFound, InvalidValue, StorageError: as `Shelf.find`, and a shape that cannot be.
        SessionNotFound: nothing is there to repeat.
        UsageMistake: options that do not go together.
    """
    if guide and in_past:
        raise UsageMistake("The guide leads from now on.", "Leave --guide out, or --at and --ago.")
    plan: Sequence | PlannedSequence | None = named
    bell_every = None if shape.bell is None else shape.bell.every
    if again:
        before = repeated(workspace.log, workspace.shelf)
        said = said._replace(style=said.style or before.style, tags=said.tags or before.tags)
        if plan is None and before.sequence is not None:
            plan = sequence_named(workspace, before.sequence.slug, shape.rounds) if shape.rounds else before.sequence
    guided = guide if guide is not None else opens_guide(workspace, plan is not None and not in_past)
    if plan is None:
        refuse_without_sequence(shape)
        return StartPlan(None, None, said, guided, bell_every)
    if not guided and not shape.says_anything:
        frozen = plan if isinstance(plan, PlannedSequence) else None
        return StartPlan(None if isinstance(plan, PlannedSequence) else plan, frozen, said, guided, bell_every)
    # A seam: what shapes and shows a sequence takes 10 ms to import.
    from yogaflow_cli.cli.shaped_plan import shaped_plan  # noqa: PLC0415

    return StartPlan(shaped_plan(workspace, plan, shape, guided), None, said, guided, bell_every)


def opens_guide(workspace: Workspace, with_sequence_now: bool) -> bool:
    """Whether the guide opens unasked: for a sequence that begins now, on a terminal, unless a setting forbids it."""
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty() and not workspace.manner.json
    return with_sequence_now and on_terminal and workspace.setting(GUIDE) != "off"
