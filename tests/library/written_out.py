"""A sequence as text, one line a step, for the golden files. `python -m tests.library.written_out` writes them anew."""

from pathlib import Path

from yogaflow_cli.domain.sequence import Sequence, Step
from yogaflow_cli.library.shelf import Shelf

GOLDEN = Path(__file__).parents[1] / "golden" / "sequences"


def written_out(sequence: Sequence) -> str:
    """Everything that a sequence says, its head first; what a step does not say is left out."""
    head = [
        f"{sequence.name} / {sequence.sanskrit}",
        f"style {sequence.style}, level {sequence.level}, breath {sequence.breath_milliseconds} ms",
        f"prepare {sequence.prepare_milliseconds} ms, bell {sequence.bell} {sequence.bell_every_milliseconds or ''}",
        f"props {', '.join(sequence.props)}",
        f"about {sequence.about}",
        f"{sequence.poses_planned} steps, {sequence.planned_seconds} s",
    ]
    steps = [f"{number} {_step(step)}" for number, step in enumerate(sequence.steps, start=1)]
    return "\n".join(line.rstrip() for line in (*head, "", *steps)) + "\n"


def _step(step: Step) -> str:
    always = [
        step.pose,
        f"{step.english} / {step.sanskrit}",
        f"move {step.transition_milliseconds}",
        f"hold {step.hold_milliseconds}",
        f"breath {step.breath_milliseconds}",
        f"part {step.part_number} {step.part or ''}".strip(),
        f"round {step.round}/{step.rounds}",
    ]
    sometimes = {
        "side": step.side,
        "breaths": step.breaths,
        "on": step.breath_phase,
        "pattern": step.pattern,
        "count": step.count and f"{step.count} {step.count_word}",
        "repetition": step.repetitions > 1 and f"{step.repetition}/{step.repetitions}",
        "cue": step.cue,
        "note": step.note,
        "bell": step.bell,
        "rest": step.rest,
    }
    return " | ".join([*always, *(f"{name} {value}" for name, value in sometimes.items() if value)])


if __name__ == "__main__":
    shelf = Shelf(None)
    for title in shelf.names():
        (GOLDEN / f"{title.slug}.txt").write_text(written_out(shelf.find(title.slug)), encoding="utf-8")
