"""What the measurements of this folder share: one wheel, one log of each size, one run of all figures."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.benchmark.bench import Bench, bench_for
from tests.benchmark.figures import Figure
from tests.benchmark.leading import TWO_MINUTES, seconds_on_the_wall
from tests.benchmark.limits import HELD_BY_TESTS, Goal, Subject, subjects_of
from tests.benchmark.measuring import measured_on
from tests.benchmark.report import table
from tests.benchmark.watching import Used, watched
from tests.benchmark.wheel import Wheel

ROUNDS = 7
WATCHED = ("sun-salutation-a", "yin-45")
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
def elsewhere(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """The same program in another home, which has the sequence of two minutes."""
    other = begun(wheel, tmp_path_factory.mktemp("elsewhere") / "home")
    folder = other.database.parent / "sequences"
    folder.mkdir(mode=0o700)
    (folder / "two-minutes.toml").write_text(TWO_MINUTES)
    return other


@pytest.fixture(scope="session")
def two_minutes(elsewhere: Wheel) -> Iterator["Future[float]"]:
    """A guide that leads for two real minutes, and what they took on the wall.

    It takes a fiftieth of a core at most, and so goes on beside what is measured first: a file of a gigabyte, and the
    making of large logs.
    """
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(seconds_on_the_wall, elsewhere)


@pytest.fixture(scope="session")
def bench(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The program and its rivals, each with its logs."""
    with bench_for((*HELD_BY_TESTS, WATSON), wheel, tmp_path_factory.mktemp("bench"), print) as made:
        yield made


@pytest.fixture(scope="session")
def logs(bench: Bench, request: pytest.FixtureRequest) -> Iterator["Future[None]"]:
    """The logs that the chosen tests are about, Watson, and the memory of a long export: none of it is timed.

    It is done while a gigabyte is read, which keeps one core busy, is set beside nothing, and has time to spare.
    """
    chosen = goals_of(request.session.items)
    sizes = {subject.size for goal in chosen for subject in subjects_of(goal) if subject.size is not None}
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(bench.prepare, sorted(sizes), [goal for goal in chosen if goal.unit == "MB"])


@pytest.fixture(scope="session")
def uses(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Iterator["dict[str, Future[Used]]"]:
    """What guides through some sequences use, by sequence: all led at once, each in a home of its own.

    A guide's own processor time and memory are what is counted, and it waits for nearly all of its time.
    """
    with ThreadPoolExecutor(len(WATCHED)) as beside:
        homes = {sequence: begun(wheel, tmp_path_factory.mktemp(sequence) / "home") for sequence in WATCHED}
        yield {sequence: beside.submit(watched, home, sequence) for sequence, home in homes.items()}


@pytest.fixture(scope="session")
def figures(bench: Bench, logs: "Future[None]", request: pytest.FixtureRequest) -> dict[str, Figure]:
    """What was found for the tests that were chosen, by name."""
    logs.result()
    measurement = measured_on(bench, goals_of(request.session.items), ROUNDS)
    print("", *table(measurement), sep="\n")
    return {figure.goal.name: figure for figure in measurement.figures}


def begun(wheel: Wheel, home: Path) -> Wheel:
    """The same program in another home, with a first profile and no open session."""
    other = wheel.in_another_home(home)
    other.run("start")
    other.run("complete")
    return other


def goals_of(items: Iterable[pytest.Item]) -> list[Goal]:
    """The goals that these tests hold."""
    held = set(map(goal_of, items))
    return [goal for goal in HELD_BY_TESTS if goal in held]


def goal_of(item: pytest.Item) -> Goal | None:
    """The goal that a test holds, if it holds one."""
    goal = item.callspec.params.get("goal") if hasattr(item, "callspec") else None
    return goal if isinstance(goal, Goal) else None
