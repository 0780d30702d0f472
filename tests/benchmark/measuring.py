"""From goals to figures, with all that they hold for: versions, platform and date."""

import json
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmark.bench import Bench, Tell, bench_for
from tests.benchmark.clock import seconds
from tests.benchmark.figures import Figure, figure, ratios, yardsticks
from tests.benchmark.limits import YARDSTICK, Goal, subjects_of
from tests.benchmark.rivals import pinned_watson, timew_version
from tests.benchmark.rounds import Samples, in_turn
from tests.benchmark.wheel import Wheel

VERSIONS = """
import json, platform, sqlite3
from importlib.metadata import version
print(json.dumps({"python": platform.python_version(), "sqlite": sqlite3.sqlite_version,
                  "yogaflow": version("yogaflow-cli"), "typer": version("typer")}))
"""


@dataclass(frozen=True)
class Measurement:
    """The figures of one run; `token` says where it was kept: `keyring` or `file`."""

    figures: tuple[Figure, ...]
    yardstick_milliseconds: float
    versions: dict[str, str] = field(default_factory=dict)
    token: str = "keyring"
    platform: str = field(default_factory=lambda: f"{platform.system()} {platform.machine()}")
    date: str = field(default_factory=lambda: datetime.now(UTC).date().isoformat())


def measured(goals: Sequence[Goal], rounds: int, wheel: Wheel, folder: Path, tell: Tell) -> Measurement:
    """The figures of all goals that can be measured here.

    Raises:
        CallFailed: a call did not succeed, or no access ticket came to be.
    """
    with bench_for(goals, wheel, folder, tell) as bench:
        return measured_on(bench, goals, rounds)


def measured_on(bench: Bench, goals: Sequence[Goal], rounds: int) -> Measurement:
    """The same on a bench that is there; raises as `measured`."""
    possible = [goal for goal in goals if bench.can_measure(goal)]
    timed = [subject for goal in possible if goal.unit != "MB" for subject in subjects_of(goal)]
    (yardstick,) = bench.cycle(YARDSTICK)
    cycles = bench.cycles(subject for subject in timed if subject != YARDSTICK)
    samples = in_turn(yardstick, cycles, rounds, bench.tell)
    yardstick_seconds = [sample.yardstick_seconds for found in samples.values() for sample in found]
    # Where only memory is asked for, nothing was timed.
    yardstick_seconds = yardstick_seconds or [seconds(yardstick)]
    return Measurement(
        figures=tuple(figure(goal, values_of(goal, samples, bench)) for goal in possible),
        yardstick_milliseconds=statistics.median(yardstick_seconds) * 1000,
        versions=versions(bench),
        token=bench.homes.token,
    )


def values_of(goal: Goal, samples: Samples, bench: Bench) -> list[float]:
    """One value a round; of memory, one."""
    if goal.unit == "MB":
        return [bench.peak_megabytes(goal.subject)]
    if goal.beside is None:
        return [sample.seconds for sample in samples[goal.subject]]
    if goal.beside == YARDSTICK:
        return yardsticks(samples, goal.subject)
    return ratios(samples, goal.subject, goal.beside)


def versions(bench: Bench) -> dict[str, str]:
    """Of all that was measured."""
    asked = [str(bench.homes.wheel.python), "-c", VERSIONS]
    found: dict[str, str] = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    if bench.timewarrior is not None:
        found["timew"] = timew_version()
    if bench.watson is not None:
        found["watson"] = pinned_watson().partition("==")[2]
    return found
