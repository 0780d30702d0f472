"""Sequences as rows, as a page and as objects."""

from collections.abc import Iterable
from datetime import timedelta

from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.library.plan import Title
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.viewer import Viewer
from yogaflow_cli.text.cleaning import shown
from yogaflow_cli.text.durations import spoken

INSTEAD = "yours, instead of the shipped one"


def title_object(title: Title, sequence: Sequence) -> dict[str, object]:
    """A sequence for scripts, without its steps."""
    return {
        "sequence": title.slug,
        "name": title.name,
        "sanskrit": title.sanskrit,
        "style": title.style,
        "level": title.level,
        "planned_seconds": sequence.planned_seconds,
        "poses_planned": sequence.poses_planned,
        "shipped": title.shipped,
        "shadows_shipped": title.shadows_shipped,
    }


def sequence_object(sequence: Sequence) -> dict[str, object]:
    """A sequence for scripts, every step with its side, hold and the transition before it, in seconds."""
    return {
        "sequence": sequence.slug,
        "name": sequence.name,
        "sanskrit": sequence.sanskrit,
        "style": sequence.style,
        "level": sequence.level,
        "about": sequence.about,
        "props": list(sequence.props),
        "planned_seconds": sequence.planned_seconds,
        "poses_planned": sequence.poses_planned,
        "shipped": sequence.shipped,
        "steps": [step_object(step) for step in sequence.steps],
    }


def step_object(step: Step) -> dict[str, object]:
    """One step for scripts."""
    return {
        "pose": step.pose,
        "english": step.english,
        "sanskrit": step.sanskrit,
        "side": step.side.value if step.side else None,
        "hold_seconds": step.hold_seconds,
        "transition_seconds": step.transition_seconds,
        "breaths": step.breaths,
        "part": step.part,
        "round": step.round,
        "rounds": step.rounds,
        "cue": step.cue,
    }


def sequences_table(sequences: Iterable[tuple[Title, Sequence]], viewer: Viewer) -> Table:
    """A row a sequence; a person's own say so."""
    columns = (
        Column("Sequence"),
        Column("Name", flexible=True),
        Column("Style"),
        Column("Time", right=True),
        Column(""),
    )
    rows = [
        [
            title.slug,
            shown(title.name),
            shown(title.style or ""),
            spoken(timedelta(seconds=sequence.planned_seconds), viewer.plain),
            "" if title.shipped else "yours",
        ]
        for title, sequence in sequences
    ]
    owned = any(row[-1] for row in rows)
    return Table(columns, rows) if owned else Table(columns[:-1], [row[:-1] for row in rows])


def shadowing(sequences: Iterable[tuple[Title, Sequence]]) -> str:
    """A line for each own sequence that stands in the place of a shipped one."""
    return "\n".join(f"{title.slug} is {INSTEAD}." for title, _ in sequences if title.shadows_shipped)


def sequence_heading(sequence: Sequence, viewer: Viewer) -> str:
    """Name, length, and what it is about."""
    sanskrit = f" · {shown(sequence.sanskrit)}" if sequence.sanskrit else ""
    length = spoken(timedelta(seconds=sequence.planned_seconds), viewer.plain)
    lines = [f"{shown(sequence.name)}{sanskrit} ({sequence.slug})", f"{length}, {sequence.poses_planned} steps"]
    if sequence.style:
        lines[1] += f", {shown(sequence.style)}"
    if sequence.about:
        lines.append(shown(sequence.about))
    if sequence.props:
        lines.append(f"Props: {', '.join(map(shown, sequence.props))}")
    return "\n".join([*lines, ""])


def steps_table(sequence: Sequence, viewer: Viewer) -> Table:
    """A row a step of one round of each part; repeated rounds are told, not written again."""
    columns = (
        Column("#", right=True),
        Column("Part", flexible=True),
        Column("English", flexible=True),
        Column("Sanskrit", flexible=True),
        Column("Side"),
        Column("Hold", right=True),
    )
    rows = [
        step_row(number, step, viewer, first_of_part(sequence.steps, number - 1))
        for number, step in enumerate(sequence.steps, start=1)
        if step.round == 1
    ]
    kept = [position for position in range(len(columns)) if any(row[position] for row in rows)]
    return Table([columns[position] for position in kept], [[row[position] for position in kept] for row in rows])


def first_of_part(steps: tuple[Step, ...], position: int) -> bool:
    """Whether a step begins a part."""
    return position == 0 or steps[position - 1].part_number != steps[position].part_number


def step_row(number: int, step: Step, viewer: Viewer, begins_part: bool) -> list[str]:
    """One step."""
    rounds = f" x{step.rounds}" if step.rounds > 1 else ""
    about = next((text for text in (step.cue, step.note) if text), None)
    return [
        str(number),
        f"{shown(step.part or '')}{rounds}" if begins_part else "",
        shown(step.english) + (f": {shown(about)}" if about else ""),
        shown(step.sanskrit or ""),
        step.side.value if step.side else "",
        hold_words(step, viewer),
    ]


def hold_words(step: Step, viewer: Viewer) -> str:
    """How long a step is held: in breaths where it is counted so, else in seconds and minutes."""
    if step.pattern is not None:
        return "-".join(map(str, step.pattern))
    if step.breath_phase is not None:
        return f"{step.breath_phase}-breath"
    if step.breaths is not None:
        return "1 breath" if step.breaths == 1 else f"{step.breaths:g} breaths"
    return spoken(timedelta(milliseconds=step.hold_milliseconds), viewer.plain)
