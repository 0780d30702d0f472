"""What the guide logged of each pose: whose, when, on which side, and without skipped steps."""

from datetime import date, datetime, timedelta

import pytest

from tests.exported import store
from tests.practice_logs import HOUR, NOON, log_of
from yogaflow_cli.domain.period import Period
from yogaflow_cli.domain.session import CompletionStatus, PracticeSession, Segment
from yogaflow_cli.domain.side import Side
from yogaflow_cli.domain.statistics.balance import PoseTime
from yogaflow_cli.domain.step_record import Outcome, StepRecord
from yogaflow_cli.repository.pose_times import BY_POSE, GUIDED, PoseTimes
from yogaflow_cli.repository.practice_log import PracticeLog

HELD, SHORTENED, SKIPPED = Outcome
ALL = Period(None, None)
TODAY = date(2026, 11, 23)


def step(pose: str, milliseconds: int, side: Side | None = None, outcome: Outcome = HELD) -> StepRecord:
    """A step as it ended."""
    return StepRecord(1, pose, outcome, side, 30_000, milliseconds)


def guided(*steps: StepRecord, at: datetime = NOON, ended: bool = True) -> PracticeSession:
    """A practice with those steps."""
    end = at + HOUR if ended else None
    return PracticeSession(
        uuid=f"{at.isoformat()}",
        started_at=at,
        started_offset=timedelta(hours=1),
        time_zone="Europe/Berlin",
        segments=(Segment(at, end),),
        ended_at=end,
        ended_offset=timedelta(hours=1) if ended else None,
        status=CompletionStatus.COMPLETED if ended else CompletionStatus.ABANDONED,
        steps=steps,
    )


def days_before(days: int) -> datetime:
    """Noon so many days ago."""
    return NOON - timedelta(days=days)


def fill(log: PracticeLog, *sessions: PracticeSession) -> PoseTimes:
    """The times of a log that holds those practices."""
    store(log, *((session, None) for session in sessions))
    return PoseTimes(log.connection, log.profile)


def test_a_pose_is_summed_by_side_over_all_sessions(log: PracticeLog) -> None:
    """One row for each pose and side, with the last day on which it was practised; none is another's."""
    times = fill(
        log,
        guided(step("tree", 1000, Side.LEFT), step("tree", 2000, Side.RIGHT), step("tree", 4000), at=days_before(3)),
        guided(step("tree", 8000, Side.LEFT), step("corpse", 500, outcome=SHORTENED), at=days_before(1)),
    )
    assert sorted(times.by_pose(ALL), key=str) == sorted(
        [
            PoseTime("tree", None, 4000, TODAY - timedelta(days=3)),
            PoseTime("tree", Side.LEFT, 9000, TODAY - timedelta(days=1)),
            PoseTime("tree", Side.RIGHT, 2000, TODAY - timedelta(days=3)),
            PoseTime("corpse", None, 500, TODAY - timedelta(days=1)),
        ],
        key=str,
    )


def test_a_skipped_step_is_no_practice_of_its_pose(log: PracticeLog) -> None:
    """Neither its moment counts, nor its day, nor a session that has no other step."""
    times = fill(
        log,
        guided(step("tree", 1000), at=days_before(9)),
        guided(step("tree", 100, outcome=SKIPPED), step("crow", 100, outcome=SKIPPED)),
    )
    assert times.by_pose(ALL) == [PoseTime("tree", None, 1000, TODAY - timedelta(days=9))]
    assert times.guided(ALL) == (1, TODAY - timedelta(days=9), TODAY - timedelta(days=9))


def test_both_days_of_a_period_are_in_it(log: PracticeLog) -> None:
    """As everywhere: from the first to the last day, both included; an open end takes all."""
    times = fill(log, *(guided(step("tree", 1000), at=days_before(days)) for days in range(5)))
    middle = Period(TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    assert times.by_pose(middle) == [PoseTime("tree", None, 3000, TODAY - timedelta(days=1))]
    assert times.guided(middle) == (3, middle.first, middle.last)
    assert times.guided(Period(TODAY - timedelta(days=1), None)) == (2, TODAY - timedelta(days=1), TODAY)


def test_an_open_practice_is_not_counted_yet(log: PracticeLog) -> None:
    """Statistics are of ended sessions."""
    times = fill(log, guided(step("tree", 1000), ended=False))
    assert times.by_pose(ALL) == []
    assert times.guided(ALL) == (0, None, None)


def test_a_practice_without_steps_is_no_guided_one(log: PracticeLog) -> None:
    """Free practice, or one that was written down afterwards."""
    times = fill(log, guided(), guided(step("tree", 1000), at=days_before(1)))
    assert times.guided(ALL)[0] == 1


def test_nobody_sees_the_poses_of_another(log: PracticeLog) -> None:
    """Several people practise here; each proves who they are."""
    fill(log, guided(step("tree", 1000)))
    other = log_of(log.database, "tim")
    times = PoseTimes(other.connection, other.profile)
    assert (times.by_pose(ALL), times.guided(ALL)) == ([], (0, None, None))


@pytest.mark.parametrize("query", [BY_POSE, GUIDED])
def test_only_the_sessions_of_the_period_are_looked_at(log: PracticeLog, query: str) -> None:
    """Twelve weeks of a long log: the days come from the index, and each session's steps by their key."""
    rows = log.connection.execute(f"EXPLAIN QUERY PLAN {query}", [1, "2026-09-01", "2026-11-23"])
    plan = [detail for *_, detail in rows]
    assert plan[0].startswith("SEARCH sessions USING COVERING INDEX sessions_by_day (profile_id=? AND practice_day>?")
    assert "SEARCH steps USING PRIMARY KEY (session_id=?)" in plan
    assert not [detail for detail in plan if detail.startswith("SCAN")]
