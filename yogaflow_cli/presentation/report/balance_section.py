"""The balance as the page shows it: families of poses, left beside right, and what was not practised for a while."""

from typing import NamedTuple

from yogaflow_cli.domain.statistics.balance import Balance, PoseName
from yogaflow_cli.presentation.balance_words import (
    EVEN,
    NEGLECTED,
    UNEVEN,
    ago_words,
    difference_words,
    family_words,
    has_sides,
    name_of,
    summary,
)
from yogaflow_cli.presentation.report.charts_svg import sides_svg
from yogaflow_cli.presentation.report.sections import Shares, share_rows
from yogaflow_cli.presentation.report.svg import Drawn
from yogaflow_cli.presentation.stats_shares import Share
from yogaflow_cli.presentation.stats_words import time_words
from yogaflow_cli.text.cleaning import shown

NAMED = 8
"""How many families are named; the others are told together."""

ABSENT_FAMILIES, ABSENT_POSES = 3, 5
"""How many of each are named that were not practised for a while: a page to keep is no list of what is missing."""


class SaidOf(NamedTuple):
    """Something that is said of a pose or a family."""

    name: str
    sanskrit: str
    words: str


class SidesView(NamedTuple):
    """Left beside right: the times, and both as one bar."""

    left: str
    right: str
    drawn: Drawn


class BalanceSection(NamedTuple):
    """The balance: what it is of, the families, the sides, and what is said of single poses under their headings."""

    words: str
    families: Shares
    sides: SidesView | None
    lists: tuple[tuple[str, tuple[SaidOf, ...]], ...]
    even: str = ""


def balance_section(balance: Balance) -> BalanceSection:
    """The balance of a period in which something was logged."""
    lists = ((UNEVEN, uneven(balance)), (NEGLECTED, absent(balance)))
    return BalanceSection(
        words=", ".join(summary(balance, plain=False)[:2]),
        families=Shares("Families of poses", share_rows(family_shares(balance))),
        sides=sides_view(balance) if has_sides(balance) else None,
        lists=tuple((title, said) for title, said in lists if said),
        even=EVEN if has_sides(balance) and not balance.sides.uneven else "",
    )


def family_shares(balance: Balance) -> list[Share]:
    """The most practised families by name, and what the others sum up to; one alone keeps its name."""
    families = [Share(family_words(family.name), family.seconds) for family in balance.families]
    if len(families) <= NAMED + 1:
        return families
    return [*families[:NAMED], Share("All others", sum(family.seconds for family in families[NAMED:]))]


def sides_view(balance: Balance) -> SidesView:
    """Left and right together."""
    left, right = balance.sides.left_seconds, balance.sides.right_seconds
    drawn = sides_svg(left / (left + right))
    return SidesView(time_words(left, plain=False), time_words(right, plain=False), drawn)


def uneven(balance: Balance) -> tuple[SaidOf, ...]:
    """The poses that had more time on one side."""
    return tuple(
        said_of(name_of(each.pose, balance), difference_words(each, plain=False)) for each in balance.sides.uneven
    )


def absent(balance: Balance) -> tuple[SaidOf, ...]:
    """What was not practised for a while; of a period that is over nobody asks."""
    if balance.last is None or balance.last < balance.today:
        return ()
    neglected = balance.neglected
    families = [SaidOf(family_words(each.name), "family", ago_words(each.days)) for each in neglected.families]
    poses = [said_of(name_of(each.name, balance), ago_words(each.days)) for each in neglected.poses]
    return (*families[:ABSENT_FAMILIES], *poses[:ABSENT_POSES])


def said_of(name: PoseName, words: str) -> SaidOf:
    """What is said of a pose."""
    return SaidOf(shown(name.english), shown(name.sanskrit or ""), words)
