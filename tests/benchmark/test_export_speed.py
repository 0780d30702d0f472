"""What an export and an import of a hundred thousand practices take, beside SQLite's own program."""

import copy
import sqlite3
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmark.filling import fill
from tests.benchmark.wheel import Wheel
from tests.needs import needs_program
from yogaflow_cli.repository.export_rows import CELLS, SELECT_CELLS

ROUNDS = 7
MANY = 100_000
SELECT = SELECT_CELLS.format(cells=", ".join(CELLS.values()), conditions=" AND state = 'ended'").replace("?", "1")
PEAK = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)"
PEAK += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"

NOTES = "UPDATE sessions SET note = 'Long holds, a calm breath and rest.' WHERE session_id % 3 = 0"
TAGS = "INSERT INTO session_tags SELECT session_id, 'home' FROM sessions WHERE session_id % 2 = 0"
MORE_TAGS = "INSERT INTO session_tags SELECT session_id, 'morning' FROM sessions WHERE session_id % 4 = 0"
UUIDS = (
    "UPDATE sessions SET uuid = printf('%08x-0000-4000-8000-%012x', session_id * 2654435761 % 4294967296, session_id)"
)


@pytest.fixture(scope="module")
def many(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    """The wheel with a hundred thousand practices, some with notes and tags."""
    installed = empty(wheel, tmp_path_factory.mktemp("many"))
    fill(installed.database, MANY)
    with sqlite3.connect(installed.database) as connection:
        for statement in (NOTES, TAGS, MORE_TAGS, UUIDS):
            connection.execute(statement)
    connection.close()
    return installed


def empty(wheel: Wheel, folder: Path) -> Wheel:
    """The wheel with a home of its own, and one practice."""
    installed = copy.copy(wheel)
    installed.environment = wheel.environment | {"YOGAFLOW_HOME": str(folder / "home")}
    installed.run("start")
    installed.run("complete")
    return installed


def peak_megabytes(wheel: Wheel, command: Sequence[str]) -> int:
    """The most memory that a command ever had."""
    asked = [str(wheel.python), "-c", PEAK, *command]
    return int(subprocess.run(asked, env=wheel.environment, check=True, capture_output=True).stdout)


@pytest.mark.benchmark
def test_export_csv_takes_at_most_three_times_what_sqlite_takes_for_the_same_select(many: Wheel) -> None:
    """A hundred thousand practices, from the call to the last byte, and under 60 MB."""
    needs_program("sqlite3")
    export = many.yogaflow("export", "csv")
    select = ["sqlite3", "-csv", "-header", str(many.database), SELECT]
    found = [(many.seconds(select), many.seconds(export)) for _ in range(ROUNDS)]
    ratio = statistics.median(seconds for _, seconds in found) / statistics.median(seconds for seconds, _ in found)
    peak = peak_megabytes(many, export)

    print(f"\nexport csv of {MANY:,}: {ratio:.2f} times sqlite3 -csv, {peak} MB")
    assert ratio <= 3
    assert peak < 60


@pytest.mark.benchmark
def test_export_json_and_import_json_need_little_memory(
    many: Wheel, wheel: Wheel, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A hundred thousand practices: under 60 MB out, under 80 MB in, at 1,000 a second at the very least."""
    file = tmp_path_factory.mktemp("file") / "practice.json"
    out = many.yogaflow("export", "json", "-o", str(file), "--force")
    out_seconds = many.seconds(out)
    out_peak = peak_megabytes(many, out)
    other = empty(wheel, tmp_path_factory.mktemp("other"))
    bring = other.yogaflow("import", str(file))
    in_seconds = other.seconds(bring)
    again = empty(wheel, tmp_path_factory.mktemp("again"))
    in_peak = peak_megabytes(again, again.yogaflow("import", str(file)))

    print(f"\nexport json of {MANY:,}: {MANY / out_seconds:,.0f} a second, {out_peak} MB")
    print(f"import json of {MANY:,}: {MANY / in_seconds:,.0f} a second, {in_peak} MB")
    assert out_peak < 60
    assert in_peak < 80
    assert in_seconds < MANY / 1000
