"""What the measurements of this folder share: one wheel, one log of each size, one run of all figures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmark.bench import Bench, bench_for
from tests.benchmark.figures import Figure
from tests.benchmark.limits import HELD_BY_TESTS, Goal, Subject
from tests.benchmark.measuring import measured_on
from tests.benchmark.report import table
from tests.benchmark.wheel import Wheel

ROUNDS = 11
WATSON = Goal(Subject("watson status", 10_000))
"""No limit: one test looks whether Watson reads what was made for it."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """An installed wheel with a first profile and no open session."""
    installed = Wheel(Path(tmp_path_factory.mktemp("wheel")))
    installed.run("start")
    installed.run("complete")
    return installed


@pytest.fixture(scope="session")
def bench(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The program and its rivals, each with its logs."""
    with bench_for((*HELD_BY_TESTS, WATSON), wheel, tmp_path_factory.mktemp("bench"), print) as made:
        yield made


@pytest.fixture(scope="session")
def figures(bench: Bench, request: pytest.FixtureRequest) -> dict[str, Figure]:
    """What was found for the tests that were chosen, by name."""
    chosen = {goal for goal in map(goal_of, request.session.items) if goal is not None}
    measurement = measured_on(bench, [goal for goal in HELD_BY_TESTS if goal in chosen], ROUNDS)
    print("", *table(measurement), sep="\n")
    return {figure.goal.name: figure for figure in measurement.figures}


def goal_of(item: pytest.Item) -> Goal | None:
    """The goal that a test holds, if it holds one."""
    goal = item.callspec.params.get("goal") if hasattr(item, "callspec") else None
    return goal if isinstance(goal, Goal) else None
