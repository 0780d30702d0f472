"""What the guide logged of a session, as plain values: its steps, and where it stood."""

from collections.abc import Iterator
from datetime import timedelta

from yogaflow_cli.domain.change import Record
from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.record_values import instant, items, mapping, optional_int, whole
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.text.instants import iso_utc

MILLISECOND = timedelta(milliseconds=1)


def step_record(step: StepRecord) -> dict[str, object]:
    """One attempt at a step."""
    return {
        "step": step.step_number,
        "pose": step.pose,
        "side": step.side.value if step.side else None,
        "outcome": step.outcome.value,
        "planned_ms": step.planned_milliseconds,
        "practised_ms": step.practised_milliseconds,
    }


def guide_record(mark: GuideMark) -> dict[str, object]:
    """Where the guide stood."""
    return {
        "step": mark.step_number,
        "into_ms": mark.into_milliseconds,
        "changed_ms": mark.changed_milliseconds,
        "active_ms": mark.active // MILLISECOND,
        "seen_at": None if mark.seen_at is None else iso_utc(mark.seen_at, milliseconds=True),
        "bell_every_ms": None if mark.every is None else mark.every // MILLISECOND,
    }


def steps_of(record: Record) -> Iterator[StepRecord]:
    """The attempts that a record holds."""
    for item in items(record.get("steps", [])):
        values = mapping(item)
        side = values["side"]
        yield StepRecord(
            whole(values["step"]),
            str(values["pose"]),
            Outcome(str(values["outcome"])),
            None if side is None else Side(str(side)),
            whole(values["planned_ms"]),
            whole(values["practised_ms"]),
        )


def guide_of(record: Record) -> GuideMark | None:
    """Where the guide stood, None when it never ran."""
    if record.get("guide") is None:
        return None
    values = mapping(record["guide"])
    every = optional_int(values["bell_every_ms"])
    return GuideMark(
        step_number=optional_int(values["step"]),
        into_milliseconds=whole(values["into_ms"]),
        changed_milliseconds=whole(values["changed_ms"]),
        active=whole(values["active_ms"]) * MILLISECOND,
        seen_at=None if values["seen_at"] is None else instant(values["seen_at"]),
        every=None if every is None else every * MILLISECOND,
    )
