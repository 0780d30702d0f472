"""Watson's data as Watson reads it; apart from the quick tests, as pip has to get it first."""

import json
import subprocess
from concurrent.futures import Future
from datetime import datetime

import pytest

from tests.benchmark.bench import Bench
from tests.benchmark.filling import Stretch
from tests.benchmark.limits import Subject
from tests.benchmark.rivals import last_week

FEW = 10_000


@pytest.mark.benchmark
def test_watson_reads_what_was_made_for_it(bench: Bench, logs: "Future[None]") -> None:
    """The same sessions, of which the last week has some, and one that is open where `status` is asked."""
    logs.result()
    assert bench.watson is not None
    status = bench.watson.cycle(Subject("watson status", FEW))[0]
    logged = [str(bench.watson.scripts / "watson"), "log", "--json", "--no-pager", "--no-current"]

    def sessions(*days: str) -> list[tuple[int, int]]:
        asked = subprocess.run([*logged, *days], env=status.environment, check=True, capture_output=True)
        found = [(each["start"], each["stop"]) for each in json.loads(asked.stdout)]
        return sorted((second_of(began), second_of(ended)) for began, ended in found)

    said = subprocess.run(status.command, env=status.environment, check=True, capture_output=True, text=True).stdout
    assert sessions("--all") == list(Stretch.until(bench.now, FEW).sessions())
    ours = json.loads(bench.homes.run(bench.homes.home(FEW), "history", "last-week", "--json"))
    # A practice after midnight belongs to the day before, and so to another week at most once.
    assert abs(len(sessions(*last_week(bench.now))) - len(ours)) <= 1
    assert len(ours) > 5
    assert said.startswith("Project yoga [yin] started")


def second_of(text: str) -> int:
    """The second of an instant in ISO 8601."""
    return int(datetime.fromisoformat(text).timestamp())
