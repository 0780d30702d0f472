"""Time by family, left against right, and what was not practised for a while."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.statistics.balance import (
    Absence,
    Balance,
    FamilyTime,
    PoseSides,
    PoseTime,
    Sides,
    balance_of,
    lately,
)

TODAY = date(2026, 11, 23)
FAMILIES = {"mountain": "standing", "warrior": "standing", "pigeon": "hip-opener", "corpse": "rest", "box": "breath"}
ROWS = st.lists(
    st.builds(
        PoseTime,
        st.sampled_from([*FAMILIES, "my own"]),
        st.sampled_from([None, *Side]),
        st.integers(0, 10_000_000),
        st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=1)),
    ),
    unique_by=lambda row: (row.pose, row.side),
)


def timed(pose: str, milliseconds: int, side: Side | None = None, ago: int = 0) -> PoseTime:
    """A row, last practised so many days before today."""
    return PoseTime(pose, side, milliseconds, TODAY - timedelta(days=ago))


def balance(*rows: PoseTime, ever: tuple[PoseTime, ...] = (), families: Mapping[str, str] = FAMILIES) -> Balance:
    """The balance of rows, `ever` being what was practised besides."""
    bounds = Period(TODAY - timedelta(days=83), TODAY)
    return balance_of(rows, families, ever=(*rows, *ever), names={}, sessions=1, bounds=bounds, today=TODAY)


def both(left_milliseconds: int, right_milliseconds: int, pose: str = "warrior") -> Sides:
    """The sides of one pose."""
    left, right = timed(pose, left_milliseconds, Side.LEFT), timed(pose, right_milliseconds, Side.RIGHT)
    return balance(left, right).sides


def test_a_family_is_the_sum_of_its_poses() -> None:
    """Time by pose family, the most practised first; its sides and last day are those of its poses."""
    found = balance(
        timed("box", 100_000, ago=3),
        timed("mountain", 200_000, ago=9),
        timed("warrior", 60_500, Side.LEFT, ago=4),
        timed("warrior", 39_500, Side.RIGHT, ago=2),
    )
    assert found.families == (
        FamilyTime("standing", 300, 0.75, 60, 39, TODAY - timedelta(days=2)),
        FamilyTime("breath", 100, 0.25, 0, 0, TODAY - timedelta(days=3)),
    )
    assert found.seconds == 400


def test_a_pose_that_no_book_knows_is_of_the_family_other() -> None:
    """The writer's own words are kept as they are written, and their time is counted."""
    assert balance(timed("my own swing", 5000)).families == (FamilyTime("other", 5, 1.0, 0, 0, TODAY),)


def test_families_of_the_same_time_come_by_name() -> None:
    """The same file gives the same page each time."""
    found = balance(timed("pigeon", 1000), timed("box", 1000), timed("corpse", 1000))
    assert [family.name for family in found.families] == ["breath", "hip-opener", "rest"]


def test_seconds_are_floored_once_for_each_sum() -> None:
    """Two poses of 1.5 seconds are 3 seconds, not 2."""
    found = balance(timed("mountain", 1500), timed("warrior", 1500, Side.LEFT))
    assert (found.seconds, found.families[0].seconds, found.sides.left_seconds) == (3, 3, 1)


def test_practice_of_no_time_has_no_share() -> None:
    """A step may be planned for no time at all; nothing is divided by it."""
    assert balance(timed("mountain", 0)).families == (FamilyTime("standing", 0, 0.0, 0, 0, TODAY),)


@pytest.mark.parametrize(
    ("left", "right", "uneven"),
    [
        (60_000, 0, True),
        (59_999, 0, False),
        (600_000, 540_000, False),
        (600_001, 540_000, True),
        (540_000, 600_001, True),
        (9_000_000, 8_500_000, False),
    ],
)
def test_sides_differ_by_a_minute_and_by_more_than_a_tenth(left: int, right: int, uneven: bool) -> None:
    """Less is chance, or a breath more; the tenth is of the longer side."""
    assert bool(both(left, right).uneven) is uneven


def test_a_pose_that_differs_has_both_its_times() -> None:
    """So that a person knows which side, and by how much; all sides are summed as well."""
    assert both(600_900, 300_000) == Sides(600, 300, (PoseSides("warrior", 600, 300),))


def test_the_five_poses_that_differ_most_are_told() -> None:
    """A long list helps nobody; the greatest difference comes first, on whichever side."""
    rows = [timed(f"pose {number}", 60_000 * number, list(Side)[number % 2]) for number in range(1, 8)]
    assert [each.pose for each in balance(*rows).sides.uneven] == [f"pose {number}" for number in (7, 6, 5, 4, 3)]


def test_what_has_no_side_is_on_neither() -> None:
    """Left and right are of the steps that have a side."""
    assert balance(timed("corpse", 900_000)).sides == Sides()


@pytest.mark.parametrize(("ago", "neglected"), [(20, False), (21, True), (-1, False)])
def test_three_weeks_are_a_while(ago: int, neglected: bool) -> None:
    """Issue: what was practised before, and not for 21 days; a day ahead of today is no long time ago."""
    found = balance(ever=(timed("pigeon", 1000, ago=ago),)).neglected
    absence = (TODAY - timedelta(days=ago), ago)
    assert found.families == ((Absence("hip-opener", *absence),) if neglected else ())
    assert found.poses == ((Absence("pigeon", *absence),) if neglected else ())


def test_a_family_is_missed_only_with_all_its_poses() -> None:
    """One of them keeps it up; the other is missed by its own name. Either side of a pose is the pose."""
    found = balance(
        timed("mountain", 1000, ago=5),
        timed("pigeon", 1000, Side.LEFT, ago=20),
        ever=(timed("warrior", 9000, ago=40), timed("pigeon", 1000, Side.RIGHT, ago=30)),
    ).neglected
    assert found.families == ()
    assert found.poses == (Absence("warrior", TODAY - timedelta(days=40), 40),)


def test_the_family_other_is_never_missed() -> None:
    """It is the lack of a family; its poses are missed by their names."""
    found = balance(ever=(timed("my own swing", 1000, ago=30),)).neglected
    assert (found.families, [pose.name for pose in found.poses]) == ((), ["my own swing"])


def test_what_once_had_most_time_is_missed_first() -> None:
    """At most eight poses: those that mattered most."""
    rows = tuple(timed(f"pose {number}", 1000 * number, ago=100 - number) for number in range(1, 11))
    missed = [pose.name for pose in balance(ever=rows).neglected.poses]
    assert missed == [f"pose {number}" for number in range(10, 2, -1)]


def test_a_balance_of_nothing_is_empty() -> None:
    """Before any guided practice."""
    found = balance()
    assert (found.seconds, found.families, found.sides) == (0, (), Sides())
    assert found.neglected == ((), ())


def test_the_last_twelve_weeks_end_today_or_later() -> None:
    """84 days with today; a practice that somebody from the east has on tomorrow's page is in it."""
    assert lately(TODAY) == Period(date(2026, 9, 1), None)


@given(ROWS)
def test_nothing_is_lost_and_nothing_counted_twice(rows: list[PoseTime]) -> None:
    """The families add up to the whole, and the sides are parts of their families; floors lose a second each."""
    found = balance(*rows)
    lost = found.seconds - sum(family.seconds for family in found.families)
    assert 0 <= lost <= max(0, len(found.families) - 1)
    assert sum(family.share for family in found.families) == pytest.approx(
        1 if any(row.milliseconds for row in rows) else 0
    )
    assert all(family.left_seconds + family.right_seconds <= family.seconds for family in found.families)
    assert found.sides.left_seconds >= sum(family.left_seconds for family in found.families)
    missed = {pose.name for pose in found.neglected.poses}
    recent = {row.pose for row in rows if (TODAY - row.last_day).days < 21}
    assert missed == {row.pose for row in rows} - recent
