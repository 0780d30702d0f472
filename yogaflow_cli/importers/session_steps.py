"""What the guide logged of a session of a file: its steps, and where it stood, for the guide may go on from there."""

from datetime import timedelta
from functools import lru_cache

from yogaflow_cli.domain.guide_mark import GuideMark
from yogaflow_cli.domain.sequence import Sequence
from yogaflow_cli.domain.session import PracticeSession
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.importers.fields import MOST_SECONDS, Fields
from yogaflow_cli.text.cleaning import clean_line

STEP_KEYS = frozenset({"step", "pose", "side", "outcome", "planned_ms", "practised_ms"})
MARK_KEYS = frozenset({"step", "into_ms", "changed_ms", "active_ms", "seen_at", "bell_every_ms"})

# A large file has millions of steps: so a step is read in 3.5 µs, and by asking the enumerations in 8.5.
OUTCOMES = {outcome.value: outcome for outcome in Outcome}
SIDES = {side.value: side for side in Side}

MOST_STEPS = 10_000
"""No sequence has more; of so many attempts in a session of 4 hours, each would last 1.4 seconds."""

MOST_MILLISECONDS = MOST_SECONDS * 1000
MOST_PREPARING_MILLISECONDS = 4 * 3_600_000
"""A sequence has 10 minutes at most, and the person may add to them."""

SHORTEST_BELL_MILLISECONDS = 1000
"""Bells that are more frequent are refused where they are chosen, too: hours of them would not fit in memory."""

WITHOUT_MARK = "Leave 'guide' out."


def steps_of(fields: Fields) -> tuple[StepRecord, ...]:
    """The steps that the file tells, in its order; none where it is from before there was a guide."""
    if not fields.has("steps"):
        return ()
    items = fields.items("steps")
    if len(items) > MOST_STEPS:
        raise fields.refused(f"'steps' holds {len(items):,} steps, at most {MOST_STEPS:,} fit")
    return tuple(step_of(Fields(item, f"{fields.place}, step {count}")) for count, item in enumerate(items, start=1))


def step_of(attempt: Fields) -> StepRecord:
    """One attempt at a step."""
    attempt.refuse_others(STEP_KEYS)
    outcome = attempt.choice("outcome", OUTCOMES)
    if outcome is None:
        raise attempt.refused("'outcome' is missing")
    side = attempt.choice("side", SIDES)
    return StepRecord(
        told(attempt, "step", 1, MOST_STEPS),
        attempt.understood("pose", pose, attempt.text("pose")),
        OUTCOMES[outcome],
        None if side is None else SIDES[side],
        told(attempt, "planned_ms", 0, MOST_MILLISECONDS),
        told(attempt, "practised_ms", 0, MOST_MILLISECONDS),
    )


def mark_of(fields: Fields) -> GuideMark | None:
    """Where the file says that the guide stood, None where it says nothing of it."""
    if not fields.has("guide"):
        return None
    mark = fields.inner("guide")
    mark.refuse_others(MARK_KEYS)
    every = mark.number("bell_every_ms", SHORTEST_BELL_MILLISECONDS, MOST_MILLISECONDS)
    return GuideMark(
        step_number=mark.number("step", 1, MOST_STEPS + 1),
        into_milliseconds=told(mark, "into_ms", -MOST_PREPARING_MILLISECONDS, MOST_MILLISECONDS),
        changed_milliseconds=told(mark, "changed_ms", -MOST_MILLISECONDS, MOST_MILLISECONDS),
        active=timedelta(milliseconds=told(mark, "active_ms", 0, MOST_MILLISECONDS)),
        seen_at=mark.optional_instant("seen_at"),
        every=None if every is None else timedelta(milliseconds=every),
    )


def refuse_misplaced(fields: Fields, session: PracticeSession, sequence: Sequence | None) -> None:
    """Raises InvalidValue when the guide could not go on from the session's mark in the sequence that it led."""
    mark = session.guide
    if mark is None or mark.step_number is None:
        return
    if sequence is None:
        raise fields.refused("the guide stood at a step, and 'sequence_hash' tells of no sequence", WITHOUT_MARK)
    steps = len(sequence.steps)
    if mark.step_number > steps + 1:
        raise fields.refused(
            f"the guide stood at step {mark.step_number}, and its sequence has {steps:,}", WITHOUT_MARK
        )
    if mark.step_number > steps and not session.steps:
        raise fields.refused("the guide stood past the last step, and 'steps' holds none", WITHOUT_MARK)
    if mark.into_milliseconds < 0 and session.steps:
        raise fields.refused("the guide was still getting ready, and 'steps' holds some", WITHOUT_MARK)


def told(fields: Fields, key: str, lowest: int, highest: int) -> int:
    """The whole number under `key`, which must be there."""
    value = fields.number(key, lowest, highest)
    if value is None:
        raise fields.refused(f"{key!r} is missing")
    return value


@lru_cache(maxsize=1000)
def pose(text: str) -> str:
    """A pose's slug, or the writer's own words; a file names the same few in every session."""
    return clean_line(text, "the pose")
