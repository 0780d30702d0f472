"""Time by pose family, left against right, and what was not practised for a while. A skipped step is in none of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.side import Side

OTHER = "other"
"""The family of the poses that no book knows."""

WEEKS = 12
NEGLECTED_DAYS = 21
LEAST_DIFFERENCE_MILLISECONDS = 60_000
MOST_UNEVEN, MOST_NEGLECTED = 5, 8


class PoseTime(NamedTuple):
    """How long a pose was practised on a side, or on none, and when last.

    `pose` is a slug of the pose book, or the writer's own words.
    """

    pose: str
    side: Side | None
    milliseconds: int
    last_day: date


class PoseName(NamedTuple):
    """What a pose is called; `sanskrit` is None for one without such a name."""

    english: str
    sanskrit: str | None = None


class FamilyTime(NamedTuple):
    """A family of poses: its time, its share of all time from 0 to 1, and the last day of what was counted."""

    name: str
    seconds: int
    share: float
    left_seconds: int
    right_seconds: int
    last_day: date


class PoseSides(NamedTuple):
    """A pose whose sides differ."""

    pose: str
    left_seconds: int
    right_seconds: int


class Sides(NamedTuple):
    """The time on either side, and the poses that differ most, the greatest difference first."""

    left_seconds: int = 0
    right_seconds: int = 0
    uneven: tuple[PoseSides, ...] = ()


class Absence(NamedTuple):
    """A family or a pose that was practised once, its last day, and how many days that is ago."""

    name: str
    last_day: date
    days: int


class Neglected(NamedTuple):
    """What was not practised for a while; what once had most time comes first."""

    families: tuple[Absence, ...] = ()
    poses: tuple[Absence, ...] = ()


class Balance(NamedTuple):
    """What the guide logged from `first` to `last`, both None before anything; seconds are floored.

    `sessions` are those with a step in it. Families come with the most practised first. `neglected` looks at everything
    ever logged, from `today`. `names` are those of the poses that a book knows, by slug.
    """

    first: date | None
    last: date | None
    today: date
    sessions: int
    seconds: int
    families: tuple[FamilyTime, ...]
    sides: Sides
    neglected: Neglected
    names: Mapping[str, PoseName]


class Practised(NamedTuple):
    """What some rows add up to, in milliseconds, and the last of their days."""

    whole: int
    left: int
    right: int
    last_day: date


def lately(today: date) -> Period:
    """The last twelve weeks. Its end is open: who comes home from the east has practised ahead of `today`."""
    return Period(today - timedelta(days=7 * WEEKS - 1), None)


def balance_of(
    rows: Iterable[PoseTime],
    families: Mapping[str, str],
    *,
    ever: Iterable[PoseTime],
    names: Mapping[str, PoseName],
    sessions: int,
    bounds: Period,
    today: date,
) -> Balance:
    """The balance of rows that lie in `bounds`; `ever` holds all that was logged, `families` are by pose."""

    def family_of(row: PoseTime) -> str:
        return families.get(row.pose, OTHER)

    rows, ever = tuple(rows), tuple(ever)
    whole = sum(row.milliseconds for row in rows)
    by_family = practised_by(rows, family_of)
    return Balance(
        first=bounds.first,
        last=bounds.last,
        today=today,
        sessions=sessions,
        seconds=whole // 1000,
        families=tuple(family_time(name, practised, whole) for name, practised in by_family.items()),
        sides=sides_of(rows),
        neglected=Neglected(
            # Nobody misses "other": it is no family, but the lack of one. Its poses are missed by their names.
            absences(practised_by((row for row in ever if row.pose in families), family_of), today),
            absences(practised_by(ever, pose_of), today)[:MOST_NEGLECTED],
        ),
        names=names,
    )


def pose_of(row: PoseTime) -> str:
    """The pose of a row."""
    return row.pose


def practised_by(rows: Iterable[PoseTime], name_of: Callable[[PoseTime], str]) -> dict[str, Practised]:
    """What rows of one name add up to, the most practised first."""
    found: dict[str, list[PoseTime]] = {}
    for row in rows:
        found.setdefault(name_of(row), []).append(row)
    added = {name: added_up(of_name) for name, of_name in found.items()}
    return dict(sorted(added.items(), key=lambda entry: (-entry[1].whole, entry[0])))


def added_up(rows: Iterable[PoseTime]) -> Practised:
    """The sum of at least one row."""
    by_side: dict[Side | None, int] = {}
    days = []
    for row in rows:
        by_side[row.side] = by_side.get(row.side, 0) + row.milliseconds
        days.append(row.last_day)
    return Practised(sum(by_side.values()), by_side.get(Side.LEFT, 0), by_side.get(Side.RIGHT, 0), max(days))


def family_time(name: str, practised: Practised, whole: int) -> FamilyTime:
    """A family, with its share of the whole in milliseconds."""
    return FamilyTime(
        name=name,
        seconds=practised.whole // 1000,
        share=practised.whole / whole if whole else 0.0,
        left_seconds=practised.left // 1000,
        right_seconds=practised.right // 1000,
        last_day=practised.last_day,
    )


def sides_of(rows: Iterable[PoseTime]) -> Sides:
    """The time on either side, and the poses whose sides differ most."""
    by_pose = practised_by((row for row in rows if row.side is not None), pose_of)
    differing = [(pose, practised) for pose, practised in by_pose.items() if is_uneven(practised)]
    differing.sort(key=lambda entry: (-abs(entry[1].left - entry[1].right), entry[0]))
    return Sides(
        sum(practised.left for practised in by_pose.values()) // 1000,
        sum(practised.right for practised in by_pose.values()) // 1000,
        tuple(PoseSides(pose, both.left // 1000, both.right // 1000) for pose, both in differing[:MOST_UNEVEN]),
    )


def is_uneven(practised: Practised) -> bool:
    """Whether the sides differ by a minute at least, and by more than a tenth of the longer one."""
    difference = abs(practised.left - practised.right)
    return difference >= LEAST_DIFFERENCE_MILLISECONDS and 10 * difference > max(practised.left, practised.right)


def absences(practised: Mapping[str, Practised], today: date) -> tuple[Absence, ...]:
    """What was last practised three weeks ago or longer, in the same order."""
    ago = {name: (today - found.last_day).days for name, found in practised.items()}
    return tuple(
        Absence(name, found.last_day, ago[name]) for name, found in practised.items() if ago[name] >= NEGLECTED_DAYS
    )
