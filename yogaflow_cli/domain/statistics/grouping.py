"""Totals by day, week, month, year, weekday, style, sequence or tag; the calendar's without gaps."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from yogaflow_cli.domain.period import Period, groups, label_of
from yogaflow_cli.domain.statistics.totals import Tally, Totals, totals_of
from yogaflow_cli.domain.weekdays import WEEKDAYS

OWN_KEYS = ("style", "sequence", "tag")
GroupedBy = Literal["day", "week", "month", "year", "weekday", "style", "sequence", "tag"]


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


def label_of_key(key: str | None, by: GroupedBy, week_starts_on: int) -> str | None:
    """The label of the row that a key belongs to."""
    if key is None or by == "style" or by == "sequence" or by == "tag":
        return key
    day = date.fromisoformat(key)
    return WEEKDAYS[day.weekday()] if by == "weekday" else label_of(day, by, week_starts_on)


def calendar_labels(by: GroupedBy, period: Period, week_starts_on: int) -> list[str] | None:
    """Every label of a calendar group in the period, None for the other groups."""
    if by == "style" or by == "sequence" or by == "tag":
        return None
    if by == "weekday":
        return [*WEEKDAYS[week_starts_on:], *WEEKDAYS[:week_starts_on]]
    return [label for label, _ in groups(period, by, week_starts_on)] if period.first is not None else []
