"""What a hundred thousand practices as JSON take on their way out and in: memory, and practices a second."""

from pathlib import Path

import pytest

from tests.benchmark.bench import Bench
from tests.benchmark.clock import Call, seconds, spent
from tests.benchmark.limits import LEAST_ARRIVALS_A_SECOND, MOST_MEGABYTES_IN, MOST_MEGABYTES_OUT, Subject
from tests.benchmark.wheel import Wheel

MANY = 100_000


@pytest.mark.benchmark
def test_export_json_and_import_json_need_little_memory(bench: Bench, wheel: Wheel, tmp_path: Path) -> None:
    """A hundred thousand practices: under 60 MB out, under 80 MB in, at 1,000 a second at the very least."""
    file = tmp_path / "practice.json"
    export = wheel.yogaflow("export", "json", "-o", str(file), "--force")
    out = Call(Subject("export json", MANY), tuple(export), bench.homes.environment(MANY))
    went_out = spent(wheel.python, out)
    came_in = spent(wheel.python, arrival(wheel, file, tmp_path / "other"))

    for verb, found in (("export", went_out), ("import", came_in)):
        print(f"\n{verb} json of {MANY:,}: {MANY / found.seconds:,.0f} a second, {found.peak_megabytes} MB")
    assert went_out.peak_megabytes < MOST_MEGABYTES_OUT
    assert came_in.peak_megabytes < MOST_MEGABYTES_IN
    assert came_in.seconds < MANY / LEAST_ARRIVALS_A_SECOND


def arrival(wheel: Wheel, file: Path, home: Path) -> Call:
    """The import into a home where somebody has practised once."""
    environment = wheel.environment | {"YOGAFLOW_HOME": str(home)}
    for verb in ("start", "complete"):
        seconds(Call(Subject(verb), tuple(wheel.yogaflow(verb)), environment))
    return Call(Subject("import json", MANY), tuple(wheel.yogaflow("import", str(file))), environment)
