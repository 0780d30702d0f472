"""What practised time is made of: styles, sequences and hours of the day, each with its name and its seconds."""

from collections.abc import Sequence
from typing import NamedTuple

from yogaflow_cli.domain.statistics.grouping import Group
from yogaflow_cli.presentation.stats_table import NOTHING_IN_GROUP
from yogaflow_cli.text.cleaning import shown

NAMED = 5
"""How many are named; the others are told together."""

OTHER = "other"
HOURS = ((0, 6), (6, 9), (9, 12), (12, 17), (17, 20), (20, 24))


class Share(NamedTuple):
    """A part of the practised time; its name is safe to show, and of any length."""

    name: str
    seconds: int


class Hours(NamedTuple):
    """The practised seconds of practices that began from the hour `first` on, and before `end`."""

    first: int
    end: int
    seconds: int


def shares_of(groups: Sequence[Group], by: str) -> list[Share]:
    """The most practised groups by name, and what the others sum up to; none where no group has a name of its own.

    One group alone is not hidden behind `other`: its name takes no more room.
    """
    practised = [group for group in groups if group.totals.practised_seconds > 0]
    if all(group.label is None for group in practised):
        return []
    shares = [Share(name_of(group, by), group.totals.practised_seconds) for group in practised]
    if len(shares) <= NAMED + 1:
        return shares
    return [*shares[:NAMED], Share(OTHER, sum(share.seconds for share in shares[NAMED:]))]


def name_of(group: Group, by: str) -> str:
    """What a group is called."""
    return NOTHING_IN_GROUP[by] if group.label is None else shown(group.label)


def hours_of(hours: Sequence[int]) -> list[Hours]:
    """The day in six parts; none where nothing was practised."""
    if not any(hours):
        return []
    return [Hours(first, end, sum(hours[first:end])) for first, end in HOURS]


def percent_words(seconds: int, whole: int, plain: bool) -> str:
    """A share in whole percent, a half up; what is there is never called nothing."""
    percent = (200 * seconds + whole) // (2 * whole) if whole else 0
    if percent == 0 and seconds:
        return "under 1 percent" if plain else "<1 %"
    return f"{percent} percent" if plain else f"{percent} %"
