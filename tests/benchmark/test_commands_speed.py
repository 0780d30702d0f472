"""How long commands take: every limit of `limits.py`, with the head-room that a shared machine needs."""

import pytest

from tests.benchmark.clock import Call
from tests.benchmark.conftest import ROUNDS
from tests.benchmark.figures import Figure, figure, yardsticks
from tests.benchmark.homes import KEYRING_PROGRAMS
from tests.benchmark.limits import (
    HEAD_ROOM,
    HELD_BY_TESTS,
    LIFECYCLE,
    MOST_WITH_A_FILE,
    YARDSTICK,
    Goal,
    Subject,
    program_of,
    subjects_of,
)
from tests.benchmark.rounds import in_turn
from tests.benchmark.wheel import YARDSTICK as YARDSTICK_CODE
from tests.benchmark.wheel import Wheel
from tests.needs import needs_program

INSTALLED = ("sqlite3", "zsh")


@pytest.mark.benchmark
@pytest.mark.parametrize("goal", HELD_BY_TESTS, ids=lambda goal: goal.name)
def test_a_figure_stays_within_its_limit(goal: Goal, figures: dict[str, Figure]) -> None:
    """At any size, beside a keyring."""
    needs_program(*[program for program in map(program_of, subjects_of(goal)) if program in INSTALLED])
    if goal.subject.command in LIFECYCLE:
        needs_program(*KEYRING_PROGRAMS)
    assert goal.at_most is not None
    assert figures[goal.name].median <= goal.at_most * HEAD_ROOM


@pytest.mark.benchmark
def test_the_lifecycle_with_the_token_from_a_file_takes_at_most_five_and_a_half_yardsticks(wheel: Wheel) -> None:
    """Where there is neither a keyring nor a place for tickets: a server, a container, a cron job."""
    yardstick = Call(YARDSTICK, (str(wheel.python), "-c", YARDSTICK_CODE), wheel.environment)
    verbs = ("start", "current", "pause", "resume", "complete")
    cycle = tuple(Call(Subject(verb), tuple(wheel.yogaflow(verb)), wheel.environment) for verb in verbs)
    samples = in_turn(yardstick, [cycle], ROUNDS, print)
    goals = [Goal(call.subject, MOST_WITH_A_FILE) for call in cycle]
    found = [figure(goal, yardsticks(samples, goal.subject)) for goal in goals]
    medians = {each.goal.name: each.median for each in found}
    print("\nwith the token from a file: " + ", ".join(f"{name} {median:.2f} S" for name, median in medians.items()))
    assert {name: median for name, median in medians.items() if median > MOST_WITH_A_FILE * HEAD_ROOM} == {}
