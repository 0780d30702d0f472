"""What a person wants of a week: so many days, named days, or so many minutes. There is none unless they set one."""

from typing import Literal, NamedTuple

from yogaflow_cli.domain.weekdays import short_weekdays, weekday_of

NO_GOAL = "none"
TAKES = "4 per week, mon wed fri, 150m per week, or none"
MOST_MINUTES = 7 * 24 * 60
GoalKind = Literal["days", "weekdays", "minutes"]


class Goal(NamedTuple):
    """`amount` is the days or minutes of a week; `weekdays`, 0 for Monday, are those that a goal of weekdays names."""

    kind: GoalKind
    amount: int
    weekdays: tuple[int, ...] = ()

    def kept(self) -> str:
        """The goal in the form that is kept, which `parse_goal` reads again."""
        if self.kind == "weekdays":
            return short_weekdays(self.weekdays)
        return f"{self.amount}m per week" if self.kind == "minutes" else f"{self.amount} per week"


def parse_goal(text: str) -> Goal | None:
    """The goal that a text names, None for `none`.

    Raises:
        ValueError: it names none, or one beyond 1 to 7 days or beyond the minutes of a week.
    """
    words = text.casefold().replace(",", " ").split()
    if words == [NO_GOAL]:
        return None
    if words[1:] in (["per", "week"], ["a", "week"], ["days", "per", "week"], ["days", "a", "week"]):
        return weekly(words[0], minutes_allowed="days" not in words)
    return named(words)


def weekly(amount: str, *, minutes_allowed: bool) -> Goal:
    """So many days (`4`) or so much time (`150m`, `2h`, `2h30m`) a week. Raises ValueError."""
    if amount.isascii() and amount.isdigit() and len(amount) <= 2:
        if not 1 <= int(amount) <= 7:
            raise ValueError(amount)
        return Goal("days", int(amount))
    minutes = minutes_of(amount)
    if not minutes_allowed or not 1 <= minutes <= MOST_MINUTES:
        raise ValueError(amount)
    return Goal("minutes", minutes)


def minutes_of(text: str) -> int:
    """Whole minutes from `150m`, `2h` or `2h30m`; durations elsewhere end at 4 hours. Raises ValueError."""
    hours, has_hours, rest = text.rpartition("h")
    minutes = rest.removesuffix("m")
    parts = [hours] if has_hours else []
    if rest:
        if minutes == rest:
            raise ValueError(text)
        parts.append(minutes)
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= 5 for part in parts):
        raise ValueError(text)
    return int(hours or 0) * 60 + int(minutes or 0)


def named(words: list[str]) -> Goal:
    """Named weekdays, each in full or by at least its first three letters. Raises ValueError."""
    days = sorted({weekday_of(word) for word in words})
    if not days:
        raise ValueError("no day")
    return Goal("weekdays", len(days), tuple(days))
