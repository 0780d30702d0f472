"""Any sequence of writes, undone one by one, gives each earlier state back exactly, and redone, the later ones."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice_logs import BERLIN, MINUTE, NOON, Dump, dump, fresh_log, sequence
from yogaflow_cli.domain.session import CompletionStatus
from yogaflow_cli.domain.settings import DAY_STARTS_AT
from yogaflow_cli.errors import NothingToUndo, YogaflowError
from yogaflow_cli.repository.practice_log import PracticeLog
from yogaflow_cli.services import correction, practice
from yogaflow_cli.services import settings as setting_services
from yogaflow_cli.services.choosing import SessionReference
from yogaflow_cli.services.completing import complete
from yogaflow_cli.services.correction import Edits, Times
from yogaflow_cli.services.practice import Said
from yogaflow_cli.zones import zone


class Step(NamedTuple):
    """One command as somebody may type it: how long after the one before, on which session, and with what."""

    command: str
    seconds: int
    reference: SessionReference
    minutes: int
    word: str


def last_ended(log: PracticeLog) -> SessionReference:
    """The number of the session that ended last."""
    session = log.sessions.latest_ended()
    return None if session is None else session.number


COMMANDS: dict[str, Callable[[PracticeLog, Step, timedelta], object]] = {
    "start": lambda log, step, at: practice.start(
        log,
        NOON + at,
        ["Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"][step.minutes % 3],
        sequence=sequence(steps=step.minutes % 5 + 1) if step.minutes % 2 else None,
        said=Said(tags=(step.word,), note=step.word, mood=step.minutes % 5 + 1),
    ),
    "pause": lambda log, step, at: practice.pause(
        log, NOON + at, duration=step.minutes * MINUTE if step.minutes % 3 == 0 else None
    ),
    "resume": lambda log, _, at: practice.toggle(log, NOON + at),
    "complete": lambda log, step, at: complete(
        log,
        NOON + at,
        duration=step.minutes * MINUTE if step.minutes % 4 == 0 else None,
        end_at_limit=True,
        said=Said(tags=(step.word,), note=step.word, poses=step.minutes if step.minutes % 2 else None),
    ),
    "discard": lambda log, _, at: practice.discard(log, NOON + at),
    "log": lambda log, step, at: correction.log_finished(
        log,
        NOON + at,
        BERLIN,
        Times(duration=step.minutes * MINUTE),
        said=Said(tags=(step.word, "logged")),
        sequence=sequence() if step.minutes % 7 == 0 else None,
        overlap=step.minutes % 2 == 0,
    ),
    "edit words": lambda log, step, at: correction.edit(
        log,
        NOON + at,
        step.reference,
        Edits(note=step.word, add_tags=(step.word,), effort=step.minutes % 10 + 1, sequence=sequence(9, 90, step.word)),
    ),
    "edit times": lambda log, step, at: correction.edit(
        log, NOON + at, step.reference, Edits(times=Times(start=NOON + at - step.minutes * MINUTE)), overlap=True
    ),
    "edit duration": lambda log, step, at: correction.edit(
        log, NOON + at, step.reference, Edits(times=Times(duration=step.minutes * MINUTE)), overlap=True
    ),
    "edit status": lambda log, step, at: correction.edit(
        log,
        NOON + at,
        last_ended(log),
        Edits(status=list(CompletionStatus)[step.minutes % 3], zone=zone("Pacific/Apia")),
    ),
    "reopen": lambda log, step, at: correction.reopen(log, NOON + at, step.reference),
    "delete": lambda log, step, at: correction.delete(log, NOON + at, [step.reference, "last"]),
    "config": lambda log, step, at: setting_services.change(
        log, NOON + at, DAY_STARTS_AT, f"{step.minutes % 12:02}:30" if step.minutes % 5 else None
    ),
}
steps = st.builds(
    Step,
    st.sampled_from(sorted(COMMANDS)),
    st.integers(-600, 20_000),
    st.none() | st.just("last") | st.integers(1, 3),
    st.integers(0, 240),
    st.sampled_from(["home", "early", "ü ñ", "=1+1"]),
)


# Long ones, as many a step is refused and changes nothing.
scripts = st.lists(steps, min_size=8, max_size=24)


def entries(log: PracticeLog) -> int:
    count: int = log.connection.execute("SELECT count(*) FROM changes").fetchone()[0]
    return count


def states_of(log: PracticeLog, script: list[Step]) -> list[Dump]:
    """The state before any step, and after each that changed something; a refused one changes nothing."""
    states, at = [dump(log)], timedelta(0)
    for step in script:
        at += timedelta(seconds=step.seconds)
        before = entries(log)
        try:
            COMMANDS[step.command](log, step, at)
        except YogaflowError:
            assert entries(log) == before
        if entries(log) == before:
            assert dump(log) == states[-1]
        else:
            assert entries(log) == before + 1
            states.append(dump(log))
    return states


@settings(max_examples=60, deadline=None)
@given(scripts)
def test_undone_one_by_one_each_earlier_state_is_back_and_redone_the_later_ones(script: list[Step]) -> None:
    """Issue 2: exactly: every session with its number, UUID, segments, pauses and day, and every setting."""
    with fresh_log() as log:
        states = states_of(log, script)
        for state in reversed(states[:-1]):
            correction.undo(log, NOON, 1)
            assert dump(log) == state
        with pytest.raises(NothingToUndo):
            correction.undo(log, NOON, 1)
        for state in states[1:]:
            correction.redo(log, NOON, 1)
            assert dump(log) == state
        with pytest.raises(NothingToUndo):
            correction.redo(log, NOON, 1)


@settings(max_examples=30, deadline=None)
@given(scripts, st.lists(st.integers(-4, 4), max_size=8))
def test_to_and_fro_in_strides_of_any_length_leads_to_the_same_states(script: list[Step], strides: list[int]) -> None:
    """`undo N` is N times `undo`, and `redo N` N times `redo`, however they follow each other."""
    with fresh_log() as log:
        states = states_of(log, script)
        position = len(states) - 1
        for stride in strides:
            moved = position + stride
            act = correction.undo if stride < 0 else correction.redo
            if stride == 0:
                continue
            if 0 <= moved < len(states):
                assert len(act(log, NOON, abs(stride))) == abs(stride)
                position = moved
            else:
                with pytest.raises(NothingToUndo):
                    act(log, NOON, abs(stride))
            assert dump(log) == states[position]


@settings(max_examples=30, deadline=None)
@given(scripts, st.integers(0, 8), scripts)
def test_a_fresh_write_after_undo_ends_redo_and_what_is_left_can_be_undone(
    first: list[Step], back: int, second: list[Step]
) -> None:
    """After something new, what was undone is past; all that stands can still be taken back, to the very beginning."""
    with fresh_log() as log:
        before = states_of(log, first)
        back = min(back, len(before) - 1)
        if back:
            correction.undo(log, NOON, back)
        after = states_of(log, second)
        if len(after) > 1:
            with pytest.raises(NothingToUndo):
                correction.redo(log, NOON, 1)
        for state in reversed(before[: len(before) - 1 - back] + after[:-1]):
            correction.undo(log, NOON, 1)
            assert dump(log) == state
        assert dump(log) == before[0]
