"""The clock while a practice runs: set forward and back, in other zones, over leap days and years."""

import random
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.clocks import assert_sound, later, looked_at
from tests.faults.conftest import Show
from tests.faults.extent import times
from tests.program import Program

pytestmark = pytest.mark.fault

BERLIN, NEW_YORK, TOKYO = "Europe/Berlin", "America/New_York", "Asia/Tokyo"
LORD_HOWE, KIRITIMATI = "Australia/Lord_Howe", "Pacific/Kiritimati"


class Course(NamedTuple):
    """A practice from its start to its end, each in a zone, and the day that it counts for."""

    name: str
    start: str
    end: str
    practice_day: str
    zone: str = BERLIN
    end_zone: str | None = None

    @property
    def goes_back(self) -> bool:
        """Whether the clock was set back meanwhile."""
        return self.end < self.start

    @property
    def practised_seconds(self) -> int:
        """What it comes to."""
        return 0 if self.goes_back else HALF_HOUR_SECONDS


HALF_HOUR_SECONDS = 1800
COURSES = (
    Course("into summer time", "2026-03-29T00:45", "2026-03-29T01:15", "2026-03-28"),
    Course("after it", "2026-03-29T01:15", "2026-03-29T01:45", "2026-03-29"),
    Course("out of summer time", "2026-10-25T00:45", "2026-10-25T01:15", "2026-10-24"),
    Course("the hour again", "2026-10-25T01:15", "2026-10-25T01:45", "2026-10-24"),
    Course("after it", "2026-10-25T02:00", "2026-10-25T02:30", "2026-10-25"),
    Course("half an hour back", "2026-04-04T14:45", "2026-04-04T15:15", "2026-04-04", LORD_HOWE),
    Course("a flight west", "2026-06-10T05:00", "2026-06-10T05:30", "2026-06-10", BERLIN, NEW_YORK),
    Course("a flight east", "2026-06-10T03:30", "2026-06-10T04:00", "2026-06-09", NEW_YORK, TOKYO),
    Course("over the date line", "2026-06-10T14:00", "2026-06-10T14:30", "2026-06-11", KIRITIMATI, "Pacific/Pago_Pago"),
    Course("an hour back", "2026-11-20T08:00", "2026-11-20T07:00", "2026-11-20"),
    Course("a year back", "2026-11-20T08:00", "2025-11-20T08:00", "2026-11-20"),
    Course("into a leap day", "2028-02-28T22:45", "2028-02-28T23:15", "2028-02-28"),
    Course("a leap day", "2028-02-29T08:00", "2028-02-29T08:30", "2028-02-29"),
    Course("out of a leap day", "2028-02-29T22:45", "2028-02-29T23:15", "2028-02-29"),
    Course("no leap day", "2100-02-28T22:45", "2100-02-28T23:15", "2100-02-28"),
    Course("over the year's end", "2026-12-31T22:45", "2026-12-31T23:15", "2026-12-31"),
    Course("the year's first night", "2027-01-01T01:30", "2027-01-01T02:00", "2026-12-31"),
    Course("the year's first morning", "2027-01-01T02:00", "2027-01-01T02:30", "2027-01-01"),
)
"""Half an hour each, or nothing where the clock goes back; the instants are UTC."""

ZONES = (
    BERLIN,
    NEW_YORK,
    TOKYO,
    "UTC",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Asia/Kathmandu",
    "America/St_Johns",
)
EDGES = tuple(sorted({f"{course.start}:00Z" for course in COURSES if course.start < "2029"}))
LEAPS_SECONDS = (0, 1, 60, 1800, 3600, 7200, 20_000, 90_000, -1, -60, -3600, -7200, -90_000)
ACTS = (
    *(["start"], ["pause"], ["resume"], ["complete"], ["complete", "--end-at-limit"], ["discard"]),
    *(["log", "--duration", "20m", "--overlap"], ["undo"], ["redo"], ["reopen"], ["delete", "last"]),
    *(["edit", "last", "--duration", "10m"], ["rest", "add", "today"]),
)


@pytest.fixture(scope="session")
def home_of_maya(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where maya has not practised yet; made once and copied often."""
    program = Program(tmp_path_factory.mktemp("clocks") / "home")
    program.done("profile", "create", "maya")
    return program.home


@pytest.fixture
def practising(yogaflow: Program, home_of_maya: Path) -> Program:
    """Maya, before her first practice."""
    shutil.copytree(home_of_maya, yogaflow.home)
    return yogaflow


@pytest.mark.parametrize("course", COURSES, ids=lambda course: f"{course.name} {course.start[:10]}")
def test_a_practice_keeps_its_time_and_its_day(practising: Program, course: Course) -> None:
    """Rule 9: instants are UTC, the day is that of the start in its own zone, and nothing is ever negative."""
    # given
    practising.at(f"{course.start}:00Z").of(TZ=course.zone).done("start")
    there = practising.at(f"{course.end}:00Z").of(TZ=course.end_zone or course.zone)
    # when
    running = there.json("current")
    completed = there.done("complete", "--json")
    # then
    session = completed.json
    assert {running["duration_seconds"], session["duration_seconds"], session["elapsed_seconds"]} == {
        course.practised_seconds
    }
    assert (session["practice_day"], session["time_zone"]) == (course.practice_day, course.zone)
    assert ("The clock went back" in completed.err) == course.goes_back
    assert [listed["session_id"] for listed in there.json("history", course.practice_day)] == [1]
    assert there.json("stats", course.practice_day[:4])["practised_seconds"] == course.practised_seconds


@pytest.mark.parametrize("back_at", ["pause", "resume", "complete"])
def test_a_clock_an_hour_back_takes_no_time_away(practising: Program, back_at: str) -> None:
    """What was practised before is kept, whichever command finds the clock behind what it recorded."""
    practising.at("2026-11-20T08:00:00Z").done("start")
    practising.at("2026-11-20T07:10:00Z" if back_at == "pause" else "2026-11-20T08:10:00Z").done("pause")
    practising.at("2026-11-20T07:20:00Z" if back_at == "resume" else "2026-11-20T08:20:00Z").done("resume")
    practising.at("2026-11-20T07:30:00Z" if back_at == "complete" else "2026-11-20T08:30:00Z").done("complete")
    session = practising.json("show", "1")
    assert_sound(practising)
    assert session["duration_seconds"] >= 600
    if back_at == "complete":
        looked_at(practising)


def test_no_walk_of_the_clock_breaks_anything(practising: Program, show: Show) -> None:
    """Commands in any order at any moment in any zone: documented exit codes, no negative time, the right day."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    steps, answers = times(40, 600), 0
    now = chance.choice(EDGES)
    practising.at(now).done("log", "--duration", "10m")
    for number in range(steps):
        # Mostly on from here; now and then beside another edge of the calendar.
        now = later(now if chance.random() < 0.9 else chance.choice(EDGES), chance.choice(LEAPS_SECONDS))
        program = practising.at(now).of(TZ=chance.choice(ZONES))
        words = chance.choice(ACTS)
        result = program.run(*words, "--json")
        assert result.code in (0, 2, 3, 6), (f"seed {seed}, step {number}", words, result)
        if number % 10 == 9:
            assert_sound(program)
        if number % 20 == 19:
            answers += looked_at(program)
    show(
        "DST both ways, zone change, clock an hour back, a leap day, year end, while a session runs",
        f"{len(COURSES)} such practices and {steps} commands at random moments in {len(ZONES)} zones, "
        f"{answers} views looked at: 0 negative times, 0 crashes, each practice on its day",
    )
