"""The figures that were kept once, and what became slower since: as ratios, which another machine shares."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.benchmark.figures import Figure
from tests.benchmark.limits import BESIDE, LIMITS
from tests.benchmark.measuring import Measurement
from tests.benchmark.report import JsonMeasurement, number

KEPT = Path(__file__).with_name("baseline.json")
WORTH_SAYING = 1.15
RATIOS = ("S", "x")


def slower(now: JsonMeasurement, kept: JsonMeasurement) -> Iterator[str]:
    """A line for each ratio that grew by more than 15 %; what only one of the two has says nothing."""
    before = {figure["name"]: figure for figure in kept["figures"]}
    for figure in now["figures"]:
        former = before.get(figure["name"])
        if former is None or figure["unit"] not in RATIOS or former["unit"] != figure["unit"]:
            continue
        if figure["median"] > WORTH_SAYING * former["median"]:
            grown = figure["median"] / former["median"] - 1
            change = f"{number(former['median'])} -> {number(figure['median'])} {figure['unit']}"
            yield f"slower than on {kept['date']}: {figure['name']}, {change} (+{grown:.0%})"


def kept_baseline() -> JsonMeasurement | None:
    """The kept figures, None when there are none."""
    if not KEPT.exists():
        return None
    kept: JsonMeasurement = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def measurement_of(kept: JsonMeasurement) -> Measurement:
    """The kept figures as a run that can be shown again; what is no goal any more is left out."""
    goals = {goal.name: goal for goal in (*LIMITS, *BESIDE)}
    figures = (
        Figure(goals[each["name"]], each["median"], (each["quartiles"][0], each["quartiles"][1]), each["rounds"])
        for each in kept["figures"]
        if each["name"] in goals
    )
    return Measurement(
        tuple(figures), kept["yardstick_ms"], kept["versions"], kept["token"], kept["platform"], kept["date"]
    )


def as_text(measurement: JsonMeasurement) -> str:
    """The JSON that is written, the same way everywhere."""
    return json.dumps(measurement, indent=2, ensure_ascii=False) + "\n"
