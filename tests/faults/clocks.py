"""What a session has to say of its time, whatever the clock did: reckoned here once more, from the contract alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.program import Json, Program

DAY_STARTS_AT = timedelta(hours=3)
READS: tuple[list[str], ...] = (
    *(["history"], ["stats"], ["stats", "--by", "week"], ["streak"], ["balance"], ["export", "json"]),
    *(["show"], ["current"], ["goal", "show"], []),
)
SCREENS: tuple[list[str], ...] = (
    *(["calendar"], ["history"], ["stats"], ["show"], ["current"], ["streak"], ["report", "-o", "-"]),
)
"""Not as JSON: drawing a day goes through more of the calendar than naming it."""


def practice_day(session: Json) -> date:
    """The local day of its start in its own zone, less three hours of the wall clock."""
    start = datetime.fromisoformat(session["started_at"]).astimezone(ZoneInfo(session["time_zone"]))
    return (start.replace(tzinfo=None) - DAY_STARTS_AT).date()


def negative_numbers(held: Json, path: str = "") -> Iterator[str]:
    """Where a number below zero stands in an answer."""
    if isinstance(held, dict):
        for key, value in held.items():
            # West of Greenwich a zone's offset is below zero.
            if not key.endswith("offset_seconds"):
                yield from negative_numbers(value, f"{path}.{key}")
    elif isinstance(held, list):
        for number, value in enumerate(held):
            yield from negative_numbers(value, f"{path}[{number}]")
    elif isinstance(held, int | float) and held < 0:
        yield f"{path} = {held}"


def looked_at(program: Program) -> int:
    """Reads everything there is to read now; how many answers were sound."""
    for words in READS:
        result = program.run(*words, "--json")
        assert result.code in (0, 3), (words, result)
        assert result.code == 3 or list(negative_numbers(result.json)) == [], (words, result)
    for words in SCREENS:
        result = program.run(*words)
        assert result.code in (0, 3), (words, result)
    return len(READS) + len(SCREENS)


def assert_sound(program: Program) -> None:
    """Every session: no negative time, its end not before its start, counted for its practice day."""
    for session in program.json("history", "--all"):
        assert list(negative_numbers(session)) == [], session
        assert session["completed_at"] is None or session["completed_at"] >= session["started_at"], session
        assert session["practice_day"] == practice_day(session).isoformat(), session


def later(instant: str, seconds: float) -> str:
    """An instant moved, in the form of YOGAFLOW_TEST_NOW."""
    moved = datetime.fromisoformat(instant) + timedelta(seconds=seconds)
    return moved.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
