"""A sequence brought into the shape that a call asks for; one that was fitted to a length is shown first."""

from yogaflow_cli.cli.asking import NOTHING_CHANGED, typed
from yogaflow_cli.cli.looking_back import show_table
from yogaflow_cli.cli.shape import Shape
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.domain import shaping
from yogaflow_cli.domain.fitting import fitted
from yogaflow_cli.domain.frozen_sequence import sequence_from_json
from yogaflow_cli.domain.sequence import Bell, Sequence
from yogaflow_cli.domain.session import PlannedSequence
from yogaflow_cli.errors import Interrupted
from yogaflow_cli.presentation.sequence_page import sequence_heading, steps_table


def shaped_plan(workspace: Workspace, plan: Sequence | PlannedSequence, shape: Shape, guided: bool) -> Sequence:
    """The sequence in its shape, but for its rounds, which are the shelf's matter. Raises InvalidValue, Interrupted."""
    if isinstance(plan, PlannedSequence):
        plan = sequence_from_json(workspace.log.sequences.content(plan.sequence_id))
    sequence = shaped(plan, shape)
    if shape.fit is not None and not workspace.manner.json:
        show_plan(workspace, sequence, ask=guided)
    return sequence


def shaped(sequence: Sequence, shape: Shape) -> Sequence:
    """The sequence in the shape, in the order in which nothing undoes what came before. Raises InvalidValue."""
    if shape.breath is not None:
        sequence = shaping.with_breath(sequence, shape.breath)
    if shape.from_step is not None:
        sequence = shaping.from_step(sequence, shape.from_step)
    if shape.fit is not None:
        sequence = fitted(sequence, shape.fit)
    if shape.prepare is not None:
        sequence = shaping.with_prepare(sequence, shape.prepare)
    if shape.bell is not None:
        sequence = shaping.with_bell(sequence, Bell(shape.bell.when), shape.bell.every)
    return sequence


def show_plan(workspace: Workspace, sequence: Sequence, ask: bool) -> None:
    """Shows the steps with their holds; then waits for Enter where somebody can press it.

    Raises:
        Interrupted: the person does not want it so.
    """
    workspace.output.echo(sequence_heading(sequence, workspace.viewer))
    if not workspace.manner.quiet:
        show_table(workspace, steps_table(sequence, workspace.viewer))
    if ask and workspace.can_ask and typed("Enter begins, q leaves:"):
        raise Interrupted(NOTHING_CHANGED)
