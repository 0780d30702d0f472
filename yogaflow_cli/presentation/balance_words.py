"""The balance in words: its days, families, sides and poses, short for the screen or written out when plain."""

from yogaflow_cli.domain.statistics.balance import WEEKS, Balance, PoseName, PoseSides, lately
from yogaflow_cli.presentation.dates import span_words
from yogaflow_cli.presentation.stats_words import time_words
from yogaflow_cli.presentation.wording import counted
from yogaflow_cli.text.cleaning import shown

TITLE, NEGLECTED, UNEVEN = "Your balance", "Not practised for a while", "More on one side"
POSES_NEGLECTED = "Poses not practised for a while"
EVEN = "Every pose had about as much time on the left as on the right."
COUNTED = "These are the steps that the guide logged; skipped ones are left out."
BEGIN = "The guide logs each step: yogaflow start SEQUENCE"


def has_sides(balance: Balance) -> bool:
    """Whether anything was practised on a side."""
    return bool(balance.sides.left_seconds or balance.sides.right_seconds)


def is_lately(balance: Balance) -> bool:
    """Whether it is of the last twelve weeks."""
    return balance.first == lately(balance.today).first and (balance.last or balance.today) >= balance.today


def period_words(balance: Balance, plain: bool) -> str:
    """Which days were looked at."""
    if balance.first is None or balance.last is None:
        return "no days yet"
    days = span_words(balance.first, balance.last, plain)
    return f"the last {WEEKS} weeks, {days}" if is_lately(balance) else days


def nothing_words(balance: Balance, plain: bool) -> list[str]:
    """That nothing was logged, and how it can be; two sentences."""
    if balance.first is None or balance.last is None:
        return ["Nothing is logged yet.", BEGIN]
    if is_lately(balance):
        return [f"Nothing is logged yet for the last {WEEKS} weeks.", BEGIN]
    return [f"Nothing is logged for {span_words(balance.first, balance.last, plain)}.", BEGIN]


def summary(balance: Balance, plain: bool) -> list[str]:
    """How many practices it is about, and how long they were."""
    parts = [counted(balance.sessions, "guided practice"), time_words(balance.seconds, plain)]
    if has_sides(balance):
        left, right = time_words(balance.sides.left_seconds, plain), time_words(balance.sides.right_seconds, plain)
        parts.append(f"left {left}, right {right}")
    return parts


def family_words(name: str) -> str:
    """A family for people."""
    return shown(name.replace("-", " ").capitalize())


def ago_words(days: int) -> str:
    """How long ago, from three weeks on: whole weeks, about so many months, whole years."""
    if days < 13 * 7:
        return f"{days // 7} weeks ago"
    if days < 2 * 365:
        return f"{(days * 12 + 182) // 365} months ago"
    return f"{days // 365} years ago"


def difference_words(each: PoseSides, plain: bool) -> str:
    """Which side had more, and by how much."""
    difference = each.left_seconds - each.right_seconds
    side, time = "left" if difference > 0 else "right", time_words(abs(difference), plain)
    return f"{time} more on the {side}" if plain else f"{side} by {time}"


def name_of(pose: str, balance: Balance) -> PoseName:
    """What a pose is called; the writer's own words where no book knows it."""
    return balance.names.get(pose) or PoseName(pose)


def name_plain(pose: str, balance: Balance) -> str:
    """A pose in words, English before Sanskrit."""
    name = name_of(pose, balance)
    return shown(f"{name.english}, {name.sanskrit}" if name.sanskrit else name.english)
