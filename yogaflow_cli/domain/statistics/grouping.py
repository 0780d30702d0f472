"""Totals by day, week, month, year, weekday, style, sequence, tag, hour or how it felt; but for names without gaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeGuard, get_args

from yogaflow_cli.domain.period import Grouping, Period, groups, label_of
from yogaflow_cli.domain.statistics.totals import Tally, Totals, totals_of
from yogaflow_cli.domain.weekdays import WEEKDAYS

Label = Literal["style", "sequence", "tag"]
Scale = Literal["hour", "mood_before", "mood_after", "energy_before", "energy_after"]
GroupedBy = Grouping | Literal["weekday"] | Label | Scale
LABELS: tuple[Label, ...] = get_args(Label)
SCALES: tuple[Scale, ...] = get_args(Scale)
OWN_KEYS = (*LABELS, *SCALES)
"""What sessions have one or more of themselves; the others are made of their days."""

STRETCHES: tuple[Grouping, ...] = get_args(Grouping)
ALL_GROUPINGS: tuple[GroupedBy, ...] = (*STRETCHES, "weekday", *LABELS, *SCALES)
HOURS = tuple(f"{hour:02}" for hour in range(24))
ANSWERS = tuple(str(value) for value in range(1, 6))


class Group(NamedTuple):
    """One row: its label (None for sessions without a style, sequence or tag), totals, and practice days."""

    label: str | None
    totals: Totals
    practice_days: int


def grouped(
    tallies: Iterable[Tally],
    days_of: Mapping[str | None, int],
    by: GroupedBy,
    period: Period,
    week_starts_on: int = 0,
) -> tuple[Group, ...]:
    """The rows of `by`: in the calendar's order and without gaps, else the most practised first.

    Tallies and `days_of`, their practice days, are by day for the calendar's groups, else by the group's own key. The
    period has both bounds, or neither when there is nothing. Weeks begin on `week_starts_on`, 0 for Monday.
    """
    rows: dict[str | None, list[Tally]] = defaultdict(list)
    practice_days: Counter[str | None] = Counter()
    for tally in tallies:
        rows[label_of_key(tally.key, by, week_starts_on)].append(tally)
    for key, days in days_of.items():
        practice_days[label_of_key(key, by, week_starts_on)] += days
    labels = calendar_labels(by, period, week_starts_on)
    if labels is not None:
        return tuple(Group(label, totals_of(rows[label]), practice_days[label]) for label in labels)
    found = (Group(label, totals_of(tallied), practice_days[label]) for label, tallied in rows.items())
    return tuple(sorted(found, key=lambda group: (-group.totals.practised_seconds, group.label or "")))


def is_of_calendar(by: GroupedBy) -> TypeGuard[Grouping]:
    """Whether the groups are stretches of days."""
    return by in STRETCHES


def label_of_key(key: str | None, by: GroupedBy, week_starts_on: int) -> str | None:
    """The label of the row that a key belongs to."""
    if key is not None and by == "weekday":
        return WEEKDAYS[date.fromisoformat(key).weekday()]
    if key is not None and is_of_calendar(by):
        return label_of(date.fromisoformat(key), by, week_starts_on)
    return key


def calendar_labels(by: GroupedBy, period: Period, week_starts_on: int) -> list[str] | None:
    """Every label that a group can have in the period, None for names."""
    if by in LABELS:
        return None
    if by == "weekday":
        return [*WEEKDAYS[week_starts_on:], *WEEKDAYS[:week_starts_on]]
    if is_of_calendar(by):
        return [label for label, _ in groups(period, by, week_starts_on)] if period.first is not None else []
    return list(HOURS if by == "hour" else ANSWERS)
