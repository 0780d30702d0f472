"""What is said of days of rest, in words, as a table, and as objects."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from yogaflow_cli.domain.moon import Phase
from yogaflow_cli.domain.rest import Rest
from yogaflow_cli.presentation.dates import day_words, span_words, weekday_word
from yogaflow_cli.presentation.table import Column, Table
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.cleaning import shown

NONE = "No days of rest. Such as: yogaflow rest add 2026-12-24..2026-12-26 --reason holiday"
MOON_IS_OFF = "Moon days are off. To rest on them: yogaflow rest moon on"
PHASES = {Phase.NEW: "new moon", Phase.FULL: "full moon"}


def added(rest: Rest, joined: Sequence[Rest]) -> str:
    """What was added, and what it became one with."""
    told = f"Rest {rest.number}: {name_of(rest)}"
    if any((other.first, other.last) == (rest.first, rest.last) for other in joined):
        return f"{told}, as it was: nothing to change" if len(joined) == 1 else told
    return f"{told}, joined with what it touches" if joined else told


def deleted(rest: Rest) -> str:
    """What was deleted."""
    return f"Deleted rest {rest.number}: {name_of(rest)}"


def name_of(rest: Rest) -> str:
    """The days and the reason."""
    days = f"{span_words(rest.first, rest.last, plain=False)}, {counted(rest.days(), 'day')}"
    return days if rest.reason is None else f"{days}, {shown(rest.reason)}"


def rests_table(rests: Sequence[Rest]) -> Table:
    """A row a rest."""
    columns = (Column("Rest", right=True), Column("From"), Column("To"), Column("Days", right=True), Column("Reason"))
    rows = [
        [
            str(rest.number),
            rest.first.isoformat(),
            rest.last.isoformat(),
            str(rest.days()),
            "" if rest.reason is None else shown(rest.reason),
        ]
        for rest in rests
    ]
    return Table(columns, rows)


def rest_object(rest: Rest) -> dict[str, object]:
    """A rest as JSON."""
    return {
        "rest_id": rest.number,
        "from": rest.first.isoformat(),
        "to": rest.last.isoformat(),
        "days": rest.days(),
        "reason": rest.reason,
        "private": rest.is_private,
    }


def besides(weekly_rest: Collection[int], moons: Mapping[date, Phase], plain: bool) -> list[str]:
    """What else is rest: weekdays, and the moon."""
    lines = [weekly(weekly_rest)] if weekly_rest else []
    return [*lines, moon_line(moons, plain, on=True)] if moons else lines


def weekly(weekdays: Collection[int]) -> str:
    """The weekly days of rest."""
    if not weekdays:
        return "No weekly days of rest."
    return f"Every week: {', '.join(weekday_word(day, plain=True) for day in sorted(weekdays))}."


def moon_line(moons: Mapping[date, Phase], plain: bool, *, on: bool) -> str:
    """The coming moon days."""
    if not on:
        return MOON_IS_OFF
    told = ", ".join(f"{day_words(day, plain)} ({PHASES[phase]})" for day, phase in moons.items())
    return f"Moon days to come: {told}."


def moons_object(on: bool, moons: Mapping[date, Phase]) -> dict[str, object]:
    """The moon days as JSON."""
    return {"moon_days": on, "coming": [{"day": day.isoformat(), "phase": phase.value} for day, phase in moons.items()]}
